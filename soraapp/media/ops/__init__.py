"""Clips made of other clips: an operation describes its result, stores nothing, and reads only what it is asked for."""

from soraapp.media.ops.blend import BlendMode
from soraapp.media.ops.colour import AdjustColour
from soraapp.media.ops.colour_match import ColourStatistics, MatchColour, colour_statistics
from soraapp.media.ops.derived import Derived, mapped
from soraapp.media.ops.fitting import Fit, conform
from soraapp.media.ops.geometry import Crop, Flip, Rotate, TurnedFrame
from soraapp.media.ops.overlay import Ending, Overlay
from soraapp.media.ops.retime import Between, Paced, Resample, Speed, read_at
from soraapp.media.ops.side_by_side import SideBySide
from soraapp.media.ops.splice import Concatenate, Repeated, Reverse, Trim, agree
from soraapp.media.ops.texture import Blur, Grain, Sharpen
from soraapp.media.ops.transition import Transition, TransitionStyle

__all__ = [
    "AdjustColour",
    "Between",
    "BlendMode",
    "Blur",
    "ColourStatistics",
    "Concatenate",
    "Crop",
    "Derived",
    "Ending",
    "Fit",
    "Flip",
    "Grain",
    "MatchColour",
    "Overlay",
    "Paced",
    "Repeated",
    "Resample",
    "Reverse",
    "Rotate",
    "Sharpen",
    "SideBySide",
    "Speed",
    "Transition",
    "TransitionStyle",
    "Trim",
    "TurnedFrame",
    "agree",
    "colour_statistics",
    "conform",
    "mapped",
    "read_at",
]

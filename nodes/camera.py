"""Camera: how it moves, for a model or over a still picture."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Annotated, Any

from soraapp.errors import InputError, SoraError
from soraapp.media.camera import Camera, Point
from soraapp.media.clip import Clip, Image, Size
from soraapp.media.still_move import Easing, StillMove
from soraapp.media.time import frame_count
from soraapp.models.base import Capabilities
from soraapp.nodekit import Choice, MoveCurves, Slider, node

PUSH_IN = Camera(dolly=(Point(0.0, 1.0),))
"""A calm move ahead."""


@node("camera.camera", version=1, aliases=("pan", "tilt", "dolly", "orbit", "zoom", "motion", "镜头", "运镜"))
def camera(
    moves: Annotated[
        Camera, MoveCurves(help="The speed of each move over time. 1 is calm, a negative speed goes the other way.")
    ] = PUSH_IN,
) -> Camera:
    """How the camera moves over time, for nodes that make clips.

    Pan and tilt turn it, a dolly goes ahead, an orbit goes around the subject, a zoom narrows the view; for a model
    that knows no lens a zoom goes ahead, too.
    """
    return moves


def _check(values: Mapping[str, Any], _: Callable[[str], Capabilities]) -> Iterable[SoraError]:
    if len({"width", "height"} & values.keys()) == 2 and (values["width"] is None) != (values["height"] is None):
        yield InputError(
            "Only one of width and height is set.", remedy="Set both, or neither to keep the size of the picture."
        )


@node("camera.on_a_still", version=1, check=_check, aliases=("ken burns", "pan", "zoom", "ease", "photo", "推拉摇移"))
def camera_on_a_still(
    image: Image,
    camera: Annotated[
        Camera, MoveCurves(help="Pan and tilt shift the view, dolly and zoom narrow it. A picture cannot be orbited.")
    ] = PUSH_IN,
    seconds: Annotated[float, Slider(0.125, 60, step=0.125, unit="s", soft=10, help="The duration of the clip.")] = 4.0,
    easing: Annotated[
        Easing, Choice(help="Whether the move gets going gently, comes to rest gently, or both.")
    ] = Easing.NONE,
    rate: Annotated[int, Slider(1, 120, unit="fps", soft=60)] = 24,
    width: Annotated[int | None, Slider(16, 4096, step=2, unit="px", help="Empty: as the picture.")] = None,
    height: Annotated[int | None, Slider(16, 4096, step=2, unit="px", help="Empty: as the picture.")] = None,
) -> Clip:
    """Move over a picture without a model: nothing is invented.

    The picture is enlarged just so far that the whole move stays inside it. With easing the move goes equally far.
    """
    size = image.size if width is None or height is None else Size(width, height)
    return StillMove(image, camera, size, Fraction(rate), frame_count(seconds, Fraction(rate)), easing)

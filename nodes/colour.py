"""Colour: light, colour and fine structure of a clip."""

from __future__ import annotations

from typing import Annotated

from soraapp.media.clip import Clip
from soraapp.media.ops import AdjustColour, Blur, Grain, MatchColour, Sharpen
from soraapp.nodekit import Seed, Slider, node


@node("colour.adjust", version=1, aliases=("grade", "brightness", "color", "black and white", "调色", "亮度"))
def adjust_colour(
    clip: Clip,
    exposure: Annotated[float, Slider(-5, 5, step=0.05, unit="EV", help="1 doubles the light, -1 halves it.")] = 0.0,
    contrast: Annotated[float, Slider(0, 4, step=0.01, soft=2, help="1 leaves it; 0 is plain grey.")] = 1.0,
    saturation: Annotated[
        float, Slider(0, 4, step=0.01, soft=2, help="How colourful it is: 0 is black and white.")
    ] = 1.0,
    hue: Annotated[float, Slider(-180, 180, unit="°", help="Turns all colours on the wheel of colours.")] = 0.0,
    temperature: Annotated[
        float, Slider(-100, 100, unit="%", help="Warmer above 0, colder below. Grey keeps its brightness.")
    ] = 0.0,
) -> Clip:
    """Change the light and the colours of a clip."""
    return AdjustColour(clip, exposure, contrast, saturation, hue, temperature / 100)


@node("colour.match", version=1, aliases=("grade", "transfer", "color match", "look", "匹配颜色"))
def match_colour(
    clip: Clip,
    reference: Clip,
    amount: Annotated[float, Slider(0, 100, unit="%", help="How far the colours are brought over.")] = 100.0,
) -> Clip:
    """Give a clip the light and the colours of another, on average over its whole length, so that nothing flickers."""
    return MatchColour(clip, reference, amount / 100)


@node("colour.grain", version=1, aliases=("noise", "film grain", "颗粒", "噪点"))
def grain(
    clip: Clip,
    amount: Annotated[float, Slider(0, 100, unit="%", soft=50)] = 10.0,
    grain_size: Annotated[float, Slider(1, 32, step=0.1, unit="px", soft=8)] = 1.5,
    seed: Annotated[int, Seed(help="Another seed gives other grain of the same kind.")] = 0,
) -> Clip:
    """Add grain as of film: grey noise that is new in every frame."""
    return Grain(clip, amount / 100, grain_size, seed)


@node("colour.blur", version=1, aliases=("soften", "defocus", "gaussian", "模糊"))
def blur(
    clip: Clip,
    radius: Annotated[float, Slider(0, 256, step=0.1, unit="px", soft=32)] = 4.0,
) -> Clip:
    """Soften a clip."""
    return Blur(clip, radius)


@node("colour.sharpen", version=1, aliases=("unsharp mask", "crisp", "锐化"))
def sharpen(
    clip: Clip,
    amount: Annotated[float, Slider(0, 500, unit="%", soft=200, help="How much stronger edges become.")] = 60.0,
    radius: Annotated[float, Slider(0.1, 64, step=0.1, unit="px", soft=8, help="How wide an edge is.")] = 1.0,
) -> Clip:
    """Make the edges in a clip crisper."""
    return Sharpen(clip, amount / 100, radius)

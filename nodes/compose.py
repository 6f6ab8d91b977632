"""Compose: pictures over and beside each other, and what they are put together with: masks and titles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from math import floor
from typing import Annotated, Any

from soraapp.errors import InputError, SoraError
from soraapp.media.clip import Clip, Image, Size, StillClip
from soraapp.media.cutout import Alpha, Colours
from soraapp.media.fit import FitMode, inside
from soraapp.media.image import FileImage
from soraapp.media.ink import rgb_of
from soraapp.media.lettering import Alignment, TextImage, unwritable
from soraapp.media.ops import BlendMode, Ending, Overlay, Resample, SideBySide, conform
from soraapp.media.shapes import ColourImage, Shape, ShapeImage
from soraapp.media.time import exact, frame_at, frame_count
from soraapp.models.base import Capabilities
from soraapp.nodekit import Choice, Colour, Prompt, Slider, Toggle, node

Across = Annotated[
    float,
    Slider(-100, 200, step=0.1, unit="%", help="Where its middle is: 0 is the left edge, 100 the right."),
]
Down = Annotated[
    float,
    Slider(-100, 200, step=0.1, unit="%", help="Where its middle is: 0 is the upper edge, 100 the lower."),
]
Opacity = Annotated[float, Slider(0, 100, unit="%", help="At 0 nothing of it is seen.")]
Width = Annotated[int, Slider(1, 8192, unit="px", soft=2048, help="Where a clip is wired, its size counts instead.")]
Height = Annotated[int, Slider(1, 8192, unit="px", soft=2048, help="Where a clip is wired, its size counts instead.")]


def _check_overlay(values: Mapping[str, Any], _: Callable[[str], Capabilities]) -> Iterable[SoraError]:
    # What is not wired is among the values; what is wired is known only when the graph runs.
    wired = ("over" not in values) + ("picture" not in values)
    if wired != 1:
        yield _not_one_layer(wired)


def _not_one_layer(wired: int) -> InputError:
    if wired:
        return InputError("Two things are connected to lay over the clip.", remedy="Disconnect one of them.")
    return InputError("Nothing is connected to lay over the clip.", remedy="Connect either a clip or a picture.")


@node(
    "compose.overlay",
    version=2,
    check=_check_overlay,
    aliases=("picture in picture", "blend", "composite", "watermark", "logo", "layer", "叠加", "画中画", "水印"),
)
def overlay(
    clip: Clip,
    over: Clip | None = None,
    picture: Image | None = None,
    mask: Image | None = None,
    moving_mask: Clip | None = None,
    across: Across = 50.0,
    down: Down = 50.0,
    scale: Annotated[
        float, Slider(1, 1000, unit="%", soft=200, help="At 100 it is as large as fits into the frame.")
    ] = 100.0,
    opacity: Opacity = 100.0,
    blend: Annotated[BlendMode, Choice(help="What its colours do to those beneath.")] = BlendMode.NORMAL,
    start: Annotated[float, Slider(0, 3600, step=0.01, unit="s", soft=10, help="When it appears.")] = 0.0,
    after_its_end: Annotated[
        Ending, Choice(help="A clip that is shorter holds its last frame, vanishes, or begins again.")
    ] = Ending.HOLD,
) -> Clip:
    """Lay a clip or a picture over a clip: one of the two is needed.

    Size, frame rate and length stay those of the clip below. Where a loaded picture is transparent, the clip is seen. A
    mask is stretched over what lies on top, and shows it where it is white; a moving one that is wired takes the place
    of a still one.
    """
    wired = (over is not None) + (picture is not None)
    if wired != 1:
        raise _not_one_layer(wired)
    top = _moving(over, picture, clip.rate) or clip
    cover = _moving(moving_mask, mask, clip.rate)
    fitted = inside(top.size, clip.size)
    place = Size(*(max(1, round(side * scale / 100)) for side in fitted))
    if isinstance(picture, FileImage) and picture.transparent:
        top = StillClip(Colours(picture, place), clip.rate, 1)
        alpha = StillClip(Alpha(picture, place), clip.rate, 1 if cover is None else cover.count)
        cover = alpha if cover is None else Overlay(alpha, cover, 0, 0, place, mode=BlendMode.MULTIPLY)
    return Overlay(
        clip,
        top,
        floor(clip.size.width * across / 100 - place.width / 2 + 0.5),
        floor(clip.size.height * down / 100 - place.height / 2 + 0.5),
        place,
        cover,
        blend,
        opacity / 100,
        frame_at(start, clip.rate),
        after_its_end,
    )


def _moving(clip: Clip | None, still: Image | None, rate: Fraction) -> Clip | None:
    """The clip at a frame rate; where there is none, the picture as a clip of one frame."""
    if clip is not None:
        return clip if clip.rate == rate else Resample(clip, rate)
    return None if still is None else StillClip(still, rate, 1)


@node("compose.mask_shape", version=1, aliases=("matte", "vignette", "circle", "gradient", "遮罩", "形状"))
def mask_shape(
    clip: Clip | None = None,
    shape: Annotated[Shape, Choice()] = Shape.ELLIPSE,
    width: Width = 768,
    height: Height = 432,
    across: Across = 50.0,
    down: Down = 50.0,
    shape_width: Annotated[float, Slider(0.1, 300, step=0.1, unit="%", soft=100, help="Of the frame's width.")] = 50.0,
    shape_height: Annotated[
        float, Slider(0.1, 300, step=0.1, unit="%", soft=100, help="Of the frame's height.")
    ] = 50.0,
    angle: Annotated[float, Slider(-360, 360, unit="°", soft=180, help="Clockwise.")] = 0.0,
    feather: Annotated[float, Slider(0, 4096, unit="px", soft=256, help="How wide the soft edge is.")] = 16.0,
    inverted: Annotated[bool, Toggle(help="Black and white change places.")] = False,
) -> Image:
    """A mask: a white rectangle, ellipse or gradient on black. It has the size of the clip, if one is wired.

    A gradient is white on the left and black on the right of its middle; the feather is the way between.
    """
    size = Size(width, height) if clip is None else clip.size
    middle = size.width * across / 100, size.height * down / 100
    extent = size.width * shape_width / 100, size.height * shape_height / 100
    return ShapeImage(size, shape, middle, extent, angle, feather, inverted)


@node("compose.side_by_side", version=1, aliases=("split screen", "grid", "compare", "tile", "分屏", "并排"))
def side_by_side(
    clips: tuple[Clip, ...],
    columns: Annotated[int | None, Slider(1, 64, soft=8, help="Clips in a row. Empty: all in one row.")] = None,
    gap: Annotated[int, Slider(0, 512, unit="px", soft=64)] = 0,
    fit: Annotated[FitMode, Choice(help="How a clip of another shape than the first is fitted.")] = FitMode.CONTAIN,
) -> Clip:
    """Show several clips at once, in the order in which they were wired.

    All take the size and frame rate of the first. It lasts as long as the longest; shorter ones rest on their last
    frame.
    """
    return SideBySide(conform(clips, fit), columns or max(1, len(clips)), gap)


_RATE = Fraction(24)


def _check_title(values: Mapping[str, Any], _: Callable[[str], Capabilities]) -> Iterable[SoraError]:
    text = values.get("text")
    if isinstance(text, str):
        problem = _no_text() if not text.strip() else unwritable(text)
        yield from () if problem is None else (problem,)


def _no_text() -> InputError:
    return InputError("There is no text to show.", remedy="Write a text.")


@node(
    "compose.title",
    version=1,
    check=_check_title,
    aliases=("text", "caption", "subtitle", "credits", "标题", "字幕", "文字"),
)
def title(
    clip: Clip | None = None,
    text: Annotated[str, Prompt(placeholder="What is to be read, in English or Chinese")] = "",
    text_size: Annotated[float, Slider(1, 100, step=0.5, unit="%", soft=40, help="Of the frame's height.")] = 12.0,
    across: Across = 50.0,
    down: Down = 50.0,
    alignment: Annotated[Alignment, Choice(help="How lines of different length stand.")] = Alignment.CENTRE,
    colour: Annotated[str, Colour()] = "white",
    outline: Annotated[
        float, Slider(0, 20, step=0.5, unit="%", help="How wide its black edge is, of the text's height.")
    ] = 0.0,
    opacity: Opacity = 100.0,
    start: Annotated[float, Slider(0, 3600, step=0.01, unit="s", soft=10, help="When it appears.")] = 0.0,
    seconds: Annotated[
        float | None,
        Slider(0.01, 3600, step=0.01, unit="s", soft=10, help="How long it is seen. Empty: to the end of the clip."),
    ] = None,
    ground: Annotated[str, Colour(help="The colour behind it, where no clip is wired.")] = "black",
    width: Width = 768,
    height: Height = 432,
) -> Clip:
    """Write a title over a clip, or on a plain colour where no clip is wired.

    Long lines are broken. Without a clip it lasts for the seconds, or for 3, at 24 frames a second.
    """
    if not text.strip():
        raise _no_text()
    rate = clip.rate if clip is not None else _RATE
    first = frame_at(start, rate)
    lasts = None if seconds is None else frame_count(exact(seconds), rate)
    under = clip if clip is not None else _ground(ground, Size(width, height), first + (lasts or 3 * int(rate)))
    tall = max(1, round(under.size.height * text_size / 100))
    middle = under.size.width * across / 100, under.size.height * down / 100
    letters = TextImage(under.size, text, tall, middle, max(1, under.size.width * 9 // 10), alignment)
    edge = replace(letters, outline=round(tall * outline / 100))
    layers = [(edge, "black"), (letters, colour)] if edge != letters else [(letters, colour)]
    for mask, ink in layers:
        top = StillClip(ColourImage(Size(1, 1), rgb_of(ink)), rate, lasts or 1)
        ending = Ending.HOLD if lasts is None else Ending.HIDE
        cover = StillClip(mask, rate, 1)
        under = Overlay(under, top, 0, 0, under.size, cover, BlendMode.NORMAL, opacity / 100, first, ending)
    return under


def _ground(ink: str, size: Size, count: int) -> Clip:
    return StillClip(ColourImage(size, rgb_of(ink)), _RATE, count)

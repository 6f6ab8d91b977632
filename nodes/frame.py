"""Frame: which part of a picture is seen, how large, and which way up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any

from soraapp.errors import InputError, SoraError
from soraapp.media.clip import Clip, Size
from soraapp.media.fit import FitMode, Sampling
from soraapp.media.ops import Crop, Fit, Flip, Rotate, TurnedFrame
from soraapp.models.base import Capabilities
from soraapp.nodekit import Choice, Slider, Toggle, node

Side = Annotated[float, Slider(0, 99.9, step=0.1, unit="%", help="How much is cut off this side.")]
Quality = Annotated[
    Sampling, Choice(help="How new pixels are made: area is right for almost everything, nearest for pixel art.")
]


def _check_crop(values: Mapping[str, Any], _: Callable[[str], Capabilities]) -> Iterable[SoraError]:
    for first, second in (("left", "right"), ("top", "bottom")):
        if {first, second} <= values.keys() and values[first] + values[second] >= 100:
            yield InputError(
                "Nothing is left between {first}, {cut}%, and {second}, {other}%.",
                remedy="Cut off less than 100% together.",
                first=first,
                second=second,
                cut=f"{values[first]:.10g}",
                other=f"{values[second]:.10g}",
            )


@node("frame.crop", version=1, check=_check_crop, aliases=("cut", "trim edges", "裁剪", "裁切"))
def crop(clip: Clip, left: Side = 0.0, top: Side = 0.0, right: Side = 0.0, bottom: Side = 0.0) -> Clip:
    """Cut off the sides of a clip. Every side goes to the nearest pixel."""
    columns, rows = _kept(clip.size.width, left, right), _kept(clip.size.height, top, bottom)
    return Crop(clip, columns[0], rows[0], Size(columns[1] - columns[0], rows[1] - rows[0]))


def _kept(pixels: int, before: float, after: float) -> tuple[int, int]:
    """The first pixel that is kept, and the first after those that are: at least one is kept if there is room."""
    first = min(round(pixels * before / 100), pixels - 1)
    last = pixels - round(pixels * after / 100)
    return first, last if last > first or before + after >= 100 else first + 1


@node("frame.fit", version=1, aliases=("resize", "letterbox", "pad", "cover", "contain", "scale", "适应", "尺寸"))
def fit(
    clip: Clip,
    width: Annotated[int, Slider(1, 8192, unit="px", soft=2048)] = 768,
    height: Annotated[int, Slider(1, 8192, unit="px", soft=2048)] = 432,
    how: Annotated[
        FitMode,
        Choice(
            help="Cover cuts off what juts out, contain adds black bars, stretch changes the proportion, pad keeps the "
            "size of the picture and cuts or adds black around it."
        ),
    ] = FitMode.COVER,
    sampling: Quality = Sampling.AREA,
) -> Clip:
    """Give a clip a size of a certain shape."""
    size = Size(width, height)
    return clip if clip.size == size else Fit(clip, size, how, sampling)


def _check_resize(values: Mapping[str, Any], _: Callable[[str], Capabilities]) -> Iterable[SoraError]:
    if {"width", "height"} <= values.keys() and values["width"] is None and values["height"] is None:
        yield _no_size()


def _no_size() -> InputError:
    return InputError("Neither width nor height is set.", remedy="Set one of them: the other follows in proportion.")


@node("frame.resize", version=1, check=_check_resize, aliases=("scale", "enlarge", "shrink", "缩放"))
def resize(
    clip: Clip,
    width: Annotated[int | None, Slider(1, 8192, unit="px", soft=2048, help="Empty: in proportion.")] = 768,
    height: Annotated[int | None, Slider(1, 8192, unit="px", soft=2048, help="Empty: in proportion.")] = None,
    sampling: Quality = Sampling.AREA,
) -> Clip:
    """Enlarge or shrink a clip. With one side empty it keeps its proportion."""
    if width is None and height is None:
        raise _no_size()
    if width is None:
        width = max(1, round(clip.size.width * (height or 1) / clip.size.height))
    if height is None:
        height = max(1, round(clip.size.height * width / clip.size.width))
    size = Size(width, height)
    return clip if clip.size == size else Fit(clip, size, FitMode.STRETCH, sampling)


@node("frame.rotate", version=1, aliases=("turn", "level", "upright", "旋转"))
def rotate(
    clip: Clip,
    angle: Annotated[float, Slider(-360, 360, step=0.1, unit="°", soft=180, help="Clockwise.")] = 90.0,
    frame: Annotated[
        TurnedFrame,
        Choice(
            help="Grow shows all of the picture; keep leaves the size and cuts off; fill leaves the size and enlarges "
            "the picture until no corner is black."
        ),
    ] = TurnedFrame.GROW,
) -> Clip:
    """Turn a clip. Quarter turns change no pixel."""
    return Rotate(clip, angle, frame) if angle % 360 else clip


@node("frame.flip", version=1, aliases=("mirror", "upside down", "镜像", "翻转"))
def flip(
    clip: Clip,
    left_and_right: Annotated[bool, Toggle()] = True,
    up_and_down: Annotated[bool, Toggle()] = False,
) -> Clip:
    """Mirror a clip."""
    return Flip(clip, left_and_right, up_and_down) if left_and_right or up_and_down else clip

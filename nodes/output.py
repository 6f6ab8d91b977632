"""Output: what is looked at, held against each other, and leaves the graph as a film or as pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from fractions import Fraction
from math import floor
from typing import Annotated, Any

from soraapp.errors import InputError, SoraError
from soraapp.media.audio.sound import Audio
from soraapp.media.audio.waveform import waveform_clip
from soraapp.media.clip import Clip, FrameImage, Image, Size, StillClip
from soraapp.media.comparison import Difference, Wipe
from soraapp.media.ops import Concatenate, Fit, SideBySide, conform
from soraapp.models.base import Capabilities
from soraapp.nodekit import Choice, Slider, node

Width = Annotated[int | None, Slider(16, 4096, step=2, unit="px", help="Empty: as the first clip.")]
Height = Annotated[int | None, Slider(16, 4096, step=2, unit="px", help="Empty: as the first clip.")]

_STILL_RATE = Fraction(24)
"""Of a picture that is shown as a clip of one frame."""


def _check_size(values: Mapping[str, Any], _: Callable[[str], Capabilities]) -> Iterable[SoraError]:
    if len({"width", "height"} & values.keys()) == 2 and (values["width"] is None) != (values["height"] is None):
        yield InputError(
            "Only one of width and height is set.", remedy="Set both, or neither to keep the size of the clips."
        )


def _check_seen(values: Mapping[str, Any], _: Callable[[str], Capabilities]) -> Iterable[SoraError]:
    # What is not wired is among the values; what is wired is known only when the graph runs.
    wired = sum(name not in values for name in ("clip", "image", "audio"))
    if wired != 1:
        yield _not_one_seen(wired)


def _not_one_seen(wired: int) -> InputError:
    if wired:
        return InputError("More than one thing is connected to look at.", remedy="Disconnect all but one.")
    return InputError("Nothing is connected to look at.", remedy="Connect either a clip, a picture or a sound.")


def _check_one(values: Mapping[str, Any], _: Callable[[str], Capabilities]) -> Iterable[SoraError]:
    wired = ("clip" not in values) + ("image" not in values)
    if wired != 1:
        yield _not_one(wired)


def _not_one(wired: int) -> InputError:
    if wired:
        return InputError("Two things are connected to make a picture of.", remedy="Disconnect one of them.")
    return InputError("Nothing is connected to make a picture of.", remedy="Connect either a clip or a picture.")


@node("output.viewer", version=1, check=_check_seen, aliases=("look", "preview", "monitor", "查看"))
def viewer(clip: Clip | None = None, image: Image | None = None, audio: Audio | None = None) -> Clip:
    """Look at a clip or a picture, and pass it on as it is. A sound is seen as its waveform, and passed on with it.

    One of the three is needed.
    """
    shown = [
        *(() if clip is None else (clip,)),
        *(() if image is None else (StillClip(image, _STILL_RATE, 1),)),
        *(() if audio is None else (waveform_clip(audio),)),
    ]
    if len(shown) != 1:
        raise _not_one_seen(len(shown))
    return shown[0]


class Comparing(Enum):
    """Ways to hold two clips against each other."""

    WIPE = "wipe"
    SIDE_BY_SIDE = "side_by_side"
    DIFFERENCE = "difference"


@node("output.compare", version=1, aliases=("a/b", "before and after", "split screen", "对比", "比较"))
def compare(
    first: Clip,
    second: Clip,
    way: Annotated[Comparing, Choice()] = Comparing.WIPE,
    position: Annotated[float, Slider(0, 100, unit="%", help="Wipe: where the line between the clips is.")] = 50.0,
    gain: Annotated[float, Slider(1, 50, step=0.5, help="Difference: how many times stronger it is shown.")] = 4.0,
) -> Clip:
    """Hold two clips against each other: half of each, one beside the other, or where they differ.

    The second is fitted to the size and frame rate of the first; the shorter one rests on its last frame.
    """
    upper, lower = conform((first, second))
    if way is Comparing.SIDE_BY_SIDE:
        return SideBySide((upper, lower), 2)
    if way is Comparing.DIFFERENCE:
        return Difference(upper, lower, gain)
    return Wipe(upper, lower, position / 100)


@node("output.export", version=1, check=_check_size, aliases=("film", "save", "render", "mp4", "导出"))
def export(clips: tuple[Clip, ...], width: Width = None, height: Height = None) -> Clip:
    """A film of one clip after another, in the order in which they were wired, ready to be exported.

    Clips of another size or frame rate than the first are fitted to it.
    """
    joined = conform(clips)
    film = joined[0] if len(joined) == 1 else Concatenate(joined)
    return film if width is None or height is None else Fit(film, Size(width, height))


@node("output.export_image", version=1, check=_check_one, aliases=("picture", "still", "save", "png", "导出图片"))
def export_image(
    clip: Clip | None = None,
    image: Image | None = None,
    seconds: Annotated[float, Slider(0, 3600, step=0.01, unit="s", soft=10, help="The moment of the clip.")] = 0.0,
) -> Image:
    """A picture, or one moment of a clip, ready to be exported as PNG, JPEG, WebP, TIFF or BMP.

    One of the two is needed.
    """
    if image is not None and clip is None:
        return image
    if clip is None or image is not None:
        raise _not_one(0 if clip is None else 2)
    return FrameImage(clip, min(floor(Fraction(seconds) * clip.rate), clip.count - 1))


@node("output.export_images", version=1, aliases=("sequence", "frames", "png", "save", "导出序列帧"))
def export_image_sequence(clip: Clip) -> Clip:
    """Every frame of a clip, ready to be exported as numbered pictures: frame_####.png, for instance."""
    return clip

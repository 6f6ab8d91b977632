"""Time: which part of a clip is seen, when, how fast, and what comes after it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Annotated, Any, NamedTuple

from soraapp.errors import InputError, SoraError
from soraapp.media.clip import Clip, FrameImage, Image, StillClip
from soraapp.media.clip import seconds as duration
from soraapp.media.fit import FitMode
from soraapp.media.ops import (
    Between,
    Concatenate,
    Repeated,
    Resample,
    Reverse,
    Speed,
    Transition,
    TransitionStyle,
    Trim,
    conform,
)
from soraapp.media.time import exact, frame_at, frame_count, parse_rate
from soraapp.models.base import Capabilities
from soraapp.nodekit import Choice, Slider, node

_LONGEST = 3600

Moment = Annotated[float, Slider(0, _LONGEST, step=0.01, unit="s", soft=10, help="Counted from the start of the clip.")]
Length = Annotated[float, Slider(0.01, _LONGEST, step=0.01, unit="s", soft=10)]
Rate = Annotated[float, Slider(1, 240, step=0.001, unit="fps", soft=60, help="23.976 and its like are read exactly.")]
Fitting = Annotated[
    FitMode, Choice(help="How a clip of another shape is fitted: cut off, with black bars, or stretched.")
]
InBetween = Annotated[
    Between, Choice(help="What is seen between two frames: the nearer one, a blend of both, or things on their way.")
]


def _check_trim(values: Mapping[str, Any], _: Callable[[str], Capabilities]) -> Iterable[SoraError]:
    if values.get("end") is not None and "start" in values and values["end"] <= values["start"]:
        yield InputError(
            "The end, {end} s, is not after the start, {start} s.",
            remedy="Choose an end after the start, or leave it empty for the end of the clip.",
            start=_plain(values["start"]),
            end=_plain(values["end"]),
        )


@node("time.trim", version=1, check=_check_trim, aliases=("cut", "in", "out", "shorten", "剪辑", "截取"))
def trim(
    clip: Clip,
    start: Moment = 0.0,
    end: Annotated[
        float | None, Slider(0, _LONGEST, step=0.01, unit="s", soft=10, help="Empty: the end of the clip.")
    ] = None,
) -> Clip:
    """Keep the part of a clip from start to end. Both go to the nearest frame."""
    first, last = frame_at(start, clip.rate), clip.count if end is None else frame_at(end, clip.rate)
    if last > clip.count:
        raise InputError(
            "The end is at {value} s, but the clip lasts {length} s.",
            remedy="Choose an end up to {length} s, or leave it empty for the end of the clip.",
            value=_plain(end or 0),
            length=_plain(duration(clip)),
        )
    if first >= last:
        raise InputError(
            "From {start} s on no frame is left before the end at {end} s.",
            remedy="Choose an earlier start or a later end; the clip lasts {length} s.",
            start=_plain(start),
            end=_plain(duration(clip) if end is None else end),
            length=_plain(duration(clip)),
        )
    return clip if (first, last) == (0, clip.count) else Trim(clip, first, last)


class Parts(NamedTuple):
    """The two parts of a clip that was cut."""

    first: Clip
    second: Clip


@node("time.split", version=1, aliases=("cut", "razor", "divide", "分割"))
def split(clip: Clip, at: Moment = 1.0) -> Parts:
    """Cut a clip in two at a moment, which goes to the nearest frame."""
    cut = frame_at(at, clip.rate)
    if not 0 < cut < clip.count:
        raise InputError(
            "A cut at {value} s leaves one part empty: the clip has {count} frames in {length} s.",
            remedy="Choose a moment inside the clip.",
            value=_plain(at),
            count=clip.count,
            length=_plain(duration(clip)),
        )
    return Parts(Trim(clip, 0, cut), Trim(clip, cut, clip.count))


@node("time.concatenate", version=1, aliases=("join", "append", "sequence", "together", "连接", "拼接"))
def concatenate(clips: tuple[Clip, ...], fit: Fitting = FitMode.COVER) -> Clip:
    """Play clips one after another, in the order in which they were wired.

    All take the size and frame rate of the first: others are fitted to its size, and keep their length.
    """
    return clips[0] if len(clips) == 1 else Concatenate(conform(clips, fit))


@node(
    "time.transition",
    version=1,
    aliases=("cross-fade", "crossfade", "dissolve", "fade", "wipe", "slide", "push", "转场", "淡入淡出", "叠化"),
)
def transition(
    first: Clip,
    second: Clip,
    style: Annotated[TransitionStyle, Choice()] = TransitionStyle.DISSOLVE,
    seconds: Annotated[float, Slider(0, 60, step=0.01, unit="s", soft=4, help="How long both are seen.")] = 1.0,
    angle: Annotated[
        float,
        Slider(-360, 360, unit="°", help="Where a wipe, slide or push moves to: 0 right, 90 down, 180 left, 270 up."),
    ] = 0.0,
    fit: Fitting = FitMode.COVER,
) -> Clip:
    """Let one clip give way to the next over a span in which both are seen: a cross-fade, a fade through black, a wipe,
    a slide or a push. Their sounds cross-fade meanwhile.

    The film is shorter than both clips by the span. The second clip takes the size and frame rate of the first.
    """
    clips = conform((first, second), fit)
    span = frame_at(seconds, first.rate)
    if span > min(clip.count for clip in clips):
        raise InputError(
            "A transition of {value} s is longer than one of the clips: they last {first} s and {second} s.",
            remedy="Choose at most {longest} s.",
            value=_plain(seconds),
            first=_plain(duration(clips[0])),
            second=_plain(duration(clips[1])),
            longest=_plain(min(map(duration, clips))),
        )
    return Transition(clips[0], clips[1], span, style, angle)


@node("time.change_speed", version=1, aliases=("slow motion", "fast", "time lapse", "ramp", "变速", "慢动作"))
def change_speed(
    clip: Clip,
    speed: Annotated[float, Slider(0.05, 100, step=0.05, unit="x", soft=4, help="2 is twice as fast.")] = 1.0,
    speed_at_the_end: Annotated[
        float | None, Slider(0.05, 100, step=0.05, unit="x", soft=4, help="Empty: the speed stays the same.")
    ] = None,
    between: InBetween = Between.NEAREST,
) -> Clip:
    """Play a clip faster or slower, or from one speed to another. The frame rate stays, the length changes.

    Its sound is heard as from a tape: faster is higher. Above a speed of 8 it is left out.
    """
    last = speed if speed_at_the_end is None else speed_at_the_end
    return clip if speed == last == 1 else Speed(clip, exact(speed), exact(last), between)


@node("time.frame_rate", version=1, aliases=("fps", "interpolate", "smooth", "resample", "帧率", "补帧"))
def frame_rate(clip: Clip, rate: Rate = 24.0, between: InBetween = Between.NEAREST) -> Clip:
    """Give a clip another frame rate. Its length and speed stay."""
    wanted = parse_rate(str(rate))
    return clip if wanted == clip.rate else Resample(clip, wanted, between)


@node("time.reverse", version=1, aliases=("backwards", "rewind", "倒放"))
def reverse(clip: Clip) -> Clip:
    """Play a clip backwards, with its sound."""
    return Reverse(clip)


@node("time.ping_pong", version=1, aliases=("boomerang", "back and forth", "往返"))
def ping_pong(clip: Clip) -> Clip:
    """Play a clip to its end and back. Neither its first nor its last frame is shown twice, so that it loops."""
    return clip if clip.count < 3 else Concatenate((clip, Reverse(Trim(clip, 1, clip.count - 1))))


@node("time.repeat", version=1, aliases=("again", "cycle", "endless", "重复", "循环播放"))
def repeat(
    clip: Clip,
    seconds: Annotated[
        float, Slider(0.01, _LONGEST, step=0.01, unit="s", soft=60, help="How long it plays over and over.")
    ] = 10.0,
) -> Clip:
    """Play a clip over and over, with its sound. A seamless one comes from Loop."""
    count = frame_count(exact(seconds), clip.rate)
    return clip if count == clip.count else Repeated(clip, count)


@node("time.freeze", version=1, aliases=("hold", "pause", "freeze frame", "定格"))
def freeze(clip: Clip, at: Moment = 1.0, seconds: Length = 1.0) -> Clip:
    """Hold one frame of a clip for a while, then go on. The clip becomes longer by so many seconds."""
    index, held = _index(clip, at), frame_at(seconds, clip.rate)
    still = StillClip(FrameImage(clip, index), clip.rate, held + 1)
    parts = [Trim(clip, 0, index)] if index else []
    rest = [Trim(clip, index + 1, clip.count)] if index + 1 < clip.count else []
    return Concatenate((*parts, still, *rest))


@node("time.pick_frame", version=1, aliases=("still", "screenshot", "grab", "snapshot", "取帧", "截图"))
def pick_frame(clip: Clip, at: Moment = 0.0) -> Image:
    """One frame of a clip as a picture."""
    return FrameImage(clip, _index(clip, at))


@node("time.still", version=1, aliases=("hold", "picture to clip", "image to clip", "静帧"))
def still(image: Image, seconds: Length = 2.0, rate: Rate = 24.0) -> Clip:
    """Hold a picture for a while, as a clip."""
    wanted = parse_rate(str(rate))
    return StillClip(image, wanted, frame_count(exact(seconds), wanted))


def _index(clip: Clip, at: float) -> int:
    """The number of the frame at a moment; at the very end it is the last frame."""
    if exact(at) > duration(clip):
        raise InputError(
            "There is no frame at {value} s: the clip lasts {length} s.",
            remedy="Choose a moment from 0 to {length} s.",
            value=_plain(at),
            length=_plain(duration(clip)),
        )
    return min(frame_at(at, clip.rate), clip.count - 1)


def _plain(seconds: float | Fraction) -> str:
    return f"{float(seconds):.5g}"

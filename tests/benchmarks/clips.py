"""The clip tools beside the filters of the ffmpeg program: both read the same film of 1080p and give all frames as RGB,
or write a film with the same settings of x264.

Where there is no ffmpeg (in the path, or named by the variable FFMPEG), ours are measured alone. Unless told otherwise
ffmpeg converts to RGB as exactly as we do. Its quick way, several levels off, takes less time: it is shown for reading.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path

import psutil

from soraapp.media.clip import Clip, Size, stream
from soraapp.media.decode import open_clip
from soraapp.media.export.film import write_video
from soraapp.media.fit import FitMode
from soraapp.media.ops import (
    AdjustColour,
    Between,
    Blur,
    Concatenate,
    Crop,
    Fit,
    Flip,
    Grain,
    MatchColour,
    Overlay,
    Resample,
    Reverse,
    Rotate,
    Sharpen,
    SideBySide,
    Speed,
    Transition,
    TransitionStyle,
    Trim,
)
from tests.benchmarks.footage import shoot
from tests.benchmarks.measure import Measure, Time, medians, timed

SECONDS = 1
TURNS = 3
_HALF = Size(960, 540)
_EXACT = ",scale=in_color_matrix=bt709:flags=bilinear+accurate_rnd+full_chroma_int,format=rgb24"
_RGB = ("-pix_fmt", "rgb24", "-f", "rawvideo", "-y", os.devnull)
_X264 = ("-c:v", "libx264", "-crf", "16", "-preset", "medium", "-x264-params", "rc-lookahead=10", "-threads", "3", "-y")


@dataclass(frozen=True)
class Tool:
    """One of our tools, and the filter of ffmpeg that does the same; an empty one where there is none."""

    name: str
    make: Callable[[Clip], Clip]
    filter: str


TOOLS = [
    Tool("read", lambda clip: clip, "null"),
    Tool("trim", lambda clip: Trim(clip, 5, clip.count), "trim=start_frame=5"),
    Tool("concatenate", lambda clip: Concatenate((clip, clip)), "split[a][b];[a][b]concat"),
    Tool("reverse", Reverse, "reverse"),
    Tool("speed", lambda clip: Speed(clip, Fraction(1, 2), Fraction(1, 2)), "setpts=2*PTS,fps=30"),
    Tool("frame rate, nearest", lambda clip: Resample(clip, Fraction(60)), "fps=60"),
    Tool("frame rate, blend", lambda clip: Resample(clip, Fraction(60), Between.BLEND), "framerate=60:scene=100"),
    Tool("frame rate, motion", lambda clip: Resample(clip, Fraction(60), Between.MOTION), "minterpolate=60"),
    Tool("dissolve", lambda clip: Transition(clip, clip, clip.count), "split[a][b];[a][b]xfade=duration=1:offset=0"),
    Tool(
        "wipe",
        lambda clip: Transition(clip, clip, clip.count, TransitionStyle.WIPE),
        "split[a][b];[a][b]xfade=transition=smoothright:duration=1:offset=0",
    ),
    Tool("crop", lambda clip: Crop(clip, 100, 100, _HALF), "crop=960:540:100:100"),
    Tool("resize to half", lambda clip: Fit(clip, _HALF, FitMode.STRETCH), "scale=960:540:flags=area"),
    Tool("flip", lambda clip: Flip(clip, across=True, down=False), "hflip"),
    Tool("quarter turn", lambda clip: Rotate(clip, 90), "transpose=1"),
    Tool("rotate by 10 degrees", lambda clip: Rotate(clip, 10), "rotate=PI/18:ow=rotw(PI/18):oh=roth(PI/18)"),
    Tool(
        "adjust colour",
        lambda clip: AdjustColour(clip, 0.5, 1.2, 1.2, 10),
        "eq=contrast=1.2:brightness=0.1,hue=h=10:s=1.2",
    ),
    Tool("match colour", lambda clip: MatchColour(clip, Trim(clip, 0, 1)), ""),
    Tool("grain", lambda clip: Grain(clip, 0.1), "noise=alls=10:allf=t"),
    Tool("blur", lambda clip: Blur(clip, 4), "gblur=sigma=4"),
    Tool("sharpen", lambda clip: Sharpen(clip, 0.6), "unsharp=5:5:0.6"),
    Tool(
        "overlay",
        lambda clip: Overlay(clip, clip, 480, 270, _HALF, opacity=0.5),
        "split[a][b];[b]scale=960:540:flags=area,format=yuva420p,colorchannelmixer=aa=0.5[c];[a][c]overlay=480:270",
    ),
    Tool("side by side", lambda clip: SideBySide((clip, clip), 2), "split[a][b];[a][b]hstack"),
]


def measure() -> Iterator[Measure]:
    program = os.environ.get("FFMPEG") or shutil.which("ffmpeg") or ""
    with tempfile.TemporaryDirectory() as folder:
        film, copy, other = (Path(folder) / name for name in ("film.mp4", "copy.mp4", "other.mp4"))
        shoot(film, SECONDS)
        clip = open_clip(film)
        quick = partial(_ffmpeg, program, film, "null", *_RGB)
        yield from _compared("read, beside a quick conversion", clip, partial(_drain, clip), quick if program else None)
        for tool in TOOLS:
            made = tool.make(clip)
            theirs = partial(_ffmpeg, program, film, tool.filter + _EXACT, *_RGB)
            yield from _compared(tool.name, made, partial(_drain, made), theirs if program and tool.filter else None)
        flip = Flip(clip, across=True, down=False)
        theirs = partial(_ffmpeg, program, film, "hflip", *_X264, str(other))
        yield from _compared("flip, into a film", flip, partial(write_video, copy, flip), theirs if program else None)


def _compared(
    name: str, clip: Clip, ours: Callable[[], object], theirs: Callable[[], object] | None
) -> Iterator[Measure]:
    mine: list[Time] = []
    others: list[Time] = []
    for _ in range(TURNS):
        mine.append(timed(ours))
        if theirs:
            others.append(with_child(theirs))
    one, other = medians(mine), medians(others) if others else None
    yield Measure(f"{name}, a frame", each(one.wall, clip), other and each(other.wall, clip), "ms")
    yield Measure(f"{name}, a frame, processor", each(one.cpu, clip), other and each(other.cpu, clip), "ms")


def with_child(work: Callable[[], object]) -> Time:
    """How long work takes that is done by a child which has ended with it."""
    before = psutil.Process().cpu_times()
    wall = timed(work).wall
    after = psutil.Process().cpu_times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return Time(wall, spent)


def each(seconds: float, clip: Clip) -> float:
    """Milliseconds a frame."""
    return 1000 * seconds / clip.count


def _drain(clip: Clip) -> None:
    for _ in stream(clip):
        pass


def _ffmpeg(program: str, film: Path, chain: str, *wishes: str) -> None:
    """All frames of a film through filters of ffmpeg."""
    command = [program, "-v", "error", "-nostdin", "-i", str(film), "-filter_complex", chain, *wishes]
    subprocess.run(command, check=True)

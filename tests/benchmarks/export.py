"""Exports beside the ffmpeg program: both read the same film and write it with the same encoder and settings.

The film is 1080p as a camera takes it; loops and pictures are written of a smaller one. Where there is no ffmpeg (in
the path, or named by the variable FFMPEG), ours are measured alone. The libraries in ffmpeg may be of other versions.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from soraapp.media.clip import Clip
from soraapp.media.decode import open_clip
from soraapp.media.export.order import Order
from soraapp.media.export.paths import with_numbers
from soraapp.media.export.preset import Family
from soraapp.media.export.write import write
from tests.benchmarks.clips import each, with_child
from tests.benchmarks.footage import shoot
from tests.benchmarks.measure import Measure, Time, medians, timed

SECONDS = 1
TURNS = 3
_SMALL = 480
_TAGS = ("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv")
_EXACT = "scale=out_color_matrix=bt709:out_range=tv:flags=bicubic+accurate_rnd+full_chroma_inp"
_MEASURED = (
    Order("h264", "draft"),
    Order("h264", "good"),
    Order("h265", "good"),
    Order("av1", "good"),
    Order("vp9", "good"),
    Order("prores", "best"),
    Order("gif", "good", size=_SMALL),
    Order("webp", "good", size=_SMALL),
    Order("png", "good", size=_SMALL),
)


def measure() -> Iterator[Measure]:
    program = os.environ.get("FFMPEG") or shutil.which("ffmpeg") or ""
    with tempfile.TemporaryDirectory() as folder:
        film = shoot(Path(folder) / "film.mp4", SECONDS)
        clip = open_clip(film)
        for order in _MEASURED:
            yield from _compared(program, film, clip, order, Path(folder))


def _compared(program: str, film: Path, clip: Clip, order: Order, folder: Path) -> Iterator[Measure]:
    """Ours and theirs turn by turn, so that a busy machine hits both."""
    places = [folder / who for who in ("ours", "theirs")]
    for place in places:
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
    path, other = (with_numbers(order, place / "film.mp4") for place in places)
    mine: list[Time] = []
    others: list[Time] = []
    for _ in range(TURNS):
        mine.append(timed(partial(write, path, clip, order)))
        if program:
            others.append(with_child(partial(_ffmpeg, program, film, order, other)))
    one, theirs = medians(mine), medians(others) if others else None
    name = f"{order.kind.title}, {order.quality}"
    yield Measure(f"{name}, a frame", each(one.wall, clip), theirs and each(theirs.wall, clip), "ms")
    yield Measure(f"{name}, a frame, processor", each(one.cpu, clip), theirs and each(theirs.cpu, clip), "ms")
    yield Measure(f"{name}, length", _bytes(places[0]) / 1e6, _bytes(places[1]) / 1e6 if program else None, "MB")


def _ffmpeg(program: str, film: Path, order: Order, path: Path) -> None:
    """The same with ffmpeg: with the options as we give them, and colours converted as exactly."""
    command = [program, "-v", "error", "-nostdin", "-y", "-i", str(film)]
    subprocess.run([*command, *_wishes(order, path)], check=True, env={**os.environ, "SVT_LOG": "1"})


def _wishes(order: Order, path: Path) -> list[str]:
    coding = order.chosen.coding
    assert coding is not None, "pictures are measured"
    sized = [] if order.size is None else [f"scale=-2:{order.size}:flags=area"]
    options = dict(coding.options)
    if order.preset == "gif":
        painted = f"[a]palettegen=max_colors={options['colours']}[p];[b][p]paletteuse=diff_mode=rectangle"
        chain = ",".join([*sized, "split[a][b]"]) + f";{painted}:dither={options['dither']}"
        return ["-filter_complex", chain, str(path)]
    if order.kind.family is Family.PICTURES:
        named = str(path).replace("####", "%04d")
        return ["-vf", ",".join(sized), "-pix_fmt", "rgb24", "-compression_level", options["compression"], named]
    given = [part for name, value in (*coding.options, *coding.fixed) for part in (f"-{name}", value)]
    threads = ["-threads", str(coding.threads)] if coding.threads else []
    exact = [_EXACT] if coding.is_video else []
    tags = _TAGS if coding.is_video else ()
    form = ["-loop", "0"] if path.suffix == ".webp" else []
    chain = ",".join([*sized, *exact, f"format={coding.pixel_format}"])
    return ["-vf", chain, "-c:v", coding.encoder, *given, *threads, *tags, *form, str(path)]


def _bytes(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.iterdir())

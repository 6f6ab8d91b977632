"""What Content Credentials cost: the seconds that a signature adds to an export, and the memory that it takes."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Self

import av
import psutil
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from soraapp.media.clip import Size
from soraapp.media.credentials.reading import Standing, read_credentials
from soraapp.media.credentials.signing import Seal, Signing
from soraapp.media.credentials.statement import ModelUsed, Statement
from soraapp.media.export.film import write_video
from soraapp.media.files import replacing
from tests.benchmarks.measure import Measure, medians, timed
from tests.media.making import NumberedClip

_RUNS = 3
_STATEMENT = Statement((ModelUsed("nano", "1f0c"),), prompts=("a fox in snow",))
_LARGE = 90
"""Frames of 1080p as they are: 280 MB."""
_LOOK = 0.005
_MEGABYTE = 2**20


def measure() -> Iterator[Measure]:
    """With a signature beside without."""
    with tempfile.TemporaryDirectory(prefix="soraapp-credentials-") as name:
        folder = Path(name)
        clip = NumberedClip(240, Fraction(24), Size(1920, 1080))
        plain, signed = folder / "plain.mp4", folder / "signed.mp4"
        without = medians([timed(lambda: write_video(plain, clip)) for _ in range(_RUNS)])

        def write() -> None:
            with _seal(signed) as seal:
                write_video(signed, clip, finish=seal)

        yield Measure(
            "export 10 s of 1080p, signed", medians([timed(write) for _ in range(_RUNS)]).wall, without.wall, "s"
        )
        large, film = _uncompressed(folder / "large.mov"), folder / "film.mov"
        label = f"{large.stat().st_size / _MEGABYTE:.0f} MB"
        copied = medians([timed(lambda: _put(large, film, None)) for _ in range(_RUNS)])
        with _Peak() as peak:
            taken = medians([timed(lambda: _put(large, film, _seal(film))) for _ in range(_RUNS)])
        yield Measure(f"sign a film of {label}, beside copying it", taken.wall, copied.wall, "s")
        yield Measure(f"memory to sign a film of {label}", peak.grown / _MEGABYTE, None, "MB")
        proven = medians([timed(lambda: _prove(film)) for _ in range(_RUNS)])
        yield Measure(f"prove a film of {label}", proven.wall, None, "s")


def _seal(path: Path) -> Seal:
    return Seal(path, lambda: _STATEMENT, Signing(), lambda: None)


def _put(source: Path, target: Path, seal: Seal | None) -> None:
    with replacing(target, seal) as part:
        shutil.copyfile(source, part)


def _prove(film: Path) -> None:
    found = read_credentials(film)
    assert found is not None
    assert found.standing is Standing.OWN


def _uncompressed(path: Path) -> Path:
    """A large film that is quick to make."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("rawvideo", rate=24)
        assert isinstance(stream, VideoStream)
        stream.width, stream.height, stream.pix_fmt = 1920, 1080, "yuv420p"
        frame = VideoFrame(1920, 1080, "yuv420p")
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        for number in range(_LARGE):
            frame.pts = number
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


class _Peak:
    """By how many bytes this process grows meanwhile."""

    def __enter__(self) -> Self:
        self._process, self._over = psutil.Process(), threading.Event()
        self._before, self.grown = self._process.memory_info().rss, 0
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(_LOOK):
            self.grown = max(self.grown, self._process.memory_info().rss - self._before)

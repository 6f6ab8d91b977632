"""Proxies: small pictures of clips that are slow to reach into, in files where every frame stands by itself, so that
any of them is there within milliseconds. They are for the hand that looks for a moment, never for a result."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from fractions import Fraction
from functools import lru_cache
from math import ceil
from pathlib import Path
from typing import Any, cast

import av
import cv2
import numpy as np
from av.video.frame import VideoFrame

from soraapp.errors import Cancelled, MediaError
from soraapp.media.clip import Clip, Frames, Pixels, Size
from soraapp.media.decode import FileClip, close_readers
from soraapp.media.files import fingerprint, replacing
from soraapp.media.identity import digest
from soraapp.media.ops.tracked import Tracked
from soraapp.media.probe import opened

PART = 256
"""Frames in a file: a clip has as many files as it needs, and each is of use as soon as it is whole."""
SUFFIX = ".avi"
_LONGEST = 960
"""No side of a proxy is longer: that is half of 1080p."""
_AT_ONCE = Size(1280, 720)
"""Up to this size, a frame that stands by itself is decoded soon enough."""
_TINY = 320 * 240
"""Up to so many pixels, it hardly matters how many frames are decoded to come to one."""
_QUALITY = "3", "5"
"""The finest and the coarsest quantiser of JPEG: some 50 kB a frame of 960x540."""
_CHUNK = 4


class NotMade(Exception):  # noqa: N818 (no error: it is not there yet)
    """The proxy of a part of a clip is not there yet. Nobody is shown this."""

    def __init__(self, clip: Clip, name: str, part: int) -> None:
        super().__init__(f"no proxy of part {part} yet")
        self.clip, self.name, self.part = clip, name, part


@dataclass(frozen=True)
class ProxyClip:
    """A clip as its proxies in a folder show it: of the same size, rate and length, and about as it looks."""

    clip: Clip
    folder: str
    name: str = field(default="")
    """What its files are called; by default after the content of the clip."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", self.name or digest(self.clip))

    @property
    def size(self) -> Size:
        return self.clip.size

    @property
    def rate(self) -> Fraction:
        return self.clip.rate

    @property
    def count(self) -> int:
        return self.clip.count

    def frames(self, start: int, stop: int) -> Frames:
        """The frames start <= i < stop. Raises NotMade where one has no proxy yet."""
        target = np.empty((stop - start, self.size.height, self.size.width, 3), np.uint8)
        for index, place in enumerate(target, start):
            cv2.resize(self.small(index), self.size, dst=place, interpolation=cv2.INTER_LINEAR)
        return target

    def small(self, index: int) -> Pixels:
        """A frame in the size of the proxy. Raises NotMade where there is none yet."""
        part, place = divmod(index, PART)
        path = part_path(self.folder, self.name, part)
        try:
            return _part(path, self.clip, part).frames(place, place + 1)[0]
        except MediaError as error:  # It has made room for others.
            _part.cache_clear()
            raise NotMade(self.clip, self.name, part) from error


def part_path(folder: str, name: str, part: int) -> str:
    """Where the frames from `part` * PART on lie."""
    return str(Path(folder) / f"{name}-{part:05d}{SUFFIX}")


def proxy_size(size: Size) -> Size:
    """The size of a clip's proxy: whole fractions of its sides, even, no longer than 960 pixels."""
    share = max(1, ceil(max(size) / _LONGEST))
    return Size(max(2, size.width // share // 2 * 2), max(2, size.height // share // 2 * 2))


def with_proxies(clip: Clip, folder: str) -> Clip:
    """The same clip over the proxies of the files that it is made of; the clip itself where none of them needs one."""
    return _over(clip, folder)


def _over(value: Any, folder: str) -> Any:
    """The value with a ProxyClip for each file that needs one, wherever in it that is."""
    if isinstance(value, tuple):
        items = cast("tuple[Any, ...]", value)
        changed = tuple(_over(item, folder) for item in items)
        same = all(one is other for one, other in zip(changed, items, strict=True))
        return items if same or type(items) is not tuple else changed
    if not is_dataclass(value) or isinstance(value, type | Tracked):  # What it has found, it found in the very frames.
        return value
    if _is_file(value):
        return ProxyClip(cast("Clip", value), folder) if _slow(cast("Clip", value)) else value
    return _with_parts(value, lambda part: _over(part, folder))


def _with_parts(value: Any, change: Callable[[Any], Any]) -> Any:
    """A dataclass with its fields changed; as it is where it forbids that, or nothing changes."""
    before = {one.name: getattr(value, one.name) for one in fields(value) if one.init}
    after = {name: change(part) for name, part in before.items()}
    different = {name: part for name, part in after.items() if part is not before[name]}
    return replace(value, **different) if different else value


def _is_file(value: Any) -> bool:
    """Whether this is a clip in a file, or in several, that nothing is done to."""
    place = getattr(value, "path", getattr(value, "folder", None))
    return isinstance(place, str) and hasattr(value, "count") and hasattr(value, "rate") and isinstance(value, Clip)


def _slow(clip: Clip) -> bool:
    """Whether a frame of a file may take longer than the hand waits: it is large, or leans on others."""
    pixels = clip.size.width * clip.size.height
    large = pixels > _AT_ONCE.width * _AT_ONCE.height
    return large or (pixels > _TINY and not _alone(str(getattr(clip, "path", ""))))


@lru_cache(maxsize=256)
def _alone(path: str) -> bool:
    """Whether each frame of a file stands by itself. Of one that cannot be read, its clip tells when it is shown."""
    if not path:
        return True
    try:
        with opened(Path(path)) as container:
            return all(stream.codec_context.codec.intra_only for stream in container.streams.video)
    except MediaError:
        return True


@lru_cache(maxsize=64)
def _part(path: str, clip: Clip, part: int) -> FileClip:
    """The clip in a file of proxies. Raises MediaError where it is not there."""
    count = min(PART, clip.count - part * PART)
    return FileClip(path, fingerprint(path), proxy_size(clip.size), clip.rate, count)


def write_part(clip: Clip, folder: str, part: int, name: str, stopped: Callable[[], bool]) -> int:
    """Writes the proxies of the frames from `part` * PART on, and gives the bytes that they take.

    The file appears when it is whole. `stopped()` is asked every few frames, and Cancelled raised where it says so.
    Raises MediaError when the clip cannot be read or the file not be written.
    """
    path = Path(part_path(folder, name, part))
    path.parent.mkdir(parents=True, exist_ok=True)
    size = proxy_size(clip.size)
    with replacing(path) as made, av.open(str(made), "w", format="avi") as container:
        stream = container.add_stream("mjpeg", rate=clip.rate)
        stream.width, stream.height, stream.pix_fmt = size.width, size.height, "yuvj420p"
        stream.codec_context.qmin, stream.codec_context.qmax = (int(one) for one in _QUALITY)
        for pixels in _shrunk(clip, part, size, stopped):
            frame = VideoFrame.from_ndarray(pixels, format="rgb24").reformat(format="yuvj420p")
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    close_readers(path)
    return path.stat().st_size


def _shrunk(clip: Clip, part: int, size: Size, stopped: Callable[[], bool]) -> Iterator[Pixels]:
    end = min(clip.count, (part + 1) * PART)
    for start in range(part * PART, end, _CHUNK):
        if stopped():
            raise Cancelled
        for pixels in clip.frames(start, min(end, start + _CHUNK)):
            yield cv2.resize(pixels, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)

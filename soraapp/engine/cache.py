"""What was ever computed, on disk by content: frames by the digest of their request, results by the key of their step.

clips/DIGEST.avi, clips/DIGEST.json     the frames, and what made them; the record is written last
results/KEY.json                        the outputs of a heavy node, which name the clips they hold
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

from soraapp.engine.descriptions import describe, restore
from soraapp.errors import MediaError
from soraapp.media.clip import Frames, Size
from soraapp.media.decode import FileClip, close_readers, open_clip
from soraapp.media.store import write_frames

_FORMAT = 1
_ABANDONED = 3600.0
"""Seconds without a write after which a temporary file belongs to nobody."""


@dataclass(frozen=True)
class CachedClip:
    """A clip in the cache. It is the same clip wherever the cache lies, so that digests hold on every machine."""

    digest: str
    path: str = field(compare=False)
    size: Size
    rate: Fraction
    count: int

    def frames(self, start: int, stop: int) -> Frames:
        """The frames start <= i < stop. Raises MediaError when the entry is gone or damaged, and drops it."""
        try:
            return _opened(self.path, Path(self.path).stat().st_mtime_ns).frames(start, stop)
        except (MediaError, OSError) as error:
            _record(Path(self.path)).unlink(missing_ok=True)
            raise MediaError("A stored result is damaged or gone.", remedy="Run again to make it anew.") from error


class Cache:
    """A folder of results. Several processes may use one: entries appear whole, by renaming, or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._sound: set[tuple[str, int]] = set()

    def clip(self, digest: str) -> CachedClip | None:
        """The stored clip of a request, or None. A damaged entry is dropped."""
        path = self._clip(digest)
        try:
            record = json.loads(_record(path).read_text("utf-8"))
            facts = path.stat()
            clip = CachedClip(digest, str(path), Size(*record["size"]), Fraction(record["rate"]), int(record["count"]))
            if record["format"] != _FORMAT or record["bytes"] != facts.st_size:
                raise ValueError("not as it was written")
            if (digest, facts.st_mtime_ns) not in self._sound:
                _check(clip)
                self._sound.add((digest, facts.st_mtime_ns))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError, KeyError, MediaError):
            self._drop(path)
            return None
        return clip

    def write(
        self, digest: str, frames: Iterable[Frames], size: Size, rate: Fraction, made_by: Mapping[str, Any]
    ) -> CachedClip:
        """Store frames as they come. Whatever `frames` raises passes through and leaves nothing visible.

        Raises MediaError when the disk is full or the folder cannot be written.
        """
        path = self._clip(digest)
        partial = path.with_name(f"{_mine()}{path.name}")
        _make(path.parent)
        try:
            count = write_frames(partial, frames, size, rate).count
            close_readers(partial)
            close_readers(path)
            record = {
                "format": _FORMAT,
                "size": list(size),
                "rate": str(rate),
                "count": count,
                "bytes": partial.stat().st_size,
                "made_by": made_by,
            }
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
        _write(_record(path), record)
        return CachedClip(digest, str(path), size, rate, count)

    def result(self, key: str) -> dict[str, object] | None:
        """The outputs of the step with that key, or None when it never ran or a clip among them is gone."""
        try:
            data = json.loads(self._result(key).read_text("utf-8"))
            return {name: restore(value, self._need) for name, value in data["outputs"].items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError, ImportError):
            return None

    def keep_result(self, key: str, outputs: Mapping[str, object]) -> bool:
        """Keep the outputs of a step. False when one of them is of a kind that cannot outlive the process."""
        try:
            described = {name: describe(value, _entry) for name, value in outputs.items()}
        except TypeError:
            return False
        _make(self.folder / "results")
        _write(self._result(key), {"format": _FORMAT, "outputs": described})
        return True

    def sweep(self, dead: Iterable[int] = ()) -> None:
        """Remove the temporary files of the processes with these ids, and of any that stopped writing long ago."""
        prefixes = tuple(_prefix(process) for process in dead)
        for partial in _partials(self.folder):
            try:
                if partial.name.startswith(prefixes) or time.time() - partial.stat().st_mtime > _ABANDONED:
                    partial.unlink()
            except FileNotFoundError:
                continue  # Its owner finished meanwhile.

    def _need(self, digest: str) -> CachedClip:
        clip = self.clip(digest)
        if clip is None:
            raise KeyError(digest)
        return clip

    def _drop(self, path: Path) -> None:
        close_readers(path)
        _record(path).unlink(missing_ok=True)
        path.unlink(missing_ok=True)

    def _clip(self, digest: str) -> Path:
        return self.folder / "clips" / f"{digest}.avi"

    def _result(self, key: str) -> Path:
        return self.folder / "results" / f"{key}.json"


def _entry(value: object) -> str | None:
    return value.digest if isinstance(value, CachedClip) else None


@lru_cache(maxsize=64)
def _opened(path: str, changed: int) -> FileClip:  # noqa: ARG001 - another time of change is another file
    return open_clip(path)


def _record(path: Path) -> Path:
    return path.with_suffix(".json")


def _check(clip: CachedClip) -> None:
    """Raises ValueError or MediaError unless the file is a video as the record says, to its last frame."""
    stored = open_clip(clip.path)
    if (stored.size, stored.count) != (clip.size, clip.count):
        raise ValueError("not what the record says")
    stored.frames(clip.count - 1, clip.count)


def _mine() -> str:
    return _prefix(os.getpid())


def _prefix(process: int) -> str:
    return f"tmp-{process}-"


def _partials(folder: Path) -> Iterator[Path]:
    for part in ("clips", "results"):
        yield from (folder / part).glob("tmp-*")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error


def _write(path: Path, record: Mapping[str, Any]) -> None:
    """Write a small file whole. Losing it in a power cut only costs computing again, so the disk is not waited for."""
    partial = path.with_name(f"{_mine()}{path.name}")
    try:
        partial.write_text(json.dumps(record, ensure_ascii=False), "utf-8")
        partial.replace(path)
    except OSError as error:
        raise _unwritable(path.parent, error) from error
    finally:
        partial.unlink(missing_ok=True)


def _unwritable(folder: Path, error: OSError) -> MediaError:
    return MediaError(
        "Results cannot be stored in {folder}: {reason}.",
        remedy="Free some space on the disk, or choose another place with SORAAPP_HOME.",
        folder=str(folder),
        reason=error.strerror or str(error),
    )

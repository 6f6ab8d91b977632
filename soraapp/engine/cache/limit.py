"""How large the cache may become: what a person has set, or a share of the disk."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from soraapp import places
from soraapp.engine.cache.files import storing

GIGABYTE = 10**9
_SHARE = 10
_LEAST, _MOST = 1 * GIGABYTE, 50 * GIGABYTE


def limit_for(folder: Path, size: int) -> int:
    """The bytes that a cache in `folder`, which holds `size` bytes now, may take."""
    return chosen_limit() or usual_limit(folder, size)


def chosen_limit() -> int | None:
    """What was set, or None."""
    try:
        limit = json.loads(_file().read_text("utf-8"))["limit"]
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return limit if isinstance(limit, int) and limit > 0 else None


def usual_limit(folder: Path, size: int) -> int:
    """A tenth of what the disk has for it, at least 1 and at most 50 GB."""
    there = next(place for place in (folder, *folder.parents) if place.exists())
    return min(max((shutil.disk_usage(there).free + size) // _SHARE, _LEAST), _MOST)


def set_limit(limit: int | None) -> None:
    """Let the cache take so many bytes from now on; None for the usual limit. Raises MediaError when the setting cannot
    be stored."""
    path = _file()
    with storing(path.parent) as part_of:
        if limit is None:
            path.unlink(missing_ok=True)
        else:
            part = part_of(path)
            part.write_text(json.dumps({"limit": limit}), "utf-8")
            part.replace(path)


def _file() -> Path:
    return places.settings_folder() / "cache.json"

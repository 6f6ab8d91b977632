"""The files that were chosen lately, for each kind of media, in the settings of the window."""

from __future__ import annotations

from pathlib import Path

from ui.settings import open_settings

MOST = 10
_KEY = "files/recent_"


def recent_files(media: str) -> list[Path]:
    """The files that are there still, the latest first."""
    return [path for path in _stored(media) if path.exists()]


def remember_file(media: str, path: Path) -> None:
    """Put a file first."""
    names = [str(one) for one in [path, *(other for other in _stored(media) if other != path)]]
    open_settings().setValue(_KEY + media, names[:MOST])


def _stored(media: str) -> list[Path]:
    stored = open_settings().value(_KEY + media) or []
    return [Path(name) for name in ([stored] if isinstance(stored, str) else stored)]  # Qt makes one of a list of one.

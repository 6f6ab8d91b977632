"""The library that signs and reads Content Credentials, loaded when first needed and never let near the network."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from soraapp.errors import MediaError

CARRYING: Mapping[str, str] = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".gif": "image/gif",
    ".avif": "image/avif",
    ".mp4": "video/mp4",
    ".m4v": "video/mp4",
    ".mov": "video/quicktime",
    ".avi": "video/avi",
    ".m4a": "audio/mp4",
    ".wav": "audio/wav",
    ".mp3": "audio/mpeg",
    ".flac": "audio/flac",
}
"""The endings of files that can hold their credentials, and what each is called. Others have them beside."""

ANY = "application/octet-stream"
"""What a file of any other kind is called."""

_VERIFY = {"remote_manifest_fetch": False, "ocsp_fetch": False, "verify_after_sign": False}
_CORE = {"allowed_network_hosts": [], "backing_store_memory_threshold_in_mb": 16}
"""Copies that are larger than this are made on the disk."""
_CHUNK = {"merkle_tree_chunk_size_in_kb": 1024}


def library() -> Any:
    """The module `c2pa`. Raises MediaError where it is missing or does not load."""
    try:
        return import_module("c2pa")
    except (ImportError, OSError, RuntimeError, AttributeError) as error:
        raise MediaError(
            "Content Credentials can be neither written nor read: {package} does not load ({reason}).",
            remedy="Install it again: python3 -m pip install --force-reinstall {package}",
            package="c2pa-python",
            reason=str(error),
        ) from error


def context(anchors: str = "", *, large: bool = False) -> Any:
    """Settings under which nothing is fetched from anywhere. `anchors`: certificates (PEM) of signers that are known;
    all others are unknown. `large`: films are hashed chunk by chunk, for which little memory is needed, else at once,
    which takes up to 512 MB. Raises MediaError as `library` does."""
    settings: dict[str, object] = {
        "version": 1,
        "verify": _VERIFY,
        "core": {**_CORE, **(_CHUNK if large else {})},
        "builder": {"thumbnail": {"enabled": False}},
    }
    if anchors:
        settings["trust"] = {"user_anchors": anchors}
    return library().Context.from_dict(settings)


def media_type(path: Path) -> str | None:
    """What a file that can hold credentials is called, by its ending; None for one that cannot."""
    return CARRYING.get(path.suffix.lower())


@contextmanager
def from_library(message: str, remedy: str, **facts: object) -> Generator[None]:
    """Turns an error of the library into a MediaError of this text, in which ``{reason}`` is what the library says."""
    failed: type[Exception] = library().C2paError
    try:
        yield
    except failed as error:
        raise MediaError(message, remedy=remedy, reason=str(error), **facts) from error

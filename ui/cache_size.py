"""How much room the results take on disk, and what a person wants it to be."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLocale

from soraapp.engine.cache import Cache, Usage
from soraapp.engine.cache.limit import GIGABYTE, chosen_limit, usual_limit

_UNITS = QLocale.DataSizeFormat.DataSizeSIFormat


@dataclass(frozen=True)
class Stored:
    """What the cache holds, and what it may."""

    usage: Usage
    usual: int
    """The bytes that it may take unless a person chooses."""
    chosen: int | None
    """The bytes that a person has chosen."""


def look(folder: Path) -> Stored:
    """Look at the cache in a folder: takes time in proportion to the number of entries."""
    usage = Cache(folder).usage()
    return Stored(usage, usual_limit(folder, usage.bytes), chosen_limit())


def folder_size(folder: Path) -> int:
    """The bytes of all entries of the cache in a folder."""
    return Cache(folder).usage().bytes


def size_text(count: int) -> str:
    """Bytes as a person reads them, in units of a thousand: so that a limit of 5 GB says 5 GB."""
    return QLocale().formattedDataSize(count, 1, _UNITS)


def gigabytes(count: int) -> float:
    return count / GIGABYTE

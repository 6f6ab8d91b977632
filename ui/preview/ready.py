"""What the threads that make pictures tell the player."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QImage


@dataclass(frozen=True)
class Ready:
    """There are pictures of the clip with this serial number, from this frame on."""

    serial: int
    frame: int


@dataclass(frozen=True)
class Passing:
    """A picture of the clip before the one with this serial number, which took its place while it was decoded."""

    serial: int
    image: QImage


@dataclass(frozen=True)
class Missing:
    """There is no quick picture of this frame of the clip with this serial number."""

    serial: int
    frame: int


@dataclass(frozen=True)
class Failed:
    """The clip with this serial number cannot be read."""

    serial: int
    error: Exception

"""Text that fits: words wrapped into a box, Chinese too, the last line elided."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption


@lru_cache(maxsize=512)
def wrapped(text: str, font: QFont, width: float, lines: int) -> tuple[str, ...]:
    """At most `lines` lines of at most `width` pixels; what does not fit ends in an ellipsis. Line breaks are kept."""
    found: list[str] = []
    for paragraph in text[: lines * 200].splitlines():
        for start, stop in _breaks(paragraph, font, width):
            found.append(paragraph[start:stop].strip())
            if len(found) > lines:
                break
        if len(found) > lines:
            break
    if len(found) <= lines:
        return tuple(found)
    last = QFontMetricsF(font).elidedText(f"{found[lines - 1]} {found[lines]}", Qt.TextElideMode.ElideRight, width)
    return (*found[: lines - 1], last if last.endswith("\u2026") else last + "\u2026")


def _breaks(paragraph: str, font: QFont, width: float) -> list[tuple[int, int]]:
    layout = QTextLayout(paragraph, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    found: list[tuple[int, int]] = []
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        found.append((line.textStart(), line.textStart() + line.textLength()))
    layout.endLayout()
    return found


def elided(text: str, metrics: QFontMetricsF, width: float) -> str:
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)

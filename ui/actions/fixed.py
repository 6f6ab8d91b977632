"""Keys that are no commands: they belong to a place, mean the same in most programs, and stay as they are."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from ui.actions.command import QT_TRANSLATE_NOOP, Where


class FixedKeys(NamedTuple):
    """Keys of a place, and what they do there."""

    keys: tuple[str, ...]
    text: str
    """In English."""
    where: Where = Where.CANVAS


FIXED = (
    FixedKeys(("Left", "Right", "Up", "Down"), QT_TRANSLATE_NOOP("actions", "Walk along the wires to the next node")),
    FixedKeys(
        ("Shift+Left", "Shift+Right", "Shift+Up", "Shift+Down"),
        QT_TRANSLATE_NOOP("actions", "Walk and select what is on the way"),
    ),
    FixedKeys(
        ("Ctrl+Left", "Ctrl+Right", "Ctrl+Up", "Ctrl+Down"),
        QT_TRANSLATE_NOOP("actions", "Move the selected nodes a little"),
    ),
    FixedKeys(
        ("Ctrl+Shift+Left", "Ctrl+Shift+Right", "Ctrl+Shift+Up", "Ctrl+Shift+Down"),
        QT_TRANSLATE_NOOP("actions", "Move the selected nodes by one pixel"),
    ),
    FixedKeys(("Space",), QT_TRANSLATE_NOOP("actions", "Held: the mouse moves the canvas")),
    FixedKeys(("Y",), QT_TRANSLATE_NOOP("actions", "Held: the mouse cuts wires")),
    FixedKeys(("Esc",), QT_TRANSLATE_NOOP("actions", "Give up what is under way, or select nothing")),
    FixedKeys(("J", "Left"), QT_TRANSLATE_NOOP("actions", "One picture back"), where=Where.PREVIEW),
    FixedKeys(("Right",), QT_TRANSLATE_NOOP("actions", "One picture on"), where=Where.PREVIEW),
    FixedKeys(("L",), QT_TRANSLATE_NOOP("actions", "Play"), where=Where.PREVIEW),
    FixedKeys(("K",), QT_TRANSLATE_NOOP("actions", "Pause"), where=Where.PREVIEW),
    FixedKeys(("Home",), QT_TRANSLATE_NOOP("actions", "To the first picture"), where=Where.PREVIEW),
    FixedKeys(("End",), QT_TRANSLATE_NOOP("actions", "To the last picture"), where=Where.PREVIEW),
)


def fixed_text(fixed: FixedKeys) -> str:
    return QCoreApplication.translate("actions", fixed.text)


def place_text(where: Where) -> str:
    """Where a key holds."""
    texts = {
        Where.EVERYWHERE: QCoreApplication.translate("actions", "Everywhere"),
        Where.CANVAS: QCoreApplication.translate("actions", "Canvas"),
        Where.TIMELINE: QCoreApplication.translate("actions", "Timeline"),
        Where.PREVIEW: QCoreApplication.translate("actions", "Preview"),
    }
    return texts[where]

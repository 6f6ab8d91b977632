"""Keys that are no commands: they belong to a place, mean the same in most programs, and stay as they are."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from ui.actions.command import QT_TRANSLATE_NOOP


class FixedKeys(NamedTuple):
    """Keys of a place, and what they do there."""

    keys: tuple[str, ...]
    text: str
    """In English."""
    on_canvas: bool = True
    """On the canvas, or else in the preview."""


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
    FixedKeys(("J", "Left"), QT_TRANSLATE_NOOP("actions", "One picture back"), on_canvas=False),
    FixedKeys(("Right",), QT_TRANSLATE_NOOP("actions", "One picture on"), on_canvas=False),
    FixedKeys(("L",), QT_TRANSLATE_NOOP("actions", "Play"), on_canvas=False),
    FixedKeys(("K",), QT_TRANSLATE_NOOP("actions", "Pause"), on_canvas=False),
    FixedKeys(("Home",), QT_TRANSLATE_NOOP("actions", "To the first picture"), on_canvas=False),
    FixedKeys(("End",), QT_TRANSLATE_NOOP("actions", "To the last picture"), on_canvas=False),
)


def fixed_text(fixed: FixedKeys) -> str:
    return QCoreApplication.translate("actions", fixed.text)


def place_text(*, on_canvas: bool, fixed: bool = False) -> str:
    """Where a key holds."""
    if on_canvas:
        return QCoreApplication.translate("actions", "Canvas")
    if fixed:
        return QCoreApplication.translate("actions", "Preview")
    return QCoreApplication.translate("actions", "Everywhere")

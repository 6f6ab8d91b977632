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
    FixedKeys(
        ("Space",), QT_TRANSLATE_NOOP("actions", "Play the film; held: the mouse moves the view"), Where.TIMELINE
    ),
    FixedKeys(("Esc",), QT_TRANSLATE_NOOP("actions", "Give up what is under way, or select nothing"), Where.TIMELINE),
    FixedKeys(("Left", "Right"), QT_TRANSLATE_NOOP("actions", "One picture back or on"), Where.PREVIEW),
    FixedKeys(
        ("J", "K", "L"), QT_TRANSLATE_NOOP("actions", "Play backward, pause, play (again: faster)"), Where.PREVIEW
    ),
    FixedKeys(("I", "O"), QT_TRANSLATE_NOOP("actions", "Play from here, or up to here"), Where.PREVIEW),
    FixedKeys(("Alt+X",), QT_TRANSLATE_NOOP("actions", "Play all again"), Where.PREVIEW),
    FixedKeys(("T",), QT_TRANSLATE_NOOP("actions", "Type a time"), Where.PREVIEW),
    FixedKeys(("+", "-"), QT_TRANSLATE_NOOP("actions", "Zoom in, or out"), Where.PREVIEW),
    FixedKeys(("F", "Z"), QT_TRANSLATE_NOOP("actions", "Fit the picture, or one pixel to one"), Where.PREVIEW),
    FixedKeys(("Space",), QT_TRANSLATE_NOOP("actions", "Play or pause; held: the mouse moves it"), Where.PREVIEW),
    FixedKeys(("A",), QT_TRANSLATE_NOOP("actions", "Of two compared, see one, then the other"), Where.PREVIEW),
    FixedKeys(("Return",), QT_TRANSLATE_NOOP("actions", "Give the take that is seen to the node"), Where.PREVIEW),
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

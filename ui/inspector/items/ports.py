"""What can be set of an item of a timeline, as inputs: its form is made of the same fields as that of a node."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6 import QtCore
from PySide6.QtCore import QCoreApplication

from soraapp.media.fit import FitMode
from soraapp.media.ops.transition import TransitionStyle
from soraapp.nodekit import Choice, Colour, Control, File, Input, Prompt, Slider, Toggle, Value
from soraapp.nodekit.ports import kind_of
from soraapp.project.timeline.properties import LOUDEST, QUIETEST
from soraapp.project.timeline.timeline import LONGEST, TitleSource
from ui.canvas.tints import TINTS
from ui.canvas.words import tr
from ui.inspector.listed import Listed

QT_TRANSLATE_NOOP = cast("Callable[[str, str], str]", QtCore.QT_TRANSLATE_NOOP)
"""Qt gives the text back, and does not say so."""
Entries = tuple[tuple[str, str], ...]
_TITLE = TitleSource("")
FRAMES = QT_TRANSLATE_NOOP("nodes", "frames")


def _input(name: str, kind: type, control: Control, default: Value, label: str, *, optional: bool = False) -> Input:
    return Input(name, kind_of(kind), kind, control, default, optional=optional, many=False, label=label)


def frames(name: str, label: str, least: int, most: int) -> Input:
    """A number of frames; its bar goes up to `most`, and more can be typed."""
    return _input(name, int, Slider(least, LONGEST, unit=FRAMES, soft=max(least + 1, most)), least, label)


def start(end: int) -> Input:
    return frames("start", QT_TRANSLATE_NOOP("nodes", "Start"), 0, end)


def length(end: int) -> Input:
    return frames("length", QT_TRANSLATE_NOOP("nodes", "Length"), 1, end)


def listed(name: str, label: str, entries: Entries) -> Input:
    """One of a list."""
    return _input(name, str, Listed(entries), "", label)


def file(media: str) -> Input:
    return _input("path", Path, File(media), None, QT_TRANSLATE_NOOP("nodes", "File"))


def output(entries: Entries) -> Input:
    return listed("output", QT_TRANSLATE_NOOP("nodes", "Shows"), entries)


def take(entries: Entries) -> Input:
    return listed("take", QT_TRANSLATE_NOOP("nodes", "Take"), entries)


def nested(entries: Entries) -> Input:
    return listed("timeline", QT_TRANSLATE_NOOP("nodes", "Timeline"), entries)


def take_title(number: int) -> str:
    return _tr("Take {number}").format(number=number)


def latest_title() -> str:
    return _tr("What the node gives")


def colour() -> Input:
    """The colours that nodes and frames have, by the same names."""
    titles = (tr("None"), tr("Orange"), tr("Yellow"), tr("Green"), tr("Blue"), tr("Violet"), tr("Red"))
    return listed("color", QT_TRANSLATE_NOOP("nodes", "Colour"), tuple(zip(TINTS, titles, strict=True)))


def _tr(text: str) -> str:
    return QCoreApplication.translate("items", text)


OFFSET = _input(
    "offset",
    float,
    Slider(
        0,
        10**6,
        step=0.1,
        unit="s",
        soft=60,
        help=QT_TRANSLATE_NOOP("nodes", "The earliest moment of its source that is seen or heard."),
    ),
    0.0,
    QT_TRANSLATE_NOOP("nodes", "From"),
)
SPEED = _input(
    "speed",
    float,
    Slider(
        1,
        10000,
        step=5,
        unit="%",
        soft=400,
        help=QT_TRANSLATE_NOOP(
            "nodes", "What is seen of the source stays, and the length changes, as far as there is room."
        ),
    ),
    100.0,
    QT_TRANSLATE_NOOP("nodes", "Speed"),
)
REVERSE = _input("reverse", bool, Toggle(), default=False, label=QT_TRANSLATE_NOOP("nodes", "Backwards"))
FIT = _input("fit", FitMode, Choice(), FitMode.CONTAIN.value, QT_TRANSLATE_NOOP("nodes", "Fit"))
OPACITY = _input("opacity", float, Slider(0, 100, unit="%"), 100.0, QT_TRANSLATE_NOOP("nodes", "Opacity"))
GAIN = _input(
    "gain",
    float,
    Slider(QUIETEST, LOUDEST, step=0.5, unit="dB"),
    0.0,
    QT_TRANSLATE_NOOP("nodes", "Gain"),
)
ENABLED = _input(
    "enabled",
    bool,
    Toggle(help=QT_TRANSLATE_NOOP("nodes", "Off, it stays where it is, and is neither seen nor heard.")),
    default=True,
    label=QT_TRANSLATE_NOOP("nodes", "Enabled"),
)
STYLE = _input(
    "style",
    TransitionStyle,
    Choice(help=QT_TRANSLATE_NOOP("nodes", "How it comes out of the item right before it.")),
    None,
    QT_TRANSLATE_NOOP("nodes", "Transition"),
    optional=True,
)
TEXT = _input("text", str, Prompt(), "", QT_TRANSLATE_NOOP("nodes", "Text"))
HEIGHT = _input(
    "height", float, Slider(1, 100, step=0.5, unit="%", soft=40), _TITLE.height, QT_TRANSLATE_NOOP("nodes", "Size")
)
ACROSS = _input("across", float, Slider(0, 100, unit="%"), _TITLE.across, QT_TRANSLATE_NOOP("nodes", "Across"))
DOWN = _input("down", float, Slider(0, 100, unit="%"), _TITLE.down, QT_TRANSLATE_NOOP("nodes", "Down"))
INK = _input("ink", str, Colour(), _TITLE.ink, QT_TRANSLATE_NOOP("nodes", "Ink"))
OUTLINE = _input(
    "outline", float, Slider(0, 50, step=0.5, unit="%", soft=20), _TITLE.outline, QT_TRANSLATE_NOOP("nodes", "Outline")
)
LETTERING = (TEXT, HEIGHT, ACROSS, DOWN, INK, OUTLINE)


def fade_in(most: int) -> Input:
    return frames("fade_in", QT_TRANSLATE_NOOP("nodes", "Fade in"), 0, most)


def fade_out(most: int) -> Input:
    return frames("fade_out", QT_TRANSLATE_NOOP("nodes", "Fade out"), 0, most)


def over(most: int) -> Input:
    return frames("over", QT_TRANSLATE_NOOP("nodes", "Over"), 1, most)

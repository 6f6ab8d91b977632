"""The colours that a person may give to a frame: names that every theme has a colour for, or a colour itself."""

from __future__ import annotations

from PySide6.QtGui import QColor

from ui.canvas.look import Look, mixed
from ui.canvas.words import tr

TINTS = ("", "orange", "yellow", "green", "blue", "violet", "red")
"""The names that are offered; empty for none."""
_TOKENS = {"": "faint", "orange": "accent", "yellow": "warn", "green": "ok", "blue": "running", "red": "bad"}


def tint(look: Look, name: str) -> QColor:
    """The colour of a name; one that is not known is none."""
    if name.startswith("#"):
        return QColor(name)
    return look.port("image") if name == "violet" else look.color(_TOKENS.get(name, _TOKENS[""]))


def tint_titles() -> tuple[str, ...]:
    """What the TINTS are called."""
    return tr("None"), tr("Orange"), tr("Yellow"), tr("Green"), tr("Blue"), tr("Violet"), tr("Red")


def fill(look: Look, name: str) -> QColor:
    """Behind nodes: near to the background, so that texts and wires stand out."""
    return mixed(look.background, tint(look, name), 0.12 if look.theme.is_dark else 0.10)


def band(look: Look, name: str) -> QColor:
    """Behind a title, which can be read on it in every theme."""
    return mixed(look.background, tint(look, name), 0.30 if look.theme.is_dark else 0.26)


def outline(look: Look, name: str) -> QColor:
    return mixed(look.background, tint(look, name), 0.55)

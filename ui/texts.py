"""The words of nodes, edits and errors in the language of the window; the English lives with the things themselves."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from soraapp.errors import SoraError
from soraapp.models.base import Capabilities
from soraapp.nodekit import Input, NodeType, Output
from soraapp.project.flat import BETWEEN
from soraapp.project.timeline.generate.filling import TO


def node_title(kind: NodeType) -> str:
    return QCoreApplication.translate("titles", kind.title)


def node_name(name: str) -> str:
    """A node's name. One that was made from a title, such as ``Prompt 2``, is in the language of the window; so is each
    part of that of a node in a group, and of what leads from one shot to another."""
    for between in (TO, BETWEEN):
        if between in name:
            return between.join(map(node_name, name.split(between)))
    stem, space, number = name.rpartition(" ")
    if number.isdecimal():
        return QCoreApplication.translate("titles", stem) + space + number
    return QCoreApplication.translate("titles", name)


def node_help(kind: NodeType) -> str:
    return QCoreApplication.translate("nodes", kind.help)


def category_title(category: str) -> str:
    return QCoreApplication.translate("nodes", category)


def unit_text(unit: str) -> str:
    return QCoreApplication.translate("nodes", unit)


def control_help(port: Input) -> str:
    """What the input is for; may be empty."""
    text = port.control.help if port.control else ""
    return QCoreApplication.translate("nodes", text) if text else ""


def kind_text(kind: str) -> str:
    """A kind of port, such as ``clip``."""
    return QCoreApplication.translate("facts", kind)


def move_title(move: str) -> str:
    """A move of a camera, such as ``pan``."""
    return QCoreApplication.translate("camera", move)


MOVES = (
    QT_TRANSLATE_NOOP("camera", "pan"),
    QT_TRANSLATE_NOOP("camera", "tilt"),
    QT_TRANSLATE_NOOP("camera", "dolly"),
    QT_TRANSLATE_NOOP("camera", "orbit"),
    QT_TRANSLATE_NOOP("camera", "zoom"),
)
"""The moves of a camera as a person knows them."""


def ink_title(color: str) -> str:
    """A colour that has a name, such as ``white``; figures as they are."""
    return QCoreApplication.translate("inks", color)


INKS = (
    QT_TRANSLATE_NOOP("inks", "white"),
    QT_TRANSLATE_NOOP("inks", "black"),
    QT_TRANSLATE_NOOP("inks", "grey"),
    QT_TRANSLATE_NOOP("inks", "yellow"),
    QT_TRANSLATE_NOOP("inks", "orange"),
    QT_TRANSLATE_NOOP("inks", "red"),
    QT_TRANSLATE_NOOP("inks", "green"),
    QT_TRANSLATE_NOOP("inks", "blue"),
)
"""The colours with names as a person knows them."""


def model_title(title: str) -> str:
    return QCoreApplication.translate("facts", title)


def model_note(model: Capabilities) -> str:
    """What people should know who choose a model; may be empty."""
    told = [QCoreApplication.translate("facts", model.note)] if model.note else []
    if model.sound:
        told.append(QCoreApplication.translate("models", "Makes the sound of its clips as well."))
    return " ".join(told)


def input_title(port: Input | Output) -> str:
    return QCoreApplication.translate("nodes", port.title)


def linked_text(count: int) -> str:
    """That a group is one of several with the same inside."""
    return QCoreApplication.translate("canvas", "{count} linked").format(count=count)


def edit_label(label: str) -> str:
    return QCoreApplication.translate("edits", label)


def error_message(error: SoraError) -> str:
    """What is wrong, without the remedy."""
    return _filled(error.message, error)


def error_remedy(error: SoraError) -> str:
    """What to do about it; may be empty."""
    return _filled(error.remedy, error) if error.remedy else ""


def error_text(error: SoraError) -> str:
    """What is wrong and what to do about it, in one line."""
    text = " ".join(part for part in (error_message(error), error_remedy(error)) if part)
    return text.replace("\u3002 ", "\u3002")  # A Chinese full stop brings its own space.


def _filled(template: str, error: SoraError) -> str:
    facts = {name: _fact(name, value) for name, value in error.facts.items()}
    return QCoreApplication.translate("errors", template).format(**facts)


def _fact(name: str, value: object) -> object:
    """Facts that are words or errors are translated; names of files, numbers and the like stay as they are."""
    if isinstance(value, SoraError):
        return error_text(value)
    if not isinstance(value, str):
        return value
    word = QCoreApplication.translate("facts", value)
    if word == value and name in _NODES:
        return ", ".join(map(node_name, value.split(", ")))
    if word == value and name in _TITLES:
        return QCoreApplication.translate("nodes", node_name(value))
    return word


_NODES = ("node", "source", "target", "ring")
_TITLES = ("input", "kind")

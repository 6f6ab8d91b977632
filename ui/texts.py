"""The words of nodes, edits and errors in the language of the window; the English lives with the things themselves."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from soraapp.errors import SoraError
from soraapp.nodekit import Input, NodeType, Output


def node_title(kind: NodeType) -> str:
    return QCoreApplication.translate("nodes", kind.title)


def node_help(kind: NodeType) -> str:
    return QCoreApplication.translate("nodes", kind.help)


def category_title(category: str) -> str:
    return QCoreApplication.translate("nodes", category)


def input_title(port: Input | Output) -> str:
    return QCoreApplication.translate("nodes", port.title)


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
    return " ".join(part for part in (error_message(error), error_remedy(error)) if part)


def _filled(template: str, error: SoraError) -> str:
    return QCoreApplication.translate("errors", template).format(**error.facts)

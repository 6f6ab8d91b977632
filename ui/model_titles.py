"""Which models a project uses, as people call them."""

from __future__ import annotations

from soraapp.engine.provider import Models
from soraapp.errors import ModelError
from soraapp.nodekit import ModelChoice
from ui.document import Document
from ui.texts import model_title


def model_titles(document: Document, models: Models) -> str:
    """The titles of the models that the nodes name; where none does, of the first there is."""
    found: dict[str, None] = {}
    for node in document.graph.nodes.values():
        kind = document.catalogue.get(node.kind)
        for port in kind.inputs if kind else ():
            if isinstance(port.control, ModelChoice):
                found[str(node.values.get(port.name, port.default))] = None
    return ", ".join(_title(name, models) for name in found or [*models.names()][:1])


def _title(name: str, models: Models) -> str:
    try:
        return model_title(models.capabilities(name).title)
    except ModelError:
        return name

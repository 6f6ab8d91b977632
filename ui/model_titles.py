"""Which models a project uses, as people call them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from soraapp.engine.provider import Models
from soraapp.errors import SoraError
from soraapp.project.known import kinds_in, known_model
from ui.document import Document
from ui.known_models import is_coming
from ui.texts import model_note, model_title


def model_titles(document: Document, models: Models) -> str:
    """The titles of the models that the nodes name; where none does, of the first there is."""
    if used := _used(document, models):
        return ", ".join(title_of(name, models) for name in used)
    return _tr("Looking for models…") if is_coming(models) else ""


def model_facts(document: Document, models: Models) -> str:
    """What the same models can do, a line each."""
    return "\n".join(_facts(name, models) for name in _used(document, models))


def _used(document: Document, models: Models) -> list[str]:
    found: dict[str, None] = {}
    graph, kind_of = document.unfilmed.graph, kinds_in(document.catalogue)
    asking: dict[str, bool] = {}
    for node in graph.nodes.values():
        if node.kind not in asking:
            kind = kind_of(node)
            asking[node.kind] = kind is not None and (kind.heavy or kind.asks)
        if asking[node.kind] and (name := known_model(graph, node, kind_of)) is not None:
            found[name] = None
    return list(found) or [*models.names()][:1]


def title_of(name: str, models: Models) -> str:
    """What people call a model; its name where it is not on this machine."""
    try:
        return model_title(models.capabilities(name).title)
    except SoraError:
        return name


def _facts(name: str, models: Models) -> str:
    try:
        facts = models.capabilities(name)
    except SoraError:
        text = _tr("{model}: still being read") if is_coming(models, name) else _tr("{model}: not on this machine")
        return text.format(model=name)
    text = _tr("{model}: best at {size}, up to {largest}; {frames} frames at most, {rate} a second")
    told = text.format(
        model=model_title(facts.title),
        size="×".join(map(str, facts.native_size)),
        largest="×".join(map(str, facts.largest)),
        frames=facts.largest_count,
        rate=f"{float(facts.rate):g}",
    )
    return "\n".join(filter(None, (told, model_note(facts))))


def _tr(text: str) -> str:
    return QCoreApplication.translate("models", text)

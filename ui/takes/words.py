"""What is said about a take: which it is, what made it and when, and in what it differs from the node as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from soraapp.catalogue import Catalogue
from soraapp.engine.provider import Models
from soraapp.media.clip import Clip, Image
from soraapp.nodekit import Input, ModelChoice, NodeType
from soraapp.project.graph import Graph, Node
from soraapp.project.groups import GROUP
from soraapp.project.present import values_now
from soraapp.project.takes import Take, differing, number_of
from ui.canvas.words import media_text, value_text
from ui.document import Document
from ui.forecast_text import duration_text
from ui.model_titles import title_of
from ui.texts import input_title, node_name


@dataclass(frozen=True)
class Seen:
    """What the window knows of a take beside the project."""

    current: bool
    """Made with the values as they are."""
    stored: bool
    media: object = None
    """Its clip or picture, once it is fetched."""


def take_name(node: Node, take: Take) -> str:
    """What a person called it, or else its number."""
    return take.name or number_name(node, take)


def value_name(port: Input, take: Take) -> str:
    """What a person called it, or else its value of one input, such as ``Seed: 8``."""
    return take.name or f"{input_title(port)}: {_short(port, take.values.get(port.name, port.default))}"


def number_name(node: Node, take: Take) -> str:
    """``Take 1`` is the first that was made."""
    return _tr("Take {number}").format(number=number_of(node.takes, take.key))


def take_tip(graph: Graph, catalogue: Catalogue, models: Models, node: Node, take: Take, seen: Seen) -> str:
    """Everything about a take, a line each: values in which it differs from the node or the takes from each other."""
    kind = catalogue.get(node.kind)
    titles = dict.fromkeys((take_name(node, take), number_name(node, take)))
    lines = [" · ".join(filter(None, (*titles, "★" * take.stars)))]
    if kind is not None:
        lines += _values(graph, catalogue, node, kind, take)
    lines += filter(None, [_made_of(kind, models, take, seen), _made_when(take)])
    if node.pinned == take.key:
        lines.append(_tr("Pinned: used whatever the values say"))
    elif seen.current:
        lines.append(_tr("Made with the values as they are"))
    if not seen.stored:
        lines.append(_tr('No longer stored: choose "Use these values", then run'))
    return "\n".join(lines)


def _values(graph: Graph, catalogue: Catalogue, node: Node, kind: NodeType, take: Take) -> Iterator[str]:
    now, varied = values_now(graph, catalogue, node), differing(node.takes)
    for port in kind.inputs:
        value = take.values.get(port.name, port.default)
        other = port.name in now and now[port.name] != value
        if port.control is None or isinstance(port.control, ModelChoice) or not (other or port.name in varied):
            continue
        text = f"{input_title(port)}: {_short(port, value)}"
        yield _tr("{value} (now {other})").format(value=text, other=_short(port, now[port.name])) if other else text


def _short(port: Input, value: object) -> str:
    text = value_text(port, value)  # type: ignore[arg-type]  # A take holds values only.
    return f"{text[:59]}…" if len(text) > 60 else text or "–"


def _made_of(kind: NodeType | None, models: Models, take: Take, seen: Seen) -> str:
    """The model, and what came of it: ``nano · 768×432 · 16 f · 8 fps``."""
    ports = kind.inputs if kind else ()
    names = [take.values.get(port.name, port.default) for port in ports if isinstance(port.control, ModelChoice)]
    parts = [title_of(str(name), models) for name in names]
    if isinstance(seen.media, Clip | Image):
        parts += [f"{seen.media.size.width}×{seen.media.size.height}", media_text(seen.media)]
    return " · ".join(parts)


def _made_when(take: Take) -> str:
    made = take.at.astimezone()
    today = made.date() == datetime.now().astimezone().date()
    time = f"{made:%H:%M}" if today else f"{made:%Y-%m-%d %H:%M}"
    if take.seconds is None:
        return _tr("Made at {time}").format(time=time)
    return _tr("Made at {time} in {duration}").format(time=time, duration=duration_text(take.seconds))


def no_takes(document: Document, node: str | None) -> str:
    """Why there are no takes of a chosen node, or of none."""
    found = document.graph.nodes.get(node or "")
    kind = document.catalogue.get(found.kind) if found else None
    if found is None or kind is None:
        return _tr("Choose a node that makes something to see its takes")
    if kind.gives_takes:
        return _tr("Every result of this node will be kept here as a take")
    if found.kind.startswith(GROUP):
        return _tr("{node} keeps no takes itself: enter it, and choose a node that does").format(
            node=node_name(found.name)
        )
    return _tr("{node} keeps no takes: it is made anew at once").format(node=node_name(found.name))


def _tr(text: str) -> str:
    return QCoreApplication.translate("takes", text)

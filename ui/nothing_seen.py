"""Why there is nothing to see of a node, in words that say what helps; and which node it shows what it gives of."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from soraapp.nodekit import is_dot
from soraapp.project.graph import Port
from soraapp.project.levels import called, node_at
from ui.canvas.node_layout import PICTURED
from ui.document import Document
from ui.jobs import Jobs
from ui.node_state import Phase
from ui.texts import node_name


def behind(document: Document, node: str) -> str | None:
    """The node that runs whose pictures or sound a node shows: itself; or, where it is only drawn, what it passes on.
    None where that is nothing."""
    opened = document.flat
    if node in opened.graph.nodes:
        return node
    found = opened.drawn.nodes.get(node)
    kind = document.catalogue.get(found.kind) if found else None
    ports = [Port(node, port.name) for port in kind.outputs if port.kind in PICTURED] if kind else []
    return next((opened.outputs[port].node for port in ports if port in opened.outputs), None)


def seen_name(document: Document, node: str) -> str:
    """What the result of a node is called: a dot has none but that of what runs through it."""
    found = node_at(document.project, node)
    real = behind(document, node) if found is not None and is_dot(found.kind) else None
    return node_name(called(document.project, real or node))


def waiting_for(document: Document, node: str, phase: Phase) -> str:
    """What there has to be before a node has something to show."""
    name = seen_name(document, node)
    if phase is Phase.RUNNING:
        return _tr("{node} is getting ready…").format(node=name)
    if phase is Phase.QUEUED:
        return _tr("{node} waits for its turn").format(node=name)
    if phase is Phase.BLOCKED:
        return _tr("{node} waits for a node that failed").format(node=name)
    if around := _muted_around(document, node):
        return _tr("{node} is muted: nothing inside of it runs").format(node=around)
    found, real = node_at(document.project, node), behind(document, node)
    muted = found is not None and found.muted
    if real is None and muted:
        return _tr("{node} is muted: it passes nothing on").format(node=name)
    if real is None:
        return _tr("Nothing comes to {node}: it has nothing to pass on").format(node=name)
    told = node_name(called(document.project, real)) if muted else name
    return _tr("{node} was not run yet: press Run").format(node=told)


def nothing_chosen(document: Document, jobs: Jobs) -> str:
    """What a person can do to see something, where no node is shown."""
    if not document.graph.nodes:
        return _tr("Add a node from the library, or press Tab on the canvas")
    if jobs.running_node and jobs.running_node not in document.flat.graph.nodes:
        return _tr("A node that was deleted is being finished")
    if jobs.running_here:
        return _tr("A run is under way: choose a node to see how far it is")
    return _tr("Press Run to see the film, or choose a node")


def _muted_around(document: Document, node: str) -> str:
    """The name of the outermost muted group that a node is in; empty for none."""
    steps = node.split("/")
    for path in ("/".join(steps[:count]) for count in range(1, len(steps))):
        group = node_at(document.project, path)
        if group is not None and group.muted:
            return node_name(called(document.project, path))
    return ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Viewing", text)

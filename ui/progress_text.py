"""How far a run is, in the words of the status bar."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from soraapp.project.graph import Graph
from ui.canvas.words import step_of, time_left
from ui.runs.run import Run
from ui.texts import node_name


class Progress(NamedTuple):
    """A line of text, and how much of the present step is done: 0 of 0 when that is not known."""

    text: str
    done: int
    total: int


def progress(run: Run, graph: Graph) -> Progress:
    """What a run does now."""
    if run.cancelling:
        return Progress(_tr("Cancelling…"), 0, 0)
    if run.delivery:
        done, total, seconds = run.delivery
        text = _tr("Writing the film: frame {done} of {total}").format(done=done, total=total)
        return Progress(_joined(text, time_left(seconds)), done, total)
    node = graph.nodes.get(run.node or "")
    if node is None:
        gone = run.node is not None
        return Progress(_tr("Finishing a deleted node…") if gone else _tr("Getting ready to run…"), 0, 0)
    state = run.nodes[node.id]
    told = _joined(step_of(state), time_left(state.seconds_left))
    return Progress(f"{node_name(node.name)}: {told or _tr('running')}", state.done, state.total)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _tr(text: str) -> str:
    return QCoreApplication.translate("progress", text)

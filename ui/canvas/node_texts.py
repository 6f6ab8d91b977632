"""The texts of one node, worded and elided for their places; made once and kept until the node changes."""

from __future__ import annotations

from typing import NamedTuple

from soraapp.nodekit import File, NodeType
from soraapp.project.graph import Node
from ui.canvas.look import Look
from ui.canvas.node_layout import PAD, PICTURED, WIDTH, Layout, Ports, Row, Side
from ui.canvas.promoting import end_hint
from ui.canvas.text_fit import elided, wrapped
from ui.canvas.words import Saying, brief, saying, step_of, tr, value_text
from ui.node_state import NodeState, Phase
from ui.texts import error_message, error_remedy, input_title, node_name

SIGN = 18.0
"""Room for the sign of a kind or a state."""
INSET = 12.0


ROOM = WIDTH - INSET - SIGN - PAD
"""What name and state share."""


class RowText(NamedTuple):
    """The two ends of a row."""

    label: str
    value: str = ""
    quiet: bool = False
    """The value is a default rather than a person's choice."""


class NodeTexts:
    """Everything that a node writes."""

    def __init__(
        self, node: Node, kind: NodeType | None, state: NodeState, layout: Layout, wired: Ports, look: Look
    ) -> None:
        self.saying = Saying("blocked", tr("muted"), "dim") if node.muted else _fitting(node, state, look)
        self.step = step_of(state)
        self.takes = tr("{count} takes").format(count=len(node.takes)) if len(node.takes) > 1 else ""
        self.state_width = _state_width(self.saying, look)
        self.name = elided(node_name(node.name), look.title_metrics, ROOM - self.state_width)
        self.rows = [_row(row, node, kind, wired, look) for row in layout.rows]
        self.more = (
            ""
            if layout.more is None
            else tr("{count} more").format(count=layout.hidden)
            if layout.hidden
            else tr("fewer")
        )
        self.text, self.text_quiet = _boxed(node, state, layout, wired, look)
        hint = end_hint(node, layout.rows) if layout.hint else ""
        self.hint = wrapped(hint, look.small, WIDTH - 4 * PAD, 2) if hint else ()
        self.reason, self.remedy = _reason(node, kind, state, look)


def _fitting(node: Node, state: NodeState, look: Look) -> Saying:
    """How a node tells its state: in few letters where its name would have to be cut."""
    told, name = saying(state), node_name(node.name)
    # Qt's own way of cutting is asked: it needs a little more room than it says that a text takes.
    whole = elided(name, look.title_metrics, ROOM - _state_width(told, look)) == name
    return told if whole else told._replace(text=brief(state))


def _state_width(told: Saying, look: Look) -> float:
    return look.small_metrics.horizontalAdvance(told.text) + SIGN if told.sign else 0.0


def _row(row: Row, node: Node, kind: NodeType | None, wired: Ports, look: Look) -> RowText:
    if row.input is None:
        output = kind.output(row.name) if kind and row.side is Side.OUT else None
        title = input_title(output) if output else row.name
        return RowText(elided(title.lower(), look.metrics, WIDTH / 2 - INSET))
    port = row.input
    full = input_title(port).lower()
    label = elided(full, look.metrics, WIDTH * 0.55)
    room = WIDTH - 2 * INSET - look.metrics.horizontalAdvance(label) - PAD
    if port.name in wired.inputs:
        return RowText(label)
    value = node.values.get(port.name, port.default)
    if value is None and not port.control:
        word = tr("optional") if port.optional else tr("not wired")
        return RowText(label, elided(word, look.metrics, room), quiet=True)
    quiet = value == port.default
    text = value_text(port, value) or tr("empty")
    if port.kind == "file" and port.name not in node.values:
        folder = isinstance(port.control, File) and port.control.media == "folder"
        text = tr("choose a folder") if folder else tr("choose a file")
    return RowText(label, elided(text, look.metrics, room), quiet or text == tr("empty"))


def _boxed(node: Node, state: NodeState, layout: Layout, wired: Ports, look: Look) -> tuple[tuple[str, ...], bool]:
    """The text that the node gave, or else the one that it has, and whether it is only a hint."""
    if layout.text is None or layout.text_input is None:
        return (), True
    lines = 4
    width = layout.text.width() - 2 * PAD
    if state.text:
        return wrapped(state.text, look.small, width, lines), False
    if layout.text_input.name in wired.inputs:
        return (tr("from the wire"),), True
    value = node.values.get(layout.text_input.name)
    if not value:
        return wrapped(tr("Describe what should be seen"), look.small, width, lines), True
    return wrapped(str(value), look.small, width, lines), False


def _reason(node: Node, kind: NodeType | None, state: NodeState, look: Look) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Why a node failed, and what to do about it, each in as many lines as there is room for."""
    width = WIDTH - 4 * PAD
    if kind is None:
        text = tr("This program does not know {kind}.").format(kind=node.kind)
        return wrapped(text, look.small, width, 2), wrapped(tr("Its values and wires are kept."), look.small, width, 2)
    if state.phase is not Phase.FAILED or state.error is None:
        return (), ()
    lines = 2 if not any(port.kind in PICTURED for port in kind.outputs) else 4
    return (
        wrapped(error_message(state.error), look.small, width, lines),
        wrapped(error_remedy(state.error) or error_message(state.error), look.small, width, lines),
    )

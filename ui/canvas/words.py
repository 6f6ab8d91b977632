"""What a node says: its state in words with a sign, and its values as a person reads them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from soraapp.errors import InputError
from soraapp.media.audio.sound import Audio, length
from soraapp.media.camera import MOVES, Camera
from soraapp.media.clip import Clip, Image
from soraapp.media.strokes import Strokes
from soraapp.models.storyboard import Cards
from soraapp.nodekit import Colour, Input, Seed, Slider, Structured, Value
from soraapp.project.graph import Graph, Node
from ui.node_state import NodeState, Phase
from ui.texts import ink_title, move_title, node_name, unit_text

MINUTES = 90
"""Seconds from which on time is told in minutes."""


def tr(text: str) -> str:
    return QCoreApplication.translate("canvas", text)


class Saying(NamedTuple):
    """A state: the name of its sign, its words, and the theme's token for its colour."""

    sign: str
    text: str
    token: str


def saying(state: NodeState) -> Saying:
    """How a node tells its state in its title line. An idle node with nothing wrong says nothing."""
    match state.phase:
        case Phase.RUNNING:
            return Saying("running", time_left(state.seconds_left) or step_of(state) or tr("running"), "running")
        case Phase.QUEUED:
            return Saying("queued", tr("queued"), "dim")
        case Phase.DONE if state.pinned:
            return Saying("pinned", tr("pinned"), "ok")
        case Phase.DONE:
            return Saying("done", tr("cached") if state.cached else tr("done"), "ok")
        case Phase.FAILED:
            return Saying("failed", tr("failed"), "bad")
        case Phase.BLOCKED:
            return Saying("blocked", tr("blocked"), "dim")
        case Phase.MISSING:
            return Saying("missing", tr("missing"), "bad")
        case Phase.STALE:
            return Saying("stale", tr("stale"), "warn")
        case Phase.IDLE:
            return Saying("attention", tr("not ready"), "warn") if state.error else Saying("", "", "faint")


def brief(state: NodeState) -> str:
    """The same in the fewest letters, for a title line that is full: ``12 s`` for ``12 s left``."""
    if state.phase is not Phase.RUNNING:
        return saying(state).text
    if seconds := state.seconds_left:
        if seconds < 1:
            return tr("<1 s")
        if seconds >= MINUTES:
            return tr("{minutes} min").format(minutes=round(seconds / 60))
        return tr("{seconds} s").format(seconds=round(seconds))
    return f"{state.done}/{state.total}" if state.total else tr("running")


def step_of(state: NodeState) -> str:
    """Such as ``step 5 of 8``; empty when nothing is told yet."""
    if state.phase is not Phase.RUNNING or not state.total:
        return ""
    told = tr("step {done} of {total}").format(done=state.done, total=state.total)
    return tr("part {part}, {step}").format(part=state.part, step=told) if state.part > 1 else told


def time_left(seconds: float | None) -> str:
    """Such as ``1.2 s left`` or ``3 min left``; empty when unknown. After the last step there is more to do, which
    nobody has measured."""
    if not seconds:
        return ""
    if seconds < 1:
        return tr("less than a second left")
    if seconds >= MINUTES:
        return tr("{minutes} min left").format(minutes=round(seconds / 60))
    return tr("{seconds} s left").format(seconds=f"{seconds:.1f}" if seconds < 10 else round(seconds))


def spoken(node: Node, state: NodeState) -> str:
    """A node for a screen reader: ``Text to video, running, step 3 of 8``."""
    word = tr("running") if state.phase is Phase.RUNNING else saying(state).text
    word = tr("muted") if node.muted else word
    return ", ".join(
        part for part in (node_name(node.name), word, step_of(state), time_left(state.seconds_left)) if part
    )


def spoken_graph(
    graph: Graph, chosen: Sequence[str], state_of: Callable[[str], NodeState], frames: Sequence[str] = ()
) -> str:
    """A graph for a screen reader: what nodes and frames are selected of it, or else how many nodes it has."""
    told = [spoken(graph.nodes[node], state_of(node)) for node in chosen[:3] if node in graph.nodes]
    framed = (graph.frames[name] for name in frames[:3] if name in graph.frames)
    told += [f"{tr('frame {title}').format(title=frame.title)}, {frame.text}".rstrip(", ") for frame in framed]
    if len(chosen) > 1:
        told.insert(0, tr("{count} nodes selected").format(count=len(chosen)))
    return "; ".join(told) or tr("{count} nodes").format(count=len(graph.nodes))


def value_text(port: Input, value: Value) -> str:
    """A value as it stands on its row: short, with its unit."""
    if value is None:
        return tr("auto") if port.control else ""
    if isinstance(value, Structured):
        return structure_text(port, value)
    if isinstance(value, bool):
        return tr("on") if value else tr("off")
    if isinstance(value, Path):
        return value.name
    if isinstance(value, int | float):
        if isinstance(port.control, Seed):
            return f"{value:,}".replace(",", "\u2009")
        unit = unit_text(port.control.unit) if isinstance(port.control, Slider) else ""
        return f"{value:g} {unit}" if unit else f"{value:g}"
    if port.kind == "file":
        return Path(value).name
    if isinstance(port.control, Colour):
        return ink_title(value)
    if port.kind == "choice":
        return tr(value.replace("_", " "))
    return " ".join(value.split())


def structure_text(port: Input, value: Structured) -> str:
    """A list or an object in a few words; empty for what has nothing in it."""
    try:
        read = port.read(value)
    except InputError:
        return tr("unreadable")
    if isinstance(read, Cards):
        return _counted(len(read.cards), tr("1 card"), tr("{count} cards"))
    if isinstance(read, Strokes):
        return _counted(len(read.strokes), tr("1 stroke"), tr("{count} strokes"))
    if isinstance(read, Camera):
        return ", ".join(move_title(move) for move in MOVES if read.curve(move)) or tr("stands still")
    return ""


def _counted(count: int, one: str, several: str) -> str:
    return one if count == 1 else several.format(count=count) if count else ""


def media_text(media: object, *, sounding: bool = False) -> str:
    """The badge on a picture: ``17 f · 8 fps``, with a note where it is heard, ``still``, or ``2.5 s · 48 kHz``."""
    if isinstance(media, Clip):
        text = tr("{count} f \u00b7 {rate} fps").format(count=media.count, rate=f"{float(media.rate):g}")
        return f"{text} \u266a" if sounding else text
    if isinstance(media, Audio):
        facts = {"seconds": f"{float(length(media)):.3g}", "rate": f"{media.rate / 1000:g}"}
        return tr("{seconds} s \u00b7 {rate} kHz").format(**facts)
    return tr("still") if isinstance(media, Image) else ""

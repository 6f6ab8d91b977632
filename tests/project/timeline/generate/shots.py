"""A project with two clips and a timeline, and what its nodes give: light ones are called as the functions they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from math import floor

from soraapp.catalogue import Catalogue
from soraapp.media.clip import Clip, Size
from soraapp.models.base import Capabilities
from soraapp.project.check import check
from soraapp.project.edits import Edit, add_node, connect
from soraapp.project.film import is_hidden
from soraapp.project.graph import Port
from soraapp.project.history import History
from soraapp.project.project import Project
from soraapp.project.timeline.timeline import (
    Item,
    NodeSource,
    Source,
    Timeline,
    Track,
    TrackKind,
    problems,
)
from tests.models.requests import TINY
from tests.nodes.artist import Artist
from tests.nodes.clips import counted

NODES = Catalogue.of("nodes")
CLIPS: Mapping[str, Clip] = {"a": counted(16), "b": counted(24, first=100)}
"""What the two nodes give: 2 and 3 seconds at 8 frames a second, whose levels are their numbers."""


def project(items: Sequence[Item], rate: Fraction = Fraction(24), **tracks: Track) -> Project:
    """Two nodes that make clips, ``a`` from a wired prompt and ``b`` from one of its own, and items on the track V1."""
    made = Project()
    video = NODES["generate.text_to_video"]
    for edit in (
        add_node(NODES["text.prompt"], (-300, 0), id="p", values={"text": "a red ball"}),
        add_node(video, (0, 0), id="a", values={"model": "nano", "width": 64, "height": 64}),
        add_node(video, (0, 400), id="b", values={"prompt": "a cube", "width": 64, "height": 64}),
        connect(Port("p", "text"), Port("a", "prompt"), NODES),
    ):
        made = edit.change(made)
    rows = (Track("V1", TrackKind.VIDEO, "V1", tuple(items)), *tracks.values())
    return replace(made, timelines={"film": Timeline("film", "Film", rate=rate, tracks=rows)})


def item(
    node: str,
    start: int,
    end: int,
    offset: Fraction = Fraction(0),
    speed: Fraction = Fraction(1),
    *,
    reverse: bool = False,
) -> Item:
    """An item of the node of that name, whose id it has."""
    return Item(f"item-{node}", NodeSource(Port(node, "clip")), start, end - start, offset, speed, reverse)


def given(source: Source) -> object:
    """What is at hand."""
    return CLIPS.get(source.port.node) if isinstance(source, NodeSource) and source.take is None else None


def nothing(source: Source) -> object:
    """Nothing is at hand."""
    del source


def done(before: Project, edit: Edit) -> Project:
    """The project after an edit, which is one step of undo, leaves it sound, and gives nothing that cannot run."""
    history = History(before)
    history.apply(edit, ())
    after = history.project
    assert [list(problems(timeline)) for timeline in after.timelines.values()] == [[]] * len(after.timelines)
    assert [str(problem.error) for problem in check(after, NODES, limits) if not is_hidden(problem.node or "")] == []
    history.undo()
    assert history.project == before
    history.redo()
    assert history.project == after
    return after


def limits(name: str) -> Capabilities:
    """What a model can do that is not in the way of anything here."""
    return replace(TINY, name=name, largest=Size(2048, 2048), largest_count=1001)


def film(after: Project) -> Timeline:
    return after.timelines["film"]


def clip_of(after: Project, port: Port) -> Clip:
    """What an output gives: heavy nodes but the two paint their frames as an Artist does."""
    if port.node in CLIPS:
        return CLIPS[port.node]
    node = after.graph.nodes[port.node]
    kind = NODES[node.kind]
    values: dict[str, object] = {
        entry.name: entry.read(node.values.get(entry.name, entry.default))
        for entry in kind.inputs
        if entry.control is not None or entry.optional
    }
    for wire in after.graph.incoming.get(node.id, ()):
        if wire.target.name == "prompt":
            values["prompt"] = "wired"
        else:
            values[wire.target.name] = clip_of(after, wire.source)
    made = kind.function(*((Artist(limits("tiny")),) if kind.heavy else ()), **values)
    return getattr(made, port.name) if hasattr(made, "_fields") else made


def fed(after: Project, node: str, entry: str) -> list[int]:
    """The levels of the clip that feeds an input."""
    wire = next(wire for wire in after.graph.incoming[node] if wire.target.name == entry)
    return levels(clip_of(after, wire.source))


def levels(clip: Clip) -> list[int]:
    return [int(frame[0, 0, 0]) for frame in clip.frames(0, clip.count)]


def seen(after: Project, item: Item) -> list[int]:
    """The level that is seen at each frame of an item, as a film shows it."""
    assert isinstance(item.source, NodeSource)
    clip, rate = clip_of(after, item.source.port), film(after).rate
    found = levels(clip)
    moments = (item.moment(frame, rate) for frame in range(item.start, item.end))
    return [found[min(max(0, floor(moment * clip.rate)), clip.count - 1)] for moment in moments]


def kinds(after: Project) -> list[str]:
    """The kinds of the nodes that were added."""
    return [node.kind for node in after.graph.nodes.values() if node.id not in ("p", "a", "b")]

"""A timeline becomes a cut, and a hidden node of what runs that is fed by all that its items show."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from soraapp.catalogue import Catalogue
from soraapp.engine.plan import results_of
from soraapp.media.film.cut import Cut, Lead, Shot, Title
from soraapp.media.image import write_image
from soraapp.media.ops.transition import TransitionStyle
from soraapp.media.shapes import ColourImage
from soraapp.nodekit import Structured
from soraapp.project import edits, tidy_edits
from soraapp.project.check import Problem, check
from soraapp.project.film import FILM, cut_of, film_node, is_hidden, timeline_of
from soraapp.project.flat import Flat, flat
from soraapp.project.graph import Node, Port
from soraapp.project.group_edits import make_group
from soraapp.project.levels import inside
from soraapp.project.project import Project
from soraapp.project.take_edits import added_take
from soraapp.project.takes import Take
from soraapp.project.timeline.timeline import (
    FileSource,
    Item,
    NodeSource,
    Source,
    Timeline,
    TimelineSource,
    TitleSource,
    Track,
    TrackKind,
)
from tests.project.conftest import find

CLIP = NodeSource(Port("v", "clip"))
KINDS = {"V": TrackKind.VIDEO, "A": TrackKind.AUDIO, "T": TrackKind.TITLE}


def item(id: str, source: Source, start: int = 0, length: int = 24, **more: Any) -> Item:  # noqa: A002
    return replace(Item(id, source, start, length), **more)


def timeline(id: str = "t", /, flags: dict[str, dict[str, Any]] | None = None, **tracks: list[Item]) -> Timeline:  # noqa: A002
    made = (
        replace(Track(name, KINDS[name[0]], name, tuple(items)), **(flags or {}).get(name, {}))
        for name, items in tracks.items()
    )
    return Timeline(id, "Film", tracks=tuple(made))


def filmed(project: Project, *timelines: Timeline) -> Project:
    return replace(project, timelines={one.id: one for one in timelines})


def into(opened: Flat, node: str = FILM) -> list[tuple[str, str]]:
    """What feeds a film: the node, and the input."""
    return [(wire.source.node, wire.target.name) for wire in opened.graph.incoming.get(node, ())]


def the_cut(opened: Flat, node: str = FILM) -> Cut:
    value = opened.graph.nodes[node].values["cut"]
    assert isinstance(value, Structured)
    return Cut.of(value.plain())


def troubles(project: Project, catalogue: Catalogue) -> list[Problem]:
    return [problem for problem in check(project, catalogue, find) if is_hidden(problem.node or "")]


def test_a_cut_says_all_that_the_timeline_says() -> None:
    lead = Lead(TransitionStyle.PUSH, 2, 3)
    first = item("a", CLIP, 0, 10, offset=Fraction(1, 3), speed=Fraction(2), opacity=0.5, fade_out=4)
    second = item("b", FileSource(Path("x.mp4")), 10, 14, reverse=True, lead=lead, fade_in=2)
    again = item("c", CLIP, 24, 6)
    sound = item("d", FileSource(Path("x.mp4")), 3, 9, gain=-3.0)
    title = item("e", TitleSource("Hello", height=9.0), 5, 5)
    cut, sources = cut_of(timeline(V1=[first, second, again], T1=[title], A1=[sound], flags={"A1": {"gain": 1.0}}))
    assert sources == (CLIP, FileSource(Path("x.mp4")))
    assert (cut.size, cut.rate, cut.count) == ((1280, 720), Fraction(24), 30)
    assert [shot.source for shot in cut.layers[0]] == [0, 1, 0]
    assert cut.layers[0][1] == Shot(source=1, start=10, length=14, reverse=True, lead=lead, fade_in=2)
    assert cut.layers[0][0].opacity == 0.5
    assert cut.layers[1][0].source == Title("Hello", 9.0, 50.0, 85.0, "#ffffff", 6.0)
    assert (cut.voices[0][0].source, cut.voices[0][0].gain) == (1, -2.0)


def test_what_is_off_hidden_muted_or_not_solo_is_no_part_of_the_cut() -> None:
    def told(**flags: dict[str, Any]) -> tuple[int, int]:
        tracks = {"V1": [item("a", CLIP)], "V2": [item("b", CLIP)], "A1": [item("c", CLIP)], "A2": [item("d", CLIP)]}
        cut, _ = cut_of(timeline(flags=flags, **tracks))
        assert cut.count == 24
        return len(cut.layers), len(cut.voices)

    assert told() == (2, 2)
    assert told(V1={"hidden": True}, A1={"muted": True}) == (1, 1)
    assert told(V1={"muted": True}, A1={"hidden": True}) == (2, 2)
    assert told(V1={"solo": True}) == (1, 2)
    assert told(A1={"solo": True, "muted": True}) == (2, 0)
    lead = Lead(TransitionStyle.WIPE, 2, 3)
    cut, _ = cut_of(timeline(V1=[item("a", CLIP, off=True), item("b", CLIP, 24, lead=lead)]))
    assert cut.layers == ((Shot(source=0, start=24, length=24),),)


def test_a_film_is_fed_by_what_its_items_show(project: Project, catalogue: Catalogue, tmp_path: Path) -> None:
    shown = filmed(
        project,
        timeline(
            V1=[
                item("a", FileSource(tmp_path / "still.png")),
                item("b", CLIP, 24),
                item("c", FileSource(tmp_path / "frame_####.png"), 48),
                item("d", FileSource(tmp_path / "walk.MP4"), 72),
            ],
            A1=[item("e", FileSource(tmp_path / "tune.ogg")), item("f", FileSource(tmp_path / "talk.mov"), 24)],
        ),
    )
    opened = flat(shown, catalogue)
    kinds = [(opened.graph.nodes[node].kind, entry) for node, entry in into(opened)]
    assert kinds == [
        ("generate.text_to_video", "clips"),
        ("load.image_sequence", "clips"),
        ("load.video", "clips"),
        ("load.image", "images"),
        ("audio.load_audio", "sounds"),
        ("audio.load_audio", "sounds"),
    ]
    assert [shot.source for shot in the_cut(opened).layers[0]] == [3, 0, 1, 2]
    assert [part.source for part in the_cut(opened).voices[0]] == [4, 5]
    assert [node for node in opened.graph.nodes if not is_hidden(node)] == ["p", "v", "e"]
    assert shown.graph is project.graph
    assert results_of(opened.graph) == ["e", FILM]
    names = [node.name for node in opened.graph.nodes.values()]
    assert len(set(names)) == len(names)
    assert "V1 00:00:00:00 / still.png" in names
    problems = troubles(shown, catalogue)
    assert {problem.item for problem in problems} == {"a", "c", "d", "e", "f"}
    write_image(tmp_path / "still.png", ColourImage(project_size, (0, 0, 0)).pixels())
    write_image(tmp_path / "frame_0007.png", ColourImage(project_size, (0, 0, 0)).pixels())
    assert {problem.item for problem in troubles(shown, catalogue)} == {"d", "e", "f"}


project_size = Timeline("x", "").size._replace(width=8, height=8)


def test_a_node_called_film_and_a_node_with_that_id_are_in_nobodys_way(project: Project, catalogue: Catalogue) -> None:
    nodes = {**project.graph.nodes, "film": Node("film", "output.export", 1, "Film")}
    shown = filmed(replace(project, graph=replace(project.graph, nodes=nodes)), timeline(V1=[item("a", CLIP)]))
    opened = flat(shown, catalogue)
    assert opened.graph.nodes["film"].kind == "output.export"
    assert (opened.graph.nodes[FILM].kind, opened.graph.nodes[FILM].name) == ("output.film", "Film 2")


def test_without_items_nothing_is_added(project: Project, catalogue: Catalogue) -> None:
    assert flat(filmed(project, timeline(V1=[])), catalogue).graph is project.graph


def test_an_item_moves_and_the_graph_is_not_flattened_again(project: Project, catalogue: Catalogue) -> None:
    grouped = inside(project, (), make_group(["v"], catalogue, id="i", group="g").change)
    first = flat(filmed(grouped, timeline(V1=[item("a", CLIP)])), catalogue)
    second = flat(filmed(grouped, timeline(V1=[item("a", CLIP, 5)])), catalogue)
    assert second.graph.nodes["i/v"] is first.graph.nodes["i/v"]
    assert second.outputs is first.outputs
    assert second.graph.nodes[FILM] != first.graph.nodes[FILM]


def test_groups_dots_and_muted_nodes_are_seen_through(project: Project, catalogue: Catalogue) -> None:
    shown = filmed(project, timeline(V1=[item("a", CLIP)]))
    grouped = inside(shown, (), make_group(["v"], catalogue, id="i", group="g").change)
    assert into(flat(grouped, catalogue)) == [("i/v", "clips")]  # The item still says v.
    (output,) = (port.name for port in grouped.groups["g"].outputs)
    instance = filmed(grouped, timeline(V1=[item("a", NodeSource(Port("i", output)))]))
    assert into(flat(instance, catalogue)) == [("i/v", "clips")]
    inner = filmed(grouped, timeline(V1=[item("a", NodeSource(Port("i/v", "clip")))]))
    assert into(flat(inner, catalogue)) == [("i/v", "clips")]
    wire = project.graph.incoming["e"][0]
    dotted = tidy_edits.insert_dot(wire, (0, 0), catalogue, id="d").change(project)
    assert into(flat(filmed(dotted, timeline(V1=[item("a", NodeSource(Port("d", "output")))])), catalogue)) == [
        ("v", "clips")
    ]


def test_what_is_missing_is_told_with_its_place(project: Project, catalogue: Catalogue) -> None:
    gone = edits.remove(["v"]).change(project)
    items = [
        item("a", CLIP, 76),
        item("b", NodeSource(Port("p", "text")), 100),
        item("c", TimelineSource("empty"), 124),
        item("d", FileSource(Path("notes.txt")), 148),
        item("n", NodeSource(Port("gone", "clip")), 172, name="The end"),
    ]
    shown = filmed(gone, timeline(V1=items, A1=[item("e", NodeSource(Port("p", "text")))]), timeline("empty"))
    told = {problem.item: str(problem.error) for problem in troubles(shown, catalogue)}
    assert told["a"].startswith("V1 at 00:00:03:04 shows v, which is not there.")
    assert told["b"].startswith("V1 at 00:00:04:04 shows Prompt, which gives no picture.")
    assert told["c"].startswith("V1 at 00:00:05:04 shows Film, which is empty.")
    assert told["d"].startswith("V1 at 00:00:06:04 shows notes.txt, which is no picture, video or sound")
    assert told["e"].startswith("A1 at 00:00:00:00 plays Prompt, which gives no sound.")
    assert "The end" in told["n"]
    muted = tidy_edits.mute(["v"]).change(project)
    told_muted = troubles(filmed(muted, timeline(V1=[item("a", CLIP)])), catalogue)
    assert [str(problem.error).split(".")[0] for problem in told_muted] == [
        "V1 at 00:00:00:00 shows Text to video, which gives nothing"
    ]


def test_a_take_that_an_item_shows_is_a_node_of_its_own(project: Project, catalogue: Catalogue) -> None:
    key = "ab" * 16
    taken = added_take("v", Take(key, datetime(2026, 11, 23, tzinfo=UTC)))(project)
    shown = filmed(taken, timeline(V1=[item("a", NodeSource(CLIP.port, key)), item("b", CLIP, 24)]))
    opened = flat(shown, catalogue)
    (first, _), (second, _) = into(opened)
    assert (first, second) == (f"/take/{key}", "v")
    assert opened.graph.nodes[first].pinned == key
    assert opened.graph.nodes[first].name == "V1 00:00:00:00 / Text to video, take 1"
    assert opened.graph.nodes["v"].pinned is None


def test_timelines_in_timelines(project: Project, catalogue: Catalogue) -> None:
    outer = timeline("outer", V1=[item("a", TimelineSource("inner")), item("b", CLIP, 24)])
    inner = timeline("inner", V1=[item("c", TimelineSource("core"))])
    core = timeline("core", V1=[item("d", CLIP)])
    shown = filmed(project, outer, inner, core)
    opened = flat(shown, catalogue)
    assert into(opened) == [(film_node(shown, "inner"), "clips"), ("v", "clips")]
    assert into(opened, film_node(shown, "inner")) == [(film_node(shown, "core"), "clips")]
    assert into(opened, film_node(shown, "core")) == [("v", "clips")]
    assert results_of(opened.graph) == ["e", FILM]
    for one in (outer, inner, core):
        assert timeline_of(shown, film_node(shown, one.id)) is one


@pytest.mark.parametrize("name", ["a.mp4", "b.PNG"])
def test_one_file_is_loaded_once(project: Project, catalogue: Catalogue, name: str) -> None:
    shown = filmed(project, timeline(V1=[item("a", FileSource(Path(name))), item("b", FileSource(Path(name)), 30)]))
    assert len(into(flat(shown, catalogue))) == 1


def test_a_title_that_cannot_be_written_is_a_problem(project: Project, catalogue: Catalogue) -> None:
    titles = [
        item("a", TitleSource("Fine, 很好")),
        item("b", TitleSource("A \u0e01 and \u0e02"), 30),
        item("c", TitleSource(""), 60),
    ]
    (problem,) = troubles(filmed(project, timeline(T1=titles)), catalogue)
    assert (problem.node, problem.item) == (FILM, "b")
    assert str(problem.error).startswith(
        "T1 at 00:00:01:06 is a title with characters that the fonts do not have: \u0e01 \u0e02"
    )
    hidden = timeline(T1=titles, flags={"T1": {"hidden": True}})
    assert not troubles(filmed(project, hidden), catalogue)

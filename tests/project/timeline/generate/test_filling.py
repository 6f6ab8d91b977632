"""A gap is filled to the frame by what a model makes of what is seen on both sides of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given as over
from hypothesis import settings
from hypothesis import strategies as some

from soraapp.errors import GraphError
from soraapp.media.clip import FrameImage
from soraapp.project.edits import add_node, connect
from soraapp.project.graph import Port
from soraapp.project.group_edits import make_group
from soraapp.project.takes import Take
from soraapp.project.timeline.generate.filling import fill_gap
from soraapp.project.timeline.timeline import (
    FileSource,
    Item,
    NodeSource,
    TimelineSource,
    Track,
    TrackKind,
)
from tests.project.timeline.generate.shots import (
    CLIPS,
    NODES,
    clip_of,
    done,
    fed,
    film,
    given,
    item,
    kinds,
    nothing,
    project,
    seen,
)

RATES = [Fraction(8), Fraction(24), Fraction(24000, 1001)]


@pytest.mark.parametrize("rate", RATES)
def test_whole_clips_are_joined_by_wire(rate: Fraction) -> None:
    length = round(2 * rate)
    before = project([item("a", 0, length), item("b", length + 12, length + 30)], rate)
    after = done(before, fill_gap("film", "V1", length + 3, NODES, given, id="n"))
    new = film(after).tracks[0].items[1]
    assert (new.start, new.end, new.source) == (length, length + 12, NodeSource(Port("n", "added")))
    assert new.name == "Text to video \u2192 Text to video 2"
    assert kinds(after)[-1] == "extend.connect"
    assert fed(after, "n", "first") == list(range(16))
    added = clip_of(after, Port("n", "added"))
    assert new.speed * new.length / rate == added.count / added.rate  # All that is made is seen, and nothing else.


def test_the_model_sees_the_frames_at_the_cut() -> None:
    """At 24 frames a second of clips of 8: what is seen of `a` ends within its frame 9, and of `b` begins in 5."""
    before = project([item("a", 0, 22, Fraction(1, 4)), item("b", 30, 50, Fraction(17, 24))])
    after = done(before, fill_gap("film", "V1", 25, NODES, given, id="n"))
    assert kinds(after) == ["time.trim", "time.trim", "extend.connect"]
    first, second = fed(after, "n", "first"), fed(after, "n", "second")
    assert (first[0], first[-1]) == (2, seen(after, before.timelines["film"].by_id["item-a"])[-1]) == (2, 9)
    assert (second[0], second[-1]) == (105, 112)


@settings(max_examples=60, deadline=None)
@over(
    rate=some.sampled_from(RATES),
    offset=some.fractions(0, 1, max_denominator=48),
    length=some.integers(1, 20),
    gap=some.integers(1, 30),
    reverse=some.booleans(),
)
def test_what_is_beside_the_gap_is_what_the_model_is_given(
    rate: Fraction, offset: Fraction, length: int, gap: int, reverse: bool
) -> None:
    length = min(length, int((2 - offset) * rate) or 1)
    first = item("a", 0, length, offset, reverse=reverse)
    second = item("b", length + gap, 2 * length + gap, offset, reverse=reverse)
    after = done(project([first, second], rate), fill_gap("film", "V1", length, NODES, given, id="n"))
    assert fed(after, "n", "first")[-1] == seen(after, first)[-1]
    assert fed(after, "n", "second")[0] == seen(after, second)[0]
    new = film(after).tracks[0].items[1]
    assert (new.start, new.end) == (length, length + gap)
    made = seen(after, new)
    added = clip_of(after, Port("n", "added"))
    assert added.count / added.rate == new.span(rate)
    assert len(made) == gap


def test_clips_that_are_not_there_yet_are_cut_to_the_nearest_frame() -> None:
    before = project([item("a", 0, 24, Fraction(1, 4)), item("b", 30, 50)])
    after = done(before, fill_gap("film", "V1", 25, NODES, nothing, id="n"))
    trims = [node.values for node in after.graph.nodes.values() if node.kind == "time.trim"]
    assert trims == [{"start": 0.25, "end": 1.25}, {"end": pytest.approx(20 / 24)}]
    assert fed(after, "n", "first") == list(range(2, 10))


def test_what_is_to_be_made_and_seen_to_its_end_needs_no_cut() -> None:
    before = project([item("a", 0, 48), item("b", 60, 84, Fraction(1))])  # Both last 2 s, as nodes do unless told else.
    after = done(before, fill_gap("film", "V1", 50, NODES, nothing, id="n"))
    assert [node.values for node in after.graph.nodes.values() if node.kind == "time.trim"] == [{"start": 1.0}]


def test_speed_and_direction_are_kept() -> None:
    before = project([item("a", 0, 12, speed=Fraction(2), reverse=True), item("b", 24, 48)])
    after = done(before, fill_gap("film", "V1", 20, NODES, given, id="n"))
    assert kinds(after)[:3] == ["time.trim", "time.reverse", "time.change_speed"]
    assert fed(after, "n", "first") == [7, 5, 3, 1]


def test_before_the_first_item_a_model_leads_to_it() -> None:
    before = project([item("a", 10, 34)])
    after = done(before, fill_gap("film", "V1", 0, NODES, given, id="n"))
    assert kinds(after) == ["time.trim", "extend.extend"]
    assert after.graph.nodes["n"].values["direction"] == "backward"
    new = film(after).tracks[0].items[0]
    assert (new.start, new.end) == (0, 10)
    added = clip_of(after, Port("n", "added"))
    assert added.count == 4  # 10 frames of 24 are less than 4 of 8, and it ends where the item begins.
    assert new.offset + new.span(Fraction(24)) == added.count / added.rate


def test_a_very_short_gap_shows_all_that_is_made_faster() -> None:
    before = project([item("a", 0, 48), item("b", 50, 60)])
    after = done(before, fill_gap("film", "V1", 48, NODES, given, id="n"))
    new = film(after).tracks[0].items[1]
    assert (new.length, new.speed, after.graph.nodes["n"].values["seconds"]) == (2, 3, 0.25)


def test_files_are_loaded_by_a_node_once() -> None:
    path = Path("film.mp4")
    before = project([Item("f", FileSource(path), 0, 24), item("b", 30, 40), Item("g", FileSource(path), 48, 24)])
    edit = fill_gap("film", "V1", 26, NODES, nothing, id="n")
    after = edit.change(before)
    loads = [node for node in after.graph.nodes.values() if node.kind == "load.video"]
    assert [node.values for node in loads] == [{"file": path}]
    again = fill_gap("film", "V1", 44, NODES, nothing, id="m").change(after)
    assert len([node for node in again.graph.nodes.values() if node.kind == "load.video"]) == 1
    places = [node.position for node in again.graph.nodes.values()]
    assert all(abs(x - u) >= 200 or abs(y - v) >= 300 for x, y in places for u, v in places if (x, y) != (u, v))
    assert len(set(places)) == len(places)


def test_a_picture_is_held() -> None:
    before = project([item("a", 0, 12), Item("i", NodeSource(Port("pic", "image")), 24, 12)])
    before = add_node(NODES["generate.text_to_image"], (0, 900), id="pic").change(before)
    picture = FrameImage(CLIPS["a"], 3)
    after = done(
        before,
        fill_gap(
            "film", "V1", 20, NODES, lambda source: picture if source != item("a", 0, 1).source else CLIPS["a"], id="n"
        ),
    )
    still = next(node for node in after.graph.nodes.values() if node.kind == "time.still")
    assert still.values == {"seconds": 0.5, "rate": 24.0}


def test_a_take_is_given_by_a_copy_of_its_node() -> None:
    before = project([item("a", 0, 48), item("b", 60, 84)])
    take = Take("ab" * 16, datetime(2026, 1, 1, tzinfo=UTC), number=3)
    nodes = {**before.graph.nodes, "a": replace(before.graph.nodes["a"], takes=(take,))}
    before = replace(before, graph=replace(before.graph, nodes=nodes))
    timeline = before.timelines["film"]
    first, second = timeline.tracks[0].items
    taken = replace(first, source=NodeSource(Port("a", "clip"), take.key))
    before = replace(
        before, timelines={"film": replace(timeline, tracks=(replace(timeline.tracks[0], items=(taken, second)),))}
    )
    after = done(before, fill_gap("film", "V1", 50, NODES, given, id="n"))
    [copy] = [node for node in after.graph.nodes.values() if node.pinned]
    assert (copy.pinned, copy.kind, copy.takes) == (take.key, "generate.text_to_video", (take,))
    assert copy.name != before.graph.nodes["a"].name


def test_what_is_in_a_group_is_given_through_the_group() -> None:
    before = project([item("a", 0, 48), item("b", 60, 84)])
    before = add_node(NODES["time.reverse"], (260, 0), id="r").change(before)
    before = connect(Port("a", "clip"), Port("r", "clip"), NODES).change(before)
    before = make_group(["p", "a", "r"], NODES, id="i", group="g").change(before)
    assert [port.name for port in before.groups["g"].outputs] == ["clip"]  # That of the node that turns it round.
    after = done(before, fill_gap("film", "V1", 50, NODES, nothing, id="n"))
    assert [port.name for port in after.groups["g"].outputs] == ["clip", "clip_2"]
    (trim,) = [node.id for node in after.graph.nodes.values() if node.values == {"end": 2.0}]
    assert after.graph.incoming[trim][0].source == Port("i", "clip_2")
    empty = replace(after, timelines=before.timelines)
    again = fill_gap("film", "V1", 50, NODES, nothing, id="m").change(empty)
    assert len(again.groups["g"].outputs) == 2


def test_refusals_name_the_remedy() -> None:
    both = [item("a", 0, 48), item("b", 60, 84)]
    locked = Track("V2", TrackKind.VIDEO, "V2", locked=True)
    sound = Track("A1", TrackKind.AUDIO, "A1")
    before = project(both, V2=locked, A1=sound)
    for track, frame, message in (
        ("V1", 10, "There is no gap"),
        ("V1", 90, "There is no gap"),
        ("V2", 0, "V2 is locked"),
        ("A1", 0, "A1 takes none. Choose a track of pictures"),
    ):
        with pytest.raises(GraphError, match=message):
            fill_gap("film", track, frame, NODES, given, id="n").change(before)
    far = project([item("a", 0, 48), item("b", 48 + 61 * 24, 84 + 61 * 24)])
    with pytest.raises(GraphError, match="61 s are more than a model makes at once. Fill at most 60 s"):
        fill_gap("film", "V1", 50, NODES, given, id="n").change(far)
    nested = project([item("a", 0, 48), Item("t", TimelineSource("other"), 60, 10)])
    with pytest.raises(GraphError, match="cannot be given another timeline"):
        fill_gap("film", "V1", 50, NODES, given, id="n").change(nested)
    gone = project([item("a", 0, 48), item("x", 60, 84)])
    with pytest.raises(GraphError, match="not in the graph any more"):
        fill_gap("film", "V1", 50, NODES, given, id="n").change(gone)

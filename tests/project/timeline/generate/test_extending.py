"""An item is drawn out beyond its source: what it showed stays, and a model makes just what is missing."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given as over
from hypothesis import settings
from hypothesis import strategies as some

from soraapp.errors import GraphError
from soraapp.media.clip import FrameImage
from soraapp.project.edits import add_node
from soraapp.project.graph import Port
from soraapp.project.timeline.bounds import Edge
from soraapp.project.timeline.generate.extending import extend
from soraapp.project.timeline.generate.looping import loop
from soraapp.project.timeline.placing import Placing
from soraapp.project.timeline.timeline import Item, NodeSource, Track, TrackKind
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


def test_what_the_source_has_left_comes_first() -> None:
    before = project([item("a", 0, 40)])
    after = done(before, extend("film", "item-a", Edge.TAIL, 8, NODES, given, id="n"))
    assert kinds(after) == []
    assert [(one.start, one.end) for one in film(after).tracks[0].items] == [(0, 48)]


def test_a_model_makes_just_the_rest() -> None:
    before = project([replace(item("a", 10, 50), fade_in=2, fade_out=3, color="#ff0000")])
    after = done(before, extend("film", "item-a", Edge.TAIL, 20, NODES, given, id="n"))
    old, new = film(after).tracks[0].items
    assert kinds(after) == ["extend.extend"]
    assert after.graph.nodes["n"].values == {"seconds": 0.5, "model": "nano"}
    assert fed(after, "n", "clip") == list(range(16))
    assert [(one.start, one.end) for one in (old, new)] == [(10, 58), (58, 70)]
    assert (new.source, new.color) == (NodeSource(Port("n", "added")), "#ff0000")
    assert (old.name, new.name) == ("", "Text to video")
    assert [(one.fade_in, one.fade_out) for one in (old, new)] == [(2, 0), (0, 3)]


@settings(max_examples=60, deadline=None)
@over(
    rate=some.sampled_from(RATES),
    frames=some.integers(1, 60),
    edge=some.sampled_from(Edge),
    reverse=some.booleans(),
    speed=some.sampled_from([Fraction(1), Fraction(2), Fraction(2, 3)]),
)
def test_what_was_there_stays_and_what_is_new_follows_it(
    rate: Fraction, frames: int, edge: Edge, reverse: bool, speed: Fraction
) -> None:
    tail = edge is Edge.TAIL
    shown = item("a", 100, 100 + int(Fraction(3, 2) * rate / speed), Fraction(1, 4), speed, reverse=reverse)
    before = project([shown], rate)
    after = done(before, extend("film", "item-a", edge, frames, NODES, given, id="n"))
    items = film(after).tracks[0].items
    old = film(after).by_id["item-a"]
    assert items[-1].end - items[0].start == shown.length + frames
    assert (items[0].start if tail else items[-1].end) == (shown.start if tail else shown.end)
    offset = 0 if tail else old.length - shown.length
    assert seen(after, old)[offset : offset + shown.length] == seen(before, shown)
    if len(items) == 1:
        return
    new = items[1] if tail else items[0]
    added = clip_of(after, Port("n", "added"))
    first, last = new.offset, new.offset + new.span(rate)
    assert 0 <= first < last <= added.count / added.rate
    forward = tail is not reverse  # What is made begins, or ends, at the source: there nothing is left out.
    assert first == 0 if forward else last == added.count / added.rate
    fed_clip = fed(after, "n", "clip")
    assert (fed_clip[-1] if forward else fed_clip[0]) == seen(after, old)[-1 if tail else 0]


def test_a_neighbour_is_as_far_as_it_goes_unless_it_makes_way() -> None:
    before = project([item("a", 0, 48), item("b", 60, 84)])
    after = done(before, extend("film", "item-a", Edge.TAIL, 100, NODES, given, id="n"))
    assert [(one.start, one.end) for one in film(after).tracks[0].items] == [(0, 48), (48, 60), (60, 84)]
    with pytest.raises(GraphError, match="no room for more of this item. Move what is beside it"):
        extend("film", "item-a", Edge.TAIL, 5, NODES, given, id="m").change(after)
    edit = extend("film", "item-a", Edge.TAIL, 24, NODES, given, id="n", placing=Placing.INSERT)
    assert [(one.start, one.end) for one in film(done(before, edit)).tracks[0].items] == [(0, 48), (48, 72), (84, 108)]
    edit = extend("film", "item-b", Edge.HEAD, 24, NODES, given, id="n", placing=Placing.INSERT)
    after = done(before, edit)
    assert [(one.start, one.end) for one in film(after).tracks[0].items] == [(0, 48), (60, 84), (84, 108)]
    assert seen(after, film(after).by_id["item-b"]) == seen(before, film(before).by_id["item-b"])


def test_before_anything_is_made_a_model_goes_on_where_the_item_ends() -> None:
    before = project([item("a", 0, 30)])
    after = done(before, extend("film", "item-a", Edge.TAIL, 12, NODES, nothing, id="n"))
    assert kinds(after) == ["time.trim", "extend.extend"]
    assert fed(after, "n", "clip") == list(range(10))
    assert film(after).by_id["item-a"].length == 30


def test_a_picture_and_what_repeats_only_become_longer() -> None:
    before = project([Item("i", NodeSource(Port("pic", "image")), 0, 12)])
    before = add_node(NODES["generate.text_to_image"], (0, 900), id="pic").change(before)
    for at_hand in (nothing, lambda _: FrameImage(CLIPS["a"], 3)):
        after = done(before, extend("film", "i", Edge.TAIL, 30, NODES, at_hand, id="n"))
        assert kinds(after) == ["generate.text_to_image"]
        assert film(after).by_id["i"].length == 42
    looped = loop("film", "item-a", NODES, given, id="n").change(project([item("a", 0, 48)]))
    after = done(looped, extend("film", "item-a", Edge.TAIL, 100 * 24, NODES, given, id="m"))
    assert film(after).by_id["item-a"].length == 2448
    assert [node.values for node in after.graph.nodes.values() if node.kind == "time.repeat"] == [{"seconds": 102.0}]


def test_what_a_model_cannot_go_on_with_is_refused() -> None:
    sound = Track("A1", TrackKind.AUDIO, "A1", (replace(item("b", 0, 24), id="s"),))
    before = project([item("a", 0, 48)], A1=sound)
    with pytest.raises(GraphError, match="A model makes pictures"):
        extend("film", "s", Edge.TAIL, 500, NODES, given, id="n").change(before)
    with pytest.raises(GraphError, match="at most 60 s"):
        extend("film", "item-a", Edge.TAIL, 61 * 24, NODES, given, id="n").change(before)
    with pytest.raises(GraphError, match="not on the timeline any more"):
        extend("film", "x", Edge.TAIL, 5, NODES, given, id="n").change(before)

"""Cards on a timeline become a storyboard, and a storyboard cards."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from soraapp.errors import GraphError, InputError
from soraapp.media.clip import FrameImage
from soraapp.models.storyboard import Card
from soraapp.project.edits import add_node
from soraapp.project.graph import Port
from soraapp.project.project import Project
from soraapp.project.timeline.generate.boarding import storyboard
from soraapp.project.timeline.generate.cards import add_card, cards_in, cards_of_storyboard, lanes
from soraapp.project.timeline.timeline import Item, Marker, NodeSource, TitleSource, Track, TrackKind
from tests.project.timeline.generate.shots import CLIPS, NODES, done, film, given, item, nothing, project

RATES = [Fraction(8), Fraction(24), Fraction(24000, 1001)]


def lane(*cards: tuple[str, int, int], hidden: bool = True) -> Track:
    items = tuple(Item(f"c{start}", TitleSource(text), start, end - start) for text, start, end in cards)
    return Track("S", TrackKind.TITLE, "Storyboard", items, hidden=hidden)


def told(after: Project, node: str) -> list[Card]:
    return list(cards_in(after.graph.nodes[node]).cards)


@pytest.mark.parametrize("rate", RATES)
def test_cards_become_a_storyboard_under_them(rate: Fraction) -> None:
    second = round(rate)
    before = project([], rate, S=lane(("a fox", 10, 10 + second), ("snow falls", 10 + second, 10 + 3 * second)))
    after = done(before, storyboard("film", [], NODES, nothing, id="n"))
    exact = float(second / rate)
    assert told(after, "n") == [Card(0.0, "a fox"), Card(exact, "snow falls")]
    assert after.graph.nodes["n"].values["seconds"] == pytest.approx(3 * exact)
    (shown,) = film(after).tracks[0].items
    assert (shown.source, shown.start, shown.end) == (NodeSource(Port("n", "clip")), 10, 10 + 3 * second)
    assert film(after).tracks[1] == film(before).tracks[1]


def test_told_again_the_same_node_follows() -> None:
    before = project([], S=lane(("a fox", 0, 24), ("snow", 24, 48)))
    once = done(before, storyboard("film", [], NODES, nothing, id="n"))
    timeline = film(once)
    moved = replace(timeline, tracks=(timeline.tracks[0], lane(("a fox", 0, 36), ("a storm", 36, 72))))
    twice = done(replace(once, timelines={"film": moved}), storyboard("film", [], NODES, nothing, id="m"))
    assert "m" not in twice.graph.nodes
    assert told(twice, "n") == [Card(0.0, "a fox"), Card(1.5, "a storm")]
    assert [(one.start, one.end) for one in film(twice).tracks[0].items] == [(0, 72)]


@pytest.mark.parametrize("rate", RATES)
def test_there_and_back(rate: Fraction) -> None:
    second = round(rate)
    before = project([], rate, S=lane(("a fox", 3, 3 + second), ("snow", 3 + second, 3 + 2 * second)))
    once = storyboard("film", [], NODES, nothing, id="n").change(before)
    timeline = film(once)
    bare = replace(once, timelines={"film": replace(timeline, tracks=timeline.tracks[:1])})
    shown = film(bare).tracks[0].items[0]
    after = done(bare, cards_of_storyboard("film", shown.id))
    (cards,) = lanes(film(after))
    assert cards.hidden
    assert [(one.source, one.start, one.end) for one in cards.items] == [
        (one.source, one.start, one.end) for one in before.timelines["film"].tracks[1].items
    ]
    with pytest.raises(GraphError, match="shows no storyboard"):
        cards_of_storyboard("film", "item-a").change(project([item("a", 0, 24)]))


def test_pictures_and_clips_among_the_chosen_are_wired() -> None:
    picture = Item("i", NodeSource(Port("pic", "image")), 48, 24)
    before = project([item("a", 0, 24), picture], S=lane(("a fox", 0, 48), hidden=False))
    before = add_node(NODES["generate.text_to_image"], (0, 900), id="pic").change(before)
    shown = FrameImage(CLIPS["a"], 3)
    edit = storyboard(
        "film", ["c0", "item-a", "i"], NODES, lambda one: shown if one == picture.source else given(one), id="n"
    )
    after = done(before, edit)
    assert told(after, "n") == [Card(0.0, "a fox"), Card(0.0, clip=1), Card(2.0, image=1)]
    wired = {wire.target.name: wire.source.node for wire in after.graph.incoming["n"]}
    assert wired["pictures"] == "pic"
    assert after.graph.nodes[wired["clips"]].values == {"end": 1.0}
    video, above, cards = film(after).tracks
    assert (video.items, above.name, above.items[0].length) == (film(before).tracks[0].items, "V2", 72)
    assert cards.items[0].off  # What was a title in the film was a note.


def test_markers_with_words_are_cards_where_there_are_no_others() -> None:
    before = project([item("a", 0, 12)])
    markers = (Marker("m", 24, name="1", note="a fox"), Marker("x", 30), Marker("k", 48, 12, "snow"))
    before = replace(before, timelines={"film": replace(film(before), markers=markers)})
    after = done(before, storyboard("film", [], NODES, nothing, id="n"))
    assert told(after, "n") == [Card(0.0, "a fox"), Card(1.0, "snow")]
    assert [(one.start, one.end) for one in film(after).tracks[0].items] == [(0, 12), (24, 60)]


def test_a_card_is_put_at_the_playhead() -> None:
    after = done(project([]), add_card("film", 12, "a fox"))
    after = done(after, add_card("film", 36, "snow"))
    after = done(after, add_card("film", 0, "night"))
    (cards,) = lanes(film(after))
    assert [(one.start, one.end) for one in cards.items] == [(0, 12), (12, 36), (36, 84)]
    with pytest.raises(GraphError, match="A card begins here already"):
        add_card("film", 12, "again").change(after)


def test_what_is_no_storyboard_is_refused() -> None:
    with pytest.raises(GraphError, match="Nothing is written for a storyboard. Write on cards"):
        storyboard("film", [], NODES, nothing, id="n").change(project([item("a", 0, 24)]))
    far = project([], S=lane(("a fox", 0, 24), ("snow", 1000, 1500)))
    with pytest.raises(GraphError, match="A storyboard lasts at most 60 s, and this is 62.5 s"):
        storyboard("film", [], NODES, nothing, id="n").change(far)
    one = lane(("a fox", 0, 24))
    other = replace(lane(("snow", 0, 12)), id="T", name="T2")
    other = replace(other, items=(replace(other.items[0], id="t"),))
    with pytest.raises(InputError, match="Two cards with a text begin at 0 s"):
        storyboard("film", [], NODES, nothing, id="n").change(project([], S=one, T=other))

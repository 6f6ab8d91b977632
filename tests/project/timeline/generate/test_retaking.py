"""A part of an item is made again, what is outside of it is kept, and the way back is short."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from soraapp.errors import GraphError
from soraapp.project.edits import add_node
from soraapp.project.graph import Port
from soraapp.project.timeline.generate.retaking import original_of, retake, use_original
from soraapp.project.timeline.timeline import FileSource, Item, NodeSource
from tests.project.timeline.generate.shots import NODES, done, film, given, item, nothing, project, seen

RATES = [Fraction(8), Fraction(24), Fraction(24000, 1001)]


@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize("rate", RATES)
def test_only_the_marked_part_is_made_again(rate: Fraction, reverse: bool) -> None:
    second = round(rate)
    shown = item("a", second, 3 * second, reverse=reverse)
    before = project([shown], rate)
    first, stop = second + second // 2, second * 2
    after = done(before, retake("film", "item-a", first, stop, NODES, given, id="n", seed=7))
    now = film(after).by_id["item-a"]
    assert now == replace(shown, source=NodeSource(Port("n", "clip")), name="Text to video")
    was, new = seen(before, shown), seen(after, now)
    changed = [frame + second for frame, (one, other) in enumerate(zip(was, new, strict=True)) if one != other]
    assert changed
    slack = rate / 8  # A frame of the clip.
    assert first - slack <= changed[0] <= first + slack
    assert stop - slack <= changed[-1] + 1 <= stop + slack


def test_it_is_told_what_the_source_was_told() -> None:
    after = done(project([item("a", 0, 48)]), retake("film", "item-a", 24, 36, NODES, given, id="n", seed=7))
    values = {"start": 1.0, "seconds": 0.5, "strength": "strong", "seed": 7, "model": "nano"}
    assert after.graph.nodes["n"].values == values
    assert {(wire.source.node, wire.target.name) for wire in after.graph.incoming["n"]} == {
        ("a", "clip"),
        ("p", "prompt"),
    }
    after = done(project([item("b", 0, 72)]), retake("film", "item-b", 48, 99, NODES, given, id="n", seed=7))
    assert after.graph.nodes["n"].values == {"start": 2.0, "prompt": "a cube", "strength": "strong", "seed": 7}


def test_a_retake_of_a_retake_and_back() -> None:
    before = project([item("a", 0, 48)])
    once = done(before, retake("film", "item-a", 24, 36, NODES, given, id="n", seed=7))
    twice = done(once, retake("film", "item-a", 0, 12, NODES, nothing, id="m", seed=8))
    assert {wire.source.node for wire in twice.graph.incoming["m"]} == {"n", "p"}
    back = done(twice, use_original("film", "item-a"))
    assert film(back) == film(once)
    assert film(done(back, use_original("film", "item-a"))) == film(before)
    with pytest.raises(GraphError, match="shows no retake"):
        use_original("film", "item-a").change(before)


def test_a_file_comes_back_as_the_file() -> None:
    source = FileSource(Path("film.mp4"))
    before = project([Item("f", source, 0, 24)])
    after = retake("film", "f", 0, 12, NODES, nothing, id="n", seed=7).change(before)
    assert original_of(after, film(after).by_id["f"].source) == source
    assert film(use_original("film", "f").change(after)) == film(before)


def test_a_picture_is_made_again_as_a_whole() -> None:
    before = project([Item("i", NodeSource(Port("pic", "image")), 0, 12)])
    before = add_node(NODES["generate.text_to_image"], (0, 900), id="pic", values={"prompt": "hills"}).change(before)
    after = done(before, retake("film", "i", 0, 5, NODES, nothing, id="n", seed=7))
    assert (after.graph.nodes["n"].kind, after.graph.nodes["n"].values["prompt"]) == ("edit.edit_image", "hills")
    assert film(after).by_id["i"].source == NodeSource(Port("n", "image"))
    assert film(done(after, use_original("film", "i"))) == film(before)


def test_a_part_that_is_not_seen_is_refused() -> None:
    with pytest.raises(GraphError, match="Mark a part of it"):
        retake("film", "item-a", 60, 72, NODES, given, id="n", seed=7).change(project([item("a", 0, 48)]))
    late = project([item("a", 0, 48, Fraction(700))])
    with pytest.raises(GraphError, match="reaches 600 s into a clip, and this is at 701 s"):
        retake("film", "item-a", 24, 36, NODES, nothing, id="n", seed=7).change(late)

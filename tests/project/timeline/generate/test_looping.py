"""An item becomes endless, and shows at first what it showed before."""

from __future__ import annotations

from fractions import Fraction
from math import floor

import pytest

from soraapp.errors import GraphError
from soraapp.project.edits import add_node
from soraapp.project.graph import Port
from soraapp.project.timeline.bounds import Edge
from soraapp.project.timeline.generate.looping import loop
from soraapp.project.timeline.timeline import Item, NodeSource
from soraapp.project.timeline.trimming import trim
from tests.project.timeline.generate.shots import (
    CLIPS,
    NODES,
    clip_of,
    done,
    film,
    given,
    item,
    kinds,
    levels,
    nothing,
    project,
    seen,
)


@pytest.mark.parametrize("rate", [Fraction(8), Fraction(24), Fraction(24000, 1001)])
@pytest.mark.parametrize("reverse", [False, True])
def test_it_begins_as_before_and_goes_on_without_end(rate: Fraction, reverse: bool) -> None:
    shown = item("a", 5, 5 + round(rate), Fraction(1, 2), reverse=reverse)
    before = project([shown], rate)
    after = done(before, loop("film", "item-a", NODES, given, id="n"))
    now = film(after).by_id["item-a"]
    assert (now.start, now.length, now.offset) == (shown.start, shown.length, 0)
    assert now.name == "Text to video"
    assert kinds(after)[-2:] == ["extend.loop", "time.repeat"]
    drawn = film(done(after, trim("film", ["item-a"], Edge.TAIL, 5 * round(rate)))).by_id["item-a"]
    endless = levels(clip_of(after, Port("n", "clip")))
    part = levels(CLIPS["a"])[4 : 4 + len(endless) - 8]
    assert endless[:-8] == (part[::-1] if reverse else part)
    numbers = (floor(drawn.moment(frame, rate) * 8) % len(endless) for frame in range(drawn.start, drawn.end))
    assert seen(after, drawn) == [endless[number] for number in numbers]
    if not reverse:
        assert seen(after, drawn)[: shown.length] == seen(before, shown)


def test_a_picture_and_a_loop_of_nothing_are_refused() -> None:
    before = project([Item("i", NodeSource(Port("pic", "image")), 0, 12)])
    before = add_node(NODES["generate.text_to_image"], (0, 900), id="pic").change(before)
    with pytest.raises(GraphError, match="A picture has no end"):
        loop("film", "i", NODES, nothing, id="n").change(before)

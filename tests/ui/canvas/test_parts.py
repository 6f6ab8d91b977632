"""The pure parts: search, layout, walking, wrapping, values in words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication

from soraapp.project.graph import Graph, Node, Port, Wire
from tests.ui.canvas.conftest import CATALOGUE
from ui.canvas.node_layout import Layouts, Ports, Side
from ui.canvas.offers import fitting_entries
from ui.canvas.search import Entry, match, search
from ui.canvas.text_fit import wrapped
from ui.canvas.walking import Direction, neighbour
from ui.canvas.words import time_left, value_text

ENTRIES = [Entry(kind) for kind in CATALOGUE.values()]


def titles(query: str, recent: tuple[str, ...] = ()) -> list[str]:
    return [found.entry.kind.title for found in search(query, ENTRIES, recent)]


def test_a_beginning_beats_an_inside_and_scattered_letters() -> None:
    scores = [found[0] for word in ("text", "video", "ideo", "ttv") if (found := match(word, "Text to video"))]
    assert len(scores) == 4
    assert scores == sorted(scores, reverse=True)
    assert match("xyz", "Text to video") is None


def test_every_word_must_match_somewhere_and_the_category_counts() -> None:
    assert titles("video image")[0] == "Image to video"
    assert set(titles("generate")) >= {"Text to video", "Image to video"}
    assert titles("video nonsense") == []


def test_letters_that_matched_are_told() -> None:
    found = search("vid", ENTRIES)[0]
    title = found.entry.kind.title
    assert "".join(title[index] for index in found.letters).casefold() == "vid"


@given(st.text(max_size=12), st.text(max_size=20))
def test_a_match_names_letters_of_the_text_in_order(word: str, text: str) -> None:
    found = match(word.casefold(), text) if word else None
    if found:
        score, letters = found
        assert 0 < score <= 100
        assert list(letters) == sorted(set(letters))


def test_what_needs_a_wire_is_offered_before_what_can_do_without() -> None:
    offered = fitting_entries(CATALOGUE, Side.OUT, "image")
    ports = {(entry.kind.name, port.name): port for entry in offered for port in entry.kind.inputs}
    needing = [ports[entry.kind.name, entry.port].control is None for entry in offered]
    assert needing == sorted(needing, reverse=True)
    assert ("generate.image_to_video", "image") in [(entry.kind.name, entry.port) for entry in offered]
    assert all(entry.kind.output(entry.port) for entry in fitting_entries(CATALOGUE, Side.IN, "clip"))


def test_inputs_that_are_set_or_wired_are_shown_and_the_rest_can_be_unfolded() -> None:
    layouts, kind = Layouts(CATALOGUE), CATALOGUE["generate.text_to_video"]
    plain = Node("t", kind.name, 1, "T")
    few = layouts.of(plain, Ports(), unfolded=False, failed=False)
    settable = [port for port in kind.inputs if port.control]
    assert few.hidden == len(settable) - 4
    wired = layouts.of(plain, Ports(frozenset({"negative"})), unfolded=False, failed=False)
    assert (Side.IN, "negative") in wired.spots
    assert (Side.IN, "negative") not in few.spots
    every = layouts.of(plain, Ports(), unfolded=True, failed=False)
    assert {row.name for row in every.rows if row.side is Side.IN} == {port.name for port in kind.inputs}
    assert layouts.of(Node("u", kind.name, 1, "U"), Ports(), unfolded=False, failed=False) is few


def test_files_and_choices_have_no_port() -> None:
    layout = Layouts(CATALOGUE).of(Node("i", "load.image", 1, "I"), Ports(), unfolded=False, failed=False)
    assert set(layout.spots) == {(Side.OUT, "image"), (Side.OUT, "alpha")}
    assert [row.name for row in layout.rows] == ["file", "image", "alpha"]


def test_nothing_on_a_node_overlaps() -> None:
    for kind in CATALOGUE.values():
        for unfolded in (False, True):
            layout = Layouts(CATALOGUE).of(Node("n", kind.name, 1, "N"), Ports(), unfolded=unfolded, failed=True)
            boxes = [box for box in (layout.picture, layout.text, layout.note) if box is not None]
            tops = [layout.title.bottom(), *(edge for box in boxes for edge in (box.top(), box.bottom()))]
            tops += [row.top for row in layout.rows]
            assert tops == sorted(tops)
            assert all(layout.rect.top() <= top < layout.rect.bottom() for top in tops)


def test_without_a_wire_an_arrow_leads_to_the_nearest_node_in_that_direction() -> None:
    graph = Graph({}, (Wire(Port("b", "out"), Port("a", "in")),))
    centers = {"a": (0.0, 0.0), "b": (-900.0, 0.0), "c": (-100.0, 0.0), "d": (10.0, 300.0), "e": (500.0, 100.0)}
    assert neighbour(graph, centers, "a", Direction.LEFT) == "b"
    assert neighbour(graph, centers, "a", Direction.RIGHT) == "e"
    assert neighbour(graph, centers, "a", Direction.DOWN) == "d"
    assert neighbour(graph, centers, "a", Direction.UP) is None


def test_chinese_and_latin_text_wraps_into_its_box(app: QApplication) -> None:
    font = QFont(app.font())
    font.setPixelSize(11)
    text = "a red ball bounces over green hills 一个红球在草地上弹跳阳光明媚的一天天空中有白云飘过" + " and on" * 20
    lines = wrapped(text, font, 160.0, 4)
    assert len(lines) == 4
    assert lines[-1].endswith("…")
    assert all(QFontMetricsF(font).horizontalAdvance(line) <= 168 for line in lines)
    assert wrapped("one\ntwo", font, 160.0, 4) == ("one", "two")


def test_values_are_told_as_people_read_them() -> None:
    kind = CATALOGUE["generate.text_to_video"]
    ports = {port.name: port for port in kind.inputs}
    assert value_text(ports["seconds"], 2.5) == "2.5 s"
    assert value_text(ports["seed"], 1287441) == "1\u2009287\u2009441"
    assert value_text(ports["steps"], None) == "auto"
    assert value_text(ports["prompt"], "two\nlines") == "two lines"
    assert [time_left(seconds) for seconds in (None, 0.0, 0.04, 1.24, 34.0, 200.0)] == [
        "",
        "",
        "less than a second left",
        "1.2 s left",
        "34 s left",
        "3 min left",
    ]

"""Whatever can be set of items is set in their form, by real mouse and keys, one step of undo each."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from soraapp.media.fit import FitMode
from soraapp.media.ops.transition import TransitionStyle
from soraapp.project import edits
from soraapp.project.graph import Port
from soraapp.project.timeline.links import link
from soraapp.project.timeline.markers import add_marker
from soraapp.project.timeline.properties import change_items, set_source
from soraapp.project.timeline.timeline import FileSource, NodeSource, TimelineSource, TitleSource
from soraapp.project.timeline.tracks import set_track
from tests.ui.events import turn
from tests.ui.inspector.conftest import click, drag
from tests.ui.inspector.items.conftest import TAKES, Table
from ui.inspector.choice_field import ListField, SegmentsField
from ui.inspector.colour_field import ColourField
from ui.inspector.number_field import NumberField
from ui.inspector.prompt_field import PromptField
from ui.inspector.toggle_field import ToggleField


def typed(table: Table, name: str, text: str) -> None:
    """Type into a number."""
    field = cast("NumberField", table.field(name))
    click(field)
    turn()
    QTest.keyClicks(field._editor, text)
    QTest.keyClick(field._editor, Qt.Key.Key_Return)
    turn()


def picked(table: Table, name: str, title: str) -> None:
    """Choose from a list by keys."""
    chosen = cast("ListField", table.field(name)).list
    place = chosen.findText(title)
    assert place >= 0, [chosen.itemText(one) for one in range(chosen.count())]
    chosen.setFocus()
    while chosen.currentIndex() != place:
        QTest.keyClick(chosen, Qt.Key.Key_Down if chosen.currentIndex() < place else Qt.Key.Key_Up)
    turn()


def test_the_head_says_what_it_is_and_where(table: Table) -> None:
    table.open("dive")
    assert table.inspector.header.name.text() == "dive.mp4"
    assert table.inspector.header.help.text() == "00:00:04:00 – 00:00:07:00 · 00:00:03:00"
    name = table.inspector.header.name
    name.selectAll()
    QTest.keyClicks(name, "Into the water")
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert table.item("dive").name == "Into the water"
    assert table.inspector.header.kind.text() == "dive.mp4"
    assert table.steps() == ["Rename"]


def test_frames_are_typed_and_go_as_far_as_there_is_room(table: Table) -> None:
    table.open("city")
    typed(table, "start", "242")
    typed(table, "length", "9999")
    city = table.item("city")
    assert (city.start, city.end) == (242, 340)
    typed(table, "fade_in", "12")
    assert table.item("city").fade_in == 12
    assert table.steps() == ["Move", "Trim", "Fade in"]


def test_a_drag_over_a_neighbour_gives_back_what_it_went_over(table: Table) -> None:
    """Each step of a drag begins from the film as it was before, and all of them are one step of undo."""
    table.open("city")
    before = table.timeline
    field = table.field("start")
    middle = QPoint(round(field.width() * 240 / before.end), field.height() // 2)
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(field, left, Qt.KeyboardModifier.NoModifier, middle)
    for place in range(middle.x(), 2, -6):
        QTest.mouseMove(field, QPoint(place, middle.y()))
    assert table.item("city").start < 90
    assert table.timeline.by_id.get("dive") != before.by_id["dive"]
    QTest.mouseMove(field, QPoint(middle.x() + 40, middle.y()))
    QTest.mouseRelease(field, left, Qt.KeyboardModifier.NoModifier, QPoint(middle.x() + 40, middle.y()))
    assert table.item("dive") == before.by_id["dive"]
    assert len(table.steps()) == 1
    table.document.undo()
    assert table.timeline == before


def test_speed_and_direction_keep_what_is_seen(table: Table) -> None:
    table.open("city")
    typed(table, "speed", "200")
    city = table.item("city")
    assert (city.speed, city.length) == (2, 48)
    click(cast("ToggleField", table.field("reverse")).switch)
    assert table.item("city").reverse
    typed(table, "speed", "33.3333")
    assert abs(table.item("city").speed - Fraction(1, 3)) < Fraction(1, 10**5)


def test_the_moment_from_which_a_source_is_seen(table: Table) -> None:
    table.open("dive")
    typed(table, "offset", "0.5")
    assert table.item("dive").offset == Fraction(1, 2)
    assert table.item("dive").length == 72


def test_how_it_looks(table: Table) -> None:
    table.open("city")
    typed(table, "opacity", "40")
    click(cast("SegmentsField", table.field("fit")).buttons["cover"])
    picked(table, "color", "Green")
    click(cast("ToggleField", table.field("enabled")).switch)
    city = table.item("city")
    assert (city.opacity, city.fit, city.color, city.off) == (0.4, FitMode.COVER, "green", True)
    click(table.inspector.rows["opacity"].reset_button)
    assert table.item("city").opacity == 1
    colours = ["Change colour"] * 3  # Orange, yellow, green: key by key down the list.
    assert table.steps() == ["Change look", "Change look", *colours, "Turn off", "Change look"]


def test_a_sound_has_a_gain_and_no_opacity(table: Table) -> None:
    table.open("waves")
    assert "opacity" not in table.inspector.rows
    assert "fit" not in table.inspector.rows
    typed(table, "gain", "-6")
    assert table.item("waves").gain == -6


def test_a_transition_has_a_style_and_a_length_where_an_item_is_right_before(table: Table) -> None:
    table.open("city")
    assert "style" not in table.inspector.rows
    table.open("dive")
    picked(table, "style", "wipe")
    typed(table, "over", "10")
    lead = table.item("dive").lead
    assert lead is not None
    assert (lead.style, lead.before, lead.after) == (TransitionStyle.WIPE, 5, 5)
    picked(table, "style", "not set")
    assert table.item("dive").lead is None
    assert "over" not in table.inspector.rows
    picked(table, "style", "dissolve")
    lead = table.item("dive").lead
    assert lead is not None
    assert lead.span == 12


def test_a_title_is_written_and_placed(table: Table) -> None:
    table.open("name")
    field = cast("PromptField", table.field("text"))
    assert field.text.toPlainText() == "Dive"
    field.text.setFocus()
    field.text.selectAll()
    QTest.keyClicks(field.text, "Deep")
    assert table.item("name").source == TitleSource("Deep")
    assert table.steps() == ["Change title"]
    ink = cast("ColourField", table.field("ink"))
    ink.line.selectAll()
    QTest.keyClicks(ink.line, "#ff8a3d")
    QTest.keyClick(ink.line, Qt.Key.Key_Return)
    typed(table, "height", "12")
    form = table.inspector.forms.shown
    assert form is not None
    assert form.place is not None
    drag(form.place, form.place.seen().center().toPoint(), form.place.frame().center().toPoint())
    source = table.item("name").source
    assert isinstance(source, TitleSource)
    assert (source.text, source.height, source.ink) == ("Deep", 12, "#ff8a3d")
    assert abs(source.down - 50) < 3
    assert len(table.steps()) == 4


def test_another_node_another_take_another_file_another_timeline(table: Table) -> None:
    table.open("city")
    picked(table, "take", "Take 2")
    assert table.item("city").source == NodeSource(Port("one", "clip"), TAKES[1])
    picked(table, "take", "What the node gives")
    picked(table, "output", "Text to video 2")
    assert table.item("city").source == NodeSource(Port("two", "clip"))
    assert "take" not in table.inspector.rows
    table.open("dive")
    table.field("path").edited.emit(Path("other.mp4"), "")
    assert table.item("dive").source == FileSource(Path("other.mp4"))
    assert not {"output", "take", "timeline"} & table.inspector.rows.keys()


def test_several_items_are_changed_together(table: Table) -> None:
    table.open("ball", "city", "waves")
    assert table.inspector.header.name.text() == "3 items"
    assert table.inspector.header.name.isReadOnly()
    assert not {"fit", "gain", "opacity", "path", "style"} & table.inspector.rows.keys()
    assert cast("NumberField", table.field("length")).mixed
    typed(table, "fade_out", "7")
    assert [table.item(name).fade_out for name in ("ball", "city", "waves")] == [7, 7, 7]
    typed(table, "start", "5")
    assert [table.item(name).start for name in ("ball", "city", "waves")] == [5, 245, 5]
    typed(table, "length", "50")
    assert [table.item(name).length for name in ("ball", "city", "waves")] == [50, 50, 50]
    assert table.steps() == ["Fade out", "Move", "Trim"]


def test_of_linked_items_each_has_its_own_look(table: Table) -> None:
    table.document.apply(link("film", ["ball", "waves"]))
    table.open("ball")
    typed(table, "fade_in", "3")
    assert (table.item("ball").fade_in, table.item("waves").fade_in) == (3, 0)
    typed(table, "start", "4")
    assert (table.item("ball").start, table.item("waves").start) == (4, 4)


def test_markers_on_an_item_are_told_with_their_notes(table: Table) -> None:
    table.document.apply(add_marker("film", 100, name="Beat", note="cut on the wave"))
    table.open("dive")
    assert table.inspector.markers.text() == "00:00:04:04 · Beat: cut on the wave"
    table.open("city")
    assert table.inspector.markers.isHidden()


def test_a_locked_track_refuses_and_the_field_shows_what_is(table: Table) -> None:
    told: list[object] = []
    table.document.refused.connect(told.append)
    table.document.apply(set_track("film", "v1", locked=True))
    table.open("city")
    typed(table, "start", "250")
    assert table.item("city").start == 240
    assert "V1 is locked" in str(told[0])
    assert cast("NumberField", table.field("start")).value == 240


def test_undo_shows_what_was(table: Table) -> None:
    table.open("city")
    typed(table, "opacity", "40")
    table.document.undo()
    turn()
    assert cast("NumberField", table.field("opacity")).value == 100


def test_a_nested_timeline_can_be_another_one(table: Table) -> None:
    table.document.apply(set_source("film", "city", TimelineSource("inner")))
    table.open("city")
    assert table.inspector.header.name.text() == "Opening"
    assert cast("ListField", table.field("timeline")).list.currentText() == "Opening"


@pytest.mark.parametrize("name", ["waves", "ball", "name"])
def test_all_of_an_item_fits_an_inspector_as_narrow_as_that_of_the_edit_workspace(table: Table, name: str) -> None:
    """A sound and a clip, both of a node with a long name, and a title."""
    if name != "name":
        table.document.attempt(edits.rename("one", "A very long name of a node that makes what is heard and seen"))
        table.document.attempt(set_source("film", name, NodeSource(Port("one", "clip"))))
        table.document.attempt(change_items("film", (name,), "Rename", alone=True, name="At night"))
    table.inspector.resize(340, 500)
    table.open(name)
    assert table.inspector.width() == 340
    assert table.inspector.header.name.width() >= 120
    inside = table.inspector.forms.parentWidget()
    assert inside is not None
    area = inside.parentWidget()
    assert area is not None
    assert inside.width() <= area.width()

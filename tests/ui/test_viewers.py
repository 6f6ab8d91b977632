"""A person binds nodes to the preview by the keys 1 to 9, and looks at them whatever is selected."""

from __future__ import annotations

from PySide6.QtCore import Qt

from soraapp.project import edits, storage
from tests.engine.conftest import Draft
from tests.ui.events import wait
from tests.ui.window import CTRL, SHIFT, Maker, click_node, film, press
from ui.main_window import MainWindow

Key = Qt.Key


def badges(window: MainWindow) -> dict[str, str]:
    return window.canvas.badges.texts


def test_a_key_binds_the_selected_node_and_shows_it_later_whatever_is_selected(make: Maker) -> None:
    window = make(film())
    click_node(window, "clip")
    press(Key.Key_1)
    assert badges(window) == {"clip": "1"}
    assert window.viewing.node == "clip"
    click_node(window, "cut")
    press(Key.Key_2)
    assert badges(window) == {"clip": "1", "cut": "2"}
    assert window.viewing.node == "cut"
    press(Key.Key_1)
    assert window.viewing.node == "clip"
    assert window.takes.node == "clip"
    assert window.canvas.selection() == ("cut",)
    assert window.status.text.text().startswith("Viewer 1 shows Clip")
    press(Key.Key_2)
    assert window.viewing.node == "cut"


def test_ctrl_and_the_key_gives_a_viewer_to_another_node(make: Maker) -> None:
    window = make(film())
    click_node(window, "clip")
    press(Key.Key_1)
    click_node(window, "cut")
    press(Key.Key_1, CTRL)
    assert badges(window) == {"cut": "1"}
    press(Key.Key_3, CTRL)
    assert badges(window) == {"cut": "1 3"}


def test_viewers_are_kept_with_the_project_and_stay_when_edits_are_undone(make: Maker) -> None:
    window = make(film())
    window.document.apply(edits.rename("clip", "Take one"))
    click_node(window, "clip")
    press(Key.Key_5)
    window.document.undo()
    assert badges(window) == {"clip": "5"}
    kept = storage.from_json(storage.to_json(window.document.project, None), None)
    window.document.replace(Draft()("n", "plain.number").project, None)
    assert badges(window) == {}
    window.document.replace(kept, None)
    assert badges(window) == {"clip": "5"}
    press(Key.Key_5)
    wait(lambda: window.viewing.node == "clip", "the node", 5)


def test_a_deleted_node_takes_its_badge_along_and_undo_brings_both_back(make: Maker) -> None:
    window = make(film())
    click_node(window, "cut")
    press(Key.Key_1)
    press(Key.Key_Delete)
    assert badges(window) == {}
    window.canvas.select([])
    press(Key.Key_1)
    assert window.status.text.text() == "Viewer 1 is free. Select a node and press 1."
    window.document.undo()
    assert badges(window) == {"cut": "1"}
    window.preferences.choose_theme("light")
    assert badges(window) == {"cut": "1"}


def test_a_node_without_a_picture_is_not_bound(make: Maker) -> None:
    window = make(Draft()("n", "plain.number"))
    click_node(window, "n")
    press(Key.Key_1)
    assert badges(window) == {}
    assert "has nothing to show" in window.status.text.text()


def test_of_several_selected_nodes_the_last_one_is_bound_and_told(make: Maker) -> None:
    window = make(film())
    click_node(window, "clip")
    click_node(window, "cut", SHIFT)
    press(Key.Key_2)
    assert badges(window) == {"cut": "2"}
    assert window.status.text.text().startswith("Viewer 2 shows Cut, which was selected last")


def test_a_group_is_shown_by_a_viewer_as_any_node(make: Maker) -> None:
    window = make(film())
    click_node(window, "clip")
    press(Key.Key_G, CTRL)
    (group,) = window.canvas.selection()
    press(Key.Key_1)
    assert badges(window) == {group: "1"}
    assert window.status.text.text().startswith("Viewer 1 shows Group")
    window.canvas.select(["cut"])
    press(Key.Key_1)
    assert window.viewing.node == group

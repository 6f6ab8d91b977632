"""A person works with groups in the real window: makes one, runs it, goes inside, mends it, saves and comes back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox, QToolButton

from soraapp.places import groups_folder
from soraapp.project import edits
from soraapp.project.graph import Port
from soraapp.project.group_files import save_group
from soraapp.project.project import Project
from soraapp.project.seed_edits import loosen
from tests.engine.conftest import Draft
from tests.ui.events import turn, wait
from tests.ui.window import CTRL, Maker, click, click_node, dialog, film, press, type_text
from ui.canvas.node_layout import Side
from ui.dialogs.export.deliverable import deliverable, offered_first
from ui.jobs import Phase
from ui.main_window import MainWindow
from ui.panels.breadcrumbs import Breadcrumbs


def group(window: MainWindow, *nodes: str) -> str:
    window.canvas.setFocus()
    window.canvas.select(nodes)
    press(Qt.Key.Key_G, CTRL)
    (instance,) = window.canvas.selection()
    return instance


def enter(window: MainWindow, node: str) -> None:
    """Double-click the picture of a node."""
    item = window.canvas.graph_scene.nodes[node]
    place = window.canvas.mapFromScene(item.pos() + item.layout.rect.center())
    click(window.canvas.viewport(), place)
    QTest.mouseDClick(window.canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    turn()


def crumbs(window: MainWindow) -> Breadcrumbs:
    found = window.findChild(Breadcrumbs)
    assert isinstance(found, Breadcrumbs)
    return found


def run(window: MainWindow) -> None:
    press(Qt.Key.Key_Return, CTRL)
    wait(lambda: not window.jobs.running and not window.jobs.surveying)


def test_a_group_runs_shows_its_result_and_is_entered_and_left(make: Maker) -> None:
    window = make(film())
    instance = group(window, "clip")
    wait(lambda: not window.jobs.surveying)
    run(window)
    assert window.jobs.state(instance).phase is Phase.DONE
    result = window.jobs.result(f"{instance}/clip")
    assert result
    assert window.jobs.result(instance) == result
    click_node(window, instance)
    assert window.preview.player.clip == result["clip"]
    assert not crumbs(window).isVisible()
    enter(window, instance)
    assert window.document.place == (instance,)
    assert window.viewing.node == instance, "what was looked at stays"
    assert crumbs(window).isVisible()
    assert [label.text() for label in crumbs(window).findChildren(QLabel) if label.isVisible()] == ["\u203a", "Group"]
    click_node(window, f"{instance}/clip")
    assert window.takes.list.count() == 1
    assert window.preview.player.clip == result["clip"]
    assert window.inspector.node == f"{instance}/clip"
    (back,) = [button for button in crumbs(window).findChildren(QToolButton) if button.isVisible()]
    click(back)
    assert window.document.place == ()
    assert window.canvas.selection() == (instance,)


def test_every_level_stands_where_it_was_after_going_in_and_out(make: Maker) -> None:
    window = make(film())
    inner = group(window, "clip")
    outer = group(window, inner, "cut")
    window.canvas.camera.zoom_at(1.37, QPointF(311, 207))
    window.canvas.camera.pan(31, -17)

    def seen() -> dict[str, QPoint]:
        items = window.canvas.graph_scene.nodes.items()
        return {node: window.canvas.mapTo(window, window.canvas.mapFromScene(item.pos())) for node, item in items}

    top = seen()
    for _ in range(3):
        enter(window, outer)
        turn(0.05)
        middle = seen()
        enter(window, f"{outer}/{inner}")
        turn(0.05)
        steps = [button for button in crumbs(window).findChildren(QToolButton) if button.isVisible()]
        click(steps[1])
        turn(0.05)
        assert seen() == middle
        click(next(button for button in crumbs(window).findChildren(QToolButton) if button.isVisible()))
        turn(0.05)
        assert window.document.place == ()
        assert seen() == top


def test_grouping_makes_nothing_stale_and_undo_brings_the_result_back(make: Maker) -> None:
    window = make(film())
    run(window)
    made = window.jobs.result("cut")
    instance = group(window, "clip", "cut")
    wait(lambda: window.jobs.state(instance).phase is Phase.DONE, "what is stored to be found")
    assert window.jobs.result(instance) == made
    assert not window.jobs.stale
    window.document.undo()
    wait(lambda: window.jobs.state("cut").phase is Phase.DONE)


def test_a_group_that_is_pasted_shows_at_once_what_is_stored_of_it(make: Maker) -> None:
    window = make(film())
    instance = group(window, "clip")
    run(window)
    clip = window.jobs.result(instance)
    window.canvas.setFocus()
    press(Qt.Key.Key_C, CTRL)
    window.document.replace(Project(), None)
    window.canvas.setFocus()
    press(Qt.Key.Key_V, CTRL)
    (pasted,) = window.canvas.selection()
    wait(lambda: window.jobs.result(pasted), "the stored result")
    assert window.jobs.result(pasted) == clip
    assert window.jobs.state(pasted).phase is Phase.DONE
    assert window.canvas.graph_scene.nodes[pasted].state.phase is Phase.DONE
    wait(lambda: window.preview.player.clip is not None, "the clip in the preview")


def test_a_run_inside_shows_its_progress_on_the_group(make: Maker) -> None:
    window = make(film(steps=60, side=256))
    instance = group(window, "clip")
    press(Qt.Key.Key_Return, CTRL)
    wait(lambda: window.jobs.state(instance).phase is Phase.RUNNING and window.jobs.state(instance).total > 0)
    assert window.canvas.graph_scene.nodes[instance].state.phase is Phase.RUNNING
    window.jobs.cancel_all()
    wait(lambda: not window.jobs.running)


def test_a_run_that_is_followed_shows_the_node_inside(make: Maker) -> None:
    window = make(Draft()("clip", "making.clip", prompt="ball", steps=60, side=256))
    instance = group(window, "clip")
    window.canvas.select([])
    press(Qt.Key.Key_Return, CTRL)
    wait(lambda: window.viewing.node == f"{instance}/clip", "the run to be followed")
    wait(lambda: not window.jobs.running)
    assert window.viewing.node == f"{instance}/clip"
    assert window.viewing.shown
    assert window.viewing.shown[1] == "Group / Clip"


def test_a_failure_inside_is_told_on_the_group_and_mended_inside(make: Maker) -> None:
    window = make(film(count=100))
    instance = group(window, "clip", "cut")
    wait(lambda: window.status.problems.text() == "1 problem", window.status.problems.text(), 5)
    run(window)
    state = window.jobs.state(instance)
    assert state.phase is Phase.FAILED
    assert "100 frames are too many" in str(state.error)
    assert window.status.text.text().startswith("Group / Clip:")
    click(window.status.problems)
    item = window.problems.rows()[0]
    click(window.problems.list.viewport(), window.problems.list.visualItemRect(item).center())
    assert window.document.place == (instance,)
    assert window.canvas.selection() == (f"{instance}/clip",)
    window.document.apply(edits.set_value(f"{instance}/clip", "count", 9))
    wait(lambda: window.status.problems.text() == "No problems", seconds=5)
    window.document.go(())
    run(window)
    assert window.jobs.state(instance).phase is Phase.DONE


def test_the_reason_of_a_group_leads_inside_with_one_click(make: Maker) -> None:
    window = make(film(count=100))
    instance = group(window, "clip", "cut")
    wait(lambda: window.jobs.state(instance).error, "the problem")
    window.canvas.trouble.tell(instance)
    card = window.canvas.trouble.card
    assert "100 frames are too many" in " ".join(label.text() for label in card.findChildren(QLabel))
    assert "Group / Clip" in card.go.text()
    click(card.go)
    assert window.document.place == (instance,)
    assert window.canvas.selection() == (f"{instance}/clip",)


def test_seeds_that_are_not_locked_are_thrown_at_all_levels(make: Maker) -> None:
    window = make(film())
    instance = group(window, "cut")
    window.document.apply(loosen("clip", "seed", loose=True))
    enter(window, instance)
    window.commands.run()
    assert "seed" in window.document.project.graph.nodes["clip"].values
    assert window.document.place == (instance,)
    window.jobs.cancel_all()
    wait(lambda: not window.jobs.running)


def test_undo_goes_to_the_level_where_the_step_was_made(make: Maker) -> None:
    window = make(film())
    instance = group(window, "clip", "cut")
    enter(window, instance)
    window.document.apply(edits.set_value(f"{instance}/clip", "seed", 3))
    window.canvas.setFocus()
    press(Qt.Key.Key_U)
    press(Qt.Key.Key_Z, CTRL)
    assert window.document.place == (instance,)
    assert "seed" not in window.document.graph.nodes[f"{instance}/clip"].values
    press(Qt.Key.Key_Z, CTRL)
    assert window.document.place == ()
    assert window.document.graph.nodes.keys() == {"clip", "cut"}


def test_a_project_with_groups_is_saved_opened_and_exported(make: Maker, tmp_path: Path) -> None:
    window = make(film())
    instance = group(window, "clip", "cut")
    path = tmp_path / "grouped.sora"
    window.document.save(path)
    window.document.replace(type(window.document.project)(), None)
    window.document.open(path)
    assert [name for _, name in deliverable(window.document)] == ["Group / Cut", "Group / Clip"]
    assert offered_first(window.document, [instance], None) == f"{instance}/cut"
    film_file = tmp_path / "film.mp4"
    window.jobs.export(instance, film_file)
    wait(lambda: not window.jobs.running)
    assert film_file.stat().st_size > 0


def listed(window: MainWindow) -> list[str]:
    rows = (window.library.list.item(row) for row in range(window.library.list.count()))
    return [item.text() for item in rows]


def test_a_group_is_saved_to_the_library_and_added_to_another_project(make: Maker) -> None:
    window = make(film())
    assert "My groups" not in listed(window)
    instance = group(window, "clip", "cut")
    assert "Groups of this project" in listed(window)
    window.actions_["save_group"].trigger()
    asked = dialog(QFileDialog)
    file = groups_folder() / "Group.soragroup"
    assert Path(asked.selectedFiles()[0]) == file
    asked.fileSelected.emit(str(file))
    asked.close()
    turn()
    wait(lambda: "My groups" in listed(window), "the library to list it")
    before = window.document.project.groups
    window.document.replace(Draft()("one", "plain.number").project, None)
    assert "Groups of this project" not in listed(window)
    row = listed(window).index("My groups") + 1
    item = window.library.list.item(row)
    assert item.text() == "Group"
    window.library.list.itemActivated.emit(item)
    wait(lambda: window.document.project.groups, "the group to be added")
    assert window.document.project.groups == before
    (added,) = window.canvas.selection()
    assert window.document.undo_label == "Add group"
    assert window.document.flat.graph.nodes.keys() == {"one", f"{added}/clip", f"{added}/cut"}
    window.files.open(file)
    wait(lambda: len(window.document.graph.nodes) == 3)
    assert window.document.project.groups == before
    assert instance not in window.document.graph.nodes


def test_a_file_that_holds_no_group_is_told(make: Maker, tmp_path: Path) -> None:
    window = make(film())
    file = tmp_path / "broken.soragroup"
    file.write_text("{}")
    window.files.open(file)
    box = dialog(QMessageBox)
    assert "broken.soragroup holds no group" in box.informativeText()
    box.close()
    turn()
    assert window.document.graph.nodes.keys() == {"clip", "cut"}
    window.canvas.select(["clip"])
    refused: list[str] = []
    window.document.refused.connect(lambda error: refused.append(str(error)))
    window.actions_["save_group"].trigger()
    assert refused == ["No group is selected. Select a group first."]


def test_another_project_is_shown_from_its_top(make: Maker) -> None:
    window = make(film())
    enter(window, group(window, "clip"))
    window.document.replace(Draft()("one", "plain.number").project, None)
    assert window.document.place == ()
    assert window.canvas.graph_scene.nodes.keys() == {"one"}
    assert not crumbs(window).isVisible()


def test_a_group_without_inputs_says_how_it_gets_some(make: Maker) -> None:
    window = make(film())
    instance = group(window, "clip")
    nothing = window.inspector.nothing
    assert nothing.isVisible()
    assert nothing.text() == "Enter the group and drag inputs to Inputs, or use the menu of a port: Promote."
    enter(window, instance)
    window.canvas.grouping.promote(Port(f"{instance}/clip", "prompt"), Side.IN)
    press(Qt.Key.Key_U)
    assert window.canvas.selection() == (instance,)
    assert not nothing.isVisible()
    assert list(window.inspector.rows) == ["prompt"]


def found_by_tab(window: MainWindow, typed: str) -> list[tuple[str, str]]:
    """Opens the add popup by its key and types; what is found, with what stands beside it."""
    window.activateWindow()
    window.canvas.setFocus()
    press(Qt.Key.Key_Tab)
    type_text(typed)
    found = window.canvas.adding.popup.list.model()
    entries = [found.index(row, 0).data(Qt.ItemDataRole.UserRole).entry for row in range(found.rowCount())]
    return [(entry.title, entry.aside) for entry in entries]


def test_the_add_popup_offers_groups_of_ones_own_and_of_the_project(make: Maker) -> None:
    window = make(film())
    instance = group(window, "clip", "cut")
    save_group(window.document.project, "".join(window.document.project.groups), groups_folder() / "My film.soragroup")
    other = make(Draft()("n", "plain.number"))
    wait(lambda: "My film" in listed(other), "the file", 5)
    QTest.mouseMove(other.canvas.viewport(), other.canvas.viewport().rect().center())
    turn()
    assert ("My film", "My groups") in found_by_tab(other, "my film")
    at = other.canvas.camera.to_scene(QPointF(other.canvas.viewport().rect().center()))
    press(Qt.Key.Key_Return)
    wait(lambda: len(other.document.graph.nodes) == 2, "the group", 5)
    (added,) = other.canvas.selection()
    assert other.canvas.grouping.is_group(added)
    assert other.canvas.graph_scene.bounds([added]).contains(at)
    assert other.canvas.hasFocus()
    assert other.document.undo_label == "Add group"
    # Into the window that was open all the time it comes when one goes back there.
    wait(lambda: window.activateWindow() or "My film" in listed(window), "the file", 5)
    found = found_by_tab(window, "group")
    assert ("My film", "My groups") in found
    assert found[0][0] == "Group"
    press(Qt.Key.Key_Return)
    assert [node.kind for node in window.document.graph.nodes.values()] == [
        window.document.graph.nodes[instance].kind
    ] * 2


def linked_copy(window: MainWindow) -> tuple[str, str]:
    """A group and its linked copy, which is selected."""
    instance = group(window, "clip")
    press(Qt.Key.Key_D, CTRL)
    (copied,) = window.canvas.selection()
    return instance, copied


def test_the_inspector_tells_of_linked_copies_and_makes_one_unique(make: Maker) -> None:
    window = make(film())
    instance, copied = linked_copy(window)
    notice = window.inspector.linked
    assert notice.isVisible()
    assert notice.words.text() == "2 linked: what is changed inside changes in all of them."
    click(notice.button)
    assert not notice.isVisible()
    nodes = window.document.graph.nodes
    assert nodes[instance].kind != nodes[copied].kind
    press(Qt.Key.Key_Z, CTRL)
    assert notice.isVisible()
    click_node(window, "cut")
    assert not notice.isVisible()


def test_the_way_tells_of_linked_copies_and_makes_one_unique(make: Maker) -> None:
    window = make(film())
    instance, copied = linked_copy(window)
    enter(window, copied)
    words = [label.text() for label in crumbs(window).findChildren(QLabel) if label.isVisible()]
    assert words == ["\u203a", "Group 2", "2 linked"]
    unique = [button for button in crumbs(window).findChildren(QToolButton) if button.text() == "Make unique"]
    click(unique[0])
    assert window.document.place == (copied,), "one stays inside"
    assert "2 linked" not in [label.text() for label in crumbs(window).findChildren(QLabel) if label.isVisible()]
    window.document.apply(edits.set_value(f"{copied}/clip", "seed", 3))
    flat = window.document.flat.graph.nodes
    assert flat[f"{copied}/clip"].values["seed"] == 3
    assert "seed" not in flat[f"{instance}/clip"].values


def test_what_waits_inside_for_a_failure_outside_leads_there(make: Maker) -> None:
    window = make(film(count=100))
    instance = group(window, "cut")
    run(window)
    enter(window, instance)
    inner = f"{instance}/cut"
    assert window.jobs.state(inner).phase is Phase.BLOCKED
    window.canvas.trouble.tell(inner)
    card = window.canvas.trouble.card
    assert card.isVisible()
    assert card.reason.text() == "It waits for Clip, which failed."
    assert card.go.text() == "Go to Clip"
    click(card.go)
    assert window.document.place == ()
    assert window.canvas.selection() == ("clip",)
    window.canvas.trouble.tell(instance)
    assert card.go.text() == "Go to Clip", "from the group itself as well"

"""What the preview says where there is nothing to see: never that a run would help where it does not."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from soraapp.project import edits
from soraapp.project.graph import Port, Wire
from soraapp.project.tidy_edits import insert_dot
from tests.engine.conftest import CATALOGUE, Draft
from tests.ui.events import turn, wait
from tests.ui.window import CTRL, Maker, click_node, film, press, type_text
from ui.jobs import Phase
from ui.main_window import MainWindow

Key = Qt.Key


def mute(window: MainWindow, node: str) -> None:
    click_node(window, node)
    press(Key.Key_M)
    wait(lambda: not window.jobs.surveying, "the survey")


def told(window: MainWindow) -> str:
    return window.preview.screen_area.words() if not window.preview.player.clip else ""


def run(window: MainWindow) -> None:
    press(Key.Key_Return, CTRL)
    wait(lambda: not window.jobs.running and not window.jobs.surveying)


def with_dot(window: MainWindow) -> None:
    """A dot on the wire from the clip to its cut."""
    wire = Wire(Port("clip", "clip"), Port("cut", "clip"))
    window.document.apply(insert_dot(wire, (120.0, 330.0), CATALOGUE, id="dot"))
    turn()


def click_dot(window: MainWindow) -> None:
    middle = window.canvas.graph_scene.nodes["dot"].sceneBoundingRect().center()
    place = window.canvas.mapFromScene(middle)
    QTest.mouseClick(window.canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    turn()
    assert window.canvas.selection() == ("dot",)


def test_a_run_of_muted_nodes_says_that_all_is_muted(make: Maker) -> None:
    window = make(film())
    for node in ("clip", "cut"):
        mute(window, node)
    run(window)
    assert window.status.text.text() == (
        "There is nothing to run: all that could is muted. "
        "Select what should run, and press M or choose Unmute in its menu."
    )


def test_a_muted_node_that_passes_nothing_on_says_so(make: Maker) -> None:
    window = make(film())
    run(window)
    click_node(window, "clip")
    assert window.preview.player.clip
    mute(window, "clip")
    assert told(window) == "Clip is muted: it passes nothing on"
    press(Key.Key_M)
    wait(lambda: window.preview.player.clip, "the clip to be shown again")


def test_a_muted_node_shows_what_it_passes_on(make: Maker) -> None:
    window = make(film())
    mute(window, "cut")
    assert told(window) == "Clip was not run yet: press Run"
    run(window)
    assert window.jobs.state("clip").phase is Phase.DONE
    result = window.jobs.result("clip")
    assert result
    assert window.preview.player.clip == result["clip"]


def test_a_dot_shows_what_runs_through_it(make: Maker) -> None:
    window = make(film())
    with_dot(window)
    click_dot(window)
    assert told(window) == "Clip was not run yet: press Run"
    run(window)
    result = window.jobs.result("clip")
    assert result
    assert window.preview.player.clip == result["clip"]
    assert window.viewing.shown == (result["clip"], "Clip")
    window.document.apply(edits.disconnect([Wire(Port("clip", "clip"), Port("dot", "input"))]))
    wait(lambda: told(window) == "Nothing comes to Dot: it has nothing to pass on", told(window))


def test_what_lies_in_a_muted_group_says_so(make: Maker) -> None:
    window = make(film())
    window.canvas.setFocus()
    window.canvas.select(["clip"])
    press(Key.Key_G, CTRL)
    (group,) = window.canvas.selection()
    mute(window, group)
    assert told(window) == "Group is muted: it passes nothing on"
    press(Key.Key_I)
    click_node(window, f"{group}/clip")
    assert told(window) == "Group is muted: nothing inside of it runs"


def test_a_node_whose_adding_is_undone_is_no_longer_shown(make: Maker) -> None:
    window = make(Draft()("one", "plain.number"))
    click_node(window, "one")
    QTest.mouseMove(window.canvas.viewport(), QPoint(60, 300))
    press(Key.Key_Tab)
    type_text("cut")
    press(Key.Key_Return)
    (added,) = window.canvas.selection()
    assert window.viewing.node == added
    wait(lambda: "Nothing is connected to Clip" in told(window), told(window))
    window.canvas.setFocus()
    press(Key.Key_Z, CTRL)
    assert added not in window.document.graph.nodes
    assert window.viewing.node is None
    assert told(window) == "Press Run to see the film, or choose a node"
    click_node(window, "one")
    assert "connected" not in told(window)

"""What the canvas shows: states, pictures that move, missing kinds, and no more work than what has changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRect, QTranslator
from PySide6.QtGui import QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QToolTip

from soraapp.engine import events
from soraapp.errors import MediaError
from soraapp.media.clip import Frames, Size
from soraapp.media.image import write_image
from soraapp.project import edits
from soraapp.project.graph import Node, Port, Wire
from soraapp.project.project import Project
from tests.ui.canvas.conftest import Desk
from tests.ui.events import turn, wait
from ui.canvas.node_layout import Side
from ui.canvas.view import Canvas
from ui.canvas.words import saying, spoken
from ui.node_state import NodeState, Phase
from ui.theme import load_theme


@dataclass(frozen=True)
class Colours:
    """A clip whose frames are each of one colour."""

    levels: tuple[int, ...]
    rate: Fraction = Fraction(25)

    @property
    def size(self) -> Size:
        return Size(32, 18)

    @property
    def count(self) -> int:
        return len(self.levels)

    def frames(self, start: int, stop: int) -> Frames:
        levels = np.array(self.levels[start:stop], np.uint8)
        return np.broadcast_to(levels[:, None, None, None], (stop - start, 18, 32, 3)).copy()


def picture(desk: Desk, node: str) -> QImage:
    """What is seen where a node is."""
    rect = desk.canvas.viewportTransform().mapRect(desk.scene.bounds([node])).toAlignedRect()
    return desk.canvas.viewport().grab(rect.adjusted(-2, -2, 2, 2)).toImage()


def middle(desk: Desk, node: str) -> tuple[int, int, int]:
    """The colour in the middle of a node's picture."""
    item = desk.scene.nodes[node]
    point = desk.canvas.viewportTransform().map(item.pos() + item.layout.picture.center()).toPoint()
    colour = desk.canvas.viewport().grab(QRect(point, point)).toImage().pixelColor(0, 0)
    return colour.red(), colour.green(), colour.blue()


def run(desk: Desk) -> None:
    desk.jobs.run()
    wait(lambda: desk.engine.runs, "the run to begin")


def tell(desk: Desk, *told: events.Event) -> None:
    for event in told:
        desk.engine.say(event)
    turn(0.03)


def test_a_run_is_seen_on_the_nodes_from_queued_to_the_result(desk: Desk) -> None:
    desk.film()
    desk.wire("t", "clip", "x", "clips")
    desk.settle()
    seen = [picture(desk, "t")]
    run(desk)
    tell(desk, events.RunStarted(1, ("p", "t", "x")))
    assert desk.scene.nodes["t"].texts.saying.text == "queued"
    seen.append(picture(desk, "t"))
    tell(desk, events.StepStarted(1, "t"), events.StepProgress(1, "t", 5, 8, 1.2))
    assert desk.scene.nodes["t"].texts.saying.text == "1.2 s left"
    assert desk.scene.nodes["t"].texts.step == "step 5 of 8"
    seen.append(picture(desk, "t"))
    live = Colours((10, 90, 170, 250))
    tell(desk, events.StepPreview(1, "t", 5, 8, live.frames(0, 4), Fraction(25)))
    moving: set[tuple[int, int, int]] = set()
    wait(lambda: moving.add(middle(desk, "t")) or len(moving) >= 3, "the preview to move")
    tell(desk, events.StepFinished(1, "t", {"clip": Colours((60,))}, cached=False, elapsed=2.0))
    tell(desk, events.RunFinished(1, events.Outcome.DONE, 2.0))
    assert desk.scene.nodes["t"].texts.saying.text == "done"
    wait(lambda: middle(desk, "t") == (60, 60, 60), "the result")
    seen.append(picture(desk, "t"))
    assert all(first != second for first, second in pairwise(seen))


def test_a_failed_node_shows_the_reason_and_under_the_pointer_the_remedy(desk: Desk) -> None:
    desk.film()
    before = picture(desk, "t")
    run(desk)
    error = MediaError("{file} is not a picture.", remedy="Choose a PNG.", file="a.txt")
    tell(desk, events.RunStarted(1, ("p", "t")), events.StepFailed(1, "t", error))
    tell(desk, events.RunFinished(1, events.Outcome.FAILED, 0.1))
    item = desk.scene.nodes["t"]
    assert item.state.phase is Phase.FAILED
    assert item.texts.reason == ("a.txt is not a picture.",)
    assert item.texts.remedy == ("Choose a PNG.",)
    resting = picture(desk, "t")
    desk.canvas.hovering.show_node("t")
    assert len({before.cacheKey(), resting.cacheKey()}) == 2
    assert before != resting
    assert picture(desk, "t") != resting


def test_every_phase_looks_and_sounds_different(desk: Desk) -> None:
    desk.film()
    item = desk.scene.nodes["p"]
    error = MediaError("Broken.")
    states = [NodeState(phase, error=error if phase is Phase.FAILED else None) for phase in Phase]
    pictures: list[QImage] = []
    for state in states:
        item.show_state(state)
        pictures.append(picture(desk, "p"))
    assert all(first != second for index, first in enumerate(pictures) for second in pictures[index + 1 :])
    assert len({saying(state).text for state in states}) == len(states)
    state = NodeState(Phase.RUNNING, 3, 8)
    assert spoken(desk.graph.nodes["t"], state) == "Text to video, running, step 3 of 8"


def test_a_clip_plays_under_the_pointer_and_rests_elsewhere(desk: Desk) -> None:
    desk.film()
    run(desk)
    tell(desk, events.StepFinished(1, "t", {"clip": Colours((20, 80, 140, 200))}, cached=True, elapsed=0.0))
    wait(lambda: middle(desk, "t") == (20, 20, 20), "the picture")
    assert not desk.scene.nodes["t"].picture.strip
    desk.click(desk.title("t"))
    seen: set[tuple[int, int, int]] = set()
    wait(lambda: seen.add(middle(desk, "t")) or len(seen) >= 3, "the clip to play")
    desk.click(QPoint(600, 700))
    turn(0.1)
    assert middle(desk, "t") == (20, 20, 20)


def test_a_file_that_is_chosen_is_seen_before_any_run_no_larger_than_shown(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "red.png"
    assert cv2.imwrite(str(file), np.full((900, 1600, 3), (0, 0, 200), np.uint8))
    desk.add("i", "load.image", 100, 300, file=file)
    wait(lambda: desk.scene.nodes["i"].picture.poster is not None, "the picture")
    assert middle(desk, "i") == (200, 0, 0)
    shown = desk.scene.nodes["i"].layout.picture.width() * desk.canvas.camera.zoom
    assert desk.scene.nodes["i"].picture.poster.width() <= shown


def test_nodes_out_of_view_get_no_picture_until_they_are_seen(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "red.png"
    assert cv2.imwrite(str(file), np.full((9, 16, 3), 90, np.uint8))
    desk.add("i", "load.image", 9000, 300, file=file)
    turn(0.25)
    assert desk.scene.nodes["i"].picture.poster is None
    desk.canvas.fit()
    wait(lambda: desk.scene.nodes["i"].picture.poster is not None, "the picture")


def test_an_unknown_kind_is_shown_as_missing_with_the_ports_of_its_wires(desk: Desk) -> None:
    desk.film()
    graph = desk.graph
    nodes = {**graph.nodes, "m": Node("m", "plugin.sparkle", 1, "Sparkle", {"amount": 3}, (0.0, 300.0))}
    wires = (*graph.wires, Wire(Port("t", "clip"), Port("m", "footage")), Wire(Port("m", "result"), Port("x", "clips")))
    desk.document.replace(Project(replace(graph, nodes=nodes, wires=wires)), None)
    desk.settle()
    item = desk.scene.nodes["m"]
    assert set(item.layout.spots) == {(Side.IN, "footage"), (Side.OUT, "result")}
    assert item.texts.saying.text == "missing"
    assert all(line.visible for line in desk.scene.lines.values())
    desk.canvas.select(["m"])
    desk.canvas.delete_selection()
    assert "m" not in desk.graph.nodes


def test_an_edit_touches_only_what_it_changes(desk: Desk) -> None:
    desk.film()
    for index in range(40):
        desk.add(f"n{index}", "text.prompt", 10 * index, 10 * index)
    items, lines = dict(desk.scene.nodes), dict(desk.scene.lines)
    project = desk.document.project
    after = edits.set_value("n7", "text", "new").change(project)
    assert desk.scene.show_graph(after.graph) == {"n7"}
    moved = edits.move({"p": (5.0, 5.0)}).change(after)
    assert desk.scene.show_graph(moved.graph) == {"p"}
    assert desk.scene.show_graph(project.graph) == {"n7", "p"}
    assert desk.scene.nodes == items
    assert desk.scene.lines == lines


def test_undo_and_redo_of_anything_show_the_same_as_opening_it_anew(desk: Desk) -> None:
    desk.film()
    desk.wire("t", "clip", "x", "clips")
    desk.document.apply(edits.rename("x", "很长的名字" * 12))
    desk.document.apply(edits.set_value("t", "seed", 4))
    desk.document.apply(edits.remove(["p"]))
    while desk.document.can_undo:
        desk.document.undo()
    assert not desk.scene.nodes
    assert not desk.scene.lines
    while desk.document.can_redo:
        desk.document.redo()
    desk.settle()
    other = Canvas(desk.document, desk.jobs, load_theme("dark"))
    other.resize(desk.canvas.size())
    pictures: list[QImage] = []
    for canvas in (desk.canvas, other):
        canvas.show()
        canvas.fit()
        turn(0.2)
        pictures.append(canvas.viewport().grab().toImage())
    other.pictures.close()
    other.deleteLater()
    assert pictures[0] == pictures[1]


def test_light_and_dark_differ_and_the_screen_reader_hears_the_selection(desk: Desk) -> None:
    desk.film()
    dark = picture(desk, "t")
    desk.canvas.set_theme(load_theme("light"))
    assert picture(desk, "t") != dark
    assert desk.canvas.accessibleName() == "Node canvas"
    desk.canvas.select(["t"])
    assert desk.canvas.accessibleDescription().startswith("Text to video")


def test_a_deleted_node_that_comes_back_by_undo_has_its_picture_again(desk: Desk) -> None:
    desk.film()
    run(desk)
    tell(desk, events.StepFinished(1, "t", {"clip": Colours((70,))}, cached=False, elapsed=1.0))
    tell(desk, events.RunFinished(1, events.Outcome.DONE, 1.0))
    wait(lambda: middle(desk, "t") == (70, 70, 70), "the picture")
    desk.canvas.select(["t"])
    desk.canvas.delete_selection()
    turn(0.1)
    desk.document.undo()
    desk.settle()
    wait(lambda: middle(desk, "t") == (70, 70, 70), "the picture after undo")


def test_a_project_that_is_opened_again_shows_what_a_run_gives_it(desk: Desk) -> None:
    desk.film()
    project, clip = desk.document.project, Colours((70,))
    for times in (1, 2):
        desk.canvas.fit()
        desk.jobs.run()
        wait(lambda times=times: len(desk.engine.runs) == times, "the run to begin")
        tell(desk, events.StepFinished(times, "t", {"clip": clip}, cached=True, elapsed=0.0))
        tell(desk, events.RunFinished(times, events.Outcome.DONE, 0.0))
        wait(lambda: middle(desk, "t") == (70, 70, 70), "the picture")
        desk.document.replace(Project(), None)
        desk.add("other", "text.prompt", 60, 60)
        desk.document.replace(project, None)
        desk.settle()
        desk.canvas.fit()
        assert middle(desk, "t") != (70, 70, 70)


def test_only_values_that_differ_from_the_default_are_bright(desk: Desk) -> None:
    desk.film()
    for value, quiet in ((0, True), (7, False)):
        desk.document.apply(edits.set_value("t", "seed", value))
        item = desk.scene.nodes["t"]
        row = [row.name for row in item.layout.rows].index("seed")
        assert item.texts.rows[row].quiet is quiet


def test_in_a_run_a_node_whose_result_is_at_hand_does_not_say_queued(desk: Desk) -> None:
    desk.film()
    desk.wire("t", "clip", "x", "clips")
    desk.settle()
    run(desk)
    tell(desk, events.StepFinished(1, "t", {"clip": Colours((60,))}, cached=True, elapsed=0.0))
    tell(desk, events.RunFinished(1, events.Outcome.CANCELLED, 0.0))
    desk.jobs.run()
    wait(lambda: len(desk.engine.runs) == 2, "the run to begin")
    tell(desk, events.RunStarted(2, ("p", "t", "x")))
    assert desk.scene.nodes["t"].texts.saying.text == "cached"
    assert desk.scene.nodes["x"].texts.saying.text == "queued"


def test_the_badge_of_a_picture_follows_the_language(desk: Desk, app: QApplication) -> None:
    desk.film()
    run(desk)
    tell(desk, events.StepFinished(1, "t", {"clip": Colours((60, 70))}, cached=False, elapsed=1.0))
    shown = desk.scene.nodes["t"].picture
    wait(lambda: shown.badge, "the badge")
    assert shown.badge == "2 f \u00b7 25 fps"
    chinese = QTranslator()
    assert chinese.load("resources/translations/soraapp_zh_CN.qm")
    app.installTranslator(chinese)
    try:
        assert shown.badge == "2 帧 \u00b7 25 fps"
    finally:
        app.removeTranslator(chinese)


def test_a_node_whose_file_is_gone_shows_no_picture_of_the_file_before(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "red.png"
    write_image(path, np.full((8, 8, 3), (200, 0, 0), np.uint8))
    desk.add("i", "load.image", 60, 60, file=path)
    item = desk.scene.nodes["i"]
    wait(lambda: item.picture.poster is not None, "the picture")
    desk.document.apply(edits.set_value("i", "file", tmp_path / "gone.png"))
    wait(lambda: item.picture.poster is None, "the empty frame")


def test_while_a_node_runs_its_name_is_not_cut_for_its_state(desk: Desk) -> None:
    desk.film()
    run(desk)
    tell(desk, events.RunStarted(1, ("p", "t")), events.StepStarted(1, "t"))
    for seconds, name, told in (
        (0.4, "Text to video", ["<1 s"]),
        (34.0, "Video", ["34 s left"]),
        (34.0, "Text to video 22", ["34 s"]),
        (200.0, "Text to video 2", ["3 min", "3 min left"]),  # By a hair, as wide as the letters are.
        (0.0, "Text to video 2", ["5/8"]),
    ):
        desk.document.apply(edits.rename("t", name))
        tell(desk, events.StepProgress(1, "t", 5, 8, seconds))
        texts = desk.scene.nodes["t"].texts
        assert texts.name == name
        assert texts.saying.text in told
    desk.document.apply(edits.rename("t", "Text to video"))
    tell(desk, events.StepProgress(1, "t", 5, 8, 0.4))
    title = desk.title("t")
    QApplication.sendEvent(desk.canvas.viewport(), QHelpEvent(QEvent.Type.ToolTip, title, QPoint(5, 5)))
    assert "less than a second left" in QToolTip.text()

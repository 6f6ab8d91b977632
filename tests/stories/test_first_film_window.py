"""The first film in the window: from the example through a changed prompt to a film that brings its project back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox, QPlainTextEdit

from soraapp.media.clip import Clip
from soraapp.media.probe import probe
from soraapp.project import edits
from soraapp.project.graph import Port, Wire
from soraapp.project.take_edits import without_takes
from tests.ui.events import turn, wait
from tests.ui.window import CTRL, click, click_node, come_back, dialog, dismiss, drag, present, press, type_text
from ui.app import open_window
from ui.canvas.node_layout import Side
from ui.dialogs.export import ExportDialog
from ui.jobs import Phase
from ui.main_window import MainWindow
from ui.preview.reel import LiveClip
from ui.project_files import EXAMPLE

PROMPT = "a blue ball bounces on snow"


@pytest.fixture
def window(app: QApplication) -> Iterator[MainWindow]:
    made = open_window(EXAMPLE)
    present(made, 1440, 900)
    wait(lambda: made.document.graph.nodes, "the example")
    turn(0.2)
    yield made
    dismiss(made)


@pytest.mark.slow
def test_from_the_example_to_a_film_that_brings_the_project_back(window: MainWindow, tmp_path: Path) -> None:
    graph = window.document.graph
    prompt, motion = graph.named("Prompt"), graph.named("Image to video")
    film = graph.named("Film")
    assert prompt
    assert motion
    assert film

    # Change the prompt by typing.
    click_node(window, prompt.id)
    field = next((one for one in window.inspector.findChildren(QPlainTextEdit) if one.isVisible()), None)
    assert field is not None
    click(field.viewport())
    press(Qt.Key.Key_A, CTRL)
    type_text(PROMPT)
    assert window.document.graph.nodes[prompt.id].values["text"] == PROMPT
    assert window.document.modified
    assert window.top.dot.isVisible()

    # Connect two nodes by dragging a wire; few steps make a short test, and enough of them some previews.
    canvas = window.canvas
    start, end = canvas.port_point(prompt.id, "text", Side.OUT), canvas.port_point(motion.id, "prompt", Side.IN)
    drag(canvas.viewport(), start, end)
    assert Wire(Port(prompt.id, "text"), Port(motion.id, "prompt")) in window.document.graph.wires
    for node in window.document.graph.nodes.values():
        if node.kind.startswith("generate."):
            window.document.apply(edits.set_value(node.id, "steps", 12))

    # Run: the preview moves while the model works, and shows the film at the end.
    canvas.setFocus()
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Return, CTRL)
    assert window.jobs.running
    seen: dict[bytes, int] = {}

    def over() -> bool:
        clip = window.preview.player.clip
        if isinstance(clip, LiveClip):
            seen[clip.frames(0, clip.count).tobytes()] = clip.count
        return not window.jobs.running

    wait(over, "the run to end", 240)
    assert len(seen) >= 2, "several different previews"
    assert min(seen.values()) > 1, "each of several frames"
    assert {window.jobs.state(node).phase for node in window.document.graph.nodes} == {Phase.DONE}
    result = window.jobs.result(film.id)
    assert result is not None
    assert window.preview.player.clip == result["clip"]
    assert window.preview.player.playing

    # Export.
    path = tmp_path / "first.mp4"
    press(Qt.Key.Key_E, CTRL)
    export = dialog(ExportDialog)
    assert export.clip.currentData() == film.id
    press(Qt.Key.Key_A, CTRL)
    type_text(str(path))
    press(Qt.Key.Key_Return)
    wait(path.exists, "the film", 60)
    wait(lambda: not window.jobs.running)
    facts = probe(path)
    clip = result["clip"]
    assert isinstance(clip, Clip)
    assert (facts.codec, facts.size, facts.rate, facts.count) == ("h264", clip.size, clip.rate, clip.count)
    press(Qt.Key.Key_Return)
    come_back(window)

    # Open the film: the project is back.
    made = without_takes(window.document.project)
    press(Qt.Key.Key_O, CTRL)
    question = dialog(QMessageBox, "unsaved")
    click(question.button(QMessageBox.StandardButton.Discard))
    chooser = dialog(QFileDialog)
    name = chooser.findChild(QLineEdit, "fileNameEdit")
    assert name is not None
    name.setFocus()
    press(Qt.Key.Key_A, CTRL)
    type_text(str(path))
    press(Qt.Key.Key_Return)
    wait(lambda: window.document.title == "first", "the film to be opened", 10)
    assert window.document.project == made
    assert window.document.path is None
    assert not window.document.modified

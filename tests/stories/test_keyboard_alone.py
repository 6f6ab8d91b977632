"""The first film without a mouse: nodes are added, set, wired, run, looked at and exported by keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from soraapp.media.probe import probe
from tests.ui.events import turn, wait
from tests.ui.window import CTRL, SHIFT, come_back, dialog, dismiss, focused, present, press, type_text
from ui.app import open_window
from ui.dialogs.export import ExportDialog
from ui.inspector.number_field import NumberField
from ui.jobs import Phase
from ui.main_window import MainWindow
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


def go_to(window: MainWindow, arrived: Callable[[QWidget], bool], key: Qt.Key = Qt.Key.Key_Tab) -> None:
    """Press a key until something has the keyboard."""
    for _ in range(60):
        if arrived(focused()):
            return
        press(key)
    raise AssertionError("the keyboard never came there")


def go_to_dock(window: MainWindow, name: str) -> None:
    go_to(window, window.docks[name].isAncestorOf, Qt.Key.Key_F6)


def go_to_canvas(window: MainWindow) -> None:
    go_to(window, lambda widget: widget is window.canvas, Qt.Key.Key_F6)


def add(window: MainWindow, words: str) -> str:
    """Add a node by the search popup; its id."""
    before = window.document.graph.nodes.keys()
    go_to_canvas(window)
    press(Qt.Key.Key_Tab)
    type_text(words)
    press(Qt.Key.Key_Return)
    (new,) = window.document.graph.nodes.keys() - before
    assert window.canvas.selection() == (new,)
    return new


@pytest.mark.slow
def test_a_film_is_made_run_and_exported_by_keys_alone(window: MainWindow, tmp_path: Path) -> None:
    go_to_canvas(window)
    press(Qt.Key.Key_N, CTRL)
    assert not window.document.graph.nodes

    # Each new node joins the one that is selected.
    prompt = add(window, "prompt")
    video = add(window, "text to video")
    film = add(window, "export")
    wires = {(wire.source.node, wire.target.node) for wire in window.document.graph.wires}
    assert wires == {(prompt, video), (video, film)}

    # Walk back along the wires, and write the prompt in the inspector.
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Left)
    assert window.canvas.selection() == (prompt,)
    go_to_dock(window, "inspector")
    go_to(window, lambda widget: isinstance(widget, QPlainTextEdit))
    type_text(PROMPT)
    go_to_canvas(window)
    assert window.document.graph.nodes[prompt].values["text"] == PROMPT

    # Few steps make a short test.
    press(Qt.Key.Key_Right)
    assert window.canvas.selection() == (video,)
    go_to_dock(window, "inspector")
    for name, value in (("seconds", 0.5), ("steps", 4)):
        title = window.document.catalogue["generate.text_to_video"].input(name).title  # type: ignore[union-attr]
        go_to(window, lambda widget, title=title: isinstance(widget, NumberField) and widget.accessibleName() == title)
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_A, CTRL)
        type_text(str(value))
        press(Qt.Key.Key_Return)
        assert window.document.graph.nodes[video].values[name] == value

    # Find the film in the outline, run, and play what comes.
    press(Qt.Key.Key_O, CTRL | SHIFT)
    press(Qt.Key.Key_End)
    assert window.canvas.selection() == (film,)
    press(Qt.Key.Key_Return, CTRL)
    wait(lambda: window.jobs.running, "the run to begin")
    wait(lambda: not window.jobs.running, "the run to end", 240)
    assert {window.jobs.state(node).phase for node in window.document.graph.nodes} == {Phase.DONE}
    go_to_dock(window, "preview")
    wait(lambda: window.preview.player.clip is not None, "the film in the preview")
    press(Qt.Key.Key_K)
    assert not window.preview.player.playing
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Right)
    assert window.preview.player.frame == 1

    # The take is one of the video: pin it with Enter.
    go_to_canvas(window)
    press(Qt.Key.Key_Left)
    go_to_dock(window, "preview")
    go_to(window, lambda widget: widget is window.takes.list)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Return)
    assert window.document.graph.nodes[video].pinned is not None
    press(Qt.Key.Key_Z, CTRL)
    assert window.document.graph.nodes[video].pinned is None

    # Export.
    path = tmp_path / "keys.mp4"
    press(Qt.Key.Key_E, CTRL)
    dialog(ExportDialog)
    press(Qt.Key.Key_A, CTRL)
    type_text(str(path))
    press(Qt.Key.Key_Return)
    wait(path.exists, "the film", 60)
    wait(lambda: not window.jobs.running)
    assert probe(path).codec == "h264"
    press(Qt.Key.Key_Return)
    come_back(window)

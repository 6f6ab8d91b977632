"""The export dialog offers the film first, and suits its path to the node: a film, a picture, or numbered pictures."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from soraapp.catalogue import Catalogue
from soraapp.project import edits
from tests.ui.events import wait
from tests.ui.window import (
    CTRL,
    Maker,
    click_node,
    come_back,
    dialog,
    dismiss,
    film,
    present,
    press,
)
from ui.app import open_window
from ui.dialogs.export import ExportDialog
from ui.dialogs.export.deliverable import suited

NODES = Catalogue.of("nodes")


@pytest.mark.parametrize(
    ("path", "kind", "expected"),
    [
        ("a.mp4", "output.export", "a.mp4"),
        ("a.mkv", "output.export", "a.mkv"),
        ("a", "output.export", "a.mp4"),
        ("a.png", "output.export", "a.mp4"),
        ("a_####.png", "output.export", "a.mp4"),
        ("a.mp4", "output.export_image", "a.png"),
        ("a.jpg", "output.export_image", "a.jpg"),
        ("a_####.jpg", "output.export_image", "a.jpg"),
        ("a.mp4", "output.export_images", "a_####.png"),
        ("a.tiff", "output.export_images", "a_####.tiff"),
        ("a_##.png", "output.export_images", "a_##.png"),
        ("a.mp4", "load.image", "a.png"),
    ],
)
def test_a_path_suits_its_node(path: str, kind: str, expected: str) -> None:
    assert suited(Path("folder") / path, NODES[kind]) == Path("folder") / expected


def test_a_path_for_no_node_is_a_film() -> None:
    assert suited(Path("a"), None) == Path("a.mp4")


def asked() -> ExportDialog:
    press(Qt.Key.Key_E, CTRL)
    return dialog(ExportDialog)


def test_the_film_is_offered_whatever_is_selected_and_another_clip_can_be_chosen(
    app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SORAAPP_HOME", str(tmp_path))
    window = open_window(None)
    present(window)
    wait(lambda: window.document.graph.nodes, "the example")
    nodes = window.document.graph.nodes
    [export] = [node.id for node in nodes.values() if node.kind == "output.export"]
    [other] = [node.id for node in nodes.values() if node.kind == "generate.text_to_video"][:1]
    click_node(window, other)
    box = asked()
    assert box.clip.currentData() == export
    box.clip.setFocus()
    clips = {box.clip.itemData(row) for row in range(box.clip.count())}
    assert {export, other} <= clips, "every node that gives a clip"
    while box.clip.currentData() != other:
        before = box.clip.currentIndex()
        press(Qt.Key.Key_Down)
        assert box.clip.currentIndex() == before + 1
    box.reject()
    come_back(window)
    window.document.apply(edits.add_node(NODES["output.export"], (0, 600), id="second"))
    window.canvas.select(["second"])
    box = asked()
    assert box.clip.currentData() == "second", "the export node that is selected"
    box.reject()
    come_back(window)
    dismiss(window)


def test_without_an_export_node_what_the_preview_shows_is_offered(make: Maker) -> None:
    window = make(film())
    click_node(window, "cut")
    window.canvas.select([])
    box = asked()
    assert box.clip.currentData() == "cut"
    box.reject()
    come_back(window)
    click_node(window, "clip")
    assert window.viewing.node == "clip"
    box = asked()
    assert box.clip.currentData() == "clip"
    box.reject()

"""A person brings things from other programs: drops files and words on the canvas, and pastes them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from soraapp.media.export.film import write_video
from soraapp.media.image import write_image
from soraapp.media.provenance import embed
from soraapp.places import pasted_folder
from soraapp.project import storage
from tests.ui.canvas.conftest import CTRL, LEFT, NONE, Desk
from tests.ui.canvas.test_showing import Colours
from tests.ui.events import turn, wait

Key = Qt.Key
WHERE = QPointF(400, 300)


def drop(desk: Desk, data: QMimeData) -> bool:
    """Drag something in and let it go; whether it was taken."""
    view, copy = desk.canvas.viewport(), Qt.DropAction.CopyAction
    entering = QDragEnterEvent(WHERE.toPoint(), copy, data, LEFT, NONE)
    QApplication.sendEvent(view, entering)
    if entering.isAccepted():
        QApplication.sendEvent(view, QDropEvent(WHERE, copy, data, LEFT, NONE))
        turn()
    return entering.isAccepted()


def drop_files(desk: Desk, paths: Sequence[Path]) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return drop(desk, data)


def paste(desk: Desk, text: str = "", *, data: QMimeData | None = None) -> None:
    """Put something on the clipboard and press Ctrl+V over the canvas."""
    if data is None:
        data = QMimeData()
        data.setText(text)
    QApplication.clipboard().setMimeData(data)
    QTest.mouseMove(desk.canvas.viewport(), WHERE.toPoint())
    turn()
    desk.canvas.setFocus()
    desk.key(Key.Key_V, CTRL)


def nodes(desk: Desk) -> list[tuple[str, object]]:
    """Kind and first value of each node."""
    return [(node.kind, next(iter(node.values.values()), None)) for node in desk.graph.nodes.values()]


def choose(desk: Desk, text: str) -> None:
    """Choose one of the ways that are offered."""
    wait(lambda: desk.canvas.bringing.choices is not None, "the choice", 5)
    menu = desk.canvas.bringing.choices
    assert menu is not None
    action = next(action for action in menu.actions() if action.text() == text)
    QTest.mouseClick(menu, LEFT, NONE, menu.actionGeometry(action).center())
    turn()


def picture(path: Path) -> Path:
    write_image(path, np.zeros((16, 16, 3), np.uint8))
    return path


def film(path: Path, project: str = "") -> Path:
    write_video(path, Colours((10, 200)), metadata=embed(project) if project else None)
    return path


def test_a_picture_is_loaded(desk: Desk, tmp_path: Path) -> None:
    file = picture(tmp_path / "a.png")
    assert drop_files(desk, [file])
    wait(lambda: desk.graph.nodes, "the node", 5)
    assert nodes(desk) == [("load.image", file)]
    assert desk.undo_steps() == 1


def test_a_file_that_cannot_be_read_gets_its_node_which_tells_why(desk: Desk, tmp_path: Path) -> None:
    assert drop_files(desk, [tmp_path / "gone.mp4"])
    wait(lambda: desk.graph.nodes, "the node", 5)
    assert nodes(desk) == [("load.video", tmp_path / "gone.mp4")]


def test_a_film_that_carries_its_project_is_loaded_or_opened(desk: Desk, tmp_path: Path) -> None:
    opened: list[object] = []
    desk.canvas.bringing.open_asked.connect(lambda path: opened.append(path))
    file = film(tmp_path / "made.mp4", storage.to_json(desk.document.project, tmp_path))
    assert drop_files(desk, [file])
    choose(desk, "Open the project that it was made with")
    assert opened == [file]
    assert not desk.graph.nodes
    desk.canvas.bringing.choices = None
    assert drop_files(desk, [file])
    choose(desk, "Load it as a clip")
    assert nodes(desk) == [("load.video", file)]


def test_a_film_from_elsewhere_is_loaded_without_a_question(desk: Desk, tmp_path: Path) -> None:
    file = film(tmp_path / "elsewhere.mp4")
    assert drop_files(desk, [file])
    wait(lambda: desk.graph.nodes, "the node", 5)
    assert nodes(desk) == [("load.video", file)]
    assert desk.canvas.bringing.choices is None


def test_numbered_pictures_are_a_clip_or_pictures(desk: Desk, tmp_path: Path) -> None:
    files = [picture(tmp_path / f"shot_{number:03}.png") for number in (3, 1, 2)]
    assert drop_files(desk, files)
    choose(desk, "One clip of 3 pictures")
    assert nodes(desk) == [("load.image_sequence", tmp_path / "shot_001.png")]
    desk.document.undo()
    desk.canvas.bringing.choices = None
    assert drop_files(desk, files)
    choose(desk, "3 single pictures")
    assert [kind for kind, _ in nodes(desk)] == ["load.image"] * 3
    boxes = [desk.scene.bounds([node]) for node in desk.graph.nodes]
    assert not any(a.intersects(b) for a in boxes for b in boxes if a is not b)
    assert desk.undo_steps() == 1


def test_a_folder_of_numbered_pictures_is_a_sequence(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "render"
    folder.mkdir()
    for name in ("cover.png", "f_0008.png", "f_0009.png", "f_0010.png", "notes.txt"):
        picture(folder / name) if name.endswith("png") else (folder / name).write_text("x")
    assert drop_files(desk, [folder])
    wait(lambda: desk.graph.nodes, "the node", 5)
    assert nodes(desk) == [("load.image_sequence", folder / "f_0008.png")]


def test_a_folder_without_pictures_says_so(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    assert drop_files(desk, [folder])
    wait(lambda: desk.told, "the refusal", 5)
    assert "There are no numbered pictures in empty." in desk.told[0]


def test_words_dropped_or_pasted_become_a_prompt(desk: Desk) -> None:
    data = QMimeData()
    data.setText("  a whale over the city\n")
    assert drop(desk, data)
    paste(desk, "a red kite")
    assert nodes(desk) == [("text.prompt", "a whale over the city"), ("text.prompt", "a red kite")]
    assert desk.undo_steps() == 2


@pytest.mark.parametrize("form", ["{path}", '"{path}"', "file://{path}"])
def test_the_path_of_a_file_pasted_as_text_loads_it(desk: Desk, tmp_path: Path, form: str) -> None:
    file = picture(tmp_path / "a picture.png")
    paste(desk, form.format(path=file))
    wait(lambda: desk.graph.nodes, "the node", 5)
    assert nodes(desk) == [("load.image", file)]


def test_copied_files_are_pasted_and_a_project_is_opened(desk: Desk, tmp_path: Path) -> None:
    opened: list[object] = []
    desk.canvas.bringing.open_asked.connect(lambda path: opened.append(path))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.wav"))])
    paste(desk, data=data)
    assert nodes(desk) == [("audio.load_audio", tmp_path / "a.wav")]
    (tmp_path / "b.sora").write_text("{}")
    paste(desk, str(tmp_path / "b.sora"))
    assert opened == [tmp_path / "b.sora"]


def test_an_address_in_the_network_and_an_empty_clipboard_are_refused_with_a_remedy(desk: Desk) -> None:
    paste(desk, "https://example.com/cat.png")
    assert "Save it first, then paste the file." in desk.told[0]
    paste(desk, data=QMimeData())
    assert "There is nothing to paste." in desk.told[1]
    assert not desk.graph.nodes


def test_a_screenshot_is_kept_as_a_file_and_loaded(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SORAAPP_HOME", str(tmp_path))
    image = QImage(32, 16, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    data = QMimeData()
    data.setImageData(image)
    paste(desk, data=data)
    wait(lambda: desk.graph.nodes, "the node", 5)
    ((kind, path),) = nodes(desk)
    assert kind == "load.image"
    assert isinstance(path, Path)
    assert path.parent == pasted_folder()
    assert QImage(str(path)).pixelColor(5, 5) == Qt.GlobalColor.red


def test_nodes_come_back_from_a_chat_that_quotes_them(desk: Desk) -> None:
    desk.film()
    desk.canvas.select(["p", "t"])
    desk.key(Key.Key_C, CTRL)
    text = QApplication.clipboard().text()
    paste(desk, f"```json\n{text}\n```\n")
    assert len(desk.graph.nodes) == 5
    assert len(desk.graph.wires) == 2


def test_a_damaged_text_of_nodes_is_refused_and_makes_no_prompt(desk: Desk) -> None:
    for text in ('{"format": "soraapp nodes", "nodes": [', '{"format": "soraapp nodes"}', '{"some": "json"}'):
        desk.told.clear()
        paste(desk, text)
        assert desk.told
        assert desk.canvas.overlay.bubble.isVisible()
    assert not desk.graph.nodes


def test_what_no_node_loads_is_not_taken(desk: Desk, tmp_path: Path) -> None:
    assert not drop_files(desk, [tmp_path / "notes.odt"])
    assert not drop(desk, QMimeData())
    (tmp_path / "notes.odt").write_text("x")
    paste(desk, str(tmp_path / "notes.odt"))
    assert "There is no node that loads notes.odt." in desk.told[0]

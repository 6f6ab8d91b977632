"""A person takes results out of the window: by dragging them from the preview and the takes, and by copying."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDrag, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from soraapp.media.clip import Clip
from soraapp.media.decode import open_clip
from soraapp.project.graph import Port
from soraapp.project.timeline.timeline import NodeSource
from tests.ui.events import turn, wait
from tests.ui.window import CTRL, Maker, click_node, film, press
from ui.main_window import MainWindow
from ui.preview.preview import Preview
from ui.sharing import Sharing
from ui.timeline.bringing import read_source

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class Carried(list[QDrag]):
    """The drags that began: the system's part of them cannot be driven by a test."""

    @property
    def files(self) -> list[Path]:
        return [Path(drag.mimeData().urls()[0].toLocalFile()) for drag in self]


def made(make: Maker, folder: Path, *, held: bool = True) -> tuple[MainWindow, Carried]:
    """A window whose clip was made and is seen, and the drags out of it."""
    window, carried = make(film()), Carried()
    window.sharing = Sharing(folder, lambda: window.viewing.shown, window, carried.append, lambda: held)
    window.sharing.told.connect(window.status.pass_on)
    window.sharing.failed.connect(window.status.pass_on_error)
    click_node(window, "clip")
    press(Qt.Key.Key_Return, CTRL)
    wait(lambda: not window.jobs.running and window.preview.screen_area.image is not None, "the clip")
    return window, carried


def pull(widget: QWidget, start: QPointF) -> None:
    """Press and move, as far as makes a drag, and let go."""
    QTest.mousePress(widget, LEFT, NONE, start.toPoint())
    for step in range(1, 6):
        QTest.mouseMove(widget, (start + QPointF(8, 6) * step).toPoint())
        turn()
    QTest.mouseRelease(widget, LEFT, NONE, (start + QPointF(40, 30)).toPoint())
    turn()


def middle(preview: Preview) -> QPointF:
    return QPointF(preview.screen_area.rect().center())


def test_the_picture_of_the_preview_is_dragged_out_as_a_film(make: Maker, tmp_path: Path) -> None:
    window, carried = made(make, tmp_path / "shared")
    pull(window.preview.screen_area, middle(window.preview))
    wait(lambda: carried, "the drag", 10)
    (path,) = carried.files
    assert path.suffix == ".mp4"
    shown = window.viewing.shown
    assert shown is not None
    assert isinstance(shown[0], Clip)
    assert open_clip(path).count == shown[0].count == 8
    assert not carried[0].pixmap().isNull()
    assert read_source(carried[0].mimeData()) == NodeSource(Port("clip", "clip"))


def test_a_take_is_dragged_out_of_the_strip(make: Maker, tmp_path: Path) -> None:
    window, carried = made(make, tmp_path / "shared")
    takes = window.takes.list
    wait(lambda: takes.count() == 1 and window.takes.pictures.want(takes.item(0).data(256), 96), "the take", 10)
    pull(takes.viewport(), QPointF(takes.visualItemRect(takes.item(0)).center()))
    wait(lambda: carried, "the drag", 10)
    assert carried.files[0].name.startswith("Clip ")
    assert carried.files[0].exists()
    (take,) = window.document.graph.nodes["clip"].takes
    assert read_source(carried[0].mimeData()) == NodeSource(Port("clip", "clip"), take.key)


def test_a_button_let_go_too_soon_gets_the_file_with_the_next_drag(make: Maker, tmp_path: Path) -> None:
    window, carried = made(make, tmp_path / "shared", held=False)
    pull(window.preview.screen_area, middle(window.preview))
    wait(lambda: "drag it once more" in window.status.text.text(), "the word", 10)
    assert not carried


def test_a_click_and_a_small_move_drag_nothing(make: Maker, tmp_path: Path) -> None:
    window, carried = made(make, tmp_path / "shared")
    QTest.mouseClick(window.preview.screen_area, LEFT, NONE, middle(window.preview).toPoint())
    turn(0.1)
    assert not carried
    assert not (tmp_path / "shared").exists()


def test_the_result_is_copied_as_a_file_by_keys(make: Maker, tmp_path: Path) -> None:
    window, _ = made(make, tmp_path / "shared")
    window.actions_["copy_result"].triggered.disconnect()
    window.actions_["copy_result"].triggered.connect(window.sharing.copy_shown)
    QGuiApplication.clipboard().setText("before")
    press(Qt.Key.Key_C, CTRL | Qt.KeyboardModifier.AltModifier)
    wait(lambda: QGuiApplication.clipboard().mimeData().hasUrls(), "the clipboard", 10)
    path = Path(QGuiApplication.clipboard().mimeData().urls()[0].toLocalFile())
    assert path.exists()
    assert path.is_relative_to(tmp_path / "shared")


def test_without_a_result_the_remedy_is_told(make: Maker) -> None:
    window = make(film())
    press(Qt.Key.Key_C, CTRL | Qt.KeyboardModifier.AltModifier)
    assert "Run a node" in window.status.text.text()

"""The export dialog asks for format, quality, frame and part, tells what to expect, and takes several at once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt

from soraapp.engine.events import Outcome
from soraapp.media.clip import Clip
from soraapp.media.export.order import Shape
from soraapp.media.image import open_image
from soraapp.media.probe import probe
from tests.ui.events import wait
from tests.ui.window import (
    CTRL,
    Maker,
    click,
    click_node,
    come_back,
    dialog,
    drag,
    film,
    press,
    type_text,
)
from ui.dialogs.export import ExportDialog
from ui.main_window import MainWindow
from ui.runs.words import title
from ui.settings import EXPORT


def asked() -> ExportDialog:
    press(Qt.Key.Key_E, CTRL)
    return dialog(ExportDialog)


def made(make: Maker) -> MainWindow:
    """A window whose clip is there."""
    window = make(film())
    window.jobs.run(["cut"])
    wait(lambda: not window.jobs.running and window.jobs.result("cut"), "the clip")
    click_node(window, "cut")
    return window


def choose(box: ExportDialog, name: str, value: object) -> None:
    """With the keys, as a person does."""
    one = getattr(box.order, name)
    one.setFocus()
    press(Qt.Key.Key_Home)
    for _ in range(one.count()):
        if one.currentData() == value:
            return
        press(Qt.Key.Key_Down)
    assert one.currentData() == value


def written(window: MainWindow, path: Path) -> None:
    wait(lambda: not window.jobs.running and path.exists(), f"{path.name}", 60)


def test_a_format_and_its_quality_are_chosen_and_the_file_follows(make: Maker, tmp_path: Path) -> None:
    window = made(make)
    box = asked()
    box.file.setText(str(tmp_path / "rain.mp4"))
    choose(box, "preset", "prores")
    assert box.file.text() == str(tmp_path / "rain.mov")
    assert box.order.quality.currentData() == "good"
    choose(box, "quality", "best")
    assert "profile=3" in box.order.settings.text()
    choose(box, "size_", 360)
    click(box.start)
    written(window, tmp_path / "rain.mov")
    facts = probe(tmp_path / "rain.mov")
    assert facts.codec == "prores"
    assert facts.size is not None
    assert min(facts.size) == 360
    assert "ProRes 422" in title(window.jobs.queue.past[0])
    box.reject()
    come_back(window)
    box = asked()
    assert (box.order.preset.currentData(), box.order.quality.currentData()) == ("prores", "best"), "as the last time"
    assert Path(box.file.text()).suffix == ".mov"
    box.reject()


def test_what_is_typed_for_a_file_chooses_its_format(make: Maker, tmp_path: Path) -> None:
    made(make)
    box = asked()
    for name, preset in (
        ("a.webm", "vp9"),
        ("a.gif", "gif"),
        ("a_###.exr", "exr"),
        ("a.opus", "opus"),
        ("a.mkv", "h264"),
    ):
        press(Qt.Key.Key_A, CTRL)
        type_text(str(tmp_path / name))
        assert box.order.preset.currentData() == preset
    box.order.choose_preset("prores")
    box.file.setText(str(tmp_path / "b.mkv"))
    assert box.order.preset.currentData() == "prores", "it can be such a file as well"
    box.reject()


def test_what_cannot_be_is_told_before_anything_runs(make: Maker, tmp_path: Path) -> None:
    made(make)
    box = asked()
    box.file.setText("/")
    assert "has no name" in box.note.text()
    for name, told in (("film.avi", "cannot be H.264"), ("no/film.mp4", "does not exist"), ("a_##.mp4", "many files")):
        box.file.setText(str(tmp_path / name))
        assert told in box.note.text()
        assert not box.start.isEnabled()
        assert not box.add.isEnabled()
    box.file.setText(str(tmp_path / "film.mp4"))
    assert box.start.isEnabled()
    box.order.span.first.setFocus()
    type_text("500")
    assert "there is no frame 500" in box.note.text()
    press(Qt.Key.Key_A, CTRL)
    type_text("two")
    assert "not a whole number" in box.note.text()
    press(Qt.Key.Key_A, CTRL)
    type_text("1")
    assert box.start.isEnabled()
    assert "3 frames" in box.look.made.text()
    box.reject()


def test_the_frame_is_dragged_over_the_picture(make: Maker, tmp_path: Path) -> None:
    window = made(make)
    box = asked()
    choose(box, "shape", Shape.TALL.value)
    view = box.look.frame
    wait(lambda: view._picture is not None, "the picture")
    assert view.movable
    middle = QPointF(view.rect().center())
    drag(view, middle, middle - QPointF(200, 0))
    assert box.order.order().across == 0
    view.setFocus()
    press(Qt.Key.Key_Right)
    assert box.order.order().across == pytest.approx(0.05)
    box.file.setText(str(tmp_path / "a.png"))
    assert box.order.preset.currentData() != "png", "one picture is not what a clip gives"
    box.file.setText(str(tmp_path / "tall_#.png"))
    click(box.start)
    written(window, tmp_path / "tall_1.png")
    clip = (window.jobs.result("cut") or {})["clip"]
    assert isinstance(clip, Clip)
    found = open_image(tmp_path / "tall_1.png").pixels()
    height, width = found.shape[:2]
    assert abs(width / height - 9 / 16) < 0.05
    left = round((clip.size.width - width) * 0.05)
    assert np.array_equal(found, clip.frames(0, 1)[0][:, left : left + width])
    box.reject()


def test_size_and_time_are_measured_beside(make: Maker) -> None:
    made(make)
    box = asked()
    assert "Measuring" in box.look.expected.text()
    wait(lambda: box.look.expected.text().startswith("about "), "the estimate", 30)
    choose(box, "preset", "png")
    wait(lambda: "kB" in box.look.expected.text() or "MB" in box.look.expected.text(), "the estimate", 30)
    box.reject()


def test_before_the_clip_is_made_its_size_is_not_known(make: Maker) -> None:
    make(film())
    box = asked()
    assert box.look.expected.text() == "How large it will be is known once the clip is made."
    assert box.start.isEnabled()
    box.reject()


def test_several_are_asked_for_one_after_the_other(make: Maker, tmp_path: Path) -> None:
    window = made(make)
    window.jobs.queue.hold(held=True)
    box = asked()
    box.file.setText(str(tmp_path / "film.mp4"))
    click(box.add)
    assert "film.mp4 is in the queue" in box.note.text()
    assert box.file.text() == str(tmp_path / "film 2.mp4")
    choose(box, "preset", "gif")
    click(box.add)
    assert box.file.text() == str(tmp_path / "film 3.gif")
    box.reject()
    come_back(window)
    wait(lambda: len(window.jobs.queue.waiting) == 2, "both")
    assert [title(run) for run in window.jobs.queue.waiting] == [
        "Export film.mp4: H.264, good",
        "Export film 2.gif: GIF, good",
    ]
    window.jobs.queue.hold(held=False)
    written(window, tmp_path / "film 2.gif")
    assert (tmp_path / "film.mp4").exists()
    assert [run.outcome for run in window.jobs.queue.past][:2] == [Outcome.DONE, Outcome.DONE]


def test_a_choice_of_a_version_that_knows_more_is_forgotten(make: Maker) -> None:
    window = made(make)
    window.settings.set(EXPORT, '{"preset": "h999"}')
    box = asked()
    assert box.order.preset.currentData() == "h264"
    box.reject()

"""A sound in the window: looked at as a waveform, passed on by a viewer, and exported with its film."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from soraapp.media.audio.file import open_audio
from soraapp.media.audio.soundtrack import sound_of
from soraapp.project import edits
from soraapp.project.graph import Port
from tests.example_sounds import write_sound
from tests.media.sounds import Sweep, shift
from tests.ui.events import wait
from tests.ui.window import CTRL, click, come_back, dialog, dismiss, present, press
from ui.app import open_window
from ui.dialogs.export import ExportDialog
from ui.main_window import MainWindow
from ui.project_files import EXAMPLE


@pytest.fixture
def window(app: QApplication) -> Iterator[MainWindow]:
    made = open_window(EXAMPLE)
    present(made)
    wait(lambda: made.document.graph.nodes, "the example")
    yield made
    dismiss(made)


def test_a_sound_is_seen_and_leaves_with_its_picture(window: MainWindow, tmp_path: Path) -> None:
    tone = write_sound(tmp_path / "tone.wav", Sweep(96000).samples(0, 96000), 48000, "pcm_f32le")
    document, catalogue = window.document, window.document.catalogue
    load, see = catalogue["audio.load_audio"], catalogue["output.viewer"]
    document.apply(edits.add_node(load, (0, 600), id="tone", values={"file": tone}))
    document.apply(edits.add_node(see, (260, 600), id="seen"))
    document.apply(edits.connect(Port("tone", "audio"), Port("seen", "audio"), catalogue))
    window.jobs.run(["seen"])
    wait(lambda: not window.jobs.running, "the run")

    screen = window.preview.screen_area
    for node in ("tone", "seen"):
        window.canvas.select([node])
        wait(lambda: screen.info.startswith("1280×360") and screen.image is not None, f"the waveform of {node}")
        assert screen.info == "1280×360 · 48 frames · 24 fps · stereo sound, 48 kHz"
        clip = window.preview.player.clip
        assert clip is not None
        assert sound_of(clip) is not None

    press(Qt.Key.Key_E, CTRL)
    export = dialog(ExportDialog)
    export.clip.setCurrentIndex(export.clip.findData("seen"))
    path = tmp_path / "film.mp4"
    export.file.setText(str(path))
    click(export.start)
    wait(path.exists, "the film", 60)
    wait(lambda: not window.jobs.running, "the run")
    click(export.cancel)
    come_back(window)
    found = open_audio(path)
    assert found.count == 96000
    assert shift(found.samples(0, 96000), Sweep(96000).samples(0, 96000)) == 0

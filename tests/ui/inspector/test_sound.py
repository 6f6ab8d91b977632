"""The file of a sound in the inspector."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest

from soraapp.media.export.film import write_video
from tests.example_sounds import write_sound
from tests.media.making import NumberedClip
from tests.media.sounds import Sweep
from tests.ui.events import wait
from tests.ui.inspector.conftest import Desk
from ui.inspector.file_field import FileField


def field_of(desk: Desk, file: Path) -> FileField:
    desk.add("audio.load_audio", "a", file=file)
    desk.open("a")
    return cast("FileField", desk.field("file"))


def test_a_sound_is_seen_as_its_waveform(desk: Desk, tmp_path: Path) -> None:
    wave = write_sound(tmp_path / "tone.wav", Sweep(8000, 8000, 1).samples(0, 8000), 8000, "pcm_s16le")
    field = field_of(desk, wave)
    wait(lambda: field.picture.isVisible(), "the waveform")
    point = field.picture.pixmap().toImage().pixelColor(160, 48)
    assert (point.red(), point.green(), point.blue()) == (76, 195, 138)


@pytest.mark.parametrize("name", ["silent.mp4", "notes.wav"])
def test_what_has_no_sound_is_told_at_once(desk: Desk, tmp_path: Path, name: str) -> None:
    if name == "silent.mp4":
        write_video(tmp_path / name, NumberedClip(2))
    else:
        (tmp_path / name).write_text("no sound")
    told: list[str] = []
    field = field_of(desk, tmp_path / name)
    field.refused.connect(lambda error: told.append(str(error)))
    field.begin()
    field.set_value(tmp_path / name)
    wait(lambda: told, "the reason")
    assert told[0].startswith(name)
    assert not field.picture.isVisible()

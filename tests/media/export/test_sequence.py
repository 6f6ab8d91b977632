"""Numbered pictures: all or none, and on from the last whole one after a process was killed."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from soraapp.errors import Cancelled, InputError, MediaError
from soraapp.media.clip import Frames
from soraapp.media.export.coding import Coding
from soraapp.media.export.presets import PRESETS
from soraapp.media.export.sequence import write_pictures
from soraapp.media.image import open_image
from tests.media.export.scenes import Drifting, whole

CLIP = Drifting(9)
ROOT = Path(__file__).parents[3]


def coding(preset: str = "png", word: str = "good") -> Coding:
    found = PRESETS[preset].quality(word).coding
    assert found is not None
    return found


def test_every_frame_is_a_picture(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    (tmp_path / "f_0002.png").write_bytes(b"old")
    write_pictures(tmp_path / "f_####.png", CLIP, coding(), progress=lambda done, total: told.append((done, total)))
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"f_000{number}.png" for number in range(1, 10)]
    made = [open_image(tmp_path / f"f_000{number}.png").pixels() for number in range(1, 10)]
    assert np.array_equal(np.stack(made), whole(CLIP))
    assert told == [(done, 9) for done in range(1, 10)]


def test_what_is_cancelled_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "1.png").write_bytes(b"old")
    asked = iter([False, False, True])
    with pytest.raises(Cancelled):
        write_pictures(tmp_path / "#.png", CLIP, coding(), cancelled=lambda: next(asked))
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("1.png", b"old")]


def test_a_clip_that_fails_changes_nothing(tmp_path: Path) -> None:
    class Broken(Drifting):
        def frames(self, start: int, stop: int) -> Frames:
            if start >= 4:
                raise MediaError("The source is gone.")
            return super().frames(start, stop)

    with pytest.raises(MediaError, match="The source is gone"):
        write_pictures(tmp_path / "#.png", Broken(9), coding())
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="could not be written"):
        write_pictures(tmp_path / "no" / "#.png", CLIP, coding())
    with pytest.raises(InputError, match="where the number stands"):
        write_pictures(tmp_path / "#_#.png", CLIP, coding())


SLOWLY = """
import sys, time
from pathlib import Path
from soraapp.media.clip import Frames
from soraapp.media.export.presets import PRESETS
from soraapp.media.export.sequence import write_pictures
from tests.media.export.scenes import Drifting

class Slow(Drifting):
    def frames(self, start, stop):
        time.sleep(0 if start < 5 else 60)
        return super().frames(start, stop)

Slow.__qualname__ = "Drifting"
write_pictures(Path(sys.argv[1]), Slow(9), PRESETS["png"].quality().coding)
"""


def killed_after_some(path: Path) -> Path:
    """A process that writes the clip, killed once five pictures are whole; where they wait."""
    parts = path.with_name("f_.png.parts")
    process = subprocess.Popen([sys.executable, "-c", SLOWLY, str(path)], cwd=ROOT)
    end = time.monotonic() + 60
    while len(list(parts.glob("*.png"))) < 5:
        assert time.monotonic() < end
        time.sleep(0.02)
    process.kill()
    process.wait()
    return parts


class Counting(Drifting):
    """Notes which frames it is asked for."""

    def frames(self, start: int, stop: int) -> Frames:
        ASKED.extend(range(start, stop))
        return super().frames(start, stop)


Counting.__qualname__ = "Drifting"  # So that it has the digest of what it stands for.
ASKED: list[int] = []


def test_a_killed_sequence_goes_on_after_its_last_whole_picture(tmp_path: Path) -> None:
    path = tmp_path / "f_##.png"
    parts = killed_after_some(path)
    (parts / "f_06.png.part").write_bytes(b"half a picture")
    ASKED.clear()
    write_pictures(path, Counting(9), coding())
    assert ASKED == [5, 6, 7, 8]
    again = tmp_path / "again"
    again.mkdir()
    write_pictures(again / "f_##.png", CLIP, coding())
    names = [f"f_0{number}.png" for number in range(1, 10)]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["again", *names]
    assert [(tmp_path / name).read_bytes() for name in names] == [(again / name).read_bytes() for name in names]


def test_what_was_killed_is_begun_anew_for_anything_else(tmp_path: Path) -> None:
    path = tmp_path / "f_##.png"
    killed_after_some(path)
    ASKED.clear()
    write_pictures(path, Counting(9), coding("png", "best"))
    assert list(range(9)) == ASKED
    assert len(list(tmp_path.iterdir())) == 9

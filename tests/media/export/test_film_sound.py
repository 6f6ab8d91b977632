"""Films that are heard: in step to the sample, as long as their pictures, and the same bytes each time."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from soraapp.errors import Cancelled
from soraapp.media.audio.file import open_audio, own_sound
from soraapp.media.audio.fit import conformed
from soraapp.media.audio.ops import Gain
from soraapp.media.audio.sound import span
from soraapp.media.audio.soundtrack import with_sound
from soraapp.media.decode import open_clip
from soraapp.media.export.film import write_video
from soraapp.media.ops import Concatenate, Trim
from soraapp.media.probe import Sound, probe
from tests.media.sounds import Sweep, shift, talking

SUFFIXES = (".mp4", ".mov", ".mkv")


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    ("rate", "channels", "count"),
    [(48000, 2, 96000), (44100, 1, 44100), (8000, 2, 80000), (96000, 6, 200000), (48000, 1, 1)],
)
def test_a_film_is_heard_as_it_is_seen(tmp_path: Path, suffix: str, rate: int, channels: int, count: int) -> None:
    """Also where the sound is shorter or longer than the film, and of whatever kind it is."""
    sound = Sweep(count, rate, channels)
    clip = talking(sound, 48, Fraction(24))
    path = tmp_path / f"film{suffix}"
    write_video(path, clip)
    assert probe(path).sound == Sound("aac", 48000, channels)
    assert probe(path).count == 48
    found = open_audio(path)
    assert found.channels == channels
    assert found.count == 96000 if suffix != ".mkv" else 96000 <= found.count < 97024
    samples = found.samples(0, found.count)
    wanted = span(conformed(sound, 48000, channels), 0, 96000)
    heard = min(96000, conformed(sound, 48000, channels).count)
    if heard > 1:
        assert shift(samples[:heard], wanted[:heard]) == 0
        error = (samples[:heard] - wanted[:heard])[3000:-3000, 0]
        assert np.sqrt(np.mean(error**2)) < 0.02
    assert np.abs(samples[heard + 3000 :]).max(initial=0) < 1e-3
    again = tmp_path / f"again{suffix}"
    write_video(again, clip)
    assert again.read_bytes() == path.read_bytes()


def test_a_silent_film_has_no_track(tmp_path: Path) -> None:
    write_video(tmp_path / "a.mp4", with_sound(talking(Sweep(100)), None))
    assert probe(tmp_path / "a.mp4").sound is None
    with av.open(str(tmp_path / "a.mp4")) as container:
        assert len(container.streams) == 1


def test_what_is_too_loud_is_cut_off_at_full_scale(tmp_path: Path) -> None:
    write_video(tmp_path / "a.mov", talking(Gain(Sweep(96000), 24)))
    found = open_audio(tmp_path / "a.mov")
    assert 0.9 < np.abs(found.samples(0, found.count)).max() < 1.5


def test_a_film_goes_through_the_program_again_and_again(tmp_path: Path) -> None:
    """What was exported is cut and exported again: nothing moves."""
    first = tmp_path / "first.mp4"
    write_video(first, talking(Sweep(96000), 48, Fraction(24)))
    film = with_sound(open_clip(first), own_sound(first))
    write_video(tmp_path / "second.mp4", Concatenate((Trim(film, 12, 48), Trim(film, 0, 12))))
    second = open_audio(tmp_path / "second.mp4")
    wanted = Sweep(96000).samples(0, 96000)
    assert second.count == 96000
    assert shift(second.samples(0, 72000), wanted[24000:]) == 0
    assert shift(second.samples(72000, 96000), wanted[:24000]) == 0


def test_cancelling_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        write_video(tmp_path / "a.mp4", talking(Sweep(480000), 800), cancelled=iter([False] * 9 + [True] * 99).__next__)
    assert list(tmp_path.iterdir()) == []


MEMORY = """
import sys
from fractions import Fraction
from pathlib import Path
import psutil
from soraapp.media.export.film import write_video
from soraapp.media.export.presets import USUAL
from tests.media.sounds import Sweep, talking

def write(seconds):
    film = talking(Sweep(44100 * seconds, 44100, 6), 24 * seconds, Fraction(24))
    write_video(Path(sys.argv[1]), film, quality=USUAL.quality("draft"))
    return psutil.Process().memory_info().rss

write(5)
print(write(5), write(60))
"""


def test_a_minute_takes_no_more_memory_than_five_seconds(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", MEMORY, tmp_path / "a.mp4"], capture_output=True, text=True, check=True, timeout=120
    )
    short, long = map(int, run.stdout.split())
    assert long - short < 12 * 2**20, f"{(long - short) / 2**20:.1f} MB more"

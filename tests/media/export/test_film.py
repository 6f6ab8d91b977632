"""An exported film has the right size, rate, length, colours and tags; an export that fails leaves nothing behind."""

from __future__ import annotations

import os
import subprocess
import sys
import tracemalloc
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from soraapp.errors import Cancelled, InputError, MediaError
from soraapp.media.clip import Size
from soraapp.media.decode import open_clip
from soraapp.media.export.film import even, write_video
from soraapp.media.export.presets import USUAL
from soraapp.media.probe import Colours, probe
from tests.media.making import ArrayClip, NumberedClip, number_of, patch_colours, patches


@pytest.mark.parametrize("suffix", [".mp4", ".mov", ".mkv"])
@pytest.mark.parametrize("rate", [Fraction(24), Fraction(24000, 1001), Fraction(12), Fraction(1, 2)])
def test_size_rate_length_and_tags(suffix: str, rate: Fraction, tmp_path: Path) -> None:
    path = tmp_path / f"电影{suffix}"
    write_video(path, NumberedClip(30, rate), metadata={"soraapp_project": "{}"})
    facts = probe(path)
    assert (facts.size, facts.rate, facts.count, facts.codec) == (NumberedClip(1).size, rate, 30, "h264")
    assert facts.seconds == 30 / rate
    assert facts.colours == Colours("bt709", "bt709", "bt709", "tv")
    assert {key.lower() for key in facts.metadata} >= {"soraapp_project"}
    assert [number_of(pixels) for pixels in open_clip(path).frames(0, 30)] == list(range(30))
    with av.open(str(path)) as container:
        assert abs(Fraction(container.duration or 0, 1_000_000) - 30 / rate) < Fraction(1, 500)
        assert container.streams.video[0].pix_fmt == "yuv420p"


def test_an_mp4_starts_with_its_index(tmp_path: Path) -> None:
    write_video(tmp_path / "film.mp4", NumberedClip(5))
    data = (tmp_path / "film.mp4").read_bytes()
    assert 0 < data.index(b"moov") < data.index(b"mdat")


def test_colours_survive(tmp_path: Path) -> None:
    colours = [(255, 0, 0), (0, 255, 0), (0, 0, 255), (128, 128, 128), (255, 255, 255), (0, 0, 0), (200, 120, 40)]
    write_video(tmp_path / "film.mp4", ArrayClip(patches(colours)[None].repeat(5, axis=0)))
    shown = patch_colours(open_clip(tmp_path / "film.mp4").frames(4, 5)[0])
    assert np.abs(shown - np.array(colours)).max() <= 2


def test_one_frame_is_a_film(tmp_path: Path) -> None:
    write_video(tmp_path / "one.mp4", NumberedClip(1))
    clip = open_clip(tmp_path / "one.mp4")
    assert (clip.count, clip.rate, number_of(clip.frames(0, 1)[0])) == (1, 24, 0)


def test_progress_counts_every_frame(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    write_video(tmp_path / "film.mp4", NumberedClip(20), progress=lambda done, total: told.append((done, total)))
    assert told == [(done, 20) for done in range(1, 21)]


@pytest.mark.parametrize("after", [0, 1, 11, 19])
def test_cancel_leaves_nothing_and_what_was_there_untouched(after: int, tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(b"an older film")
    done: list[int] = []
    with pytest.raises(Cancelled):
        write_video(
            path,
            NumberedClip(20),
            progress=lambda count, _: done.append(count),
            cancelled=lambda: len(done) >= after,
        )
    assert len(done) == after
    assert path.read_bytes() == b"an older film"
    assert list(tmp_path.iterdir()) == [path]


def test_cancel_is_heard_while_the_encoder_empties_itself(tmp_path: Path) -> None:
    done: list[int] = []
    with pytest.raises(Cancelled):
        write_video(
            tmp_path / "film.mp4",
            NumberedClip(20),
            progress=lambda count, _: done.append(count),
            cancelled=lambda: len(done) == 20,
        )
    assert list(tmp_path.iterdir()) == []


def test_a_clip_that_fails_leaves_what_was_there_untouched(tmp_path: Path) -> None:
    class Broken(NumberedClip):
        def frames(self, start: int, stop: int) -> np.ndarray:
            if start >= 8:
                raise MediaError("The source is gone.")
            return super().frames(start, stop)

    path = tmp_path / "film.mkv"
    path.write_bytes(b"an older film")
    with pytest.raises(MediaError, match="The source is gone"):
        write_video(path, Broken(20))
    assert path.read_bytes() == b"an older film"
    assert list(tmp_path.iterdir()) == [path]


def test_odd_sizes_are_refused_with_the_even_ones(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"5x7.*4x6 or 6x8"):
        write_video(tmp_path / "film.mp4", ArrayClip(np.zeros((1, 7, 5, 3), np.uint8)))
    assert (even(Size(5, 7)), even(Size(1, 1)), even(Size(8, 6))) == (Size(4, 6), Size(2, 2), Size(8, 6))


@pytest.mark.parametrize("name", ["film.avi", "film", "film.mp4.txt"])
def test_other_endings_are_refused_with_those_allowed(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\.mp4, \.mov, \.mkv"):
        write_video(tmp_path / name, NumberedClip(1))
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match=r"The folder .*nowhere does not exist"):
        write_video(tmp_path / "nowhere" / "film.mp4", NumberedClip(1))


@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="needs a folder that not even root may write to")
def test_a_folder_that_may_not_be_written_is_named() -> None:
    with pytest.raises(MediaError, match=r"/sys/kernel/film\.mp4 may not be written.*Choose a folder"):
        write_video("/sys/kernel/film.mp4", NumberedClip(1))


FULL_DISK = """
import resource, sys
from pathlib import Path
import numpy as np
from soraapp.errors import MediaError
from soraapp.media.clip import Size
from soraapp.media.export.film import write_video
from soraapp.media.store import write_frames
from tests.media.making import ArrayClip
noise = np.random.default_rng(0).integers(0, 256, (40, 64, 64, 3), np.uint8)
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
path = Path(sys.argv[1])
try:
    if path.suffix == ".avi":
        write_frames(path, [noise], Size(64, 64), ArrayClip(noise).rate)
    else:
        write_video(path, ArrayClip(noise))
except MediaError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a limit on the size of files stands in for a full disk")
@pytest.mark.parametrize("name", ["film.mp4", "film.mov", "film.mkv", "stored.avi"])
def test_a_full_disk_is_told_and_leaves_nothing(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(b"an older film")
    child = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    )
    assert child.stdout.startswith(f"The disk is full: {path} could not be written. Free some space")
    assert path.read_bytes() == b"an older film"
    assert list(tmp_path.iterdir()) == [path]


ON_ONE_CORE = """
import os, sys
os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
from soraapp.media.clip import Size
from soraapp.media.export.film import write_video
from tests.media.making import NumberedClip
write_video(sys.argv[1], NumberedClip(20, size=Size(640, 368)))
"""


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity") or os.cpu_count() == 1, reason="needs a choice of cores")
def test_a_film_is_the_same_to_the_bit_however_many_cores_there_are(tmp_path: Path) -> None:
    write_video(tmp_path / "all.mp4", NumberedClip(20, size=Size(640, 368)))
    command = [sys.executable, "-c", ON_ONE_CORE, str(tmp_path / "one.mp4")]
    subprocess.run(command, check=True, cwd=Path(__file__).parents[3])
    assert (tmp_path / "one.mp4").read_bytes() == (tmp_path / "all.mp4").read_bytes()


def test_memory_stays_flat(tmp_path: Path) -> None:
    """Some 300 frames of 115 KB would be 35 MB at once."""
    clip = NumberedClip(300, size=Size(240, 160))
    tracemalloc.start()
    write_video(tmp_path / "film.mp4", clip, quality=USUAL.quality("draft"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4_000_000


@pytest.mark.parametrize("name", ["电影 片段.mp4", "100%d.mp4", "pipe:1.mp4", "-i.mp4"])
def test_names_mean_only_themselves(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """FFmpeg reads patterns and protocols into some names."""
    monkeypatch.chdir(tmp_path)
    write_video(name.replace(":", "-" if sys.platform == "win32" else ":"), NumberedClip(3))
    (path,) = tmp_path.iterdir()
    assert open_clip(path.name).count == probe(path.name).count == 3

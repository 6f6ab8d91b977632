"""However writing ends, there is a whole file or what was there before; the same order gives the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from soraapp.errors import Cancelled, InputError, MediaError, SoraError
from soraapp.media.audio.soundtrack import with_sound
from soraapp.media.clip import Size
from soraapp.media.export.order import Filling, Order, Shape
from soraapp.media.export.paths import with_numbers
from soraapp.media.export.preset import Family
from soraapp.media.export.presets import PRESETS
from soraapp.media.export.write import write
from soraapp.media.files import discard_part
from soraapp.media.probe import probe
from tests.media.export.scenes import Drifting
from tests.media.sounds import Sweep

CLIP = with_sound(Drifting(20), Sweep(40000))
ROOT = Path(__file__).parents[3]
WHOLE = [name for name, preset in PRESETS.items() if preset.family is not Family.PICTURES]


@pytest.mark.parametrize("name", WHOLE)
def test_cancel_leaves_what_was_there(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{PRESETS[name].ending}"
    path.write_bytes(b"older")
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > 12

    with pytest.raises(Cancelled):
        write(path, CLIP, Order(name), cancelled=cancelled)
    assert path.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", WHOLE)
def test_what_is_done_last_sees_the_whole_file(name: str, tmp_path: Path) -> None:
    path, seen = tmp_path / f"a{PRESETS[name].ending}", list[bytes]()

    def finish(part: Path) -> None:
        assert not path.exists()
        seen.append(part.read_bytes())
        part.write_bytes(seen[0] + b"signed")

    write(path, CLIP, Order(name), finish=finish)
    assert path.read_bytes() == seen[0] + b"signed"

    def refuse(part: Path) -> None:
        raise MediaError("No key.")

    with pytest.raises(MediaError, match="No key"):
        write(path, CLIP, Order(name), finish=refuse)
    assert path.read_bytes() == seen[0] + b"signed"
    assert list(tmp_path.iterdir()) == [path]


FULL_DISK = """
import resource, sys
from pathlib import Path
import numpy as np
from soraapp.errors import MediaError
from soraapp.media.audio.soundtrack import with_sound
from soraapp.media.export.order import Order
from soraapp.media.export.write import write
from tests.media.making import ArrayClip
from tests.media.sounds import Sweep
noise = np.random.default_rng(0).integers(0, 256, (48, 96, 96, 3), np.uint8)
resource.setrlimit(resource.RLIMIT_FSIZE, (9_000, 9_000))
try:
    write(Path(sys.argv[1]), with_sound(ArrayClip(noise), Sweep(96000)), Order(sys.argv[2]))
except MediaError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a limit on the size of files stands in for a full disk")
@pytest.mark.parametrize("name", list(PRESETS))
def test_a_full_disk_is_told_and_leaves_nothing(name: str, tmp_path: Path) -> None:
    path = with_numbers(Order(name), tmp_path / "a.mp4")
    child = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(path), name], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert "could not be written" in child.stdout, child.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_part_that_a_killed_process_left_is_in_nobodys_way(tmp_path: Path) -> None:
    path = tmp_path / "a.webm"
    path.with_name("a.webm.part").write_bytes(b"half a film")
    write(path, CLIP, Order("vp9"))
    assert [file.name for file in tmp_path.iterdir()] == ["a.webm"]
    path.with_name("a.webm.part").write_bytes(b"half a film")
    discard_part(path)
    assert [file.name for file in tmp_path.iterdir()] == ["a.webm"]


ON_ONE_CORE = """
import os, sys
os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
from pathlib import Path
from soraapp.media.clip import Size
from soraapp.media.export.order import Order
from soraapp.media.export.write import write
from tests.media.export.scenes import Drifting
for argument in sys.argv[2:]:
    preset, word, ending = argument.split(":")
    write(Path(sys.argv[1]) / f"{preset}_{word}{ending}", Drifting(12, size=Size(640, 368)), Order(preset, word))
"""


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity") or os.cpu_count() == 1, reason="needs a choice of cores")
def test_files_are_the_same_to_the_bit_however_many_cores_there_are(tmp_path: Path) -> None:
    moving = [preset for preset in PRESETS.values() if preset.family in (Family.FILM, Family.LOOP)]
    asked = [(one, quality) for one in moving for quality in one.qualities if one.same_everywhere]
    names = [f"{one.name}:{quality.word}:{one.ending}" for one, quality in asked]
    subprocess.run([sys.executable, "-c", ON_ONE_CORE, str(tmp_path), *names], check=True, cwd=ROOT)
    different: list[str] = []
    for preset, quality in asked:
        path = tmp_path / f"all{preset.ending}"
        write(path, Drifting(12, size=Size(640, 368)), Order(preset.name, quality.word))
        if path.read_bytes() != (tmp_path / f"{preset.name}_{quality.word}{preset.ending}").read_bytes():
            different.append(f"{preset.name} {quality.word}")
    assert not different


def test_an_order_is_followed_into_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    order = Order(shape=Shape.TALL, filling=Filling.FIT, size=90, rate=Fraction(12), first=4, last=15)
    write(path, CLIP, order)
    facts = probe(path)
    assert (facts.size, facts.rate, facts.count, facts.seconds) == (Size(90, 160), 12, 6, Fraction(1, 2))


def test_a_clip_without_sound_gives_no_sound(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing to be heard"):
        write(tmp_path / "a.wav", Drifting(3), Order("wav"))
    assert list(tmp_path.iterdir()) == []


def test_a_preset_names_its_endings(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"a\.mp4 cannot be ProRes 422. Use one of: \.mov, \.mkv"):
        write(tmp_path / "a.mp4", CLIP, Order("prores"))


@pytest.mark.parametrize("name", ["h264", "h265", "av1", "gif"])
def test_without_a_graphics_card_the_processor_writes_the_same_and_says_why(name: str, tmp_path: Path) -> None:
    told: list[SoraError] = []
    path = tmp_path / f"a{PRESETS[name].ending}"
    write(path, CLIP, Order(name, hardware=True), notice=told.append)
    if not told:
        pytest.skip("this machine has such an encoder")
    assert "written by the processor" in told[0].trouble
    plain = tmp_path / f"plain{PRESETS[name].ending}"
    write(plain, CLIP, Order(name))
    assert path.read_bytes() == plain.read_bytes()

"""Work that is broken off at any moment goes on where its last window ended, with the same bits."""

from __future__ import annotations

import random
import shutil
import threading
import time
from collections.abc import Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path

import numpy as np
import pytest

from soraapp.engine.cache import Cache, CachedClip
from soraapp.engine.events import StepProgress
from soraapp.engine.messages import Report
from soraapp.errors import Cancelled, ModelError
from soraapp.media.clip import Clip
from tests.engine.cache_work import RATE, SIZE, WINDOW, Windowed, film, job, make, processes, request

COUNT = 23


def windows(trace: Path) -> list[int]:
    return [int(line) for line in trace.read_text().splitlines()] if trace.exists() else []


def everything(clip: Clip) -> np.ndarray:
    return clip.frames(0, clip.count)


def broken_off(folder: Path, after: int, seed: int = 1) -> Path:
    """A cache in which so many windows of a clip are finished; gives the folder of the unfinished work."""
    model, flag = Windowed(folder / "trace", 0), threading.Event()
    cache = Cache(folder / "cache")
    keep = cache._wrote

    def kept(count: int) -> None:
        keep(count)
        if len(list((folder / "cache/unfinished").glob("*/*.avi"))) == after:
            flag.set()

    cache._wrote = kept
    with pytest.raises(Cancelled):
        job(cache, model, cancelled=flag).generate(request(model, seed, COUNT))
    (work,) = (folder / "cache/unfinished").iterdir()
    return work


def test_a_cancelled_clip_goes_on_after_its_last_window(tmp_path: Path) -> None:
    broken_off(tmp_path, after=2)
    assert windows(tmp_path / "trace") == [0, 5, 10]
    assert everything(make(tmp_path / "cache", tmp_path / "trace", 1, COUNT)).tolist() == film(1, COUNT).tolist()
    assert windows(tmp_path / "trace") == [0, 5, 10, 10, 15, 20]
    assert list((tmp_path / "cache/unfinished").iterdir()) == []
    assert sorted(path.suffix for path in (tmp_path / "cache/clips").iterdir()) == [".avi", ".json", ".safetensors"]


def test_what_the_model_keeps_at_the_end_lies_beside_the_frames(tmp_path: Path) -> None:
    clip = make(tmp_path, tmp_path / "trace", 3, COUNT)
    assert isinstance(clip, CachedClip)
    latents = clip.latents()
    assert latents is not None
    assert np.array_equal(latents["last"], film(3, COUNT)[-1:])
    assert (latents["half"].dtype, latents["done"].shape, int(latents["done"])) == (np.float16, (), COUNT)


def test_a_clip_of_one_window_is_written_once(tmp_path: Path) -> None:
    make(tmp_path, tmp_path / "trace", 3, WINDOW)
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file() and path.name != "trace") == sorted(
        path.name for path in (tmp_path / "clips").iterdir()
    )


def test_killed_at_any_moment_it_goes_on(tmp_path: Path) -> None:
    """Twenty times; every window that was told to be kept is made only once."""
    count, chance, kills = 60, random.Random(4), 0
    dead: list[int] = []
    for seed in range(1, 40):
        trace = tmp_path / f"trace{seed}"
        for delay in (chance.uniform(0.0, 0.12) for _ in range(4)):
            process = processes.Process(target=make, args=(tmp_path / "cache", trace, seed, count, 0.004))
            process.start()
            while process.is_alive() and not windows(trace):
                time.sleep(0.002)
            process.join(delay)
            kills += process.is_alive()
            process.kill()
            process.join()
            assert process.exitcode in (0, -9)
            dead.append(process.pid or 0)
        assert np.array_equal(everything(make(tmp_path / "cache", trace, seed, count)), film(seed, count))
        made = windows(trace)
        assert sorted(set(made)) == list(range(0, count, WINDOW))
        assert made == sorted(made)
        if kills >= 20:
            break
    assert kills >= 20
    cache = Cache(tmp_path / "cache")
    cache.trim()  # One that was killed between storing its clip and removing its windows left these.
    assert cache.usage().unfinished == 0
    cache.sweep(dead)
    assert list((tmp_path / "cache").rglob("tmp-*")) == []


def test_windows_of_a_clip_that_is_stored_make_room(tmp_path: Path) -> None:
    work = broken_off(tmp_path, after=2)
    shutil.copytree(work, tmp_path / "copy")
    make(tmp_path / "cache", tmp_path / "trace", 1, COUNT)
    shutil.copytree(tmp_path / "copy", work)
    other = shutil.copytree(tmp_path / "copy", work.with_name("0" * 32))
    cache = Cache(tmp_path / "cache")
    assert cache.usage().unfinished == 2
    assert cache.trim() > 0
    assert (work.exists(), other.exists()) == (False, True)
    assert cache.usage().clips == 1


@pytest.mark.parametrize("damaged", ["avi", "safetensors", "json"])
def test_a_damaged_past_is_given_up(tmp_path: Path, damaged: str) -> None:
    work = broken_off(tmp_path, after=2)
    for path in work.glob(f"*.{damaged}"):
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
    assert np.array_equal(everything(make(tmp_path / "cache", tmp_path / "trace", 1, COUNT)), film(1, COUNT))
    assert windows(tmp_path / "trace")[3:] == [0, 5, 10, 15, 20]


def test_leftovers_of_a_killed_process_are_no_part_of_the_past(tmp_path: Path) -> None:
    work = broken_off(tmp_path, after=1)
    for name in ("000005.avi", "000010.safetensors", "tmp-1-1-progress.json", "lock"):
        (work / name).write_bytes(b"half")
    assert np.array_equal(everything(make(tmp_path / "cache", tmp_path / "trace", 1, COUNT)), film(1, COUNT))
    assert windows(tmp_path / "trace")[2:] == [5, 10, 15, 20]


def side_by_side(folder: Path, pause: float) -> Sequence[BaseProcess]:
    """Two processes that are asked for the same clip at once; each notes the windows that it makes."""
    traces = [folder / "one", folder / "two"]
    both = [processes.Process(target=make, args=(folder / "cache", trace, 9, COUNT, pause)) for trace in traces]
    for process in both:
        process.start()
    return both


def test_of_two_processes_that_need_the_same_clip_one_makes_it(tmp_path: Path) -> None:
    both = side_by_side(tmp_path, 0.05)
    for process in both:
        process.join(30)
    assert [process.exitcode for process in both] == [0, 0]
    assert sorted(windows(tmp_path / "one") + windows(tmp_path / "two")) == list(range(0, COUNT, WINDOW))
    assert np.array_equal(everything(make(tmp_path / "cache", tmp_path / "three", 9, COUNT)), film(9, COUNT))
    assert windows(tmp_path / "three") == []
    assert list((tmp_path / "cache/unfinished").glob("*")) == []
    assert list((tmp_path / "cache/making").glob("*")) == []
    assert list((tmp_path / "cache").glob("*/tmp-*")) == []


def test_when_the_one_that_makes_a_clip_is_killed_the_other_goes_on(tmp_path: Path) -> None:
    both = side_by_side(tmp_path, 0.3)
    traces = [tmp_path / "one", tmp_path / "two"]
    while all(len(windows(trace)) < 3 for trace in traces):
        time.sleep(0.01)
    making, waiting = (0, 1) if windows(traces[0]) else (1, 0)
    assert windows(traces[waiting]) == []
    both[making].kill()
    both[waiting].join(30)
    assert both[waiting].exitcode == 0
    done = windows(traces[making])
    assert windows(traces[waiting]) in (
        list(range(done[-1], COUNT, WINDOW)),
        list(range(done[-1] + WINDOW, COUNT, WINDOW)),
    )
    assert np.array_equal(everything(make(tmp_path / "cache", tmp_path / "three", 9, COUNT)), film(9, COUNT))


def test_waiting_for_another_process_can_be_cancelled(tmp_path: Path) -> None:
    cache, model, cancelled = Cache(tmp_path / "cache"), Windowed(tmp_path / "trace", 0), threading.Event()
    wanted = request(model, 9, COUNT)
    with cache.alone(wanted.digest, lambda: None):
        threading.Timer(0.2, cancelled.set).start()
        with pytest.raises(Cancelled):
            job(Cache(tmp_path / "cache"), model, cancelled=cancelled).generate(wanted)
    assert windows(tmp_path / "trace") == []


def test_what_the_dead_held_is_swept(tmp_path: Path) -> None:
    process = processes.Process(target=make, args=(tmp_path / "cache", tmp_path / "trace", 9, COUNT, 5.0))
    process.start()
    while not windows(tmp_path / "trace"):
        time.sleep(0.01)
    process.kill()
    process.join()
    assert len(list((tmp_path / "cache/making").glob("*"))) == 1
    Cache(tmp_path / "cache").sweep([process.pid or 0])
    assert list((tmp_path / "cache/making").glob("*")) == []


def test_the_time_left_does_not_count_earlier_work(tmp_path: Path) -> None:
    broken_off(tmp_path, after=3)
    told: list[Report] = []
    model = Windowed(tmp_path / "trace", 0.1)
    job(Cache(tmp_path / "cache"), model, told).generate(request(model, 1, COUNT))
    first, second = [event for event in told if isinstance(event, StepProgress)]
    assert (first.done, second.done) == (16, 21)
    assert second.seconds_left is not None
    assert 0.02 < second.seconds_left < 1


class Confused(Windowed):
    """Cannot read its own state."""

    def generate(self, request, watch):
        if watch.kept()[0]:
            raise KeyError("another name")
        yield from super().generate(request, watch)


def test_a_state_that_the_model_cannot_use_fails_once(tmp_path: Path) -> None:
    broken_off(tmp_path, after=2)
    model = Confused(tmp_path / "trace", 0)
    doing = job(Cache(tmp_path / "cache"), model)
    with pytest.raises(KeyError):
        doing.generate(request(model, 1, COUNT))
    assert np.array_equal(everything(doing.generate(request(model, 1, COUNT))), film(1, COUNT))


class Short(Windowed):
    """Stops before the end."""

    def generate(self, request, watch):
        for frames in super().generate(request, watch):
            if self.trace.read_text().count("\n") > 2:
                return
            yield frames


def test_the_past_of_a_model_that_miscounts_is_forgotten(tmp_path: Path) -> None:
    model = Short(tmp_path / "trace", 0)
    with pytest.raises(ModelError, match="10 frames instead of 23"):
        job(Cache(tmp_path / "cache"), model).generate(request(model, 1, COUNT))
    assert list((tmp_path / "cache").glob("*/*")) == []


def test_frames_of_windows_go_into_one_file_without_being_encoded_anew(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    frames = film(2, 12)
    with cache.begin("ab", SIZE, RATE) as growing:
        for start in range(0, 12, 4):
            growing.add(frames[start : start + 4])
            growing.keep(start + 4, lambda: {"x": np.zeros(1)})
        assert growing.count == 12
        clip = growing.finish({})
    for index in reversed(range(12)):
        assert np.array_equal(clip.frames(index, index + 1)[0], frames[index])

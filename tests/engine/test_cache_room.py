"""The cache stays within its limit: the least recently used makes room first, what projects show last."""

from __future__ import annotations

import os
import queue
import shutil
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from soraapp.engine.cache import Cache, set_limit
from soraapp.engine.cache.limit import usual_limit
from soraapp.errors import MediaError
from soraapp.models.waiting import held_folder
from tests.engine.cache_work import RATE, SIZE, WINDOW, bustle, content, film, make, processes
from tests.engine.test_cache_unfinished import broken_off

ENTRY = 20_000
"""More bytes than any clip of `content` takes, and less than two of them."""


def age(path: Path, seconds: float) -> None:
    """Let a file have been written or used so long ago."""
    moment = time.time() - seconds
    os.utime(path, (moment, moment))


def filled(folder: Path, number: int) -> Cache:
    """A cache of clips that were used one after the other, the first of them long ago, as a process later finds it."""
    cache = Cache(folder)
    for name in range(number):
        cache.write(f"{name}", [content(name)], SIZE, RATE, {})
        age(folder / f"clips/{name}.json", 1000 - name)
    return Cache(folder, limit=ENTRY * 3)


def names(folder: Path) -> list[str]:
    return sorted(path.stem for path in (folder / "clips").glob("*.json"))


def test_the_sizes_are_as_these_tests_take_them(tmp_path: Path) -> None:
    filled(tmp_path, 1)
    assert ENTRY / 2 < sum(path.stat().st_size for path in (tmp_path / "clips").iterdir()) < ENTRY


def test_a_write_makes_room_by_removing_what_was_not_used_for_longest(tmp_path: Path) -> None:
    cache = filled(tmp_path, 6)
    assert cache.clip("1") is not None
    cache.begin_run()
    cache.write("new", [content(9)], SIZE, RATE, {})
    left = names(tmp_path)
    assert {"1", "new"} <= set(left)
    assert "0" not in left
    assert left == sorted(["1", *[str(name) for name in range(6)][6 - (len(left) - 2) :], "new"])
    assert cache.usage().bytes <= ENTRY * 3
    assert {path.stem for path in (tmp_path / "clips").iterdir()} == set(left)


def test_what_this_run_has_used_stays_even_beyond_the_limit(tmp_path: Path) -> None:
    filled(tmp_path, 3)
    cache = Cache(tmp_path, limit=10)
    assert cache.clip("0") is not None
    clip = cache.write("new", [content(9)], SIZE, RATE, {})
    assert names(tmp_path) == ["0", "new"]
    assert np.array_equal(clip.frames(0, 6), content(9))
    cache.begin_run()
    cache.trim()
    assert names(tmp_path) == []


def test_what_an_open_project_shows_goes_last(tmp_path: Path) -> None:
    filled(tmp_path, 6)
    window = Cache(tmp_path)
    shown = window.clip("0")
    assert window.keep_result("key", {"clip": shown})
    os.utime(tmp_path / "clips/0.json", (1, 1))
    window.protect({"key", "1"})
    cache = Cache(tmp_path, limit=ENTRY * 3)
    cache.trim()
    assert {"0", "1"} <= set(names(tmp_path))
    assert len(names(tmp_path)) < 6
    assert window.holds("key")
    Cache(tmp_path, limit=ENTRY).trim()
    assert names(tmp_path) == ["1"]


def test_what_is_dear_goes_after_all_else_that_is_protected(tmp_path: Path) -> None:
    filled(tmp_path, 6)
    os.utime(tmp_path / "clips/0.json", (1, 1))
    window = Cache(tmp_path)
    window.protect({str(number) for number in range(6)}, {"0", "2"})
    Cache(tmp_path, limit=ENTRY * 2).trim()
    assert names(tmp_path) == ["0", "2"]


def protecting(folder: Path, told: queue.Queue[str]) -> None:
    cache = Cache(folder)
    cache.protect({"0"})
    told.put("protected")
    time.sleep(60)


def test_the_wishes_of_a_dead_process_are_void(tmp_path: Path) -> None:
    filled(tmp_path, 6)
    told = processes.Queue()
    process = processes.Process(target=protecting, args=(tmp_path, told), daemon=True)
    process.start()
    assert told.get(timeout=30) == "protected"
    Cache(tmp_path, limit=ENTRY * 3).trim()
    assert "0" in names(tmp_path)
    process.kill()
    process.join()
    Cache(tmp_path, limit=ENTRY * 2).trim()
    assert "0" not in names(tmp_path)
    assert list((tmp_path / "protected").iterdir()) == []


def test_a_newer_wish_replaces_the_older(tmp_path: Path) -> None:
    filled(tmp_path, 6)
    window = Cache(tmp_path)
    window.protect({"0"})
    window.protect({"1"})
    Cache(tmp_path, limit=ENTRY * 3).trim()
    assert "0" not in names(tmp_path)
    assert "1" in names(tmp_path)


def test_unfinished_work_makes_room_like_the_rest_but_not_while_somebody_works_on_it(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    work = broken_off(tmp_path, after=2)
    with Cache(folder).begin(work.name, SIZE, RATE) as growing:
        assert growing.resume()[0] == 2 * WINDOW
        Cache(folder, limit=1).trim()
        assert growing.count == 2 * WINDOW
        assert Cache(folder).usage().unfinished == 1
    Cache(folder, limit=1).trim()
    assert Cache(folder).usage().unfinished == 0
    assert not work.exists()


def test_unfinished_work_of_long_ago_is_removed(tmp_path: Path) -> None:
    work = broken_off(tmp_path, after=2)
    Cache(tmp_path / "cache").trim()
    assert work.exists()
    age(work / "progress.json", 15 * 86400)
    Cache(tmp_path / "cache").trim()
    assert not work.exists()


def test_files_of_entries_that_never_came_to_be_are_removed_in_time(tmp_path: Path) -> None:
    cache = filled(tmp_path, 1)
    for name in ("young.avi", "old.avi", "old.safetensors"):
        (tmp_path / "clips" / name).write_bytes(b"x")
    for name in ("old.avi", "old.safetensors"):
        age(tmp_path / "clips" / name, 7200)
    cache.trim()
    assert sorted(path.name for path in (tmp_path / "clips").iterdir()) == ["0.avi", "0.json", "young.avi"]


def test_clearing_leaves_what_is_being_made(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    work = broken_off(tmp_path, after=2)
    filled(folder, 3)
    with Cache(folder).begin(work.name, SIZE, RATE) as growing:
        growing.resume()
        before = Cache(folder).usage()
        freed = Cache(folder).clear()
        after = Cache(folder).usage()
        assert (after.clips, after.results, after.unfinished) == (0, 0, 1)
        assert freed == before.bytes - after.bytes
    assert np.array_equal(make(folder, tmp_path / "trace", 1, 23).frames(0, 23), film(1, 23))


def test_usage_tells_what_there_is(tmp_path: Path) -> None:
    cache = filled(tmp_path, 3)
    assert cache.keep_result("key", {"number": 1})
    usage = cache.usage()
    assert (usage.clips, usage.results, usage.unfinished, usage.limit) == (3, 1, 0, ENTRY * 3)
    assert usage.bytes == sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file())
    assert usage.oldest is not None
    assert usage.newest is not None
    assert 990 < usage.newest - usage.oldest < 1010
    assert Cache(tmp_path / "none").usage().bytes == 0


def test_the_limit_is_what_a_person_has_set_or_a_share_of_the_disk(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("SORAAPP_HOME", str(tmp_path))
    cache = Cache(tmp_path / "cache")
    assert cache.usage().limit == usual_limit(tmp_path, 0)
    assert 10**9 <= cache.usage().limit <= 50 * 10**9
    set_limit(12345)
    assert cache.usage().limit == 12345
    (tmp_path / "settings/cache.json").write_text('{"limit": "much"}')
    assert cache.usage().limit == usual_limit(tmp_path, 0)
    set_limit(None)
    assert not (tmp_path / "settings/cache.json").exists()


def test_two_processes_may_do_anything_at_the_same_time(tmp_path: Path) -> None:
    told = processes.Queue()
    both = [processes.Process(target=bustle, args=(tmp_path, seed, 2.0, ENTRY * 5, told)) for seed in range(2)]
    for process in both:
        process.start()
    results = [told.get(timeout=60) for _ in both]
    for process in both:
        process.join()
    assert all(result.isdigit() and int(result) > 10 for result in results), results
    cache = Cache(tmp_path, limit=ENTRY * 5)
    cache.trim()
    assert cache.usage().bytes <= ENTRY * 5
    for name in names(tmp_path):
        clip = cache.clip(name)
        assert clip is not None
        assert np.array_equal(clip.frames(0, 6), content(int(name)))
    assert list(tmp_path.rglob("tmp-*")) == []


def on_a_small_disk(folder: Path, room: int, told: queue.Queue[str]) -> None:
    """Write clips and a long one while no file may be larger than `room`."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    cache = Cache(folder)
    try:
        cache.write("large", [content(1)] * 40, SIZE, RATE, {})
        told.put("large enough")
    except MediaError as error:
        told.put(str(error))
    try:
        make(folder, folder.parent / "trace", 1, 200)
        told.put("large enough")
    except MediaError as error:
        told.put(str(error))


@pytest.mark.skipif(sys.platform == "win32", reason="limits of the size of files")
@pytest.mark.parametrize("room", [10, 500, 16_000, 60_000])
def test_a_full_disk_is_a_clear_error_and_costs_nothing_that_was_there(tmp_path: Path, room: int) -> None:
    folder = tmp_path / "cache"
    filled(folder, 1)
    told = processes.Queue()
    process = processes.Process(target=on_a_small_disk, args=(folder, room, told))
    process.start()
    for _ in range(2):
        said = told.get(timeout=30)
        assert str(folder) in said, said
        assert "Free some space" in said
    process.join()
    assert list(folder.rglob("tmp-*")) == []
    assert names(folder) == ["0"]
    assert Cache(folder).usage().unfinished == (room >= 16_000)
    clip = Cache(folder).clip("0")
    assert clip is not None
    assert np.array_equal(clip.frames(0, 6), content(0))
    assert np.array_equal(make(folder, tmp_path / "trace", 1, 200).frames(0, 200), film(1, 200))
    shutil.rmtree(folder)


def read_prompts(folder: Path, number: int) -> Path:
    """What text encoders made of so many prompts, long before anything else was used."""
    place = folder / "prompts"
    place.mkdir(parents=True)
    for name in range(number):
        (place / f"{name}.safetensors").write_bytes(b"x" * 10_000)
        age(place / f"{name}.safetensors", 5000 - name)
    return place


def test_prompts_that_were_read_count_and_make_room_like_the_rest(tmp_path: Path) -> None:
    cache = filled(tmp_path, 2)
    before = cache.usage().bytes
    place = read_prompts(tmp_path, 4)
    usage = cache.usage()
    assert (usage.prompts, usage.bytes) == (4, before + 40_000)
    (place / "half.1.part").write_bytes(b"x" * 1000)
    assert cache.usage().bytes == usage.bytes
    age(place / "half.1.part", 2 * 3600)
    cache.trim()
    assert not (place / "half.1.part").exists()
    Cache(tmp_path, limit=before + 35_000).trim()
    assert cache.usage().prompts < 4
    assert not (place / "0.safetensors").exists()
    assert names(tmp_path) == ["0", "1"]
    read_prompts(tmp_path / "other", 2)
    assert Cache(tmp_path / "other").clear() == 20_000
    assert list((tmp_path / "other" / "prompts").iterdir()) == []


def holding(home: Path, told: queue.Queue[str]) -> None:
    os.environ["SORAAPP_HOME"] = str(home)
    folder = held_folder(told)
    (folder / "transformer").mkdir()
    (folder / "transformer" / "group.safetensors").write_bytes(b"x" * 5000)
    told.put(folder.name)
    time.sleep(60)


def test_weights_that_wait_are_told_and_go_with_their_process_alone(tmp_path: Path) -> None:
    cache = filled(tmp_path / "cache", 1)
    clips = cache.usage().bytes
    told = processes.Queue()
    process = processes.Process(target=holding, args=(tmp_path, told), daemon=True)
    process.start()
    waiting = tmp_path / "cache" / "networks" / told.get(timeout=60)
    usage = cache.usage()
    assert (usage.bytes, usage.waiting) == (clips, 5000)
    Cache(tmp_path / "cache", limit=1).trim()
    assert cache.clear() == 0
    assert (waiting / "transformer" / "group.safetensors").exists()
    process.kill()
    process.join()
    usage = cache.usage()
    assert (usage.bytes, usage.waiting) == (5000, 0)
    assert cache.clear() == 5000
    assert list((tmp_path / "cache" / "networks").iterdir()) == []

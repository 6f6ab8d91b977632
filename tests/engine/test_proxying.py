"""The process that makes proxies: it makes what is wanted, gives way to all else, and lives no longer than needed."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from soraapp.engine.cache import Cache
from soraapp.engine.cache.room import entries
from soraapp.engine.proxying import Part, ProxyMaker
from soraapp.media.decode import open_clip
from soraapp.media.proxy import PART, ProxyClip
from tests.media.making import NumberedClip, make_film, number_of

CLIP = NumberedClip(PART * 2 + 10)
WAIT = 120.0


class Made:
    """What was made, in order."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self._changed = threading.Condition()

    def __call__(self, part: Part) -> None:
        with self._changed:
            self.parts.append(part)
            self._changed.notify_all()

    def wait(self, count: int) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.parts) >= count, WAIT)


@pytest.fixture
def made() -> Made:
    return Made()


@pytest.fixture
def maker(tmp_path: Path, made: Made) -> Iterator[ProxyMaker]:
    found = ProxyMaker(tmp_path, made, gives_way=False)
    yield found
    found.close()


def part(number: int, name: str = "numbers") -> Part:
    return Part(CLIP, name, number)


def processes() -> list[psutil.Process]:
    return [one for one in psutil.Process().children() if "spawn_main" in " ".join(one.cmdline()) and one.is_running()]


def test_what_is_wanted_is_made_the_latest_first(maker: ProxyMaker, made: Made) -> None:
    for number in range(3):
        assert maker.want(part(number))
    made.wait(3)
    order = [one.number for one in made.parts]
    assert order in ([0, 2, 1], [1, 2, 0], [2, 1, 0]), "what was wanted last, after what was begun"
    proxy = ProxyClip(CLIP, maker.folder, "numbers")
    assert [number_of(one) for one in proxy.frames(PART - 1, PART + 2)] == [255, 0, 1]


@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="other systems tell it otherwise")
def test_it_has_the_lowest_priority_and_ends_with_its_maker(tmp_path: Path) -> None:
    before = {one.pid for one in processes()}
    made = Made()
    maker = ProxyMaker(tmp_path, made)
    maker.want(Part(CLIP, "few", 2))
    made.wait(1)
    own = [one for one in processes() if one.pid not in before]
    assert [one.nice() for one in own] == [19]
    maker.close()
    deadline = time.monotonic() + WAIT
    while any(one.is_running() and one.status() != psutil.STATUS_ZOMBIE for one in own):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert not maker.want(part(1))


def test_what_cannot_be_made_is_tried_once(maker: ProxyMaker, made: Made, tmp_path: Path) -> None:
    film = make_film(tmp_path / "film.mp4", CLIP.frames(0, 12))
    clip = open_clip(film)
    film.write_bytes(b"no film any more")
    lost = Part(clip, "lost", 0)
    assert maker.want(lost)
    maker.want(part(0))
    made.wait(1)
    deadline = time.monotonic() + WAIT
    while maker.want(lost):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert [one.name for one in made.parts] == ["numbers"]


def test_proxies_count_in_the_cache_and_make_room_first(maker: ProxyMaker, made: Made, tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    frames = CLIP.frames(0, 1)
    cache.write("dear", [frames], CLIP.size, CLIP.rate, {})
    alone = cache.usage().bytes
    maker.want(part(0))
    made.wait(1)
    assert {entry.kind for entry in entries(tmp_path)} == {"clips", "proxies"}
    assert cache.usage().bytes > alone
    Cache(tmp_path, limit=alone * 2).trim()
    assert {entry.kind for entry in entries(tmp_path)} == {"clips"}
    maker.want(part(1))
    made.wait(2)
    assert Cache(tmp_path).clear() > alone
    assert entries(tmp_path) == []

"""A process that makes proxies, one part of a clip at a time, with the lowest priority there is: it lives on what runs,
films and the window leave over."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from soraapp.engine.cache.room import PROXIES, Room
from soraapp.engine.process import interrupts_held
from soraapp.errors import SoraError
from soraapp.media.clip import Clip
from soraapp.media.proxy import write_part

_IDLE = 20.0
"""Seconds without work after which the process ends: it takes some 60 MB."""
_LOWEST = 19
_IDLE_PRIORITY_CLASS = 0x40

_spawn = multiprocessing.get_context("spawn")


@dataclass(frozen=True)
class Part:
    """A part of a clip in a file that wants a proxy."""

    clip: Clip
    name: str
    """What the files of the clip's proxies are called."""
    number: int

    @property
    def key(self) -> tuple[str, int]:
        return self.name, self.number


class ProxyMaker:
    """Makes what is wanted, the most urgent first, while a program runs. Its methods return at once."""

    def __init__(self, cache: Path, made: Callable[[Part], object], *, gives_way: bool = True) -> None:
        """`made` is called, in a thread, with each part whose proxy is there now. Unless it `gives_way`, the process
        has the priority of any other: for those who wait for it alone."""
        self._cache, self._made, self._gives_way = cache, made, gives_way
        self._wake = threading.Condition()
        self._wanted: list[Part] = []
        self._tried: set[tuple[str, int]] = set()
        """What cannot be made: its clip tells why when it is shown."""
        self._closed = False
        self._thread: threading.Thread | None = None
        self._process: _Process | None = None

    @property
    def folder(self) -> str:
        return str(self._cache / PROXIES)

    def want(self, part: Part) -> bool:
        """Make this part next. The answer is whether it can be, as far as is known."""
        with self._wake:
            if self._closed or part.key in self._tried:
                return False
            self._wanted = [part, *(one for one in self._wanted if one.key != part.key)]
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="proxies", daemon=True)
                self._thread.start()
            self._wake.notify_all()
            return True

    def forget(self) -> None:
        """Nothing is wanted any more but what is being made."""
        with self._wake:
            self._wanted.clear()

    def close(self) -> None:
        """End the process; what it has not finished is not there."""
        with self._wake:
            self._closed = True
            self._wanted.clear()
            process, self._process = self._process, None
            self._wake.notify_all()
        if process is not None:
            process.end()

    # In the thread

    def _work(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._closed or self._wanted, _IDLE)
                if self._closed:
                    return
                part = self._wanted[0] if self._wanted else None
                process = self._process
                if part is None:
                    self._process = None
                elif process is None:
                    process = self._process = _Process(self._cache, self._gives_way)
            if part is None:
                if process is not None:
                    process.end()
                self._rest()
            elif process is not None:
                self._make(process, part)

    def _rest(self) -> None:
        with self._wake:
            self._wake.wait_for(lambda: self._closed or self._wanted)

    def _make(self, process: _Process, part: Part) -> None:
        done = process.make(part)
        with self._wake:
            self._wanted = [one for one in self._wanted if one.key != part.key]
            if not done:
                self._tried.add(part.key)
            if done is None and self._process is process:
                self._process = None
        if done is None:
            process.end()
        elif done:
            self._made(part)


class _Process:
    """The process from the outside."""

    def __init__(self, cache: Path, gives_way: bool) -> None:
        self._connection, theirs = _spawn.Pipe()
        arguments = theirs, cache, gives_way
        self._process = _spawn.Process(target=_main, args=arguments, name="soraapp proxies", daemon=True)
        with interrupts_held():
            self._process.start()
        theirs.close()

    def make(self, part: Part) -> bool | None:
        """Whether the proxy could be made; None when the process has ended."""
        try:
            self._connection.send(part)
            return bool(self._connection.recv())
        except (EOFError, OSError):
            return None

    def end(self) -> None:
        """By force: a part that is not finished never appears."""
        self._process.terminate()
        self._process.join(1.0)


def _main(connection: Connection, cache: Path, gives_way: bool) -> None:
    """In the process: make what comes until nothing comes any more."""
    if gives_way:
        _give_way()
    room = Room(cache, None)
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            part = connection.recv()
            connection.send(_made(part, cache, room))


def _made(part: Part, cache: Path, room: Room) -> bool:
    try:
        size = write_part(part.clip, str(cache / PROXIES), part.number, part.name, lambda: False)
    except SoraError:  # The clip tells of it where it is shown.
        return False
    room.wrote(size, ())
    return True


def _give_way() -> None:
    if sys.platform == "win32":
        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), _IDLE_PRIORITY_CLASS)
    else:
        with suppress(OSError):
            os.nice(_LOWEST)

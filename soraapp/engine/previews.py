"""Previews in shared memory: a ring of blocks that the client owns, the worker fills, and the client copies out of."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Callable
from fractions import Fraction
from math import prod
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path
from threading import Lock

import numpy as np

from soraapp.engine.events import StepPreview
from soraapp.engine.messages import Blocks, LargerBlocks, PreviewMade, Report
from soraapp.media.clip import Frames

_COUNT = 4
_FIRST_SIZE = 2 * 2**20
_LARGEST_SIZE = 32 * 2**20
_MOUNT = Path("/dev/shm")  # Where Linux keeps shared memory: writing more than fits there kills a process.


class PreviewRing:
    """The client's side. It alone makes and unlinks the blocks, so that no end of a worker leaves one behind."""

    def __init__(self) -> None:
        self._blocks: dict[str, SharedMemory] = {}
        self._old: dict[str, SharedMemory] = {}
        _sweep()
        self.current = self._make(_FIRST_SIZE)

    def take(self, made: PreviewMade) -> StepPreview | None:
        """The preview with a copy of its frames, or None when its block is no longer there."""
        block = self._blocks.get(made.block) or self._old.get(made.block)
        if block is None:
            return None
        if made.block in self._blocks:
            self._unlink(self._old)
        frames = np.ndarray(made.shape, np.uint8, buffer=block.buf).copy()
        return StepPreview(made.run, made.node, made.done, made.total, frames, made.rate)

    def grow(self, size: int) -> Blocks:
        """Blocks of at least `size` bytes, or as large as there is room for; the old ones stay until one is used."""
        size = min(max(2 * size, _FIRST_SIZE), _LARGEST_SIZE)
        if size <= self.current.size or not _room(size * _COUNT):
            self.current = Blocks(self.current.names, self.current.size, final=True)
        else:
            self._unlink(self._old)
            self._old, self._blocks = self._blocks, {}
            self.current = self._make(size)
        return self.current

    def close(self) -> None:
        self._unlink(self._old)
        self._unlink(self._blocks)

    def _make(self, size: int) -> Blocks:
        count = _COUNT if _room(size * _COUNT) else 0
        made = [SharedMemory(f"sora{os.getpid()}-{secrets.token_hex(4)}", create=True, size=size) for _ in range(count)]
        self._blocks = {block.name: block for block in made}
        return Blocks(tuple(self._blocks), size, final=size >= _LARGEST_SIZE or not made)

    def _unlink(self, blocks: dict[str, SharedMemory]) -> None:
        for block in blocks.values():
            block.close()
            block.unlink()
        blocks.clear()


class PreviewWriter:
    """The worker's side. `put` and `released` are called on different threads."""

    def __init__(self, blocks: Blocks, send: Callable[[Report], None]) -> None:
        self._send = send
        self._lock = Lock()
        self._asked = False
        self._attach(blocks)

    def free(self) -> bool:
        """Whether a preview would be seen; when none of the last few has been taken out, the next is left out."""
        return bool(self._free)

    def put(self, run: int, node: str, done: int, total: int, frames: Frames, rate: Fraction) -> None:
        """Hand frames of shape (frames, height, width, 3) to the client. Those that are too large are thinned out."""
        with self._lock:
            if not self._free:
                return
            block = self._blocks[self._free.pop(0)]
            if frames.nbytes > self._limits.size and not (self._asked or self._limits.final):
                self._asked = True
                self._send(LargerBlocks(frames.nbytes))
            fitting = _thinned(frames, self._limits.size)
            np.ndarray(fitting.shape, np.uint8, buffer=block.buf)[...] = fitting
            self._send(PreviewMade(run, node, done, total, rate, block.name, fitting.shape))

    def released(self, block: str) -> None:
        """The client has copied the preview out of this block."""
        with self._lock:
            if block in self._blocks:
                self._free.append(block)

    def replace(self, blocks: Blocks) -> None:
        """Use other blocks from now on."""
        with self._lock:
            self._asked = False
            if blocks.names != self._limits.names:
                for block in self._blocks.values():
                    block.close()
                self._attach(blocks)
            self._limits = blocks

    def unlink(self) -> None:
        """Remove the blocks, for when the client died and cannot."""
        for block in self._blocks.values():
            with contextlib.suppress(FileNotFoundError):
                block.unlink()

    def _attach(self, blocks: Blocks) -> None:
        self._limits = blocks
        self._blocks = {name: SharedMemory(name) for name in blocks.names}
        self._free = list(blocks.names)


def _thinned(frames: Frames, size: int) -> Frames:
    """Every second, third, ... pixel of each row and column, so that the frames take at most `size` bytes."""
    step = 1
    fitting = frames
    while prod(fitting.shape) > size:
        step += 1
        fitting = frames[:, ::step, ::step]
    return fitting


def _sweep() -> None:
    """Remove what programs have left that were killed together with their workers."""
    for path in _MOUNT.glob("sora*-*"):
        process = path.name[len("sora") :].partition("-")[0]
        if process.isdigit() and not Path("/proc", process).exists():
            with contextlib.suppress(OSError):
                path.unlink()


def _room(size: int) -> bool:
    return not _MOUNT.is_dir() or shutil.disk_usage(_MOUNT).free > 2 * size

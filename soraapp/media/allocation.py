"""How a process that handles frames gives their memory back."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
_LARGE = 2**23
"""A little more than one frame of 1080p. Frames come and go singly, and the system clears every page that it gives:
where each came from the system, a film took a sixth longer."""


def give_frames_back() -> None:
    """From now on, what is freed of a size of several frames goes back to the system at once, and of what is smaller
    one frame is kept for the next.

    On Linux, glibc otherwise learns from the first freed frames to keep such blocks, for every thread its own; with
    smaller ones between them, they tear holes that hardly ever fit again: some 150 MB while a film of 1080p is
    written. Elsewhere nothing needs doing.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # Other C libraries do not know it.
            adjust = ctypes.CDLL(None).mallopt
            adjust(_MMAP_THRESHOLD, _LARGE)
            adjust(_TRIM_THRESHOLD, _LARGE)
            adjust(_ARENA_MAX, 1)

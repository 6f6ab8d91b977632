"""The most memory that some work takes: of the device, or of this process where the processor computes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import torch

_PROCESS = Path("/proc/self")
_KIBIBYTE = 1024


@contextmanager
def peak_since(device: torch.device) -> Generator[Callable[[], int]]:
    """Gives what tells the most bytes since then; 0 where the system does not."""
    if device.type in ("cuda", "xpu"):
        torch.get_device_module(device).reset_peak_memory_stats()
        yield lambda: int(torch.get_device_module(device).max_memory_allocated())
    elif sys.platform == "linux":
        try:
            (_PROCESS / "clear_refs").write_text("5")  # The peak begins anew.
        except OSError:
            yield lambda: 0
            return
        yield _of_process
    else:
        yield lambda: 0


def _of_process() -> int:
    lines = (_PROCESS / "status").read_text().splitlines()
    return next((int(line.split()[1]) * _KIBIBYTE for line in lines if line.startswith("VmHWM:")), 0)

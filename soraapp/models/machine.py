"""How much memory this machine has, found without torch, which belongs to the worker process."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib import metadata

_QUERY = ("--query-gpu=name,memory.total", "--format=csv,noheader,nounits")
_MEBIBYTE = 2**20
_PATIENCE = 10
"""Seconds that the driver's tool is given."""


@dataclass(frozen=True)
class Machine:
    """What models have room in, in bytes; 0 where it is not known."""

    memory: int
    graphics: int = 0
    """Of the first graphics card, where torch uses it; else models run on the processor."""
    card: str = ""
    """The name of the graphics card."""


def this_machine() -> Machine:
    """Asks the system, and the tool of the graphics driver, which takes up to a second or two."""
    graphics, card = _graphics() if _uses_cuda() else (0, "")
    return Machine(memory(), graphics, card)


def memory() -> int:
    """The bytes of memory; 0 where the system does not tell."""
    if sys.platform == "win32":
        return _windows_memory()
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError):
        return 0


class _Status(ctypes.Structure):
    """MEMORYSTATUSEX."""

    _fields_ = (
        ("length", ctypes.c_ulong),
        ("load", ctypes.c_ulong),
        ("total", ctypes.c_ulonglong),
        ("rest", ctypes.c_ulonglong * 6),
    )


def _windows_memory() -> int:
    status = _Status(length=ctypes.sizeof(_Status))
    windows = getattr(ctypes, "windll", None)
    told = windows is not None and windows.kernel32.GlobalMemoryStatusEx(ctypes.byref(status))
    return int(status.total) if told else 0


def _uses_cuda() -> bool:
    """Whether the torch that is installed was built for graphics cards of NVIDIA, as its version tells."""
    try:
        build = metadata.version("torch").partition("+")[2]
    except metadata.PackageNotFoundError:
        return False
    return build.startswith("cu") if build else sys.platform == "linux"


def _graphics() -> tuple[int, str]:
    tool = shutil.which("nvidia-smi")
    if tool is None:
        return 0, ""
    try:
        found = subprocess.run([tool, *_QUERY], capture_output=True, text=True, timeout=_PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return 0, ""
    return graphics_told(found.stdout) if found.returncode == 0 else (0, "")


def graphics_told(text: str) -> tuple[int, str]:
    """Bytes and name of the first card in an answer of nvidia-smi; none where it cannot be read."""
    card, _, amount = next(iter(text.splitlines()), "").rpartition(",")
    return (int(amount) * _MEBIBYTE, card.strip()) if amount.strip().isdecimal() else (0, "")

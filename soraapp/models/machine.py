"""How much memory this machine has, found without torch, which belongs to the worker process."""

from __future__ import annotations

import ctypes
import os
import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from enum import StrEnum
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from soraapp.places import cache_folder

_QUERY = ("--query-gpu=name,memory.total", "--format=csv,noheader,nounits")
_MEBIBYTE = 2**20
_PATIENCE = 10
"""Seconds that the driver's tool is given."""
_MPS_SHARE = 0.7
"""Of the memory of a Mac, that its graphics may use."""


class Api(StrEnum):
    """By what torch uses a graphics card."""

    CUDA = "cuda"
    ROCM = "rocm"
    XPU = "xpu"
    MPS = "mps"


@dataclass(frozen=True)
class Machine:
    """What models have room in, in bytes; 0 where it is not known."""

    memory: int
    graphics: int = 0
    """Of the first graphics card, where torch uses it; else models run on the processor."""
    card: str = ""
    """The name of the graphics card."""
    cards: int = 0
    """How many graphics cards there are that torch uses."""
    api: Api = Api.CUDA
    free: int = 0
    """Of the memory, now."""
    disk: int = 0
    """Free where the cache is."""
    libraries: frozenset[str] = frozenset()
    """Those of `LIBRARIES` that are installed."""

    @property
    def shared(self) -> bool:
        """Whether the graphics card works in the memory of the machine."""
        return self.graphics > 0 and self.api is Api.MPS


LIBRARIES = ("flash_attn", "flash_attn_interface", "sageattention", "xformers", "torchao", "bitsandbytes")
"""What models can use and need not."""


def this_machine() -> Machine:
    """Asks the system, and the tool of the graphics driver, which takes up to a second or two."""
    here = processor()
    api, (graphics, card, cards) = _card(here.memory)
    return replace(here, graphics=graphics, card=card, cards=cards, api=api)


def processor() -> Machine:
    """This machine without what is known of its graphics card."""
    libraries = frozenset(name for name in LIBRARIES if find_spec(name) is not None)
    return Machine(memory(), free=_free_memory(), disk=free_disk(), libraries=libraries)


def free_disk() -> int:
    """The bytes that are free where the cache is."""
    place = cache_folder()
    there = next((one for one in (place, *place.parents) if one.exists()), place)
    try:
        return shutil.disk_usage(there).free
    except OSError:
        return 0


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


def _free_memory() -> int:
    try:
        lines = Path("/proc/meminfo").read_text("ascii").splitlines()
    except OSError:
        return 0
    told = next((line.split() for line in lines if line.startswith("MemAvailable:")), [])
    return int(told[1]) * 1024 if len(told) > 1 and told[1].isdecimal() else 0


def _card(whole: int) -> tuple[Api, tuple[int, str, int]]:
    """What the torch that is installed was built for, as its version tells, with the bytes and the name of the card,
    and how many there are."""
    try:
        build = metadata.version("torch").partition("+")[2]
    except metadata.PackageNotFoundError:
        return Api.CUDA, (0, "", 0)
    if sys.platform == "darwin" and platform.machine() == "arm64":
        return Api.MPS, (int(whole * _MPS_SHARE), "Apple", 1)
    if build.startswith("rocm"):
        return Api.ROCM, _largest_card("mem_info_vram_total", "AMD")
    if build.startswith("xpu"):
        return Api.XPU, _largest_card("tile0/physical_vram_size_bytes", "Intel")
    if build.startswith("cu") or (not build and sys.platform == "linux"):
        return Api.CUDA, _graphics()
    return Api.CUDA, (0, "", 0)


def _largest_card(told: str, maker: str) -> tuple[int, str, int]:
    """As Linux tells of the cards that have memory of their own."""
    sizes: list[int] = []
    for file in Path("/sys/class/drm").glob(f"card*/device/{told}"):
        try:
            sizes.append(int(file.read_text("ascii"), 0))
        except (OSError, ValueError):
            continue
    return (max(sizes), maker, len(sizes)) if sizes else (0, "", 0)


def _graphics() -> tuple[int, str, int]:
    tool = shutil.which("nvidia-smi")
    if tool is None:
        return 0, "", 0
    try:
        found = subprocess.run([tool, *_QUERY], capture_output=True, text=True, timeout=_PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return 0, "", 0
    return graphics_told(found.stdout) if found.returncode == 0 else (0, "", 0)


def graphics_told(text: str) -> tuple[int, str, int]:
    """Bytes and name of the first card in an answer of nvidia-smi, and how many there are; 0 in what is no answer."""
    card, _, amount = next(iter(text.splitlines()), "").rpartition(",")
    if not amount.strip().isdecimal():
        return 0, "", 0
    return int(amount) * _MEBIBYTE, card.strip(), sum(bool(line.strip()) for line in text.splitlines())

"""Where networks run: a CUDA device when there is one, else the processor with all cores this process may use."""

from __future__ import annotations

import os
from dataclasses import dataclass

import torch


@dataclass(frozen=True)
class Device:
    """A device with the number format in which its networks multiply."""

    torch: torch.device
    format: torch.dtype

    def autocast(self) -> torch.autocast:
        """The context in which networks run here; weights themselves stay in float32."""
        return torch.autocast(self.torch.type, self.format, enabled=self.format is not torch.float32)

    def settle(self) -> None:
        """Wait until all that was asked of a device beside the processor is done, so that what is told is true."""
        if self.torch.type != "cpu":
            torch.accelerator.synchronize(self.torch)

    def free(self) -> None:
        """Give back the memory that torch keeps in reserve."""
        if self.torch.type != "cpu":
            torch.accelerator.empty_cache()


def best_device() -> Device:
    """The fastest device of this machine. Sets torch's thread count when it is the processor."""
    if torch.cuda.is_available():
        return Device(torch.device("cuda"), torch.bfloat16)
    torch.set_num_threads(thread_count())
    fast = torch.backends.cpu.get_cpu_capability().startswith("AVX512")
    return Device(torch.device("cpu"), torch.bfloat16 if fast else torch.float32)


def any_device() -> Device:
    """The device that networks of others run on: whatever torch was built for (CUDA, which ROCm calls itself as well,
    XPU or MPS) and finds, else the processor."""
    found = torch.accelerator.current_accelerator(check_available=True)
    if found is None or found.type not in ("cuda", "xpu", "mps"):
        return best_device()
    return Device(torch.device(found.type), torch.bfloat16)


def thread_count() -> int:
    """What ``OMP_NUM_THREADS`` asks for, else the cores that this process may use."""
    wish = os.environ.get("OMP_NUM_THREADS", "")
    if wish.isdigit() and int(wish) > 0:
        return int(wish)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

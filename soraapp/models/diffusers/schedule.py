"""Schedulers: a fresh one for every run, noise at a level of it, and schedules that begin late."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from torch import Tensor


def fresh(scheduler: Any) -> Any:
    """One with the same settings that remembers nothing of an earlier run."""
    return type(scheduler).from_config(scheduler.config)


def noised(scheduler: Any, clean: Tensor, noise: Tensor, index: int) -> Tensor:
    """What clean latents are before the step of a number; behind the last step, clean."""
    if index >= len(scheduler.timesteps):
        return clean
    timestep = scheduler.timesteps[index : index + 1]
    mixed = scheduler.scale_noise if hasattr(scheduler, "scale_noise") else None
    if mixed is not None:
        if scheduler.config.get("invert_sigmas"):  # Its levels tell how clean latents are.
            clean, noise = noise, clean
        return mixed(clean, timestep.expand(len(clean)), noise)
    return scheduler.add_noise(clean, noise, timestep.expand(len(clean)))


def begin_late(scheduler: Any, share: float, begun: Callable[[Any], None]) -> None:
    """Let a schedule do only the last `share` of its steps; `begun` is called with the scheduler once that is known,
    before anything is denoised."""
    whole = scheduler.set_timesteps

    @wraps(whole)  # Pipelines look at what it takes.
    def set_timesteps(*arguments: Any, **options: Any) -> None:
        whole(*arguments, **options)
        count = len(scheduler.timesteps) // scheduler.order
        skipped = max(count - min(int(count * share), count), 0) * scheduler.order
        scheduler.timesteps = scheduler.timesteps[skipped:]
        if hasattr(scheduler, "sigmas"):  # One for each step, and the last.
            scheduler.sigmas = scheduler.sigmas[skipped:]
        begun(scheduler)

    scheduler.set_timesteps = set_timesteps

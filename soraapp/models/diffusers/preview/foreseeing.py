"""What noisy latents are becoming: the clean ones that a scheduler believes in, without any work of its own."""

from __future__ import annotations

from functools import wraps
from types import MethodType
from typing import Any

import diffusers
from torch import Tensor

_CLEAN = ("dpmsolver++", "sde-dpmsolver++")


class Foreseen:
    """Hears the steps of a scheduler, which should be a fresh one. The bits of what it does stay as they are."""

    def __init__(self, scheduler: Any) -> None:
        self._heard: tuple[Any, Any, tuple[Any, ...], dict[str, Any]] | None = None
        step = type(scheduler).step

        @wraps(step)  # Pipelines look at what it takes.
        def heard(own: Any, *arguments: Any, **options: Any) -> Any:
            given = step(own, *arguments, **options)
            self._heard = own, given, arguments, options
            return given

        # A method, as pipelines copy schedulers: that of a copy belongs to the copy.
        scheduler.step = MethodType(heard, scheduler)

    def clean(self) -> Tensor | None:
        """What the latents of the step that was just done would be in the end, perhaps a part of them; None where the
        scheduler does not tell."""
        return None if self._heard is None else _believed(*self._heard)

    def forget(self) -> None:
        """Let go of what was heard, which is as large as the latents."""
        self._heard = None


def _believed(scheduler: Any, given: Any, arguments: tuple[Any, ...], options: dict[str, Any]) -> Tensor | None:
    if isinstance(given, tuple) and isinstance(found := given[1] if len(given) > 1 else None, Tensor):
        return found  # Those that step towards it tell it.
    if isinstance(scheduler, diffusers.FlowMatchEulerDiscreteScheduler):
        return _straight_on(scheduler, arguments, options)
    config = scheduler.config
    if config.get("predict_x0") or config.get("algorithm_type") in _CLEAN:
        last = getattr(scheduler, "model_outputs", None)
        return last[-1] if last else None  # Those that look back remember it.
    return None


def _straight_on(scheduler: Any, arguments: tuple[Any, ...], options: dict[str, Any]) -> Tensor | None:
    """Where latents get to that go on to the end as fast as at this step."""
    if len(arguments) < 3:
        return None
    speed, _, sample = arguments[:3]
    levels = options.get("per_token_timesteps")
    if levels is not None:  # Then it goes the other way.
        return sample + speed * (levels / scheduler.config.num_train_timesteps)[..., None]
    # Its levels end at 1 where they tell how clean latents are.
    way = scheduler.sigmas[-1] - scheduler.sigmas[scheduler.step_index - 1]
    return sample + speed * way.to(sample.device)

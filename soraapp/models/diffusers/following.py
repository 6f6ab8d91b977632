"""Hears of every step of a pipeline, whether that calls back or not, and guides those whose guidance is a part."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from inspect import signature
from typing import Any

from torch import Tensor


def follow(pipeline: Any, after: Callable[[Tensor], Tensor]) -> dict[str, Any]:
    """The arguments by which a pipeline gives `after` its latents when a step is done, and goes on with what comes
    back. One that calls nobody is heard through its scheduler, which should be a fresh one."""
    if "callback_on_step_end" in signature(pipeline.__call__).parameters:

        def called(_pipeline: Any, _step: int, _timestep: Any, values: Mapping[str, Any]) -> dict[str, Any]:
            return {**values, "latents": after(values["latents"])}

        return {"callback_on_step_end": called, "callback_on_step_end_tensor_inputs": ["latents"]}
    step = pipeline.scheduler.step

    @wraps(step)  # Pipelines look at what it takes.
    def followed(*arguments: Any, **options: Any) -> tuple[Any, ...]:
        latents, *rest = step(*arguments, **options)
        return after(latents), *rest

    pipeline.scheduler.step = followed
    return {}


def guide(pipeline: Any, scale: float) -> None:
    """Set the guidance of a pipeline that takes none as an argument."""
    guider = getattr(pipeline, "guider", None)
    if guider is not None:
        pipeline.guider = guider.new(guidance_scale=scale)

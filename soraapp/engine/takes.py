"""From a step that has run to the take that its node keeps."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from soraapp.engine.cache import CachedClip
from soraapp.engine.descriptions import describe
from soraapp.engine.plan import Step
from soraapp.media.clip import Clip, Image
from soraapp.nodekit import Value
from soraapp.project.graph import Port
from soraapp.project.takes import Take


def take_of(
    step: Step, steps: Mapping[str, Step], outputs: Mapping[str, object], at: datetime, seconds: float | None
) -> Take | None:
    """The take that a step has made, which took so many seconds. None for steps that make none: light and pinned ones,
    and those that give nothing to look at.

    `steps` are all of its plan, by their ids.
    """
    seen = any(isinstance(value, Clip | Image) for value in outputs.values())
    if not step.heavy or step.pinned or not step.key or not seen:
        return None
    return Take(step.key, at, values_of(step, steps), seconds, _clip(outputs))


def _clip(outputs: Mapping[str, object]) -> str | None:
    """The digest of the first stored clip that the outputs hold, also inside of others that are made from it."""
    found: list[str] = []

    def note(value: object) -> str | None:
        if isinstance(value, CachedClip):
            found.append(value.digest)
            return value.digest
        return None

    try:
        describe(tuple(outputs.values()), note)
    except TypeError:
        return None  # Nothing that outlives the process.
    return found[0] if found else None


def values_of(step: Step, steps: Mapping[str, Step]) -> dict[str, Value]:
    """What the inputs of a step are set to; one that is wired to a node of a single value, such as a prompt, has it."""
    found: dict[str, Value] = {}
    for name, source in step.inputs.items():
        if isinstance(source, Port):
            feeding = steps.get(source.node)
            values = list(feeding.inputs.values()) if feeding and not feeding.heavy else []
            if len(values) == 1 and not isinstance(values[0], tuple):
                found[name] = values[0]
        elif not isinstance(source, tuple):
            found[name] = source
    return found

"""The range of an input: what its control allows, narrowed to what the node's model can do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from soraapp.engine.provider import Models
from soraapp.errors import InputError, SoraError
from soraapp.models.base import Capabilities
from soraapp.nodekit import Control, Input, Prompt, Seed, Slider, Value
from soraapp.project.graph import Graph, Node
from soraapp.project.known import KindOf, known_model


@dataclass(frozen=True)
class Limits:
    """What an input takes. None where nothing is known."""

    minimum: float | None = None
    maximum: float | None = None
    step: float = 1
    unit: str = ""
    soft: float | None = None
    """Where a bar ends, when that is before the maximum."""
    stepped: bool = False
    """Whether only the steps are legal: what is typed goes to the nearest."""
    advised: float | None = None
    """What the model takes when the input is left empty."""
    longest: int | None = None
    """The most characters of a text that the model reads."""
    tokens: int | None = None
    """The most tokens of a text that the model reads; where it is known, it counts instead of `longest`."""
    count_tokens: Callable[[str], int] | None = field(default=None, compare=False, repr=False)

    @property
    def reach(self) -> tuple[float, float] | None:
        """From where to where a bar goes; None where there is no range."""
        if self.minimum is None or self.maximum is None:
            return None
        return self.minimum, self.maximum if self.soft is None else min(self.soft, self.maximum)

    def refusal(self, value: float) -> SoraError | None:
        """Why a number that was typed is not taken."""
        if self.minimum is None or self.maximum is None or self.minimum <= value <= self.maximum:
            return None
        return InputError(
            "{value} is outside the range.",
            remedy="Choose a value from {minimum} to {maximum}{unit}.",
            value=f"{value:g}",
            minimum=f"{self.minimum:g}",
            maximum=f"{self.maximum:g}",
            unit=f" {self.unit}" if self.unit else "",
        )


def limits_of(port: Input, model: Capabilities | None) -> Limits:
    """The limits of an input of a node that uses `model`, if that is known."""
    limits = _own(port.control)
    return _narrowed(port, limits, model) if model else limits


def model_of(node: Node, graph: Graph, kind_of: KindOf, models: Models) -> Capabilities | None:
    """What the model of a node can do, when it is known and there."""
    name = known_model(graph, node, kind_of)
    try:
        return models.capabilities(name) if name is not None else None
    except SoraError:
        return None


def common_limits(several: Sequence[Limits]) -> Limits:
    """What all of several inputs take."""
    first = several[0]
    if all(one == first for one in several):
        return first
    lows = [one.minimum for one in several if one.minimum is not None]
    highs = [one.maximum for one in several if one.maximum is not None]
    lengths = [one.longest for one in several if one.longest is not None]
    same_steps = all((one.step, one.stepped) == (first.step, first.stepped) for one in several)
    return replace(
        first,
        minimum=max(lows, default=None),
        maximum=min(highs, default=None),
        stepped=first.stepped and same_steps,
        advised=None,
        longest=min(lengths, default=None),
        tokens=None,
        count_tokens=None,
    )


def _own(control: Control | None) -> Limits:
    if isinstance(control, Slider):
        return Limits(control.minimum, control.maximum, control.step, control.unit, soft=control.soft)
    if isinstance(control, Seed):
        return Limits(0, 2**32 - 1)
    return Limits()


def _narrowed(port: Input, limits: Limits, model: Capabilities) -> Limits:
    """Inputs are told by the names that requests use for them."""
    if isinstance(port.control, Prompt):
        tokens = model.token_limit if model.token_limit and model.count_tokens else None
        return replace(limits, longest=model.prompt_limit, tokens=tokens, count_tokens=model.count_tokens)
    if not isinstance(port.control, Slider):
        return limits
    if port.name in ("width", "height"):
        smallest, largest = getattr(model.smallest, port.name), getattr(model.largest, port.name)
        low, high = max(port.control.minimum, smallest), min(port.control.maximum, largest)
        return replace(limits, minimum=low, maximum=high, step=model.size_multiple, stepped=True)
    if port.name == "seconds":
        return replace(limits, maximum=min(port.control.maximum, float(model.largest_count / model.rate)))
    if port.name == "detail":
        return replace(limits, maximum=min(port.control.maximum, max(port.control.minimum, model.finest)))
    if port.name in ("steps", "guidance") and port.optional:
        return replace(limits, advised=getattr(model, port.name))
    return limits


def snapped(value: float, limits: Limits, *, whole: bool) -> float:
    """The nearest value on a step inside the range; steps count from the minimum."""
    low, high = limits.minimum or 0, limits.maximum if limits.maximum is not None else value
    steps = round((value - low) / limits.step) if limits.step else 0
    near = min(high, max(low, low + steps * limits.step)) if limits.step else value
    return round(near) if whole else round(near, 6)


def value_of(value: Value) -> float | None:
    """A value as a number, if it is one."""
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None

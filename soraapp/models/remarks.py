"""What is said of how a model runs, why, and what that costs: English templates with facts, for window and terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from soraapp.models.diffusers.speed.step_cache import TABLE
from soraapp.models.planning import Fit, Placement, room_of
from soraapp.models.setup import Attention, Cards, Compiling, Offload, Precision, Quantise, Setup, Tiling


@dataclass(frozen=True)
class Remark:
    """A sentence. Facts that are integers are bytes."""

    text: str
    facts: Mapping[str, int | str]


_ALL_ON_CARD = "All networks stay on {card}: {needed} of {graphics}."
_ALL_IN_MEMORY = "All networks stay in memory and run on the processor: {needed} of {memory}."
_ALL_SHARED = "All networks stay in memory, where the graphics of this machine work: {needed} of {memory}."
_ONE_BY_ONE = (
    "Each network waits in memory and comes to {card} when it works, since together they take {needed} of {graphics}. "
    "That costs seconds a clip."
)
_ONE_BY_ONE_CHOSEN = (
    "Each network waits in memory and comes to {card} when it works, as was chosen. That costs seconds a clip."
)
_IN_BLOCKS = (
    "Networks wait in memory, and their blocks come to {card} one after the other, since the largest network takes "
    "{largest} of {graphics}. That makes every step slower."
)
_IN_BLOCKS_CHOSEN = (
    "Networks wait in memory, and their blocks come to {card} one after the other, as was chosen. That makes every "
    "step slower."
)
_FROM_DISK = (
    "Networks wait on the disk, and their blocks are read when they work, since together they take {needed} and there "
    "are {memory} of memory. That makes every step much slower."
)
_FROM_DISK_CHOSEN = (
    "Networks wait on the disk, and their blocks are read when they work, as was chosen. That makes every step much "
    "slower."
)
_TOO_LARGE = "Its weights take {needed}, and the largest network {largest}, of {memory} of memory."
_UNKNOWN = "This machine does not tell its memory, or the model its size."
_LITTLE_FREE = "Only {free} of memory are free now: other programs may have to be closed."
_PRECISION = {
    Precision.FLOAT32: "It computes in 32 bits.",
    Precision.BFLOAT16: "It computes in 16 bits (bfloat16).",
    Precision.FLOAT16: "It computes in 16 bits (float16).",
}
_QUANTISE = {
    Quantise.INT8: "The weights that denoise have 8 bits (int8): frames are others, nearly as good.",
    Quantise.FLOAT8: "The weights that denoise wait in 8 bits (float8): frames are others, nearly as good.",
    Quantise.INT4: "The weights that denoise have 4 bits (nf4): frames are others, and less good.",
}
_TILING = "Frames are coded and decoded in tiles, which needs less memory: edges of tiles may show."
_ATTENTION = "Attention is computed by {attention}: frames differ a little."
_COMPILED = "Its blocks are compiled, for which the first clip waits: frames differ a little."
_TOGETHER = "All graphics cards compute each clip together: frames differ a little."
TEXTS = (
    *(_ALL_ON_CARD, _ALL_IN_MEMORY, _ALL_SHARED, _ONE_BY_ONE, _IN_BLOCKS, _FROM_DISK, _TOO_LARGE, _UNKNOWN),
    *(_ONE_BY_ONE_CHOSEN, _IN_BLOCKS_CHOSEN, _FROM_DISK_CHOSEN),
    *(_LITTLE_FREE, *_PRECISION.values(), *_QUANTISE.values(), _TILING, _ATTENTION),
    *(_COMPILED, _TOGETHER, *(cache.effect for cache in TABLE.values())),
)
"""All that may be said."""


def remarks(placement: Placement) -> tuple[Remark, ...]:
    """How a model runs, in sentences."""
    return tuple(Remark(text, _facts(placement)) for text in _texts(placement))


def pace_remarks(setup: Setup) -> tuple[Remark, ...]:
    """What is said of what a person has chosen about the speed of a model."""
    cache = TABLE.get(setup.step_cache)
    texts = [*([cache.effect] if cache else []), *([_COMPILED] if setup.compile is Compiling.ON else [])]
    texts += [_TOGETHER] if setup.cards is Cards.ALL else []
    return tuple(Remark(text, {}) for text in texts)


def _texts(placement: Placement) -> Iterator[str]:
    if placement.fit is Fit.UNKNOWN:
        yield _UNKNOWN
    elif placement.fit is Fit.TOO_LARGE:
        yield _TOO_LARGE
    else:
        yield _where(placement)
    yield _PRECISION[placement.precision]
    if placement.quantise is not Quantise.NONE:
        yield _QUANTISE[placement.quantise]
    if placement.tiling is Tiling.ON:
        yield _TILING
    if placement.attention is not Attention.NATIVE:
        yield _ATTENTION
    if placement.fit is not Fit.TOO_LARGE and placement.held[1] > placement.machine.free > 0:
        yield _LITTLE_FREE


def _where(placement: Placement) -> str:
    card, memory = room_of(placement.machine)
    match placement.offload:
        case Offload.MODEL:
            return _ONE_BY_ONE if placement.needed > card else _ONE_BY_ONE_CHOSEN
        case Offload.GROUP:
            return _IN_BLOCKS if placement.largest > card else _IN_BLOCKS_CHOSEN
        case Offload.DISK:
            return _FROM_DISK if placement.needed > memory else _FROM_DISK_CHOSEN
        case _ if placement.machine.shared:
            return _ALL_SHARED
        case _:
            return _ALL_ON_CARD if placement.on_card else _ALL_IN_MEMORY


def _facts(placement: Placement) -> Mapping[str, int | str]:
    machine = placement.machine
    return {
        "needed": placement.needed,
        "largest": placement.largest,
        "memory": machine.memory,
        "free": machine.free,
        "graphics": machine.graphics,
        "card": machine.card,
        "attention": str(placement.attention),
    }

"""Where the networks of a model are kept while it runs on a machine, and in how many bits: chosen by what has room.

Judged by the headers of weights, without loading any. What a person has chosen stands, as far as the machine can do it;
the rest is chosen so that the frames stay exact and the model runs as fast as its memory allows. The frames that are
made need room as well, which depends on their size and number; a share of the graphics card is left for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from soraapp.errors import ModelError
from soraapp.models.about import About
from soraapp.models.diffusers.folder.contents import Weights
from soraapp.models.machine import Machine
from soraapp.models.placeable import refuse
from soraapp.models.setup import Attention, Cards, Offload, Precision, Quantise, Setup, Tiling

_GIBIBYTE = 2**30
_SHARE = 0.9
"""Of a memory, at most, for weights."""
_WORK = 4 * _GIBIBYTE
"""Of a graphics card, for the frames that are made: this much, or a quarter of a smaller one, and always a tenth."""
_BYTES = {Precision.FLOAT32: 4.0, Precision.BFLOAT16: 2.0, Precision.FLOAT16: 2.0}
_FEWER = {Quantise.INT8: 1.0, Quantise.FLOAT8: 1.0, Quantise.INT4: 0.5}
_QUANTISED = ("transformer", "unet")
"""How networks are called whose weights can be had in fewer bits: those that denoise."""


class Fit(Enum):
    """How a model has room."""

    FITS = "fits"
    OFFLOADED = "fits with offload"
    """Networks wait in memory, and come to the graphics card when they work."""
    FROM_DISK = "fits from disk"
    """Networks wait on the disk, and come into memory when they work."""
    TOO_LARGE = "too large for this machine"
    UNKNOWN = "unknown"
    """The machine does not tell its memory, or the model has no weights."""


_FITS = {
    Offload.NONE: Fit.FITS,
    Offload.MODEL: Fit.OFFLOADED,
    Offload.GROUP: Fit.OFFLOADED,
    Offload.DISK: Fit.FROM_DISK,
}


@dataclass(frozen=True)
class Placement:
    """How a model runs on a machine: nothing is left open. Numbers are bytes."""

    fit: Fit
    precision: Precision
    offload: Offload
    quantise: Quantise
    tiling: Tiling
    attention: Attention
    needed: int
    """By all weights."""
    largest: int
    """By the largest network."""
    machine: Machine
    cards: int = 1
    """That compute together, each with all weights."""

    @property
    def on_card(self) -> bool:
        """Whether it runs on a graphics card."""
        return self.machine.graphics > 0

    @property
    def bits(self) -> int:
        """Of each number while it runs."""
        return int(_BYTES[self.precision] * 8)

    @property
    def held(self) -> tuple[int, int]:
        """What it keeps of the graphics card and of memory while nothing is made."""
        if self.offload is Offload.DISK:
            return 0, 0
        on_card = self.on_card and not self.machine.shared and self.offload is Offload.NONE
        return (self.needed, 0) if on_card else (0, self.needed)

    @property
    def pinned(self) -> bool:
        """Whether there is memory enough to keep waiting weights where a graphics card reads them fastest."""
        return self.needed <= (self.machine.free or self.machine.memory) / 2


def plan(about: About, machine: Machine, setup: Setup | None = None) -> Placement:
    """How a model runs as a person wants it, or as it can where that is left open. Raises ModelError where the machine
    cannot do what is wanted."""
    setup = setup or Setup()
    refuse(setup, machine)
    if together := setup.cards is Cards.ALL:
        setup = replace(setup, offload=Offload.NONE)
    precision = _precision(about, machine, setup)
    sizes = _sizes(about.parts, precision, setup.quantise)
    needed, largest = sum(sizes), max(sizes, default=0)
    offload, fit = _offload(needed, largest, machine, setup)
    return Placement(
        fit,
        precision,
        offload,
        Quantise.NONE if setup.quantise is Quantise.AUTO else setup.quantise,
        setup.tiling,
        Attention.NATIVE if setup.attention is Attention.AUTO else setup.attention,
        needed,
        largest,
        machine,
        machine.cards if together else 1,
    )


def would_fit(about: About, placement: Placement, setup: Setup) -> Quantise | None:
    """The most bits that weights of a model that is too large can have on this machine, if there are any."""
    for fewer in (Quantise.INT8, Quantise.FLOAT8, Quantise.INT4):
        try:
            found = plan(about, placement.machine, replace(setup, quantise=fewer, offload=Offload.AUTO))
        except ModelError:
            continue
        if found.fit is not Fit.TOO_LARGE:
            return fewer
    return None


def too_large(name: str, placement: Placement) -> ModelError:
    """What is said where a model has no room, and nobody has chosen that it should be tried."""
    return ModelError(
        "{name} is too large for this machine: its weights take {needed:.1f} GB, of {memory:.1f} GB of memory.",
        remedy="Choose fewer bits for its weights in Models, or make room on the disk, or choose a smaller model.",
        name=name,
        needed=placement.needed / 1e9,
        memory=placement.machine.memory / 1e9,
    )


def room_of(machine: Machine) -> tuple[int, int]:
    """How many bytes of weights the graphics card and the memory hold."""
    graphics = machine.graphics
    work = max(graphics // 10, min(_WORK, graphics // 4))
    return graphics - work, int(_SHARE * machine.memory)


def _precision(about: About, machine: Machine, setup: Setup) -> Precision:
    if about.wide:
        return Precision.FLOAT32
    if setup.precision is not Precision.AUTO:
        return setup.precision
    return Precision.BFLOAT16 if machine.graphics else Precision.FLOAT32


def _sizes(parts: Mapping[str, Weights], precision: Precision, quantise: Quantise) -> list[int]:
    usual = _BYTES[precision]
    return [
        weights.bytes
        if weights.kept
        else int(weights.numbers * (_FEWER.get(quantise, usual) if name.startswith(_QUANTISED) else usual))
        for name, weights in parts.items()
    ]


def _offload(needed: int, largest: int, machine: Machine, setup: Setup) -> tuple[Offload, Fit]:
    """Where networks wait, and how they fit so."""
    ways = (Offload.NONE, Offload.MODEL, Offload.GROUP, Offload.DISK)
    fitting = [way for way in ways if _possible(way, machine, setup) and _has_room(way, needed, largest, machine)]
    chosen = setup.offload
    if not needed or not machine.memory:
        return (Offload.NONE if chosen is Offload.AUTO else chosen), Fit.UNKNOWN
    if chosen is not Offload.AUTO:
        return chosen, _FITS[chosen] if chosen in fitting else Fit.TOO_LARGE
    return (fitting[0], _FITS[fitting[0]]) if fitting else (Offload.NONE, Fit.TOO_LARGE)


def _possible(way: Offload, machine: Machine, setup: Setup) -> bool:
    try:
        refuse(replace(setup, offload=way), machine)
    except ModelError:
        return False
    return True


def _has_room(way: Offload, needed: int, largest: int, machine: Machine) -> bool:
    card, memory = room_of(machine)
    match way:
        case Offload.NONE:
            return needed <= (card if machine.graphics else memory)
        case Offload.MODEL:
            return largest <= card and needed <= memory
        case Offload.GROUP:
            return needed <= memory
        case _:  # Each is read once as a whole.
            return largest <= memory and needed <= _SHARE * machine.disk


def offload_folder(cache: Path) -> Path:
    """Where networks wait on the disk."""
    return cache / "networks"

"""How a person wants a model to run on this machine: chosen by name, and kept with the settings.

Everything is left to the program at first. What is chosen here may change how much memory a model needs, how fast it
is, and for some of it the frames that it makes: those become part of its fingerprint, so that results never mix.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import cast

from soraapp.errors import InputError
from soraapp.models.base import Capabilities
from soraapp.models.diffusers.speed.magnitudes import mark
from soraapp.models.folders import keep, kept


class Choice(StrEnum):
    """The values of something that can be chosen; the first is ``auto``, which leaves it to the program."""

    @property
    def exact(self) -> bool:
        """Whether frames have the bits of plain diffusers with it. All else is named in the model's fingerprint."""
        return self.value == "auto"


class Precision(Choice):
    """The format of the numbers that networks compute with."""

    AUTO = "auto"
    """16 bits (bfloat16) on a graphics card, 32 bits on the processor."""
    FLOAT32 = "float32"
    BFLOAT16 = "bfloat16"
    FLOAT16 = "float16"


class Offload(Choice):
    """Where networks are while they do not work."""

    AUTO = "auto"
    """As far away as there is need."""
    NONE = "none"
    """All on the device."""
    MODEL = "model"
    """In memory; each comes to the device when it works."""
    GROUP = "group"
    """In memory; the blocks of each come to the device one after the other."""
    DISK = "disk"
    """On the disk; the blocks of each come to the device one after the other."""

    @property
    def exact(self) -> bool:
        return True


class Quantise(Choice):
    """Weights in fewer bits."""

    AUTO = "auto"
    """Never: frames would be others."""
    NONE = "none"
    INT8 = "int8"
    INT4 = "int4"
    FLOAT8 = "float8"

    @property
    def exact(self) -> bool:
        return self in (Quantise.AUTO, Quantise.NONE)


class Tiling(Choice):
    """Frames that are coded and decoded in overlapping tiles."""

    AUTO = "auto"
    """Only when memory runs out, and then told."""
    ON = "on"
    OFF = "off"
    """Not even then."""

    @property
    def exact(self) -> bool:
        return self is not Tiling.ON


class Attention(Choice):
    """What computes attention."""

    AUTO = "auto"
    NATIVE = "native"
    FLASH = "flash"
    FLASH_3 = "flash3"
    SAGE = "sage"
    XFORMERS = "xformers"
    CUDNN = "cudnn"
    FLEX = "flex"

    @property
    def exact(self) -> bool:
        return self in (Attention.AUTO, Attention.NATIVE)


class StepCaching(Choice):
    """What is used again of one step in the next; see `soraapp.models.diffusers.speed.step_cache`."""

    AUTO = "auto"
    """Nothing: every step is computed."""
    FIRST_BLOCK_LIGHT = "first-block-light"
    FIRST_BLOCK_STRONG = "first-block-strong"
    MAGCACHE_LIGHT = "magcache-light"
    MAGCACHE_STRONG = "magcache-strong"
    TAYLORSEER_LIGHT = "taylorseer-light"
    TAYLORSEER_STRONG = "taylorseer-strong"


class Cards(Choice):
    """On how many graphics cards networks that denoise compute at once."""

    AUTO = "auto"
    """One: numbers come out a little otherwise on several."""
    ALL = "all"


class Compiling(Choice):
    """Whether what networks repeat is compiled for this machine."""

    AUTO = "auto"
    """Never: numbers come out a little otherwise."""
    ON = "on"


@dataclass(frozen=True)
class Setup:
    """How a model is to run. Each field is an enumeration whose first value leaves it to the program."""

    precision: Precision = Precision.AUTO
    offload: Offload = Offload.AUTO
    quantise: Quantise = Quantise.AUTO
    tiling: Tiling = Tiling.AUTO
    attention: Attention = Attention.AUTO
    step_cache: StepCaching = StepCaching.AUTO
    compile: Compiling = Compiling.AUTO
    cards: Cards = Cards.AUTO

    @property
    def chosen(self) -> dict[str, Choice]:
        """What is not left to the program, by field."""
        values: dict[str, Choice] = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: value for name, value in values.items() if value != "auto"}

    @property
    def altering(self) -> str:
        """What may change frames, such as ``quantise=int8,tiling=on``; empty where nothing does."""
        return ",".join(f"{name}={value}" for name, value in self.chosen.items() if not value.exact)

    def applied(self, capabilities: Capabilities) -> Capabilities:
        """The same model, run so: what makes other frames has another fingerprint."""
        if self.tiling is not Tiling.AUTO:  # There is no more to be had from it, or it is not wanted.
            exact = tuple(one for one in capabilities.economies if one.exact)
            capabilities = replace(capabilities, economies=exact)
        if self.cards is Cards.ALL:  # What moves on one card would have to move on all.
            capabilities = replace(capabilities, economies=())
        if not self.altering:
            return capabilities
        measured = self.step_cache in (StepCaching.MAGCACHE_LIGHT, StepCaching.MAGCACHE_STRONG)
        told = f"{self.altering}:{mark(capabilities.fingerprint)}" if measured else self.altering
        return replace(capabilities, fingerprint=f"{capabilities.fingerprint}+{told}")

    def changed(self, **values: str) -> Setup:
        """The same with other values, by field. Raises InputError for what is no field, or no value of it."""
        for name, value in values.items():
            if name not in CHOICES:
                raise InputError(
                    "{name} is nothing that can be chosen for a model.",
                    remedy="Choose one of: {names}.",
                    name=name,
                    names=", ".join(CHOICES),
                )
            if value not in CHOICES[name]:
                raise InputError(
                    "{value} is no choice for {name}.",
                    remedy="Choose one of: {choices}.",
                    value=value,
                    name=name,
                    choices=", ".join(CHOICES[name]),
                )
        return replace(self, **{name: CHOICES[name][value] for name, value in values.items()})


CHOICES: Mapping[str, Mapping[str, Choice]] = {
    one.name: {str(value): value for value in type(cast("Choice", one.default))} for one in fields(Setup)
}
"""The values of each field, by their names."""


def setup_of(name: str) -> Setup:
    """How the model of that name is to run. What is damaged or not known counts as not chosen."""
    found = _kept().get(name)
    values: dict[object, object] = cast("dict[object, object]", found) if isinstance(found, dict) else {}
    known = {
        one: choices[value]
        for one, choices in CHOICES.items()
        if isinstance(value := values.get(one), str) and value in choices
    }
    return replace(Setup(), **known)


def choose_setup(name: str, setup: Setup) -> None:
    """Run the model of that name so from now on, in every process. Raises ModelError when the choice cannot be kept."""
    others = {one: values for one, values in _kept().items() if one != name}
    keep("setups", {**others, name: setup.chosen} if setup.chosen else others)


def _kept() -> dict[str, object]:
    found = kept("setups")
    return {str(name): values for name, values in found.items()} if isinstance(found, dict) else {}

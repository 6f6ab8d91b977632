"""What a machine can do of all that can be chosen for a model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from soraapp.errors import ModelError
from soraapp.models.machine import Api, Machine
from soraapp.models.setup import CHOICES, Attention, Cards, Choice, Offload, Precision, Quantise, Setup

_CUDA = (Api.CUDA, Api.ROCM)
_LIBRARY = {
    Attention.FLASH: ("flash_attn", "flash-attn"),
    Attention.FLASH_3: ("flash_attn_interface", "flash-attn-3"),
    Attention.SAGE: ("sageattention", "sageattention"),
    Attention.XFORMERS: ("xformers", "xformers"),
    Quantise.INT8: ("torchao", "torchao"),
    Quantise.INT4: ("bitsandbytes", "bitsandbytes"),
}
"""The module that a choice needs, and the package that brings it."""
_TOGETHER = (Offload.NONE, Attention.NATIVE, Attention.CUDNN, Attention.FLASH, Attention.SAGE)
"""Of where networks wait and how attention is computed, what goes with several cards."""


def refuse(setup: Setup, machine: Machine) -> None:
    """Raises ModelError for what is chosen and cannot be done on this machine."""
    for value in (setup.attention, setup.quantise):
        module, package = _LIBRARY.get(value, ("", ""))
        if module and module not in machine.libraries:
            raise ModelError(
                "{value} needs the package {package}, which is not installed.",
                remedy="Install it with: python3 -m pip install {package}. Or leave that to the program.",
                value=str(value),
                package=package,
            )
    _refuse_device(setup, machine)
    if setup.cards is Cards.ALL:
        _refuse_together(setup, machine)
    if setup.offload is Offload.DISK and setup.quantise in (Quantise.INT8, Quantise.INT4):
        raise ModelError(
            "Weights in {value} cannot wait on the disk.",
            remedy="Choose float8 for them, or let them wait in memory.",
            value=str(setup.quantise),
        )


def _refuse_device(setup: Setup, machine: Machine) -> None:
    nvidia = machine.graphics > 0 and machine.api in _CUDA
    needs_card: list[Choice] = [setup.quantise] if setup.quantise is Quantise.INT4 else []
    if setup.attention not in (Attention.AUTO, Attention.NATIVE, Attention.FLEX):
        needs_card.append(setup.attention)
    if needs_card and not nvidia:
        raise ModelError(
            "{value} needs a graphics card that torch uses by CUDA.",
            remedy="Leave that to the program.",
            value=str(needs_card[0]),
        )
    if setup.offload in (Offload.MODEL, Offload.GROUP) and (not machine.graphics or machine.shared):
        raise ModelError(
            "Networks cannot wait in memory here, since they work in it: there is no graphics card with its own.",
            remedy="Let them wait on the disk, or leave that to the program.",
        )
    if setup.precision is Precision.FLOAT16 and not machine.graphics:
        raise ModelError(
            "The processor does not compute in float16.",
            remedy="Choose bfloat16 or float32, or leave that to the program.",
        )
    if setup.quantise is Quantise.FLOAT8 and machine.shared:
        raise ModelError(
            "The graphics of this machine know no float8.",
            remedy="Choose int8, or leave that to the program.",
        )


def _refuse_together(setup: Setup, machine: Machine) -> None:
    if machine.cards < 2:
        raise ModelError(
            "There are not several graphics cards here that torch uses.", remedy="Leave that to the program."
        )
    for value in (setup.offload, setup.step_cache, setup.compile, setup.attention):
        if value not in (*_TOGETHER, "auto"):
            raise ModelError(
                "{value} cannot be had on several graphics cards at once.",
                remedy="Choose one of the two.",
                value=str(value),
            )


def undivided(model: str) -> ModelError:
    """What is said of a model whose networks cannot be divided among graphics cards."""
    return ModelError(
        "{model} cannot run on several graphics cards: its networks cannot be divided.",
        remedy="Run it on one.",
        model=model,
    )


def choices_of(machine: Machine) -> Mapping[str, tuple[str, ...]]:
    """What can be chosen on this machine, by field; ``auto`` is always first."""
    return {name: tuple(value for value in values if _can(name, value, machine)) for name, values in CHOICES.items()}


def _can(name: str, value: str, machine: Machine) -> bool:
    try:
        refuse(replace(Setup(), **{name: CHOICES[name][value]}), machine)
    except ModelError:
        return False
    return True

"""Measures a model of one's own on this machine: this program against plain diffusers, and what each choice about speed
brings and changes.

Plain diffusers is its own pipeline, called by hand on the very same networks with the same arguments. Every row is the
fastest of its rounds, which are run in turns so that a machine that slows down slows all of them.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, cast

import diffusers
import numpy as np
import torch
from torch import nn

from soraapp.errors import ModelError
from soraapp.media.clip import Size
from soraapp.models.base import Capabilities, Model
from soraapp.models.diffusers.family import Family
from soraapp.models.diffusers.folder.contents import Contents
from soraapp.models.diffusers.model import DiffusersModel
from soraapp.models.diffusers.speed.compiling import compile_blocks, lacking, repeated
from soraapp.models.diffusers.speed.magnitudes import Ratios, keep_ratios, ratios_of
from soraapp.models.diffusers.speed.step_cache import TABLE, suited
from soraapp.models.diffusers.speed.timing import Row, by_hand, ours
from soraapp.models.request import Cue, Keep, Request
from soraapp.models.setup import Compiling, Offload, Setup, StepCaching

PLAIN, OURS, COMPILED = "plain diffusers", "this program", "compiled"
_PROMPT = "a red ball bounces over green hills"
_SEED = 7


@dataclass
class Bench:
    """What was measured."""

    device: str
    request: Request
    loads: dict[str, float] = field(default_factory=dict[str, float])
    """Seconds, of files that were read before."""
    rows: list[Row] = field(default_factory=list[Row])
    left_out: dict[str, str] = field(default_factory=dict[str, str])
    """Choices that could not be measured here, and why."""


@dataclass(frozen=True)
class Wish:
    """What is to be measured; what is None is as the model is usually run."""

    steps: int | None = None
    size: Size | None = None
    count: int | None = None
    rounds: int = 2
    measure: bool = False
    """Whether to measure for MagCache as well, and keep that."""
    only: tuple[str, ...] = ()
    """The choices that are measured; all if empty."""

    def wants(self, name: str) -> bool:
        return not self.only or name in self.only


@dataclass(frozen=True)
class _Still:
    """A picture for models that need one: a gradient."""

    size: Size

    def pixels(self) -> Any:
        across = np.linspace(0, 255, self.size.width, dtype=np.uint8)[None, :, None]
        down = np.linspace(0, 255, self.size.height, dtype=np.uint8)[:, None, None]
        return np.concatenate(np.broadcast_arrays(across, down, across // 2 + down // 2), axis=2)


def bench(load: Callable[[], Model], wish: Wish, tell: Callable[[str], None]) -> Bench:
    """Measure the exact model that `load` gives, without and with each choice about speed. `tell` is told what is under
    way. Raises ModelError for a model that cannot be loaded or run, or is none of diffusers."""
    tell("loading")
    model = _of_diffusers(load())  # Files are read from the disk here, so that the two that count are alike.
    form, stays = model.pipeline.dtype, model.placed.placement.offload is Offload.NONE
    family, contents, capabilities = model.family, model.contents, model.capabilities
    found = Bench(_device(model), asked_of(capabilities, wish))
    del model
    gc.collect()
    if not contents.singles:  # Else plain diffusers would load something else.
        found.loads[PLAIN] = _seconds(lambda: _plainly(contents, family, form, stays=stays))
        gc.collect()
    began = time.perf_counter()
    model = _of_diffusers(load())
    found.loads[OURS] = time.perf_counter() - began
    tell("warming up")
    ours(model, replace(found.request, steps=1))
    found.rows = _in_turns(
        {PLAIN: lambda: by_hand(model, found.request), OURS: lambda: ours(model, found.request)}, wish.rounds, tell
    )
    ratios = ratios_of(capabilities.fingerprint)
    if wish.measure:
        tell("measuring for MagCache")
        ratios = _measured(model, found.request)
        if ratios:
            keep_ratios(capabilities.fingerprint, ratios)
    exact = model.pace
    for name in suited(family.describe(contents).step_caches):
        if not wish.wants(name):
            continue
        if TABLE[name].measured and not ratios:
            found.left_out[name] = "not measured yet: run it with --measure"
            continue
        model.pace = replace(exact, cache=TABLE[name], ratios=ratios)
        found.rows += _in_turns({name: lambda: ours(model, found.request)}, wish.rounds, tell)
    model.pace = exact
    reason = _uncompiled(model)
    if reason and wish.wants(COMPILED):
        found.left_out[COMPILED] = reason
    elif wish.wants(COMPILED):
        tell("compiling")
        compile_blocks(capabilities.name, model.pipeline)
        ours(model, replace(found.request, steps=1))
        found.rows += _in_turns({COMPILED: lambda: ours(model, found.request)}, wish.rounds, tell)
    return found


def exactly(setup: Setup) -> Setup:
    """The same but for what is measured here one by one."""
    return replace(setup, step_cache=StepCaching.AUTO, compile=Compiling.AUTO)


def asked_of(capabilities: Capabilities, wish: Wish) -> Request:
    """A clip as the model is trained to make, or as is wished."""
    size = capabilities.nearest_size(wish.size or capabilities.native_size)
    count = capabilities.legal_count(min(wish.count or capabilities.largest_count, capabilities.largest_count))
    return Request(
        capabilities.identity,
        (Cue(_PROMPT),),
        size,
        count,
        Fraction(capabilities.rate),
        _SEED,
        wish.steps or capabilities.steps,
        capabilities.guidance,
        keeps=(Keep(_Still(size)),) if capabilities.needs_first else (),
    )


def _in_turns(ways: Mapping[str, Callable[[], Row]], rounds: int, tell: Callable[[str], None]) -> list[Row]:
    """The fastest row of each."""
    best: dict[str, Row] = {}
    for turn in range(max(rounds, 1)):
        for name, way in ways.items():
            tell(f"{name}, round {turn + 1} of {max(rounds, 1)}")
            row = replace(way(), name=name)
            best[name] = min(best.get(name, row), row, key=lambda one: one.whole)
    return list(best.values())


def _measured(model: DiffusersModel, request: Request) -> Ratios:
    measured: dict[str, Any] = {}
    exact = model.pace
    model.pace = replace(exact, measured=measured)
    try:
        ours(model, request)
    finally:
        model.pace = exact
    return measured


def _of_diffusers(model: Model) -> DiffusersModel:
    if not isinstance(model, DiffusersModel):
        raise ModelError(
            "{model} is no model of diffusers.",
            remedy="Measure it with `python3 main.py model eval {model}`.",
            model=model.capabilities.name,
        )
    return model


def _plainly(contents: Contents, family: Family, form: torch.dtype, *, stays: bool) -> None:
    kind = getattr(diffusers, contents.pipeline)
    beside = family.beside() if family.beside is not None else {}
    pipeline = kind.from_pretrained(contents.folder, local_files_only=True, use_safetensors=True, dtype=form, **beside)
    if stays:
        pipeline.to(torch.accelerator.current_accelerator() or torch.device("cpu"))


def _uncompiled(model: DiffusersModel) -> str:
    if reason := lacking(model.device.torch.type):
        return reason
    parts = cast("Iterator[Any]", iter(model.pipeline.components.values()))
    return (
        "" if any(repeated(part) for part in parts if isinstance(part, nn.Module)) else "its networks do not allow it"
    )


def _seconds(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _device(model: DiffusersModel) -> str:
    device = model.device.torch
    if device.type == "cpu":
        return f"the processor, {torch.get_num_threads()} threads"
    with suppress(AttributeError, RuntimeError):
        return str(torch.get_device_module(device).get_device_name(device))
    return device.type

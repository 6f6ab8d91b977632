"""Puts a step cache on the networks of a pipeline for one run, and counts what is computed in spite of it.

Within a run each network, each of its calls in a step (with the prompt and without it) and each window has a state of
its own. None is left when the run ends, however it ends.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import torch
from diffusers import FirstBlockCacheConfig, MagCacheConfig, TaylorSeerCacheConfig
from diffusers.hooks import HookRegistry, ModelHook
from diffusers.hooks._common import _ALL_TRANSFORMER_BLOCK_IDENTIFIERS as LISTS  # pyright: ignore[reportPrivateUsage]
from diffusers.hooks._helpers import TransformerBlockMetadata, TransformerBlockRegistry
from diffusers.hooks.mag_cache import MagCacheHeadHook
from diffusers.models.cache_utils import CacheMixin
from torch import nn

from soraapp.models.diffusers.speed.magnitudes import Ratios
from soraapp.models.diffusers.speed.step_cache import Kind, StepCache

Blocks = Mapping[str, tuple[int, int | None]]
"""Classes of blocks, and where hidden states, and those of the text if any, are among what they give."""

_COUNT, _CALLS = "soraapp_count", "soraapp_calls"
_LAST = ["proj_out", "audio_proj_out", "out_layer"]
"""What networks call the part behind all blocks, whose results are foreseen."""
_ENDLESS = 10**9


class Computed(NamedTuple):
    """Blocks of networks in a run."""

    done: int
    """That were computed."""
    whole: int
    """That would be without a step cache."""


class _Count(ModelHook):
    """Stands next to a block, inside of what may leave it out."""

    def __init__(self) -> None:
        super().__init__()
        self.done = 0

    def pre_forward(self, _module: nn.Module, *inputs: Any, **options: Any) -> tuple[Any, Any]:
        self.done += 1
        return inputs, options


class _Calls(ModelHook):
    """Stands before a network: tells its calls in a step apart, by their number."""

    def __init__(self) -> None:
        super().__init__()
        self.all = self.number = 0
        self._shape: torch.Size | None = None

    def new_forward(self, module: Any, *inputs: Any, **options: Any) -> Any:
        self.all += 1
        self.number += 1
        self._look(module, [*inputs, options.get("hidden_states")])
        with module.cache_context(f"call {self.number}"):
            return self.fn_ref.original_forward(*inputs, **options)  # pyright: ignore[reportOptionalCall]

    def _look(self, module: nn.Module, inputs: Iterable[Any]) -> None:
        """What was computed for latents of one shape is of no use for those of another."""
        shape = next((one.shape for one in inputs if isinstance(one, torch.Tensor)), None)
        if self._shape not in (None, shape):
            HookRegistry.check_if_exists_or_initialize(module).reset_stateful_hooks()
        self._shape = shape


@dataclass
class _Network:
    """One under way."""

    network: Any
    calls: _Calls
    counts: list[_Count]
    ratios: list[list[float]] = field(default_factory=list[list[float]])


class Sparing:
    """A run under way."""

    def __init__(self, networks: Mapping[str, _Network]) -> None:
        self._networks = networks

    def stepped(self, done: int, length: int) -> None:
        """So many steps are done, of windows of that many."""
        for one in self._networks.values():
            one.calls.number = 0
            if done % length == 0:  # The next step belongs to another part of the clip.
                one.ratios += _measured(one.network)
                HookRegistry.check_if_exists_or_initialize(one.network).reset_stateful_hooks()

    @property
    def computed(self) -> Computed | None:
        """What was computed so far; None without a step cache."""
        if not self._networks:
            return None
        networks = self._networks.values()
        done = sum(count.done for one in networks for count in one.counts)
        return Computed(done, sum(one.calls.all * len(one.counts) for one in networks))

    @property
    def ratios(self) -> Ratios:
        """What was measured, where that was asked for."""
        return {name: _mean(one.ratios) for name, one in self._networks.items() if one.ratios}


@contextmanager
def sparing(pipeline: Any, cache: StepCache | None, steps: int, ratios: Ratios, blocks: Blocks) -> Generator[Sparing]:
    """Within, the networks of a pipeline run with that cache, for so many steps; with none, as they are."""
    whole = sum(map(len, ratios.values())) or 1

    def config(name: str, network: nn.Module) -> Any:
        assert cache is not None
        _know(network, blocks)
        if cache.kind is Kind.FIRST_BLOCK:
            several = len(_blocks(network)) > 1  # Behind one alone there is nothing to leave out.
            return FirstBlockCacheConfig(**cache.settings) if several else None
        if cache.kind is Kind.MAGNITUDE:
            found = ratios[name]
            own = max(round(steps * len(found) / whole), 1)  # Several networks share the steps.
            return MagCacheConfig(**cache.settings, num_inference_steps=own, mag_ratios=torch.tensor(found))
        form = next(network.parameters()).dtype
        skipped = [rf"{name}\.\d+" for name, part in network.named_children() if _repeats(name, part)]
        return TaylorSeerCacheConfig(
            **cache.settings,
            taylor_factors_dtype=form if form.is_floating_point and form.itemsize > 1 else torch.bfloat16,
            skip_predict_identifiers=skipped,
            cache_identifiers=_LAST,
        )

    with _hooked(networks(pipeline) if cache else {}, config) as under_way:
        yield Sparing(under_way)


@contextmanager
def measuring(pipeline: Any, blocks: Blocks) -> Generator[Sparing]:
    """Within, everything is computed, and measured for MagCache."""

    def config(_name: str, network: nn.Module) -> Any:
        _know(network, blocks)
        return MagCacheConfig(calibrate=True, num_inference_steps=_ENDLESS)  # At their number it would print.

    with _hooked(networks(pipeline), config) as under_way:
        yield Sparing(under_way)


def networks(pipeline: Any) -> dict[str, Any]:
    """Those that can have a step cache."""
    return {name: part for name, part in pipeline.components.items() if isinstance(part, CacheMixin)}


def _know(network: nn.Module, blocks: Blocks) -> None:
    """Let diffusers know of the blocks of a network that it does not know how to leave out."""
    for kind in {type(block) for block in _blocks(network)}:
        if kind.__name__ in blocks:
            hidden, text = blocks[kind.__name__]
            told = TransformerBlockMetadata(
                return_hidden_states_index=hidden,
                return_encoder_hidden_states_index=text,  # pyright: ignore[reportArgumentType]
            )
            TransformerBlockRegistry.register(kind, told)


@contextmanager
def _hooked(found: Mapping[str, Any], config: Any) -> Generator[dict[str, _Network]]:
    under_way: dict[str, _Network] = {}
    try:
        for name, network in found.items():
            under_way[name] = _Network(network, _Calls(), [_Count() for _ in _blocks(network)])
            HookRegistry.check_if_exists_or_initialize(network).register_hook(under_way[name].calls, _CALLS)
            for block, count in zip(_blocks(network), under_way[name].counts, strict=True):
                HookRegistry.check_if_exists_or_initialize(block).register_hook(count, _COUNT)
            if (chosen := config(name, network)) is not None:
                network.enable_cache(chosen)
        yield under_way
    finally:
        for one in under_way.values():
            if one.network.is_cache_enabled:
                one.network.disable_cache()
            registry = HookRegistry.check_if_exists_or_initialize(one.network)
            registry.remove_hook(_COUNT)
            registry.remove_hook(_CALLS)


def _blocks(network: nn.Module) -> list[nn.Module]:
    """Those that a cache may leave out."""
    lists = [part for name, part in network.named_children() if _repeats(name, part)]
    return [block for part in lists for block in part.children()]


def _repeats(name: str, part: nn.Module) -> bool:
    return name in LISTS and isinstance(part, nn.ModuleList)


def _measured(network: nn.Module) -> list[list[float]]:
    """The ratios of each call of a network that measures."""
    hooks = [
        hook for block in _blocks(network) for hook in HookRegistry.check_if_exists_or_initialize(block).hooks.values()
    ]
    managers = [vars(hook.state_manager) for hook in hooks if isinstance(hook, MagCacheHeadHook)]
    return [
        state.calibration_ratios
        for one in managers
        for state in one["_state_cache"].values()
        if state.calibration_ratios
    ]


def _mean(found: list[list[float]]) -> list[float]:
    """Of those as long as the longest, step for step."""
    longest = max(map(len, found))
    alike = [one for one in found if len(one) == longest]
    return [round(sum(values) / len(alike), 5) for values in zip(*alike, strict=True)]

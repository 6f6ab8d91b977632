"""Which share of the rate at which this machine multiplies matrices a model's transformer reaches."""

from __future__ import annotations

import time
from contextlib import AbstractContextManager
from typing import Any

import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

from soraapp.models.base import Model
from soraapp.models.nano.evaluation.running import made_by
from soraapp.models.request import Request

SIDE = 1024
"""The sides of the matrices by which the rate is measured."""
MEASURING = 1.0
"""Seconds for which it is."""


def matrix_share(model: Model, request: Request) -> float | None:
    """The transformer's multiplications a second while a request is made, over those of large matrices (0 to 1).

    None for a model without a transformer to look into.
    """
    transformer = getattr(getattr(model, "pipeline", None), "transformer", None)
    if not isinstance(transformer, nn.Module):
        return None
    calls: list[float] = []
    first: list[tuple[tuple[Any, ...], dict[str, Any], AbstractContextManager[object]]] = []
    kind = next(transformer.parameters()).device.type

    def before(_module: nn.Module, inputs: tuple[Any, ...], named: dict[str, Any]) -> None:
        if not first:
            cast = torch.autocast(kind, torch.get_autocast_dtype(kind), enabled=torch.is_autocast_enabled(kind))
            first.append((inputs, named, cast))
        calls.append(-time.perf_counter())

    def after(*_: object) -> None:
        _finish(transformer)
        calls[-1] += time.perf_counter()

    hooks = (
        transformer.register_forward_pre_hook(before, with_kwargs=True),
        transformer.register_forward_hook(after),
    )
    try:
        made_by(model, request)
        calls.clear()
        made_by(model, request)
    finally:
        for hook in hooks:
            hook.remove()
    inputs, named, cast = first[0]
    with cast:
        operations = _operations(transformer, inputs, named)
    return operations * len(calls) / sum(calls) / _matrix_rate(transformer)


def _operations(network: nn.Module, inputs: tuple[Any, ...], named: dict[str, Any]) -> int:
    """Additions and multiplications of one call."""
    with torch.inference_mode(), FlopCounterMode(display=False) as counter:
        network(*inputs, **named)
    return counter.get_total_flops()


def _matrix_rate(network: nn.Module) -> float:
    """Additions and multiplications a second of bf16 matrices on the network's device: the fastest of many."""
    device = next(network.parameters()).device
    left, right = (torch.randn(SIDE, SIDE, dtype=torch.bfloat16, device=device) for _ in range(2))
    fastest, end = float("inf"), time.perf_counter() + MEASURING
    while time.perf_counter() < end:
        began = time.perf_counter()
        _ = left @ right
        _finish(network)
        fastest = min(fastest, time.perf_counter() - began)
    return 2 * SIDE**3 / fastest


def _finish(network: nn.Module) -> None:
    if next(network.parameters()).device.type == "cuda":
        torch.cuda.synchronize()

"""Lets a pipeline be stopped within one block of any of its networks, wherever it is: encoding, denoising, decoding."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from torch import nn

from soraapp.models.diffusers.cards.companions import shares


@contextmanager
def cancelling(components: Mapping[str, Any], check: Callable[[], None]) -> Generator[None]:
    """Within, every block of every network asks first. What `check` raises passes through the pipeline. A network that
    computes on several cards asks as a whole, since the others would wait for the one that stops."""

    def before(_block: nn.Module, _inputs: Any) -> None:
        check()

    networks = [part for part in components.values() if isinstance(part, nn.Module)]
    blocks = (block for one in networks for block in ((one,) if shares(one) else _blocks(one)))
    handles = [block.register_forward_pre_hook(before, prepend=True) for block in blocks]
    try:
        yield
    finally:
        for handle in handles:
            handle.remove()


def _blocks(network: nn.Module) -> Iterator[nn.Module]:
    """The members of lists of modules, where these are not inside of other ones: what networks repeat."""
    for module in network.children():
        if isinstance(module, nn.ModuleList):
            yield from (block for block in module if block is not None)  # pyright: ignore[reportUnnecessaryComparison]
        else:
            yield from _blocks(module)

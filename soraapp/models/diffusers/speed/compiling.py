"""Compiles the blocks that networks repeat, where this machine has what it takes.

Each block's own work is compiled and nothing around it, so that a run can still be stopped between blocks, and blocks
can be left out. The first run waits for the compiler; numbers come out a little otherwise than without it.
"""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from typing import Any

import torch
from torch import nn

from soraapp.errors import ModelError

_COMPILERS = ("c++", "g++", "clang++", "cl")


def lacking(device: str) -> str:
    """What this machine lacks to compile for a device, in words; empty where it lacks nothing."""
    if device == "cuda":
        return "" if find_spec("triton") else "triton is not installed"
    named = os.environ.get("CXX", "")
    if any(shutil.which(one) for one in (named, *_COMPILERS) if one):
        return ""
    return "there is no C++ compiler"


def refuse(model: str, device: str) -> None:
    """Raises ModelError where this machine cannot compile."""
    if reason := lacking(device):
        raise ModelError(
            "{model} cannot be compiled on this machine: {reason}.",
            remedy="Install what is missing, or run it without compiling.",
            model=model,
            reason=reason,
        )


def compile_blocks(model: str, pipeline: Any) -> int:
    """Compile what the networks of a pipeline repeat when it is first called, and give how many blocks that are. Raises
    ModelError where they do not tell what they repeat."""
    blocks = [block for part in pipeline.components.values() for block in repeated(part)]
    if not blocks:
        raise ModelError(
            "{model} cannot be compiled: its networks do not tell which blocks they repeat.",
            remedy="Run it without compiling.",
            model=model,
        )
    for block in blocks:
        block.forward = torch.compile(block.forward)
    return len(blocks)


def repeated(part: Any) -> list[nn.Module]:
    """The blocks that a network says it repeats; none for what is no network, or does not say."""
    names = getattr(part, "_repeated_blocks", None) or ()
    return [one for one in part.modules() if type(one).__name__ in names] if isinstance(part, nn.Module) else []

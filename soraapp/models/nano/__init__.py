"""The small video model that comes inside the program. Importing this package imports no torch."""

from __future__ import annotations

from pathlib import Path

from soraapp.models.base import Capabilities, Economy, Model

CODE_VERSION = 3
"""Raised with every change to this package that changes the frames of some request; part of the fingerprint."""

ECONOMIES = (Economy("a few frames at a time"),)
"""Every group of four frames is coded by itself, so doing them one by one changes no bit."""


def load(folder: Path, capabilities: Capabilities) -> Model:
    """The model whose weights lie in `folder`. Imports torch. Raises ModelError when the weights are damaged."""
    from soraapp.models.nano.model import NanoModel

    return NanoModel.load(folder, capabilities)

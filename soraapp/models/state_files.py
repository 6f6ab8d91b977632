"""What a model keeps to go on with a clip, in safetensors files: they hold arrays and nothing that could run."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load, save

from soraapp.models.base import State


def write_state(path: Path, state: State) -> None:
    """Raises OSError when the file cannot be written."""
    path.write_bytes(save({name: np.asarray(array, order="C") for name, array in state.items()}))


def read_state(path: Path) -> State:
    """Raises ValueError for a file that holds no arrays, and OSError when it cannot be read."""
    try:
        return load(path.read_bytes())
    except SafetensorError as error:
        raise ValueError(f"{path.name} holds no arrays") from error

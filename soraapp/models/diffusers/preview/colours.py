"""What colour a latent has: a linear map for each compression network, fitted to what it makes of known pictures, and
kept with the settings of a person. Imports no torch.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from soraapp import places
from soraapp.errors import ModelError
from soraapp.media.identity import digest
from soraapp.models.diffusers.folder.contents import Contents
from soraapp.models.diffusers.folder.headers import sampled

Numbers = NDArray[np.float64]
_RIDGE = 1e-4
"""How much is added to the squares of latents, as a share of their mean, so that channels that say nothing count for
nothing."""
_FIELDS = ("weights", "bias")


@dataclass(frozen=True, eq=False)
class Colours:
    """A map from the channels of a latent to red, green and blue from -1 to 1."""

    weights: Numbers
    """Of shape (channels, 3)."""
    bias: Numbers
    """Of shape (3,)."""

    @property
    def channels(self) -> int:
        return len(self.weights)

    def of(self, latents: Numbers) -> Numbers:
        """The colours (cells, 3) of latents (cells, channels)."""
        return latents @ self.weights + self.bias


def fit(latents: Numbers, colours: Numbers) -> Colours:
    """The map from latents (cells, channels) to colours (cells, 3) with the least squares of errors."""
    mean, middle = latents.mean(0), colours.mean(0)
    centred = latents - mean
    squares = centred.T @ centred
    ridge = _RIDGE * np.trace(squares) / len(squares) + 1e-12
    weights = np.linalg.solve(squares + ridge * np.eye(len(squares)), centred.T @ (colours - middle))
    return Colours(weights, middle - mean @ weights)


def explained(found: Numbers, wanted: Numbers) -> float:
    """The share of the variance of colours that a map explains (R2): 1 for all of it."""
    return 1 - float(((found - wanted) ** 2).sum() / ((wanted - wanted.mean(0)) ** 2).sum())


def loudness(found: Numbers, wanted: Numbers) -> float:
    """How near colours from -1 to 1 are to those that are wanted: the PSNR in dB."""
    return 10 * float(np.log10(4 / max(((found.clip(-1, 1) - wanted) ** 2).mean(), 1e-12)))


def file_of(contents: Contents, family: str, part: str = "vae") -> Path:
    """Where the map for a model is kept: one for each compression network and each way in which latents of it stand in
    the loop, whichever folders hold it."""
    weights = [(file.name, sampled(file)) for file in sorted((contents.folder / part).glob("*.safetensors"))]
    named = digest([contents.parts[part].kind if part in contents.parts else "", family, weights])[:16]
    return places.settings_folder() / "latent_maps" / f"{named}.json"


def known(file: Path, channels: int) -> Colours | None:
    """The map that is kept there; None where there is none for so many channels."""
    try:
        read: Any = json.loads(file.read_text("utf-8"))
        weights, bias = (np.array(read[name], np.float64) for name in _FIELDS)
    except (OSError, ValueError, TypeError, KeyError):
        return None
    fits = weights.shape == (channels, 3) and bias.shape == (3,)
    return Colours(weights, bias) if fits and np.isfinite(weights).all() and np.isfinite(bias).all() else None


def keep(file: Path, colours: Colours, facts: dict[str, object]) -> None:
    """Keep a map there, with what is known of it. Raises ModelError when that cannot be."""
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    found = {**facts, "weights": _rows(colours.weights), "bias": [round(float(one), 6) for one in colours.bias]}
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(found, indent=1), "utf-8")
        part.replace(file)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise ModelError(
            "The colours of latents cannot be kept in {file}: {reason}.",
            remedy="Make room on the disk, or allow writing there.",
            file=file,
            reason=error.strerror or str(error),
        ) from error


def _rows(weights: Numbers) -> Sequence[Sequence[float]]:
    return [[round(float(one), 6) for one in row] for row in weights]

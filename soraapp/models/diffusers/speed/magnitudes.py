"""How much more the networks of a model change their input from step to step: measured once, and kept for MagCache.

They are kept beside what a person has chosen about models, by the fingerprint of the model. Imports no torch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import cast

from soraapp.media.identity import digest
from soraapp.models.folders import keep, kept

Ratios = Mapping[str, Sequence[float]]
"""A ratio for each step of each network, by the network's name."""


def ratios_of(fingerprint: str) -> Ratios:
    """What was measured of a model; empty where nothing was, or it is damaged."""
    found = _all().get(_own(fingerprint))
    if not isinstance(found, dict):
        return {}
    measured = {str(name): _numbers(values) for name, values in cast("dict[object, object]", found).items()}
    return measured if all(measured.values()) else {}


def keep_ratios(fingerprint: str, ratios: Ratios) -> None:
    """Keep what was measured of a model. Raises ModelError when that cannot be."""
    measured = {name: list(values) for name, values in ratios.items()}
    keep("magnitudes", {**_all(), _own(fingerprint): measured})


def mark(fingerprint: str) -> str:
    """A short text that changes with what was measured of a model."""
    return digest(tuple((name, tuple(values)) for name, values in sorted(ratios_of(fingerprint).items())))[:8]


def _numbers(values: object) -> list[float]:
    found = cast("list[object]", values) if isinstance(values, list) else []
    numbers = [float(one) for one in found if isinstance(one, int | float) and isfinite(one) and one > 0]
    return numbers if len(numbers) == len(found) else []


def _own(fingerprint: str) -> str:
    """Of the model itself, however it is run."""
    return fingerprint.partition("+")[0]


def _all() -> dict[str, object]:
    found = kept("magnitudes")
    return {str(name): values for name, values in found.items()} if isinstance(found, dict) else {}

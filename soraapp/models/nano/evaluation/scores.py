"""What an evaluation tells: a value with its uncertainty, what real renders reach, and the aim."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from statistics import fmean, median, stdev

CONFIDENCE = 1.96
"""Standard deviations on either side of the 95 % interval."""


class Kind(Enum):
    """How the values of samples become one."""

    SHARE = "share"
    """Each value is 0 or 1."""
    MEDIAN = "median"
    MEAN = "mean"


@dataclass(frozen=True)
class Measure:
    """One thing that is measured of an ability."""

    name: str
    kind: Kind = Kind.SHARE
    aim: float | None = None
    """What should be reached; None only informs."""
    of_ceiling: bool = True
    """Whether the aim is a share of what renders reach, rather than a value."""
    at_most: bool = False
    """Whether smaller is better."""
    unit: str = ""


@dataclass(frozen=True)
class Score:
    """What a model reaches of one measure."""

    row: str
    title: str
    measure: Measure
    samples: int
    value: float
    low: float
    """The lower end of the 95 % interval; the value itself where one sample leaves none."""
    high: float
    ceiling: float | None
    """The same measure of real renders, or of what else bounds it; None where nothing does."""

    @property
    def share(self) -> float | None:
        """The value as a share of the ceiling."""
        return self.value / self.ceiling if self.ceiling else None

    @property
    def reached(self) -> bool | None:
        """Whether the aim is reached; None without an aim."""
        if self.measure.aim is None:
            return None
        told = self.share if self.measure.of_ceiling else self.value
        if told is None:
            return False
        return told <= self.measure.aim if self.measure.at_most else told >= self.measure.aim


def summary(kind: Kind, values: Sequence[float]) -> tuple[float, float, float]:
    """The value of samples and its 95 % interval. Raises ValueError without samples."""
    if not values:
        raise ValueError("no samples")
    if kind is Kind.SHARE:
        right = sum(values)
        return right / len(values), *wilson(right, len(values))
    if kind is Kind.MEDIAN:
        return median(values), *_median_interval(values)
    middle = fmean(values)
    half = CONFIDENCE * stdev(values) / math.sqrt(len(values)) if len(values) > 1 else 0.0
    return middle, middle - half, middle + half


def wilson(right: float, count: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927): of `count` samples, `right` were right."""
    share, square = right / count, CONFIDENCE**2
    middle = (share + square / (2 * count)) / (1 + square / count)
    half = CONFIDENCE / (1 + square / count) * math.sqrt(share * (1 - share) / count + square / (4 * count**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def _median_interval(values: Sequence[float]) -> tuple[float, float]:
    """The order statistics between which the median lies with 95 %, by the normal approximation of their ranks."""
    ranked, count = sorted(values), len(values)
    half = CONFIDENCE * math.sqrt(count) / 2
    low = max(0, math.floor(count / 2 - half))
    high = min(count - 1, math.ceil(count / 2 + half))
    return ranked[low], ranked[high]

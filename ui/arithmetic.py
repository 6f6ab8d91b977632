"""Sums as people type them into a field, such as ``24*5/2`` or ``2 min``: read by a small parser, never evaluated."""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Iterator, Mapping

LONGEST = 200
"""The most characters that are read."""
DEEPEST = 40
"""How deep brackets and signs may be nested."""

UNITS: Mapping[str, Mapping[str, float]] = {
    "s": {"s": 1, "sec": 1, "ms": 0.001, "min": 60, "h": 3600},
    "°": {"°": 1, "deg": 1, "rad": 180 / math.pi, "turn": 360, "turns": 360},
    "fps": {"fps": 1, "hz": 1},
    "x": {"x": 1},
    "%": {"%": 1},
    "px": {"px": 1},
    "dB": {"db": 1},
}
"""For the unit of a field, the units that may be typed, in small letters, and how many of the field's each is."""

_TOKEN = re.compile(
    r"\s*(?:(\d+\.?\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?)|(\*\*|[-+*/^()])|([^\W\d]+|[%°]))", re.IGNORECASE
)
_SIGN_BETWEEN = re.compile(r"[*/^(]|(?<=.)(?<!e)[+-]", re.IGNORECASE)
_SIGNS = str.maketrans("×·÷−：，（）", "**/-:,()")
_PRODUCTS: Mapping[str, Callable[[float, float], float]] = {"*": operator.mul, "/": operator.truediv}


class SumError(ValueError):
    """What was typed is no sum, or comes to no finite number."""


def calculate(text: str, unit: str = "") -> float:
    """The number that a sum comes to: ``+ - * / ^``, brackets, pi, and after a number or a product the unit of the
    field or one like it. Raises SumError for what is no sum, or comes to no finite number."""
    if len(text) > LONGEST:
        raise SumError(text)
    try:
        result = _Sum(text.translate(_SIGNS), unit).result()
    except (ArithmeticError, ValueError) as error:  # A power of a negative number may have no value.
        raise SumError(text) from error
    if not math.isfinite(result):
        raise SumError(text)
    return float(f"{result:.15g}")


def is_sum(text: str) -> bool:
    """Whether there is something to calculate, rather than one number."""
    return bool(_SIGN_BETWEEN.search(text.translate(_SIGNS).strip()))


class _Sum:
    """Reads from left to right, one token ahead."""

    def __init__(self, text: str, unit: str) -> None:
        self._units = UNITS.get(unit, {unit.lower(): 1.0} if unit else {})
        self._tokens = _tokens(text)
        self._token = next(self._tokens, "")
        self._depth = 0

    def result(self) -> float:
        value = self._sum()
        if self._token:
            raise SumError(self._token)
        return value

    def _take(self) -> str:
        token, self._token = self._token, next(self._tokens, "")
        return token

    def _sum(self) -> float:
        value = self._product()
        while self._token in ("+", "-"):
            value += self._product() if self._take() == "+" else -self._product()
        return value

    def _product(self) -> float:
        value = self._signed()
        while self._token in _PRODUCTS or self._token.lower() in self._units:
            sign = self._take()
            value = _PRODUCTS[sign](value, self._signed()) if sign in _PRODUCTS else value * self._units[sign.lower()]
        return value

    def _signed(self) -> float:
        self._depth += 1
        if self._depth > DEEPEST:
            raise SumError(self._token)
        value = (self._take() == "+" or -1) * self._signed() if self._token in ("+", "-") else self._power()
        self._depth -= 1
        return value

    def _power(self) -> float:
        base = self._number()
        if self._token not in ("^", "**"):
            return base
        self._take()
        return math.pow(base, self._signed())  # Of floats: a tower of powers overflows at once.

    def _number(self) -> float:
        token = self._take()
        if token == "(":
            value = self._sum()
            if self._take() != ")":
                raise SumError(token)
        else:
            value = math.pi if token.lower() == "pi" else float(token) if token[:1] in ".0123456789" and token else None
        if value is None:
            raise SumError(token)
        return value


def _tokens(text: str) -> Iterator[str]:
    place, end = 0, len(text.rstrip())
    while place < end:
        found = _TOKEN.match(text, place)
        if found is None:
            raise SumError(text[place:])
        place = found.end()
        yield found.group(found.lastindex or 0)

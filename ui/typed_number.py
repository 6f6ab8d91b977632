"""How what a person typed for a number is read: with a unit, or as a sum, within the limits of its input."""

from __future__ import annotations

import re

from soraapp.errors import InputError
from soraapp.nodekit import Input, Value
from ui.arithmetic import SumError, calculate, is_sum
from ui.limits import Limits, snapped
from ui.texts import unit_text


def typed_number(text: str, port: Input, limits: Limits, current: float | None = None) -> Value:
    """The number that a person typed: one with or without its unit, or a sum such as ``24*5/2``. One that begins with
    ``*``, ``/``, ``+=`` or ``-=`` goes on from the current number. None for an optional one that was left empty.

    A sum for a whole number is rounded. Raises InputError for what is no number, no whole one where one is needed, or
    outside the limits.
    """
    tidy = _tidied(text, port, limits)
    if not tidy and port.optional:
        return None
    try:
        value = calculate(_completed(tidy, current), limits.unit)
    except SumError:
        remedy = "Give a number, or a sum such as 24*5/2."
        raise InputError("{value} is not a number.", remedy=remedy, value=repr(text)) from None
    if port.type is int and is_sum(tidy):
        value = round(value)
    if port.type is int and not float(value).is_integer():
        raise InputError("{value} is not a whole number.", remedy="Give a whole number.", value=f"{value:g}")
    if refusal := limits.refusal(value):
        raise refusal
    if limits.stepped:
        return snapped(value, limits, whole=port.type is int)
    return int(value) if float(value).is_integer() else value


_CHANGES = ("+=", "-=", "*=", "/=", "*", "/")


def _tidied(text: str, port: Input, limits: Limits) -> str:
    """Without the gaps between groups of figures, with a point for a decimal comma, and with the unit in English."""
    tidy = re.sub(r"(?<=\d)\s+(?=\d{3}(?!\d))", "", text.strip()).replace(
        unit_text(limits.unit) or " ", limits.unit or " "
    )
    if port.type is float and "." not in tidy:
        return tidy.replace(",", ".")
    return tidy.replace(",", "")


def _completed(text: str, current: float | None) -> str:
    sign = next((sign for sign in _CHANGES if text.startswith(sign)), "")
    return f"({current!r}){sign[0]}({text.removeprefix(sign)})" if sign and current is not None else text

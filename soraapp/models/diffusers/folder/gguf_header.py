"""Reads the header of a GGUF file, which a stranger may have written: nothing in it is believed, all of it is bounded.

Imports neither torch nor the library that reads the weights later, which trusts the numbers that are judged here.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import BinaryIO

from soraapp.models.diffusers.folder.headers import damaged

_MAGIC = b"GGUF"
_VERSIONS = (2, 3)
_MOST_TENSORS, _MOST_FACTS, _MOST_SIDES = 65_536, 4_096, 6
_LONGEST_NAME, _LONGEST_TEXT, _LONGEST_LIST = 1_024, 2**20, 2**20
_LARGEST_HEADER = 2**26
_MOST_NUMBERS = 2**44
_MOST_ALIGNED = 2**16
_SCALARS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
_TEXT, _LIST = 8, 9
TYPES: Mapping[int, tuple[str, int, int]] = {
    0: ("F32", 1, 4), 1: ("F16", 1, 2), 30: ("BF16", 1, 2),
    2: ("Q4_0", 32, 18), 3: ("Q4_1", 32, 20), 6: ("Q5_0", 32, 22), 7: ("Q5_1", 32, 24), 8: ("Q8_0", 32, 34),
    10: ("Q2_K", 256, 84), 11: ("Q3_K", 256, 110), 12: ("Q4_K", 256, 144), 13: ("Q5_K", 256, 176),
    14: ("Q6_K", 256, 210), 20: ("IQ4_NL", 32, 18), 23: ("IQ4_XS", 256, 136),
}  # fmt: skip
"""The formats that diffusers can compute with, by their numbers: name, numbers in a block, bytes of a block."""


@dataclass(frozen=True)
class Tensor:
    """One tensor: its shape with the rows first, as torch has it."""

    shape: tuple[int, ...]
    format: str


@dataclass(frozen=True)
class Header:
    """What a file tells of itself."""

    facts: Mapping[str, str | int | float | bool]
    """Such as ``general.architecture``; lists are left out."""
    tensors: Mapping[str, Tensor]


def gguf_header(file: Path) -> Header:
    """Raises ModelError for a file that is none, is damaged, or has formats that cannot be used."""
    try:
        size = file.stat().st_size
        with file.open("rb") as stream:
            return _Reading(stream, size).header()
    except (OSError, ValueError, struct.error, UnicodeDecodeError, OverflowError) as error:
        raise damaged(file, str(error) or "it is no GGUF file") from error


class _Reading:
    def __init__(self, stream: BinaryIO, size: int) -> None:
        self._stream, self._size = stream, size
        self._read = 0

    def header(self) -> Header:
        if self._take(4) != _MAGIC:
            raise ValueError("it is no GGUF file")
        if (version := self._number("I")) not in _VERSIONS:
            raise ValueError(f"it is of version {version}, which is not known")
        tensors, facts = (
            self._bounded("Q", _MOST_TENSORS, "tensors"),
            self._bounded("Q", _MOST_FACTS, "facts"),
        )
        told: dict[str, str | int | float | bool] = {}
        for _ in range(facts):
            name = self._text(_LONGEST_NAME)
            value = self._value(self._number("I"))
            if name in told:
                raise ValueError(f"it says {name} twice")
            if value is not None:
                told[name] = value
        found: dict[str, Tensor] = {}
        ends = 0
        for _ in range(tensors):
            name, tensor, start, length = self._tensor()
            if name in found:
                raise ValueError(f"it has {name} twice")
            if start % _aligned(told):
                raise ValueError(f"{name} begins at no place for a tensor")
            found[name] = tensor
            ends = max(ends, start + length)
        aligned = _aligned(told)
        if -(-self._read // aligned) * aligned + ends > self._size:
            raise ValueError("a part of it is missing")
        return Header(told, found)

    def _tensor(self) -> tuple[str, Tensor, int, int]:
        """A name, what it is, where it begins after the header, and how many bytes it has."""
        name = self._text(_LONGEST_NAME)
        sides = [self._number("Q") for _ in range(self._bounded("I", _MOST_SIDES, "sides of a tensor"))]
        number, start = self._number("I"), self._number("Q")
        if number not in TYPES:
            raise ValueError(f"{name} has a format with the number {number}, which cannot be used")
        kind, block, width = TYPES[number]
        if not all(0 < side <= _MOST_NUMBERS for side in sides) or prod(sides) > _MOST_NUMBERS or start > self._size:
            raise ValueError(f"{name} is too large")
        if (sides[0] if sides else 1) % block:
            raise ValueError(f"{name} has rows that are no whole blocks")
        return name, Tensor(tuple(reversed(sides)), kind), start, prod(sides) // block * width

    def _value(self, kind: int) -> str | int | float | bool | None:
        if kind == _TEXT:
            return self._text(_LONGEST_TEXT)
        if kind == _LIST:
            inside = self._number("I")
            count = self._bounded("Q", _LONGEST_LIST, "entries in a list")
            if inside == _TEXT:
                for _ in range(count):
                    self._text(_LONGEST_TEXT)
            else:
                self._take(struct.calcsize(self._form(inside)) * count)
            return None
        found: int | float | bool = struct.unpack(
            f"<{self._form(kind)}", self._take(struct.calcsize(self._form(kind)))
        )[0]
        return found

    def _form(self, kind: int) -> str:
        if kind not in _SCALARS:
            raise ValueError(f"it has a fact of the kind {kind}, which is not known")
        return _SCALARS[kind]

    def _text(self, longest: int) -> str:
        return self._take(self._bounded("Q", longest, "letters in a text")).decode("utf-8")

    def _bounded(self, form: str, most: int, of: str) -> int:
        found = self._number(form)
        if found > most:
            raise ValueError(f"it has {found} {of}")
        return found

    def _number(self, form: str) -> int:
        return struct.unpack(f"<{form}", self._take(struct.calcsize(form)))[0]

    def _take(self, count: int) -> bytes:
        self._read += count
        if self._read > min(self._size, _LARGEST_HEADER):
            raise ValueError("it is shorter than its header says")
        return self._stream.read(count)


def _aligned(told: Mapping[str, object]) -> int:
    """Tensors begin at multiples of this many bytes."""
    found = told.get("general.alignment", 32)
    if not isinstance(found, int) or not 0 < found <= _MOST_ALIGNED or found & (found - 1):
        raise ValueError("its alignment is no power of two")
    return found


def is_gguf(file: Path) -> bool:
    """By its name."""
    return file.suffix.lower() == ".gguf"

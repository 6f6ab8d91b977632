"""What commands print: errors with their remedy, texts wrapped to the terminal, values as JSON."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from pathlib import Path

from soraapp.errors import SoraError
from soraapp.nodekit import Structured, Value

_NARROWEST = 20
"""The least width of a column whose words are wrapped."""
_WIDEST = 110


def print_error(error: SoraError, where: str = "") -> None:
    """On standard error: what is wrong, and on a second line what to do about it."""
    print(f"error: {where + ': ' if where else ''}{error.trouble}", file=sys.stderr)
    if error.advice:
        print(f"       {error.advice}", file=sys.stderr)


def print_warning(text: str) -> None:
    """On standard error: what was probably not meant."""
    print(f"warning: {text}", file=sys.stderr)


def error_json(error: SoraError) -> dict[str, str]:
    return {"kind": type(error).__name__, "message": error.trouble, "remedy": error.advice}


def value_json(value: Value) -> object:
    """A value as JSON: a file as its path."""
    if isinstance(value, Structured):
        return value.plain()
    return str(value) if isinstance(value, Path) else value


def print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def wrapped(text: str, indent: int, hanging: int | None = None) -> str:
    """A paragraph wrapped to the terminal; its lines after the first begin at `hanging`."""
    rest = " " * (indent if hanging is None else hanging)
    return textwrap.fill(text, _width(), initial_indent=" " * indent, subsequent_indent=rest, break_on_hyphens=False)


def _width() -> int:
    """The columns to write in."""
    return max(40, min(shutil.get_terminal_size().columns, _WIDEST))


def table(rows: Sequence[Sequence[str]], indent: int, least: Sequence[int] = ()) -> list[str]:
    """Rows as aligned lines; the last column is wrapped to the terminal where there is room for words.

    `least` has the smallest widths of the first columns, so that parts of a table can be made one after the other.
    """
    columns = list(zip(*(row[:-1] for row in rows), strict=True))
    wide = [max(map(len, column)) for column in columns]
    widths = [max(pair) for pair in zip_longest(wide, least[: len(wide)], fillvalue=0)]
    before = indent + sum(width + 2 for width in widths)
    lines: list[str] = []
    for row in rows:
        cells = "".join(f"{cell:<{width + 2}}" for cell, width in zip(row, widths, strict=False))
        text = cells + row[-1]
        lines.append(" " * indent + text if _width() - before < _NARROWEST else wrapped(text, indent, before))
    return [line.rstrip() for line in lines]


def fields(pairs: Mapping[str, str], indent: int = 0) -> list[str]:
    """Names and values, aligned."""
    return table(list(pairs.items()), indent)


def amount(size: float) -> str:
    """A number of bytes as people say it."""
    for unit in ("bytes", "kB", "MB", "GB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if unit == "bytes" else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} TB"

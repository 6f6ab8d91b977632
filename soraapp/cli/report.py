"""What commands print: errors with their remedy, texts wrapped to the terminal, values as JSON."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path

from soraapp.errors import SoraError
from soraapp.nodekit import Foreign, Value

_WIDEST = 110


def print_error(error: SoraError, where: str = "") -> None:
    """On standard error: what is wrong, and on a second line what to do about it."""
    print(f"error: {where + ': ' if where else ''}{error.trouble}", file=sys.stderr)
    if error.advice:
        print(f"       {error.advice}", file=sys.stderr)


def error_json(error: SoraError) -> dict[str, str]:
    return {"kind": type(error).__name__, "message": error.trouble, "remedy": error.advice}


def value_json(value: Value) -> object:
    """A value as JSON: a file as its path."""
    if isinstance(value, Foreign):
        return json.loads(value.text)
    return str(value) if isinstance(value, Path) else value


def print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def wrapped(text: str, indent: int, hanging: int | None = None) -> str:
    """A paragraph wrapped to the terminal; its lines after the first begin at `hanging`."""
    width = max(40, min(shutil.get_terminal_size().columns, _WIDEST))
    rest = " " * (indent if hanging is None else hanging)
    return textwrap.fill(text, width, initial_indent=" " * indent, subsequent_indent=rest, break_on_hyphens=False)


def table(rows: Sequence[Sequence[str]], indent: int) -> list[str]:
    """Rows as aligned lines; the last column is wrapped to the terminal."""
    widths = [max(map(len, column)) for column in zip(*(row[:-1] for row in rows), strict=True)]
    lines: list[str] = []
    for row in rows:
        cells = "".join(f"{cell:<{width + 2}}" for cell, width in zip(row, widths, strict=False))
        lines.append(
            wrapped(cells.rstrip() + " " * (len(cells) - len(cells.rstrip())) + row[-1], indent, indent + len(cells))
        )
    return [line.rstrip() for line in lines]


def fields(pairs: Mapping[str, str], indent: int = 0) -> list[str]:
    """Names and values, aligned."""
    return table(list(pairs.items()), indent)

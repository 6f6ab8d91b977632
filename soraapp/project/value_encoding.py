"""The value of an input as a JSON value and back. Files keep their place when the project is moved with them."""

from __future__ import annotations

import math
from os.path import normpath
from pathlib import Path
from typing import cast

from soraapp.nodekit import Structured, Value
from soraapp.project.part import Part


def write_value(value: Value, base: Path | None) -> object:
    """The value of an input as a JSON value."""
    if isinstance(value, Path):
        return {"file": _write_path(value, base)}
    return value.plain() if isinstance(value, Structured) else value


def _write_path(path: Path, base: Path | None) -> str:
    if path == Path():
        return ""
    return (path.relative_to(base) if base and path.is_relative_to(base) else path).as_posix()


def read_value(part: Part, base: Path | None) -> Value:
    """The value that `write_value` wrote. Raises ProjectError."""
    value = part.value
    if isinstance(value, float) and not math.isfinite(value):
        raise part.wrong("is not a finite number")
    if isinstance(value, int) and abs(value) >= 2**63:
        raise part.wrong("is too large a number")
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, dict):
        members = cast("dict[str, object]", value)
        file = members.get("file")
        if len(members) == 1 and isinstance(file, str):
            return _read_path(file, base)
    return Structured.of(value)


def _read_path(text: str, base: Path | None) -> Path:
    if not text or base is None or Path(text).is_absolute():
        return Path(text)
    return Path(normpath(base / text))

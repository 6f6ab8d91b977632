"""Lazy media and plain values as JSON and back, so that a result outlives the process that made it."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import Any, cast


def describe(value: Any, entry: Callable[[object], str | None]) -> Any:
    """JSON for None, texts, numbers, fractions, paths, enums, tuples and frozen dataclasses of such. What `entry` gives
    a digest for is kept elsewhere and only named by it. Raises TypeError for anything else."""
    if value is None or (isinstance(value, bool | int | float | str) and not isinstance(value, Enum)):
        return value
    digest = entry(value)
    if digest is not None:
        return {"entry": digest}
    if isinstance(value, Fraction):
        return {"fraction": str(value)}
    if isinstance(value, Path):
        return {"path": str(value)}
    if isinstance(value, Enum):
        return {"enum": _name(type(value)), "member": value.name}
    if isinstance(value, tuple):
        items = [describe(item, entry) for item in cast("tuple[Any, ...]", value)]
        return {"tuple": items, "named": _name(type(value))} if hasattr(value, "_fields") else {"tuple": items}
    if is_dataclass(value) and not isinstance(value, type):
        kept = {field.name: describe(getattr(value, field.name), entry) for field in fields(value) if field.init}
        return {"dataclass": _name(type(value)), "fields": kept}
    raise TypeError(f"{type(value).__name__} cannot be kept")


def restore(data: Any, find: Callable[[str], Any]) -> Any:
    """The value that `data` describes; `find` gives the entry of a digest.

    Raises KeyError, TypeError, ValueError, AttributeError or ImportError for data that describes nothing here.
    """
    if not isinstance(data, dict):
        if data is None or isinstance(data, bool | int | float | str):
            return data
        raise TypeError(f"{type(data).__name__} describes nothing")
    if "entry" in data:
        return find(data["entry"])
    if "fraction" in data:
        return Fraction(data["fraction"])
    if "path" in data:
        return Path(data["path"])
    if "enum" in data:
        return _type(data["enum"], Enum)[data["member"]]
    if "tuple" in data:
        items = tuple(restore(item, find) for item in data["tuple"])
        return _type(data["named"], tuple)(*items) if "named" in data else items
    kind: Any = _type(data["dataclass"], object)
    if not is_dataclass(kind):
        raise TypeError(f"{data['dataclass']} is no dataclass")
    return cast("Callable[..., Any]", kind)(**{name: restore(item, find) for name, item in data["fields"].items()})


def _name(kind: type) -> str:
    return f"{kind.__module__}:{kind.__qualname__}"


def _type(name: str, base: type) -> Any:
    module, _, path = name.partition(":")
    found: Any = importlib.import_module(module)
    for part in path.split("."):
        found = getattr(found, part)
    if not (isinstance(found, type) and issubclass(found, base)):
        raise TypeError(f"{name} is not a {base.__name__}")
    return found

"""JSON as a person likes to read it, and safe to read from a stranger."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn, cast

from soraapp.errors import MediaError, ProjectError
from soraapp.media.files import reading

OTHERS = "Open a .sora file, or a film that was exported from one."
"""The remedy for a file that is no project."""

_WIDTH = 100
_DEEPEST = 50


def written(document: dict[str, list[object] | object]) -> str:
    """The JSON text of an object, indented by 2. A list in it has one line a member, or a block where that is long."""
    members = (f"  {_compact(key)}: {_laid_out(value, 2)}" for key, value in document.items())
    text = "{\n" + ",\n".join(members) + "\n}\n"
    # Halves of characters, as in file names that are no valid text, cannot be encoded: they are written as escapes.
    return re.sub("[\ud800-\udfff]", lambda half: f"\\u{ord(half[0]):04x}", text)


def read_text(path: Path, most: int) -> str:
    """The text of a file of at most `most` bytes. Raises ProjectError, MediaError, and UnicodeDecodeError where it
    holds none."""
    with reading(path), path.open("rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise ProjectError(
            "{file} is too large: it has more than {most} MB.",
            remedy="Choose another file.",
            file=path.name,
            most=most // 2**20,
        )
    return data.decode("utf-8-sig")


@contextmanager
def naming(path: Path) -> Generator[None]:
    """Errors of what is read from a file name that file."""
    try:
        yield
    except (ProjectError, MediaError) as error:
        raise ProjectError(error.message, remedy=error.remedy, **{**error.facts, "file": path.name}) from error


def parsed(text: str) -> dict[str, object]:
    """The object that a text holds. Raises ProjectError for what is no JSON object, repeats a member, holds NaN or an
    infinity, or is nested more than 50 deep."""
    try:
        found: object = json.loads(
            text, object_pairs_hook=_members, parse_constant=_no_number, parse_float=_finite_number
        )
    except json.JSONDecodeError as error:
        raise _broken("it is no JSON: line {line}, column {column}", line=error.lineno, column=error.colno) from None
    except (ValueError, RecursionError) as error:
        raise _broken("{why}", why=error) from None
    if not isinstance(found, dict):
        raise _broken("it is no JSON object")
    document = cast("dict[str, object]", found)
    if _deeper_than(document, _DEEPEST):
        raise _broken("it is nested too deep")
    return document


def _laid_out(value: object, indent: int) -> str:
    """A value on one line if it is short and no object of several parts, else a line a member."""
    if not isinstance(value, dict | list) or not value:
        return _compact(value)
    items = cast("dict[str, object] | list[object]", value)
    if indent > 2 and not (isinstance(items, dict) and len(items) > 2):
        flat = _compact(items)
        if len(flat) + indent <= _WIDTH:
            return flat
    space = " " * (indent + 2)
    if isinstance(items, dict):
        lines = [f"{space}{_compact(key)}: {_laid_out(member, indent + 2)}" for key, member in items.items()]
    else:
        lines = [f"{space}{_laid_out(member, indent + 2)}" for member in items]
    opening, closing = "{}" if isinstance(items, dict) else "[]"
    return opening + "\n" + ",\n".join(lines) + f"\n{' ' * indent}{closing}"


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _members(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"an object has two members called {next(name for name in names if names.count(name) > 1)}")
    return members


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number")


def _finite_number(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text} is too large a number")
    return number


def _deeper_than(document: object, limit: int) -> bool:
    level = [document]
    for _ in range(limit):
        level = [inner for value in level for inner in _inside(value)]
        if not level:
            return False
    return True


def _inside(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(cast("dict[str, object]", value).values())
    return cast("list[object]", value) if isinstance(value, list) else []


def _broken(reason: str, **facts: object) -> ProjectError:
    return ProjectError(
        "{file} is not a Soraapp project: " + reason + ".",
        remedy=OTHERS,
        file="This",
        **facts,
    )

"""One content digest for every value of the program: the same bits in, the same digest out, anywhere.

Media are frozen dataclasses that describe how their frames come about, so their digest never decodes a frame.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray


def digest(value: object) -> str:
    """The content digest of a value: 32 hexadecimal digits (BLAKE2b, 128 bits).

    Takes None, bool, int, float, str, bytes, Fraction, Path, enums, numpy arrays, frozen dataclasses, tuples, lists and
    mappings of such values (a mapping's order does not matter). Raises TypeError for anything else.
    """
    state = hashlib.blake2b(digest_size=16)
    for part in _parts(value):
        state.update(part)
    return state.hexdigest()


def _parts(value: Any) -> Iterator[bytes]:
    """A prefix-free encoding: every part says its kind and length, so that no two values share one."""
    if value is None or isinstance(value, bool | int | float | Fraction | Path):
        yield _text(type(value).__name__ if not isinstance(value, Path) else "Path", str(value))
    elif isinstance(value, Enum):
        yield _text(type(value).__name__, value.name)
    elif isinstance(value, str):
        yield _text("str", value)
    elif isinstance(value, bytes):
        yield b"bytes:%d:" % len(value)
        yield value
    elif isinstance(value, np.ndarray):
        array = cast("NDArray[Any]", value)
        yield _text("array", f"{array.dtype.str}{array.shape}")
        yield np.ascontiguousarray(array).tobytes()
    elif is_dataclass(value) and not isinstance(value, type):
        kept = [field.name for field in fields(value) if field.compare]
        yield _text("dataclass", f"{type(value).__qualname__}:{len(kept)}")
        for name in kept:
            yield _text("field", name)
            yield from _parts(getattr(value, name))
    elif isinstance(value, tuple | list):
        items = cast("Sequence[object]", value)
        yield _text("sequence", str(len(items)))
        for item in items:
            yield from _parts(item)
    elif isinstance(value, Mapping):
        named = cast("Mapping[str, object]", value)
        yield _text("mapping", str(len(named)))
        for key in sorted(named):
            yield _text("key", key)
            yield from _parts(named[key])
    else:
        raise TypeError(f"no content digest for {type(value).__name__}")


def _text(kind: str, text: str) -> bytes:
    data = text.encode(errors="surrogatepass")  # Names of files may hold bytes that are no valid text.
    return b"%s:%d:%s;" % (kind.encode(), len(data), data)

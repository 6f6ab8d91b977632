"""The index of a folder of diffusers: which pipeline it was saved from, and the class of each of its parts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from soraapp.models.diffusers.folder.headers import damaged, read_json

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,80}")


@dataclass(frozen=True)
class Index:
    """What ``model_index.json`` says."""

    pipeline: str
    """The name of the diffusers pipeline."""
    parts: Mapping[str, tuple[str, str]]
    """Library and class of each part that is there."""
    settings: Mapping[str, Any]
    """What else it says, such as ``boundary_ratio``."""


def read_index(file: Path) -> Index:
    """Raises ModelError for a file that is none."""
    parts: dict[str, tuple[str, str]] = {}
    settings: dict[str, Any] = {}
    index = read_json(file)
    for name, value in index.items():
        if name.startswith("_"):
            continue
        if not isinstance(value, list):
            settings[name] = value
            continue
        pair = cast("list[object]", value)
        if pair != [None, None]:
            parts[name] = _named(file, name, pair)
    pipeline = index.get("_class_name")
    if not isinstance(pipeline, str) or not _NAME.fullmatch(pipeline):
        raise damaged(file, "it names no pipeline")
    return Index(pipeline, parts, settings)


def _named(file: Path, name: str, pair: list[object]) -> tuple[str, str]:
    """Library and class of a part."""
    library, kind = pair if len(pair) == 2 else (None, None)
    if not all(isinstance(one, str) and _NAME.fullmatch(one) for one in (name, library, kind)):
        raise damaged(file, f"{name} is no library and class")
    return str(library), str(kind)

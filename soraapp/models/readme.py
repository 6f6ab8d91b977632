"""What the readme and the licence in a model's folder tell of it."""

from __future__ import annotations

import re
from pathlib import Path

from soraapp.models.finding import cached_as

_LARGEST = 2**18
"""Characters of a text that are looked at."""
_FRONT = re.compile(r"\A---\s*\n(.*?)\n---", re.DOTALL)
_REPOSITORY = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*")
_LONGEST = 60


def licence_of(folder: Path) -> str:
    """The licence as the readme names it, such as ``apache-2.0``, or else the title of the licence that lies there;
    empty where the folder tells none."""
    front = _FRONT.match(_text(folder / "README.md"))
    told = dict(re.findall(r"^(license(?:_name)?):[ \t]*(\S.*?)\s*$", front[1], re.MULTILINE)) if front else {}
    name = told.get("license", "").strip("'\"")
    if name and name != "other":
        return name[:_LONGEST]
    if "license_name" in told:
        return told["license_name"].strip("'\"")[:_LONGEST]
    lines = (line.strip(" #*\t") for file in sorted(folder.glob("LICENSE*")) for line in _text(file).splitlines())
    return next((line[:_LONGEST] for line in lines if line), name)


def repository_of(folder: Path) -> str:
    """Where a model is published at Hugging Face: as the cache has it, or as its readme names it by the name of the
    folder; empty where neither tells."""
    named = _REPOSITORY.findall(_text(folder / "README.md"))
    return cached_as(folder) or next((one for one in named if one.partition("/")[2] == folder.name), "")


def _text(file: Path) -> str:
    try:
        with file.open(encoding="utf-8", errors="replace") as stream:
            return stream.read(_LARGEST)
    except OSError:
        return ""

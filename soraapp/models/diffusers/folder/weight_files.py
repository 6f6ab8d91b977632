"""How the files of weights are named: whole or in pieces, and in which precision where there are several.

``model.safetensors``, ``model-00001-of-00002.safetensors`` with a list beside them, and the same with the name of a
precision: ``model.fp16.safetensors``, ``model.fp16-00001-of-00002.safetensors``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

_WEIGHTLESS = ("Tokenizer", "Scheduler", "Processor", "FeatureExtractor", "Guidance", "Guider")
"""Words in the names of classes that have no weights."""
_STEMS = {"transformers": "model"}
_STEM = "diffusion_pytorch_model"
_WEIGHTS = re.compile(
    r"(?P<stem>[^.]+?)(?:\.(?P<variant>[a-z0-9_]+))?(?P<shard>-\d+-of-\d+)?(?:\.(?P<late>[a-z0-9_]+))?\.safetensors"
)
_LIST = re.compile(r"(?P<stem>[^.]+)\.safetensors\.index(?:\.(?P<variant>[a-z0-9_]+))?\.json")


class Named(NamedTuple):
    """What the name of a file of weights tells."""

    stem: str
    variant: str
    """The precision, such as ``fp16``; empty where there is one alone."""
    piece: bool
    """Whether it is one of several, or the list of these."""


def weightless(kind: str) -> bool:
    """Whether a class has no weights, by its name."""
    return any(word in kind for word in _WEIGHTLESS)


def usual_stem(library: str) -> str:
    """How the files of weights of a part begin."""
    return _STEMS.get(library, _STEM)


def named(file: str) -> Named | None:
    """What the name of a file tells; None for one that is neither weights nor a list of such."""
    if match := _LIST.fullmatch(file):
        return Named(match["stem"], match["variant"] or "", piece=True)
    if match := _WEIGHTS.fullmatch(file):
        variant = match["variant"] or match["late"] or ""
        return Named(match["stem"], variant, piece=match["shard"] is not None)
    return None


def variants(files: Iterable[str], library: str) -> set[str]:
    """The precisions in which the weights of a part are there, by the names of its files."""
    found = {one for file in files if (one := named(file)) is not None and file.endswith(".safetensors")}
    return {one.variant for one in found if one.stem == usual_stem(library)}


def precision(folder: Path, parts: Mapping[str, tuple[str, str]]) -> str:
    """The precision in which a folder is loaded, by library and class of its parts: without a name where all have that,
    else the one that it has instead, as when it was saved with a name."""
    found = {""}
    for part, (library, kind) in parts.items():
        if not weightless(kind):
            there = variants((file.name for file in (folder / part).glob("*") if file.is_file()), library)
            found |= there if there and "" not in there else set()
    return max(found)


def chosen(files: Iterable[str], library: str, variant: str) -> tuple[str, ...]:
    """The files of the weights of a part in one precision, or in the only one without a name where it has not that:
    those in pieces where it is there both whole and in pieces, as diffusers loads them. None where it has neither."""
    known = {file: one for file in files if (one := named(file)) is not None and one.stem == usual_stem(library)}
    for wanted in dict.fromkeys((variant, "")):
        fits = {file: one for file, one in known.items() if one.variant == wanted}
        pieces = [file for file, one in fits.items() if one.piece]
        if any(file.endswith(".json") for file in pieces):
            return tuple(sorted(pieces))
        if whole := [file for file, one in fits.items() if not one.piece]:
            return tuple(whole)
    return ()

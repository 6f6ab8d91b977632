"""Which files of a repository a model needs: no pickles, no code, and weights in one precision once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from soraapp.errors import ModelError
from soraapp.models.diffusers.folder.weight_files import chosen, variants, weightless
from soraapp.models.finding import INDEX

Parts = Mapping[str, tuple[str, str]]
"""Library and class of each part, by name."""
_SMALL = (".json", ".txt", ".model", ".jinja", ".spm", ".tiktoken", ".vocab")
"""Endings of what tokenizers, schedulers and settings are stored as."""
_TEXTS = ("README", "LICENSE", "LICENCE", "NOTICE")
_PRECISION = re.compile(r"b?fp?\d+\w*")
_NARROW = ("bf16", "fp16")
"""Names of precisions of 16 bits, the better one first."""


def precisions(names: Iterable[str], parts: Parts) -> tuple[str, ...]:
    """The precisions in which the whole model can be had; an empty name stands for the one that most parts have."""
    known = [variants(_inside(names, part), library) for part, library in _networks(parts)]
    named = sorted(name for name in set[str]().union(*known) if _PRECISION.fullmatch(name))
    plain = [""] if all("" in one for one in known) else []
    return (*plain, *(name for name in named if all(name in one or "" in one for one in known)))


def preferred(offered: Sequence[str], *, wide: bool) -> str:
    """The precision that a machine is best given: `wide` says that it computes in 32 bits. Else 16 are enough."""
    narrow = () if wide and "" in offered else _NARROW
    return next((one for one in (*narrow, "") if one in offered), next(iter(offered), ""))


def wanted(repository: str, names: Iterable[str], parts: Parts, variant: str) -> tuple[str, ...]:
    """The names of the files to get, the index last. Raises ModelError where the weights of a part are there only as
    files that could run a program."""
    every = tuple(names)
    found = [name for name in every if "/" not in name and name.startswith(_TEXTS)]
    for part, (library, kind) in parts.items():
        inside = tuple(_inside(every, part))
        weights = () if weightless(kind) else chosen(inside, library, variant)
        if not weights and not weightless(kind):
            raise ModelError(
                "{repository} has no safetensors of its {part}.",
                remedy="Choose another repository: other files could run a program when they are loaded.",
                repository=repository,
                part=part,
            )
        found += [f"{part}/{name}" for name in inside if name in weights or _small(name)]
    return (*sorted(found), INDEX)


def only(lacking: Iterable[str], names: Sequence[str]) -> tuple[str, ...]:
    """The files among `names` that fill in what a folder lacks. What is lacking is a file, a folder, or a file that
    the repository has in pieces."""
    found: set[str] = set()
    for one in lacking:
        if one in names:
            found.add(one)
        else:
            found |= {name for name in names if name.startswith(f"{one.partition('/')[0]}/")}
    return tuple(name for name in names if name in found)


def _networks(parts: Parts) -> Iterator[tuple[str, str]]:
    """Name and library of the parts that have weights."""
    yield from ((part, library) for part, (library, kind) in parts.items() if not weightless(kind))


def _inside(names: Iterable[str], part: str) -> Iterator[str]:
    """The files in the folder of a part."""
    for name in names:
        folder, _, file = name.partition("/")
        if folder == part and file and "/" not in file:
            yield file


def _small(name: str) -> bool:
    return ".safetensors.index" not in name and PurePosixPath(name).suffix.lower() in _SMALL

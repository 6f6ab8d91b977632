"""What is said of how a file was made: with which models, from which media, and perhaps by which words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from soraapp import __version__
from soraapp.media.files import reading

MADE = "org.soraapp.made"
"""The label of what C2PA has no place for: the digests of loaded media, and the prompts."""
AGENT: Mapping[str, str] = {"name": "Soraapp", "version": __version__}
MODEL = "c2pa.types.model"

_SOURCES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_CHUNK = 2**20


class Ingredient(NamedTuple):
    """A file that was loaded: several ones for numbered pictures."""

    paths: tuple[Path, ...]
    kind: str
    """Clip, Picture or Sound."""
    placed: bool
    """Whether it is seen or heard in what was made; else a model was given it."""


class ModelUsed(NamedTuple):
    """A model that made some of it, and which one exactly."""

    name: str
    identity: str


@dataclass(frozen=True)
class Statement:
    """How a file was made."""

    models: tuple[ModelUsed, ...] = ()
    ingredients: tuple[Ingredient, ...] = ()
    prompts: tuple[str, ...] = ()

    @property
    def parent(self) -> Ingredient | None:
        """The only thing that this is a changed version of: one file that is seen, and nothing else."""
        if self.models or len(self.ingredients) != 1:
            return None
        (only,) = self.ingredients
        return only if only.placed and only.kind != "Sound" else None

    @property
    def source(self) -> str:
        """The kind of source that it is in the vocabulary of IPTC, such as ``trainedAlgorithmicMedia``."""
        if self.models:
            return "compositeWithTrainedAlgorithmicMedia" if self.ingredients else "trainedAlgorithmicMedia"
        return "composite" if self.ingredients else "digitalCreation"


def manifest(statement: Statement, title: str, *, telling: bool, check: Callable[[], None]) -> Mapping[str, Any]:
    """The statement as the library wants it, but for the ingredients that are files.

    Without `telling` it holds no name of a file and no prompt. Reads all of the loaded files, for their digests;
    `check` is called meanwhile, and may raise. Raises MediaError for one that cannot be read.
    """
    files = [{"kind": one.kind, "sha256": _digest(one.paths, check)} for one in statement.ingredients]
    made = {"prompts": list(statement.prompts)} if telling and statement.prompts else {}
    assertions: list[Mapping[str, Any]] = [{"label": "c2pa.actions", "data": {"actions": _actions(statement)}}]
    if files or made:
        assertions.append({"label": MADE, "data": {**made, "files": files}})
    return {
        "claim_generator_info": [dict(AGENT)],
        **({"title": title} if telling else {}),
        "assertions": assertions,
        "ingredients": [_model(index, model) for index, model in enumerate(statement.models)],
    }


def ingredient(statement: Statement, index: int, *, telling: bool) -> Mapping[str, Any]:
    """What is said of a loaded file beside what it says itself."""
    one = statement.ingredients[index]
    relation = "parentOf" if one is statement.parent else "componentOf" if one.placed else "inputTo"
    name = one.paths[0].name if telling else f"{one.kind} {index + 1}"
    return {"title": name, "relationship": relation, "label": _file_label(index)}


def _actions(statement: Statement) -> list[Mapping[str, Any]]:
    files = dict(enumerate(statement.ingredients))
    if statement.parent is not None:
        opened = {"action": "c2pa.opened", "parameters": {"ingredientIds": [_file_label(0)]}}
        return [opened, {"action": "c2pa.edited", "softwareAgent": AGENT}]
    given = [_model_label(index) for index in range(len(statement.models))]
    given += [_file_label(index) for index, one in files.items() if not one.placed]
    placed = [_file_label(index) for index, one in files.items() if one.placed]
    created = {
        "action": "c2pa.created",
        "digitalSourceType": _SOURCES + statement.source,
        "softwareAgent": AGENT,
        **({"parameters": {"ingredientIds": given}} if given else {}),
    }
    return [created, *({"action": "c2pa.placed", "parameters": {"ingredientIds": [label]}} for label in placed)]


def _model(index: int, model: ModelUsed) -> Mapping[str, Any]:
    version = {"version": model.identity} if model.identity else {}
    return {
        "title": model.name,
        "relationship": "inputTo",
        "label": _model_label(index),
        "format": "application/octet-stream",
        "data_types": [{"type": MODEL, **version}],
    }


def _model_label(index: int) -> str:
    return f"model{index}"


def _file_label(index: int) -> str:
    return f"file{index}"


def _digest(paths: tuple[Path, ...], check: Callable[[], None]) -> str:
    """The SHA-256 of files one after the other, in hexadecimal."""
    state = sha256()
    for path in paths:
        with reading(path), path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                state.update(chunk)
                check()
    return state.hexdigest()

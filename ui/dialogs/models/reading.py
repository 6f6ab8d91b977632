"""What there is to know of the models of this machine, read in a thread: folders may be many, and disks slow."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TypeGuard

from soraapp.errors import ModelError
from soraapp.models.about import About
from soraapp.models.adapted import takers
from soraapp.models.base import Capabilities
from soraapp.models.finding import hub_cache, models_in, named_folders
from soraapp.models.fitting import Fitting, fitting
from soraapp.models.folders import chosen_folders
from soraapp.models.loras import Lora
from soraapp.models.machine import this_machine
from soraapp.models.registry import STANDARD_FOLDER, Registry
from soraapp.models.setup import setup_of
from soraapp.places import models_folder


@dataclass(frozen=True)
class Usable:
    """A model that can be used."""

    capabilities: Capabilities
    about: About
    fitting: Fitting


@dataclass(frozen=True)
class Refused:
    """A model that cannot be used, and why."""

    name: str
    folder: Path
    error: ModelError


@dataclass(frozen=True)
class Addition:
    """A LoRA, and the names of the models that it can be added to."""

    lora: Lora
    models: tuple[str, ...]


Entry = Usable | Refused | Addition


class Named(Enum):
    """Who named a folder of models."""

    PERSON = "person"
    PROGRAM = "program"
    CACHE = "cache"
    ENVIRONMENT = "environment"


@dataclass(frozen=True)
class Place:
    """A folder in which models are looked for."""

    folder: Path
    named: Named
    there: bool
    models: int


@dataclass(frozen=True)
class Found:
    """All of it."""

    entries: tuple[Entry, ...]
    places: tuple[Place, ...]


def entry_name(entry: Entry) -> str:
    """By which a model is known again after it was read anew."""
    if isinstance(entry, Addition):
        return str(entry.lora.file)
    return entry.capabilities.name if isinstance(entry, Usable) else entry.name


def entry_folder(entry: Entry) -> Path:
    """Where it is."""
    if isinstance(entry, Addition):
        return entry.lora.file.parent
    return entry.about.folder if isinstance(entry, Usable) else entry.folder


def can_fill(entry: Entry | None) -> TypeGuard[Refused]:
    """Whether a model lacks files, and it is known where these are published."""
    return isinstance(entry, Refused) and {"files", "repository"} <= set(entry.error.facts)


def look() -> Found:
    """Read everything anew. Takes time in proportion to the number of models."""
    registry, machine = Registry.standard(), this_machine()
    usable: list[Usable] = []
    refused = {name: Refused(name, registry.place(name), error) for name, error in registry.refused().items()}
    for name in registry.names():
        try:
            about = registry.about(name)
            usable.append(Usable(registry.capabilities(name), about, fitting(about, machine, setup_of(name))))
        except ModelError as error:  # Damaged, or gone meanwhile.
            refused[name] = Refused(name, _folder_of(registry, name), error)
    places = tuple(_places())
    loras = [
        Addition(lora, takers(name, registry.names(), registry.capabilities)) for name, lora in registry.loras().items()
    ]
    return Found((*usable, *(refused[name] for name in sorted(refused)), *loras), places)


def _folder_of(registry: Registry, name: str) -> Path:
    """The folder of a model that may have gone."""
    try:
        return registry.place(name)
    except ModelError:
        return models_folder()


def _places() -> list[Place]:
    named = [
        *((folder, Named.PERSON) for folder in chosen_folders()),
        (models_folder(), Named.PROGRAM),
        *((folder, Named.ENVIRONMENT) for folder in named_folders()),
        (hub_cache(), Named.CACHE),
        (STANDARD_FOLDER, Named.PROGRAM),
    ]
    return [Place(folder, who, folder.is_dir(), len(dict(models_in(folder)))) for folder, who in named]

"""Unsaved work as a file: the project as it is, where it belongs, and the runs that waited, guarded by a digest.

{"format": "soraapp rescue", "version": 1, "digest": "..."}
{"file": "/films/one.sora", "title": "", "at": "2026-11-23T14:32:05+00:00", "project": {...},
 "waiting": [{"targets": ["id"], "film": "/films/one.mov", "project": {...}, "order": {"preset": "prores"}},
             {"targets": ["id"], "film": null, "project": null, "variants": {"input": "seed", "values": [5, 6]}},
             {"targets": null, "film": null, "project": {...}, "home": {"file": "/films/two.sora", "title": ""}}]}
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from soraapp.errors import ProjectError, SoraError
from soraapp.media.export.order import Order
from soraapp.media.files import reading, replacing
from soraapp.media.identity import digest
from soraapp.nodekit import Value
from soraapp.project.part import Part
from soraapp.project.project import Project
from soraapp.project.storage import from_json, to_json
from soraapp.project.text import parsed
from soraapp.project.value_encoding import read_value, write_value

FORMAT = "soraapp rescue"
VERSION = 1
_LARGEST = 256 * 2**20


@dataclass(frozen=True)
class Variants:
    """The values of one input that a run goes through."""

    input: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Home:
    """How a person comes back to a project: by its file, or by the name of the example or film that it came from."""

    file: Path | None
    title: str = ""

    @property
    def name(self) -> str:
        """What the project is called; empty for one that nobody comes back to."""
        return self.file.stem if self.file else self.title


@dataclass(frozen=True)
class Waiting:
    """A run that was asked for and is not over."""

    project: Project
    targets: tuple[str, ...] | None
    """The ids of its nodes; None for all that feed nothing."""
    film: Path | None = None
    """The file that it was to write."""
    variants: Variants | None = None
    """Its only node is run once for each of these values."""
    home: Home | None = None
    """The project that it is of, where that is not the one that is open."""
    order: Order | None = None
    """How the file was to be written; None for what its ending stands for."""


@dataclass(frozen=True)
class Work:
    """What would be lost if the program died now."""

    project: Project
    file: Path | None
    """The project's own file."""
    title: str
    """What it is called where it has no file."""
    at: datetime
    """When it was kept, with its time zone."""
    waiting: tuple[Waiting, ...] = ()


def write_work(work: Work, path: Path) -> None:
    """Write a rescue file, whole or not at all. Raises MediaError when it cannot be written."""
    body: dict[str, object] = {
        "file": str(work.file) if work.file else None,
        "title": work.title,
        "at": work.at.isoformat(),
        "project": to_json(work.project, None),
        "waiting": [_waiting(run, work.project) for run in work.waiting],
    }
    text = json.dumps(body)
    head = json.dumps({"format": FORMAT, "version": VERSION, "digest": digest(text)})
    with replacing(path) as part:
        part.write_text(f"{head}\n{text}\n", "utf-8")


def read_work(path: Path) -> Work:
    """The work in a rescue file. Raises ProjectError when a single byte of it is not as it was written."""
    try:
        with reading(path), path.open("rb") as file:
            head, _, text = file.read(_LARGEST).decode("utf-8").partition("\n")
        facts = parsed(head)
        text = text.removesuffix("\n")
        if facts.get("format") != FORMAT or facts.get("version") != VERSION or facts.get("digest") != digest(text):
            raise _damaged(path)
        members = Part(parsed(text)).members(("file", "title", "at", "project", "waiting"))
        project = from_json(members["project"].text(), None)
        return Work(
            project=project,
            file=Path(members["file"].text()) if members["file"].value is not None else None,
            title=str(members["title"].value),
            at=datetime.fromisoformat(members["at"].text()),
            waiting=tuple(_read_waiting(part, project) for part in members["waiting"].items()),
        )
    except (SoraError, ValueError) as error:
        raise _damaged(path) from error


def _waiting(run: Waiting, now: Project) -> Mapping[str, object]:
    """A run as JSON values; the project is left out where it is the one that is open."""
    return {
        "targets": None if run.targets is None else list(run.targets),
        "film": str(run.film) if run.film else None,
        "project": None if run.project is now else to_json(run.project, None),
        **({"order": run.order.to_json()} if run.order else {}),
        **({"variants": _variants(run.variants)} if run.variants else {}),
        **({"home": _home(run.home)} if run.home else {}),
    }


def _variants(variants: Variants) -> Mapping[str, object]:
    return {"input": variants.input, "values": [write_value(value, None) for value in variants.values]}


def _home(home: Home) -> Mapping[str, object]:
    return {"file": str(home.file) if home.file else None, "title": home.title}


def _read_waiting(part: Part, now: Project) -> Waiting:
    members = part.members(("targets", "film", "project"), ("variants", "home", "order"))
    targets = None if members["targets"].value is None else tuple(item.text() for item in members["targets"].items())
    film = Path(members["film"].text()) if members["film"].value is not None else None
    project = now if members["project"].value is None else from_json(members["project"].text(), None)
    variants = _read_variants(members["variants"]) if "variants" in members else None
    home = _read_home(members["home"]) if "home" in members else None
    order = _read_order(members["order"]) if "order" in members else None
    return Waiting(project, targets, film, variants, home, order)


def _read_home(part: Part) -> Home:
    members = part.members(("file", "title"))
    file = Path(members["file"].text()) if members["file"].value is not None else None
    return Home(file, str(members["title"].value))


def _read_variants(part: Part) -> Variants:
    members = part.members(("input", "values"))
    return Variants(members["input"].text(), tuple(read_value(item, None) for item in members["values"].items()))


def _read_order(part: Part) -> Order:
    return Order.from_json({name: member.value for name, member in part.members().items()})


def _damaged(path: Path) -> ProjectError:
    return ProjectError(
        "The unsaved work in {file} is damaged and cannot be recovered.",
        remedy="Go on with the project as it was last saved.",
        file=path.name,
    )

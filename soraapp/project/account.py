"""What a file says of how it was made: what kind of media it is, the project in it, and its Content Credentials."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from soraapp.catalogue import Catalogue
from soraapp.errors import MediaError, SoraError
from soraapp.media import provenance
from soraapp.media.credentials.reading import Credentials, read_credentials
from soraapp.media.credentials.sidecar import SUFFIX, file_of
from soraapp.media.probe import Facts, probe
from soraapp.nodekit import NodeType, Prompt
from soraapp.project import storage
from soraapp.project.film import is_hidden
from soraapp.project.flat import flat
from soraapp.project.graph import Node
from soraapp.project.known import kinds_in, known_model
from soraapp.project.project import Project


@dataclass(frozen=True)
class NodeTold:
    """A node of the project in a film."""

    name: str
    kind: str
    title: str
    """What its kind is called; empty where it is not known here."""
    prompts: tuple[str, ...] = ()
    model: str = ""


@dataclass(frozen=True)
class Account:
    """All that a file tells."""

    path: Path
    media: Facts | None
    """None for a kind of file that cannot be looked into."""
    nodes: tuple[NodeTold, ...] | None
    """Those that run, of the project in the file; None where it holds none."""
    credentials: Credentials | None
    trouble: SoraError | None = None
    """Why the project in the file cannot be read."""


def account_of(path: Path, catalogue: Catalogue) -> Account:
    """What a film, a picture or a sound tells; for a file of credentials, what the file beside it does.

    Reads all of the file. Raises MediaError for one that is missing, cannot be read, or tells nothing of how it was
    made.
    """
    path = _meant(path)
    media = _media(path)
    credentials = read_credentials(path)
    nodes, trouble = None, None
    text = provenance.read(path) if media is not None else None
    if text is not None:
        try:
            nodes = tuple(_told(storage.from_json(text, path.absolute().parent), catalogue))
        except SoraError as error:
            trouble = error
    if credentials is None and text is None:
        raise MediaError(
            "{file} says nothing of how it was made: it holds neither a project nor Content Credentials.",
            remedy="It comes from elsewhere, was written without them, or lost them when it was converted.",
            file=path.name,
        )
    return Account(path, media, nodes, credentials, trouble)


def _meant(path: Path) -> Path:
    if path.suffix.lower() != SUFFIX or not path.is_file():
        return path
    found = file_of(path)
    if found is None:
        raise MediaError(
            "The file that {sidecar} belongs to is not beside it.",
            remedy="Put both into one folder, under one name: film.mkv and film.c2pa.",
            sidecar=path.name,
        )
    return found


def _media(path: Path) -> Facts | None:
    try:
        return probe(path)
    except MediaError:
        if not path.is_file():
            raise
        return None


def _told(project: Project, catalogue: Catalogue) -> Iterator[NodeTold]:
    graph = flat(project, catalogue).graph
    for node in graph.nodes.values():
        kind = catalogue.get(node.kind)
        if is_hidden(node.id):
            continue
        if kind is None:
            yield NodeTold(node.name, node.kind, "")
        else:
            model = known_model(graph, node, kinds_in(catalogue)) or ""
            yield NodeTold(node.name, node.kind, kind.title, tuple(_prompts(node, kind)), model)


def _prompts(node: Node, kind: NodeType) -> Iterator[str]:
    for port in kind.inputs:
        value = node.values.get(port.name)
        if isinstance(port.control, Prompt) and isinstance(value, str) and value.strip():
            yield value

"""Which files go beside a timeline, so that other programs find what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from soraapp.catalogue import Catalogue
from soraapp.errors import GraphError, MediaError
from soraapp.interchange.media import Media, Medium, file_names, shown, source_name
from soraapp.media.probe import probe
from soraapp.project.film import film_node
from soraapp.project.filming import Given, given_by, take_node
from soraapp.project.flat import flat
from soraapp.project.graph import Port
from soraapp.project.project import Project
from soraapp.project.timeline.timeline import FileSource, NodeSource, Source, Timeline, TimelineSource

ENDINGS = {"clip": ".mp4", "image": ".png", "audio": ".wav"}
"""Of the file of each kind of output."""


@dataclass(frozen=True)
class Wanted:
    """A file that is to be written for a source."""

    source: Source
    node: str
    """The node that runs and gives it."""
    path: Path


def folder_beside(path: Path) -> Path:
    """Where the files of a timeline go."""
    return path.with_name(f"{path.stem} media")


def wanted(project: Project, catalogue: Catalogue, timeline: Timeline, path: Path) -> list[Wanted]:
    """The files that a timeline which is written to `path` needs beside it; those of persons stay where they are.

    Raises GraphError for an item that shows nothing.
    """
    names = file_names(project, shown(timeline))
    found: list[Wanted] = []
    for source, name in names.items():
        given = _given(project, catalogue, source)
        if given is None:
            raise GraphError(
                "{timeline} shows {node}, which is not there.",
                remedy="Take it off the timeline, or write the timeline without its media.",
                timeline=timeline.name,
                node=source_name(project, source) or name,
            )
        found.append(Wanted(source, given.port.node, folder_beside(path) / f"{name}{ENDINGS[given.kind]}"))
    return found


def _given(project: Project, catalogue: Catalogue, source: Source) -> Given | None:
    """The node that runs and gives a source; None where there is none."""
    opened = flat(project, catalogue)
    if isinstance(source, TimelineSource):
        film = film_node(project, source.timeline)
        return Given(Port(film, "clip"), "clip") if film in opened.graph.nodes else None
    assert isinstance(source, NodeSource), "files are there already, and titles are none"
    given = given_by(opened, catalogue, source.port)
    if not isinstance(given, Given):
        return None
    take = take_node(source.take) if source.take else ""
    return given._replace(port=Port(take, given.port.name)) if take in opened.graph.nodes else given


def media_of(timeline: Timeline, files: list[Wanted]) -> Media:
    """What there is for a timeline once its files are written, and how long each is. What cannot be read is told
    without a length."""
    paths = {file.source: file.path for file in files}
    paths |= {source: source.path for source in shown(timeline) if isinstance(source, FileSource)}
    return Media({source: _measured(path) for source, path in paths.items()})


def _measured(path: Path) -> Medium:
    try:
        facts = probe(path)
    except MediaError:
        return Medium(path)
    return Medium(path, facts.seconds or None)

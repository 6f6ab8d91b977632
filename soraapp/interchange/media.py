"""What other programs find behind the sources of a timeline: files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from soraapp.project.levels import called
from soraapp.project.project import Project
from soraapp.project.timeline.timeline import (
    FileSource,
    NodeSource,
    Source,
    Timeline,
    TimelineSource,
    TitleSource,
    TrackKind,
)


@dataclass(frozen=True)
class Medium:
    """A file for a source."""

    path: Path
    length: Fraction | None = None
    """Seconds; None where that is not known, or a still picture has none."""


@dataclass(frozen=True)
class Media:
    """The files that are known, by source; a source without one is told as missing."""

    files: Mapping[Source, Medium] = field(default_factory=dict[Source, Medium])

    def of(self, source: Source) -> Medium | None:
        """The file of a source: that of a file source is the file itself, unless another one was named."""
        found = self.files.get(source)
        return Medium(source.path) if found is None and isinstance(source, FileSource) else found


def shown(timeline: Timeline) -> dict[Source, TrackKind]:
    """Every source that needs a file, once, and the kind of the first track that it is on: titles are none."""
    found: dict[Source, TrackKind] = {}
    for track in timeline.tracks:
        for item in track.items:
            if not isinstance(item.source, TitleSource):
                found.setdefault(item.source, track.kind)
    return found


def source_name(project: Project, source: Source) -> str:
    """What a source is called: the name of a node, of a file, of a timeline; the text of a title; empty for one that is
    not there."""
    if isinstance(source, NodeSource):
        return called(project, source.port.node)
    if isinstance(source, FileSource):
        return source.path.name
    if isinstance(source, TimelineSource):
        nested = project.timelines.get(source.timeline)
        return nested.name if nested else ""
    return " ".join(source.text.split())


def file_names(project: Project, sources: Mapping[Source, TrackKind]) -> dict[Source, str]:
    """A name without ending for the file of each source that has none of its own; no two are alike, whatever a system
    thinks of capitals."""
    taken: set[str] = set()
    found: dict[Source, str] = {}
    for source in sources:
        if not isinstance(source, FileSource):
            plain = "".join(_plain(source_name(project, source))).strip(". ") or "clip"
            names = (plain if number == 1 else f"{plain} {number}" for number in range(1, len(sources) + 2))
            found[source] = next(name for name in names if name.casefold() not in taken)
            taken.add(found[source].casefold())
    return found


def _plain(name: str) -> Iterator[str]:
    """A name as every system takes it for a file."""
    for letter in name[:80]:
        yield letter if letter.isalnum() or letter in " .-_" else "-"

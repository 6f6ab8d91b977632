"""The film of a project: what a timeline shows and lets hear, as plain data, and the ids of the nodes that are films.

What is heard is on audio tracks alone: an item of pictures does not bring its sound along. Who puts a clip with sound
on a timeline puts its sound on an audio track, linked with it, as editors do.
"""

from __future__ import annotations

from dataclasses import asdict

from soraapp.media.film.cut import Cut, Heard, Shot, Title, touching
from soraapp.project.project import Project
from soraapp.project.remembered import remembered
from soraapp.project.timeline.timeline import Item, Source, Timeline, TitleSource, Track, TrackKind

FILM = "/film"
"""The id of the node that is the film of a project. No id that a person's node has begins with a slash."""


def is_hidden(node: str) -> bool:
    """Whether a node that runs is there for a film alone: none of a person's."""
    return node.startswith("/")


def film_node(project: Project, timeline: str) -> str:
    """The id of the node that is the film of a timeline, once that has items."""
    film = project.film
    return FILM if film is not None and film.id == timeline else f"{FILM}/{timeline}"


def timeline_of(project: Project, node: str) -> Timeline | None:
    """The timeline that a node is the film of."""
    return project.film if node == FILM else project.timelines.get(node.removeprefix(f"{FILM}/"))


@remembered(64)
def cut_of(timeline: Timeline) -> tuple[Cut, tuple[Source, ...]]:
    """The cut of a timeline, and the sources that it shows, in the order of their numbers.

    What is off, hidden or muted, or not solo where others are, is no part of it. Titles are in the cut itself.
    """
    sources: dict[Source, int] = {}

    def number(source: Source) -> int | Title:
        if isinstance(source, TitleSource):
            return Title(**asdict(source))
        return sources.setdefault(source, len(sources))

    layers = tuple(
        touching([_shot(item, number(item.source)) for item in track.items if not item.off])
        for track in seen_tracks(timeline)
    )
    voices = tuple(
        touching([_heard(item, number(item.source), track.gain) for item in track.items if not item.off])
        for track in heard_tracks(timeline)
    )
    rows = tuple(filter(None, layers)), tuple(filter(None, voices))
    return Cut(timeline.size, timeline.rate, max(1, timeline.end), *rows), tuple(sources)


def seen_tracks(timeline: Timeline) -> list[Track]:
    """The tracks whose items are seen, the lowest first."""
    return [
        track
        for track in timeline.tracks
        if track.kind is not TrackKind.AUDIO and not track.hidden and _counts(timeline, track)
    ]


def heard_tracks(timeline: Timeline) -> list[Track]:
    """The tracks whose items are heard."""
    return [
        track
        for track in timeline.tracks
        if track.kind is TrackKind.AUDIO and not track.muted and _counts(timeline, track)
    ]


def _counts(timeline: Timeline, track: Track) -> bool:
    """Where a track of its kind is solo, only those that are count."""
    return track.solo or not any(other.solo for other in timeline.tracks if other.kind is track.kind)


@remembered(4096)
def _shot(item: Item, source: int | Title) -> Shot:
    return Shot(
        source=source,
        start=item.start,
        length=item.length,
        offset=item.offset,
        speed=item.speed,
        reverse=item.reverse,
        fade_in=item.fade_in,
        fade_out=item.fade_out,
        lead=item.lead,
        fit=item.fit,
        opacity=item.opacity,
    )


@remembered(4096)
def _heard(item: Item, source: int | Title, gain: float) -> Heard:
    return Heard(
        source=source,
        start=item.start,
        length=item.length,
        offset=item.offset,
        speed=item.speed,
        reverse=item.reverse,
        fade_in=item.fade_in,
        fade_out=item.fade_out,
        lead=item.lead,
        gain=item.gain + gain,
    )

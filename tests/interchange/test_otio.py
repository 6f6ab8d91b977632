"""Timelines through OpenTimelineIO: ours come back as they were, and those of other programs make sense here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import opentimelineio as otio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soraapp.catalogue import Catalogue
from soraapp.errors import ProjectError
from soraapp.interchange.formats import write_timeline_file
from soraapp.interchange.media import Media, Medium, file_names, shown
from soraapp.interchange.otio_reading import read_otio
from soraapp.media.fit import FitMode
from soraapp.media.ops.transition import TransitionStyle
from soraapp.project.graph import Graph, Node, Port
from soraapp.project.project import Project
from soraapp.project.timeline.timeline import (
    FileSource,
    Item,
    Lead,
    NodeSource,
    Timeline,
    TimelineSource,
    TitleSource,
    Track,
    TrackKind,
    problems,
)
from tests.project.timeline.test_encoding import FILM, SCENE

CATALOGUE = Catalogue.of("nodes")
SHOT = NodeSource(Port("shot", "clip"))
GRAPH = Graph({"shot": Node("shot", "generate.text_to_video", 1, "Shot", {"prompt": "a red ball", "seed": 7})})
TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=9)
RATES = st.sampled_from(
    [Fraction(8), Fraction(24), Fraction(24000, 1001), Fraction(25), Fraction(30000, 1001), Fraction(60)]
)


def there_and_back(
    project: Project, folder: Path, media: Media | None = None, into: Project | None = None
) -> list[Timeline]:
    """The timelines of a project, of which the first is written, as they are read for another that has its nodes."""
    film = project.film
    assert film is not None
    path = folder / "film.otio"
    assert write_timeline_file(path, project, CATALOGUE, film, media or Media()) == []
    found = read_otio(path, into or replace(project, timelines={}))
    assert found.dropped == []
    return found.timelines


@st.composite
def tracks(draw: st.DrawFn, kind: TrackKind, number: int) -> Track:
    items: list[Item] = []
    at = 0
    for index in range(draw(st.integers(0, 5))):
        gap = draw(st.sampled_from([0, 0, 3]))
        source = TitleSource(draw(TEXTS)) if kind is TrackKind.TITLE else SHOT
        item = Item(
            f"{number}-{index}",
            source,
            at + gap,
            draw(st.integers(1, 90)),
            draw(st.fractions(0, 20, max_denominator=1001)),
            draw(st.fractions(Fraction(1, 10), 10, max_denominator=60)),
            reverse=draw(st.booleans()),
            name=draw(st.text("ab 球", max_size=4)),
            off=draw(st.booleans()),
            fit=draw(st.sampled_from(FitMode)),
            opacity=draw(st.integers(0, 100)) / 100,
            gain=draw(st.integers(-600, 120)) / 10,  # Its JSON is a hair off beyond the 15th digit.
            fade_in=draw(st.integers(0, 9)),
            fade_out=draw(st.integers(0, 9)),
        )
        if items and not gap and draw(st.booleans()):
            room = items[-1].length - (items[-1].lead.after if items[-1].lead else 0)
            before, after = draw(st.integers(0, room)), draw(st.integers(0, item.length))
            if before + after:
                item = replace(item, lead=Lead(draw(st.sampled_from(TransitionStyle)), before, after))
        items.append(item)
        at = item.end
    return Track(
        f"t{number}", kind, f"Track {number}", tuple(items), hidden=draw(st.booleans()), solo=draw(st.booleans())
    )


@st.composite
def films(draw: st.DrawFn) -> Timeline:
    kinds = draw(st.lists(st.sampled_from(TrackKind), min_size=1, max_size=4))
    own = tuple(draw(tracks(kind, number)) for number, kind in enumerate(kinds))
    # What is heard has no picture to hide.
    own = tuple(replace(track, hidden=track.hidden and track.kind is not TrackKind.AUDIO) for track in own)
    return Timeline("film", "Film", rate=draw(RATES), tracks=own)


@settings(max_examples=60, deadline=None)
@given(films())
def test_any_timeline_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, film: Timeline) -> None:
    assert list(problems(film)) == []
    if not any(track.items for track in film.tracks):
        return
    (back,) = there_and_back(Project(GRAPH, timelines={"film": film}), tmp_path_factory.mktemp("otio"))
    assert back == film


def test_nested_timelines_titles_and_markers_come_back(tmp_path: Path) -> None:
    shot = replace(GRAPH.nodes["shot"], id="shot")
    graph = Graph({"shot": shot})
    film = replace(FILM, tracks=tuple(_showing(track, SHOT) for track in FILM.tracks))
    scene = replace(SCENE, tracks=tuple(_showing(track, SHOT) for track in SCENE.tracks))
    back, nested = there_and_back(Project(graph, timelines={"film": film, "scene": scene}), tmp_path)
    assert nested == scene
    assert [replace(one, id="m") for one in back.markers] == list(film.markers)
    assert _unlinked(back) == _unlinked(film)
    assert (back.size, back.rate, back.first, back.last) == (film.size, film.rate, 2, 20)
    assert back.tracks[0].items[0].link == back.tracks[2].items[0].link != ""


def _showing(track: Track, source: NodeSource) -> Track:
    return replace(
        track,
        items=tuple(
            replace(item, source=source) if isinstance(item.source, NodeSource) else item for item in track.items
        ),
    )


def _unlinked(timeline: Timeline) -> list[Track]:
    return [replace(track, items=tuple(replace(one, link="") for one in track.items)) for track in timeline.tracks]


def test_where_the_nodes_are_not_the_files_are_shown(tmp_path: Path) -> None:
    film = Timeline("film", "Film", tracks=(Track("v", TrackKind.VIDEO, "V1", (Item("a", SHOT, 0, 24),)),))
    rendered = tmp_path / "film media" / "Shot 球.mp4"
    media = Media({SHOT: Medium(rendered, Fraction(3))})
    (back,) = there_and_back(Project(GRAPH, timelines={"film": film}), tmp_path, media, into=Project())
    assert back.tracks[0].items[0].source == FileSource(rendered)
    text = (tmp_path / "film.otio").read_text()
    assert '"film%20media/Shot%20%E7%90%83.mp4"' in text, "relative, so that both can be moved"
    assert str(tmp_path) not in text


def test_how_a_shot_was_made_travels_under_one_name(tmp_path: Path) -> None:
    film = Timeline("film", "Film", tracks=(Track("v", TrackKind.VIDEO, "V1", (Item("a", SHOT, 0, 24),)),))
    there_and_back(Project(GRAPH, timelines={"film": film}), tmp_path)
    document = otio.adapters.read_from_file(str(tmp_path / "film.otio"))
    clip = document.tracks[0][0]
    assert set(clip.metadata) == {"soraapp"}
    assert clip.metadata["soraapp"]["node"]["name"] == "Shot"
    assert clip.metadata["soraapp"]["node"]["values"]["prompt"] == "a red ball"
    assert clip.metadata["soraapp"]["node"]["values"]["seed"] == 7


def test_what_another_program_changed_is_believed(tmp_path: Path) -> None:
    film = Timeline("film", "Film", tracks=(Track("v", TrackKind.VIDEO, "V1", (Item("a", SHOT, 0, 48, opacity=0.5),)),))
    there_and_back(Project(GRAPH, timelines={"film": film}), tmp_path)
    document = otio.adapters.read_from_file(str(tmp_path / "film.otio"))
    clip = document.tracks[0][0]
    clip.source_range = otio.opentime.TimeRange(_time(12), _time(24))
    clip.effects.append(otio.schema.LinearTimeWarp("slow", -0.5))
    document.tracks[0].insert(0, otio.schema.Gap(duration=_time(6)))
    otio.adapters.write_to_file(document, str(tmp_path / "film.otio"))
    item = read_otio(tmp_path / "film.otio", Project(GRAPH)).timelines[0].tracks[0].items[0]
    assert (item.start, item.length, item.offset) == (6, 24, Fraction(1, 2))
    assert (item.speed, item.reverse, item.opacity, item.source) == (Fraction(1, 2), True, 0.5, SHOT)


def _time(frames: float, rate: float = 24) -> otio.opentime.RationalTime:
    return otio.opentime.RationalTime(frames, rate)


def _range(start: float, length: float, rate: float = 24) -> otio.opentime.TimeRange:
    return otio.opentime.TimeRange(_time(start, rate), _time(length, rate))


def _foreign(tmp_path: Path) -> Any:
    """A timeline as another program writes it: time codes in the media, and things that there are not here."""
    schema = otio.schema
    media = schema.ExternalReference("file:///footage/a%20b.mov", _range(86400, 240))
    track = schema.Track("", kind=schema.TrackKind.Video)
    track.append(schema.Clip("One", media, _range(86424, 48)))
    track.append(schema.Transition("x", schema.TransitionTypes.SMPTE_Dissolve, _time(6), _time(6)))
    track.append(schema.Clip("Two", schema.ExternalReference("shots/two.mp4"), _range(0, 30, 25)))
    frozen = schema.Clip("Frozen", schema.ExternalReference("http://example.org/x.mp4"), _range(0, 24))
    frozen.effects.append(schema.FreezeFrame())
    track.append(frozen)
    sound = schema.Track("Dialogue", kind=schema.TrackKind.Audio)
    sound.append(schema.Gap(duration=_time(12)))
    sound.append(schema.Clip("Voice", schema.ExternalReference("voice.wav"), _range(0, 24)))
    timeline = schema.Timeline("Theirs", tracks=[track, sound])
    otio.adapters.write_to_file(timeline, str(tmp_path / "theirs.otio"))
    return timeline


def test_the_timeline_of_another_program(tmp_path: Path) -> None:
    _foreign(tmp_path)
    found = read_otio(tmp_path / "theirs.otio", Project())
    (film,) = found.timelines
    assert (film.name, film.rate, [track.name for track in film.tracks]) == ("Theirs", 24, ["video 1", "Dialogue"])
    one, two, frozen = film.tracks[0].items
    assert (one.source, one.start, one.length, one.offset) == (FileSource(Path("/footage/a b.mov")), 0, 48, 1)
    assert two.source == FileSource(tmp_path / "shots" / "two.mp4")
    assert (two.start, two.length, two.lead) == (48, 29, Lead(TransitionStyle.DISSOLVE, 6, 6)), "30 frames at 25 fps"
    assert (frozen.source, found.dropped) == (FileSource(Path("Frozen")), ["FreezeFrame"])
    assert film.tracks[1].items[0].start == 12
    assert list(problems(film)) == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text[:100],
        lambda _: "[]",
        lambda _: '{"OTIO_SCHEMA": "Clip.2", "name": "x"}',
        lambda _: "\x00\xff",
        lambda text: text.replace('"speed"', '"spied"'),
        lambda text: text.replace('"length": 48', '"length": -1'),
    ],
)
def test_what_is_no_timeline_is_told(tmp_path: Path, spoil: Callable[[str], str]) -> None:
    item = Item("a", SHOT, 0, 48, speed=Fraction(2))
    film = Timeline("film", "Film", tracks=(Track("v", TrackKind.VIDEO, "V1", (item,)),))
    there_and_back(Project(GRAPH, timelines={"film": film}), tmp_path)
    path = tmp_path / "film.otio"
    path.write_text(spoil(path.read_text()))
    with pytest.raises(ProjectError, match=r"film\.otio"):
        read_otio(path, Project(GRAPH))


def test_names_of_files_differ_whatever_the_system(tmp_path: Path) -> None:
    nodes = {name: Node(name, "generate.text_to_video", 1, title) for name, title in (("a", "Ball/1"), ("b", "BALL:1"))}
    items = tuple(Item(f"i{n}", NodeSource(Port(node, "clip")), n * 9, 9) for n, node in enumerate([*nodes, "gone"]))
    film = Timeline("film", "Film", tracks=(Track("v", TrackKind.VIDEO, "V1", items),))
    names = file_names(Project(Graph(nodes)), shown(film))
    assert sorted(names.values()) == ["BALL-1 2", "Ball-1", "clip"]


def test_a_timeline_of_the_project_can_be_read_into_it_again(tmp_path: Path) -> None:
    inner = Timeline("scene", "Scene", tracks=(Track("v", TrackKind.VIDEO, "V1", (Item("b", SHOT, 0, 9),)),))
    item = Item("a", TimelineSource("scene"), 0, 9)
    film = Timeline("film", "Film", tracks=(Track("v", TrackKind.VIDEO, "V1", (item,)),))
    project = Project(GRAPH, timelines={"film": film, "scene": inner})
    again = there_and_back(project, tmp_path, into=project)
    ids = {one.id for one in again} | {one.id for timeline in again for one in timeline.items()}
    assert ids.isdisjoint({"film", "scene", "a", "b"})


def test_what_is_nested_with_its_sound_is_one_timeline(tmp_path: Path) -> None:
    inner = Timeline("scene", "Scene", tracks=(Track("v", TrackKind.VIDEO, "V1", (Item("b", SHOT, 0, 9),)),))
    seen, heard = (Item(one, TimelineSource("scene"), 0, 9, link="l") for one in "ac")
    tracks = (Track("v", TrackKind.VIDEO, "V1", (seen,)), Track("a", TrackKind.AUDIO, "A1", (heard,)))
    film = Timeline("film", "Film", tracks=tracks)
    project = Project(GRAPH, timelines={"film": film, "scene": inner})
    back, nested = there_and_back(project, tmp_path)
    assert [item.source for item in back.items()] == [TimelineSource(nested.id)] * 2

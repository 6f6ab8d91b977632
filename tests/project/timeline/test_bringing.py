"""What is put on a timeline for the first time."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from soraapp.errors import GraphError
from soraapp.media.clip import Size
from soraapp.project.history import History
from soraapp.project.project import Project
from soraapp.project.timeline.bringing import Footage, bring
from soraapp.project.timeline.placing import Placing
from soraapp.project.timeline.timeline import FileSource, Timeline, problems
from soraapp.project.timeline.tracks import set_track

SIZE = Size(640, 360)


def clip(name: str, seconds: int = 2, *, heard: bool = True, rate: int = 30) -> Footage:
    return Footage(FileSource(Path(f"{name}.mp4")), Fraction(seconds), SIZE, Fraction(rate), heard=heard, id=name)


def rows(timeline: Timeline) -> dict[str, list[tuple[str, int, int]]]:
    assert not list(problems(timeline))
    return {track.name: [(one.id, one.start, one.end) for one in track.items] for track in timeline.tracks}


def film(project: Project) -> Timeline:
    assert project.film
    return project.film


def test_the_first_clip_makes_the_film_and_gives_it_size_and_rate() -> None:
    history = History(Project())
    history.apply(bring("", [clip("a"), clip("b", 1)], 0))
    found = film(history.project)
    assert (found.size, found.rate) == (SIZE, 30)
    assert rows(found) == {"V1": [("a", 0, 60), ("b", 60, 90)], "A1": [("as", 0, 60), ("bs", 60, 90)]}
    assert found.by_id["a"].link == found.by_id["as"].link != found.by_id["b"].link
    assert history.undo_label == "Add to timeline"
    history.undo()
    assert history.project == Project()


def test_a_timeline_with_items_keeps_size_and_rate() -> None:
    project = bring("", [clip("a", rate=25)], 0).change(Project())
    project = bring(film(project).id, [clip("b", rate=50)], 50).change(project)
    assert film(project).rate == 25
    assert rows(film(project))["V1"] == [("a", 0, 50), ("b", 50, 100)]


def test_overwriting_pictures_leaves_other_sounds_alone() -> None:
    project = bring("", [clip("a")], 0).change(Project())
    project = bring("", [clip("b", 1)], 15).change(project)
    assert rows(film(project))["A1"] == [("as", 0, 60)]
    assert rows(film(project))["A2"] == [("bs", 15, 45)]
    assert [start for _, start, _ in rows(film(project))["V1"]] == [0, 15, 45]


def test_inserting_makes_room_for_both() -> None:
    project = bring("", [clip("a")], 0).change(Project())
    project = bring("", [clip("b", 1)], 30, placing=Placing.INSERT).change(project)
    assert [(start, end) for _, start, end in rows(film(project))["V1"]] == [(0, 30), (30, 60), (60, 90)]
    assert [(start, end) for _, start, end in rows(film(project))["A1"]] == [(0, 30), (30, 60), (60, 90)]


def test_a_picture_stands_for_a_while_and_a_sound_comes_on_its_track() -> None:
    picture = Footage(FileSource(Path("p.png")), None, Size(641, 359), id="p")
    sound = Footage(FileSource(Path("s.wav")), Fraction(3), seen=False, heard=True, id="s")
    project = bring("", [picture, sound], 0).change(Project())
    assert rows(film(project)) == {"V1": [("p", 0, 96)], "A1": [("s", 96, 168)]}
    assert film(project).size == Size(640, 358)


def test_a_locked_track_that_was_asked_for_refuses_and_others_are_passed_by() -> None:
    project = bring("", [clip("a", heard=False)], 0).change(Project())
    name = film(project).id
    track = film(project).tracks[0].id
    project = set_track(name, track, locked=True).change(project)
    with pytest.raises(GraphError, match="V1 is locked"):
        bring(name, [clip("b")], 0, track).change(project)
    project = bring(name, [clip("b")], 0).change(project)
    assert rows(film(project))["V2"] == [("b", 0, 60)]

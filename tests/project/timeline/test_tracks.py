"""Tracks, markers, and timelines as a whole."""

from __future__ import annotations

from fractions import Fraction

import pytest

from soraapp.errors import GraphError
from soraapp.media.clip import Size
from soraapp.media.ops.transition import TransitionStyle
from soraapp.project.history import History
from soraapp.project.project import Project
from soraapp.project.timeline.markers import add_marker, change_marker, remove_marker, set_range
from soraapp.project.timeline.placing import move, put
from soraapp.project.timeline.timeline import Item, Lead, Marker, TimelineSource, TrackKind
from soraapp.project.timeline.timelines import (
    ensure_film,
    fitted,
    new_timeline,
    remove_timeline,
    rename_timeline,
    set_timeline,
)
from soraapp.project.timeline.tracks import add_track, move_track, remove_track, rename_track, set_track
from tests.project.timeline.films import done, film, moments, seen, shot


def test_tracks_are_added_where_they_belong_with_free_names() -> None:
    before = film(V1=[], A1=[])
    after = done(
        before,
        add_track("film", TrackKind.TITLE),
        add_track("film", TrackKind.VIDEO, id="top"),
        add_track("film", TrackKind.AUDIO),
        add_track("film", TrackKind.VIDEO, above="V1"),
    )
    assert [track.name for track in after.tracks] == ["V1", "V3", "V2", "T1", "A1", "A2"]
    with pytest.raises(GraphError, match="already a track"):
        done(after, add_track("film", TrackKind.VIDEO, id="top"))


def test_tracks_are_renamed_moved_and_changed_also_when_locked() -> None:
    before = film("V1", V1=[shot("a", 0, 5)], V2=[])
    after = done(
        before,
        rename_track("film", "V1", " Main  picture "),
        move_track("film", "V1", 9),
        set_track("film", "V1", muted=True, height=1000, gain=-200.0),
    )
    assert [track.name for track in after.tracks] == ["V2", "Main picture"]
    assert (after.tracks[1].muted, after.tracks[1].height, after.tracks[1].gain) == (True, 400, -96)
    with pytest.raises(GraphError, match="Another track"):
        done(before, rename_track("film", "V2", "V1"))
    with pytest.raises(GraphError, match="needs a name"):
        done(before, rename_track("film", "V2", " "))
    with pytest.raises(GraphError, match="V1 is locked"):
        done(before, remove_track("film", "V1"))
    assert seen(done(before, set_track("film", "V1", locked=False), remove_track("film", "V1"))) == {}


def test_markers_stay_in_order() -> None:
    after = done(
        film(V1=[]),
        add_marker("film", 20, id="late", name=" a  beat ", color="blue"),
        add_marker("film", 5, id="early", note="here"),
        change_marker("film", "late", at=2, length=3),
        set_range("film", 4, 9),
    )
    assert after.markers == (Marker("late", 2, 3, "a beat", "", "blue"), Marker("early", 5, note="here"))
    assert (after.first, after.last) == (4, 9)
    assert [one.id for one in done(after, remove_marker("film", "late")).markers] == ["early"]
    for edit, told in (
        (add_marker("film", -1), "no such place"),
        (add_marker("film", 1, color="no colour"), "no colour"),
        (change_marker("film", "gone", at=1), "not on the timeline"),
        (set_range("film", 5, 4), "ends before"),
    ):
        with pytest.raises(GraphError, match=told):
            done(after, edit)


def test_a_project_has_a_film_once() -> None:
    history = History()
    first = ensure_film(history.project)
    assert first is not None
    history.apply(first)
    made = history.project.film
    assert made is not None
    assert [track.name for track in made.tracks] == ["V1", "A1"]
    assert ensure_film(history.project) is None
    history.undo()
    assert history.project == Project()


def test_timelines_are_named_fitted_and_removed() -> None:
    history = History()
    for edit in (new_timeline("film", "Film"), new_timeline("two", "Film")):
        history.apply(edit)
    assert [one.name for one in history.project.timelines.values()] == ["Film", "Film 2"]
    history.apply(rename_timeline("two", "Scene"))
    history.apply(fitted("two", Size(640, 360), Fraction(30)))
    two = history.project.timelines["two"]
    assert (two.name, two.size, two.rate) == ("Scene", Size(640, 360), 30)
    inner = Item("n", TimelineSource("two"), 0, 5)
    film = history.project.timelines["film"]
    history.apply(put("film", [(film.tracks[0].id, inner)]))
    history.apply(fitted("film", Size(64, 36), Fraction(8)))
    assert history.project.timelines["film"].rate == 24
    for refused, told in (
        (rename_timeline("two", "Film"), "Another timeline"),
        (remove_timeline("two"), "Scene is part of Film"),
        (remove_timeline("film"), "Film is the film"),
        (put("two", [(two.tracks[0].id, Item("m", TimelineSource("film"), 0, 5))]), "part of itself"),
        (put("two", [(two.tracks[0].id, Item("m", TimelineSource("gone"), 0, 5))]), "not there"),
        (put("two", [(two.tracks[0].id, Item("n", shot("a", 0, 5).source, 0, 5))]), "same id"),
        (set_timeline("two", size=Size(1, 5)), "cannot have this size"),
        (set_timeline("two", rate=Fraction(10**4)), "cannot have this size"),
        (move("gone", ["n"], 1), "no such timeline"),
    ):
        with pytest.raises(GraphError, match=told):
            history.apply(refused)


def test_another_rate_keeps_all_at_its_seconds() -> None:
    lead = Lead(TransitionStyle.DISSOLVE, 2, 4)
    before = done(
        film(
            V1=[shot("a", 0, 25), shot("b", 25, 49, lead=lead, fade_out=6, speed=Fraction(2))], A1=[shot("s", 12, 13)]
        ),
        add_marker("film", 24, length=12, id="m"),
        set_range("film", 12, 23),
    )
    after = done(before, set_timeline("film", rate=Fraction(12)))
    assert seen(after) == {"V1": [("a", 0, 12), ("b", 12, 24)], "A1": [("s", 6, 7)]}
    assert after.by_id["b"].lead == Lead(TransitionStyle.DISSOLVE, 1, 2)
    assert after.by_id["b"].fade_out == 3
    assert (after.markers[0].at, after.markers[0].length, after.first, after.last) == (12, 6, 6, 11)
    assert moments(after, "V1")[4] == moments(before, "V1")[8]
    with pytest.raises(GraphError, match="A1 is locked"):
        done(film("A1", V1=[], A1=[]), set_timeline("film", rate=Fraction(12)))

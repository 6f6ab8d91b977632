"""Timelines come back from a file as they were, and a stranger's are judged part by part."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from soraapp.errors import ProjectError
from soraapp.media.clip import Size
from soraapp.media.fit import FitMode
from soraapp.media.ops.transition import TransitionStyle
from soraapp.project.graph import Port
from soraapp.project.project import Project
from soraapp.project.storage import from_json, to_json
from soraapp.project.timeline.timeline import (
    FileSource,
    Item,
    Lead,
    Marker,
    NodeSource,
    Timeline,
    TimelineSource,
    TitleSource,
    Track,
    TrackKind,
)

SHOT = NodeSource(Port("group/shot", "clip"), "0123456789abcdef")
FILM = Timeline(
    "film",
    "Film",
    Size(640, 360),
    Fraction(24000, 1001),
    (
        Track(
            "v1",
            TrackKind.VIDEO,
            "V1",
            (
                Item("a", SHOT, 0, 24, Fraction(1, 3), Fraction(3, 2), reverse=True, name="Ball", link="1"),
                Item(
                    "b",
                    TimelineSource("scene"),
                    24,
                    10,
                    fit=FitMode.COVER,
                    opacity=0.5,
                    fade_in=2,
                    fade_out=3,
                    lead=Lead(TransitionStyle.WIPE, 4, 5),
                ),
            ),
            solo=True,
            height=80,
        ),
        Track("t1", TrackKind.TITLE, "T1", (Item("c", TitleSource("Dive 潜水", 10, ink="#ff8a3d"), 3, 7, off=True),)),
        Track("a1", TrackKind.AUDIO, "A1", (Item("d", SHOT, 0, 24, gain=-3.5, link="1"),), muted=True, gain=2.0),
    ),
    (Marker("m", 5, 2, "Beat", "cut here", "#4cc38a"),),
    2,
    20,
)
SCENE = Timeline("scene", "Scene", tracks=(Track("v", TrackKind.VIDEO, "V1", (Item("e", SHOT, 2, 5),)),))
PROJECT = Project(timelines={"film": FILM, "scene": SCENE})


def test_timelines_come_back_as_they_were() -> None:
    assert from_json(to_json(PROJECT, None), None) == PROJECT
    assert PROJECT.film is FILM


def test_files_are_written_relative_to_the_project(tmp_path: Path) -> None:
    item = Item("f", FileSource(tmp_path / "sounds" / "sea.wav"), 0, 9)
    project = Project(
        timelines={"film": Timeline("film", "Film", tracks=(Track("a", TrackKind.AUDIO, "A1", (item,)),))}
    )
    text = to_json(project, tmp_path)
    assert str(tmp_path) not in text
    assert from_json(text, tmp_path) == project
    moved = from_json(text, tmp_path / "elsewhere").film
    assert moved is not None
    assert moved.tracks[0].items[0].source == FileSource(tmp_path / "elsewhere" / "sounds" / "sea.wav")


def _video(document: Any) -> Any:
    return document["timelines"][0]["tracks"][0]


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda d: _video(d)["items"][1].update(start=23), "overlap"),
        (lambda d: _video(d)["items"][1].update(start=30), "nothing before it"),
        (lambda d: _video(d)["items"][1].update(length=4), "longer than its items"),
        (lambda d: _video(d)["items"][1].update(opacity=2), "impossible opacity"),
        (lambda d: _video(d)["items"][0].update(start=-1), "items.0.start is not from 0"),
        (lambda d: _video(d)["items"][0].update(speed="1/0"), "speed is no fraction"),
        (lambda d: _video(d)["items"][0].update(speed="0"), "speed is not from 1/100 to 100"),
        (lambda d: _video(d)["items"][0]["source"].update(take="../x"), "take is not a key"),
        (lambda d: _video(d)["items"][0].update(source={"title": "no"}), "does not belong on a video track"),
        (lambda d: _video(d)["items"][0].update(fit="wide"), "fit is not one of cover, contain"),
        (lambda d: _video(d).update(kind="smell"), "kind is not one of video, audio, title"),
        (lambda d: d["timelines"][0].update(size=[1, 2]), "size is not a width and a height"),
        (lambda d: d["timelines"][0].update(rate="2000"), "rate is not from 1 to 1000"),
        (lambda d: d["timelines"][0]["tracks"].append(_video(d)), "two tracks with one id"),
        (lambda d: d["timelines"].append(d["timelines"][0]), "belongs to two timelines"),
        (lambda d: d["timelines"][1]["tracks"][0]["items"][0].update(id="a"), "the id of another one"),
        (
            lambda d: d["timelines"][1]["tracks"][0]["items"][0].update(source={"timeline": "film"}),
            "timelines.0 holds itself",
        ),
        (lambda d: d["timelines"].pop(), "holds a timeline that is not there"),
    ],
)
def test_what_cannot_be_is_told_by_its_place(spoil: Callable[[Any], object], told: str) -> None:
    document = json.loads(to_json(PROJECT, None))
    spoil(document)
    with pytest.raises(ProjectError, match=told):
        from_json(json.dumps(document), None)


def test_the_moment_of_a_source_follows_speed_and_direction() -> None:
    rate = Fraction(24)
    item = Item("a", SHOT, 10, 24, Fraction(1), Fraction(2))
    assert item.moment(10, rate) == 1
    assert item.moment(22, rate) == 2
    assert item.span(rate) == 2
    back = replace(item, reverse=True)
    assert back.moment(33, rate) == 1
    assert back.moment(10, rate) == item.moment(33, rate)

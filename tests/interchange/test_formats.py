"""Timelines in formats of other programs, read back by the adapters of those formats."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import opentimelineio as otio
import pytest

from soraapp.errors import InputError, MediaError
from soraapp.interchange.formats import write_timeline_file
from soraapp.interchange.media import Media, Medium
from soraapp.media.ops.transition import TransitionStyle
from soraapp.project.project import Project
from soraapp.project.timeline.timeline import FileSource, Item, Lead, Timeline, TitleSource, Track, TrackKind
from tests.interchange.test_otio import CATALOGUE, GRAPH, SHOT

RATE = Fraction(24)
VIDEO = Track(
    "v1",
    TrackKind.VIDEO,
    "V1",
    (
        Item("a", SHOT, 0, 48, Fraction(1), name="One"),
        Item("b", SHOT, 48, 24, Fraction(2), name="Two", lead=Lead(TransitionStyle.DISSOLVE, 6, 6)),
        Item("c", SHOT, 84, 12, Fraction(0), name="Three"),
    ),
)
SOUND = Track("a1", TrackKind.AUDIO, "A1", (Item("d", SHOT, 0, 72, name="Sound"),))
TITLES = Track("t1", TrackKind.TITLE, "T1", (Item("e", TitleSource("Dive 潜水"), 12, 24),))
FILM = Timeline("film", "Film", rate=RATE, tracks=(VIDEO, TITLES, SOUND))


def written(folder: Path, ending: str, film: Timeline = FILM) -> tuple[Path, list[str]]:
    path = folder / f"film{ending}"
    media = Media({SHOT: Medium(folder / "Shot.mp4", Fraction(10))})
    losses = write_timeline_file(path, Project(GRAPH, timelines={"film": film}), CATALOGUE, film, media)
    return path, [str(loss) for loss in losses]


def test_final_cut_keeps_clips_cuts_sound_and_dissolves(tmp_path: Path) -> None:
    path, losses = written(tmp_path, ".xml")
    assert losses == []
    timeline = otio.adapters.read_from_file(str(path), "fcp_xml")
    video, titles, sound = timeline.tracks
    clips = [child for child in video if isinstance(child, otio.schema.Clip)]
    assert [clip.name for clip in clips] == ["One", "Two", "Three"]
    assert [clip.source_range.start_time.value for clip in clips] == [24, 48, 0]
    assert [clip.source_range.duration.value for clip in clips] == [48, 24, 12]
    assert [clip.range_in_parent().start_time.value for clip in clips] == [0, 48, 84]
    assert clips[0].media_reference.target_url == (tmp_path / "Shot.mp4").as_uri()
    (dissolve,) = [child for child in video if isinstance(child, otio.schema.Transition)]
    assert (dissolve.in_offset.value, dissolve.out_offset.value) == (6, 6)
    assert [child.name for child in titles if isinstance(child, otio.schema.Clip)] == ["Dive 潜水"]
    assert "<effecttype>generator</effecttype>" in path.read_text()
    assert sound.kind == otio.schema.TrackKind.Audio


def test_an_edl_holds_the_cut_of_one_track_and_the_rest_is_told(tmp_path: Path) -> None:
    path, losses = written(tmp_path, ".edl")
    assert [loss.split(" is left out")[0] for loss in losses] == ["T1", "A1"]
    lines = path.read_text().splitlines()
    assert lines[0] == "TITLE: Film"
    (track,) = otio.adapters.read_from_file(str(path), "cmx_3600", rate=24).tracks
    clips = [child for child in track if isinstance(child, otio.schema.Clip)]
    assert [clip.name for clip in clips] == ["One", "Two", "Three"]
    assert clips[2].range_in_parent().start_time == otio.opentime.RationalTime(84, 24)
    assert sum(line.split()[3:4] == ["D"] for line in lines if line[:3].isdigit()) == 1


@pytest.mark.parametrize("ending", [".xml", ".edl"])
def test_what_a_format_cannot_hold_is_told(tmp_path: Path, ending: str) -> None:
    odd = (
        replace(VIDEO.items[0], speed=Fraction(2), reverse=True),
        replace(VIDEO.items[1], lead=Lead(TransitionStyle.WIPE, 6, 6)),
        replace(VIDEO.items[2], start=72, lead=Lead(TransitionStyle.DISSOLVE, 6, 6)),
    )
    film = replace(FILM, tracks=(replace(VIDEO, items=odd),))
    path, losses = written(tmp_path, ending, film)
    assert losses[0].startswith("The speed of One (00:00:00:00) is lost")
    assert losses[1].startswith("The transition into Two (00:00:02:00) becomes a cross-dissolve")
    assert path.is_file()


@pytest.mark.parametrize(("rate", "there"), [("8", 24), ("12", 24), ("15", 30), ("30000/1001", 29.97), ("23", 60)])
@pytest.mark.parametrize("ending", [".xml", ".edl"])
def test_rates_without_a_timecode_become_a_multiple_that_has_one(
    tmp_path: Path, ending: str, rate: str, there: float
) -> None:
    video = replace(VIDEO, items=tuple(replace(item, lead=None) for item in VIDEO.items))
    film = replace(FILM, rate=Fraction(rate), tracks=(video, TITLES))
    path, _ = written(tmp_path, ending, film)
    options: Any = {"rate": there if there != 29.97 else 30000 / 1001} if ending == ".edl" else {}
    adapter = {".xml": "fcp_xml", ".edl": "cmx_3600"}[ending]
    track = otio.adapters.read_from_file(str(path), adapter, **options).tracks[0]
    clips = [child for child in track if isinstance(child, otio.schema.Clip)]
    starts = [clip.range_in_parent().start_time.to_seconds() for clip in clips]
    assert starts == pytest.approx([item.start / float(Fraction(rate)) for item in VIDEO.items], abs=0.5 / there)


@pytest.mark.parametrize("ending", [".xml", ".edl"])
def test_pictures_that_have_no_end_are_told_one(tmp_path: Path, ending: str) -> None:
    still = Item("s", FileSource(tmp_path / "still.png"), 0, 48)
    film = replace(FILM, tracks=(replace(VIDEO, items=(still, replace(VIDEO.items[0], start=48))),))
    path, losses = written(tmp_path, ending, film)
    assert losses == []
    assert "still.png" in path.read_text()


def test_formats_that_cannot_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        written(tmp_path, ".aaf")
    with pytest.raises(MediaError, match="nothing on Film"):
        written(tmp_path, ".edl", replace(FILM, tracks=(SOUND,)))
    with pytest.raises(MediaError):
        written(tmp_path / "gone", ".otio")
    assert list(tmp_path.iterdir()) == []

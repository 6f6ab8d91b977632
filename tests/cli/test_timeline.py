"""The command that writes timelines for other programs, and makes projects of theirs, with real files."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import opentimelineio as otio
import pytest

from soraapp import cli
from soraapp.media.clip import Size
from soraapp.media.probe import probe
from soraapp.project.graph import Port
from soraapp.project.opening import read_project
from soraapp.project.storage import save
from soraapp.project.timeline.timeline import (
    FileSource,
    Item,
    NodeSource,
    Timeline,
    TimelineSource,
    TitleSource,
    Track,
    TrackKind,
)

EXAMPLES = Path(__file__).resolve().parents[2] / "resources" / "examples"
WALK = FileSource(EXAMPLES / "walk.mp4")
SHOT = NodeSource(Port("picture", "image"))


def project_file(folder: Path) -> Path:
    """A film of a picture that a node loads, a file, a title, and another timeline."""
    inner = Timeline(
        "scene", "Scene", Size(160, 90), Fraction(8), (Track("v", TrackKind.VIDEO, "V1", (Item("n", WALK, 0, 6),)),)
    )
    video = Track(
        "v1",
        TrackKind.VIDEO,
        "V1",
        (Item("a", SHOT, 0, 8), Item("b", WALK, 8, 8), Item("c", TimelineSource("scene"), 16, 6)),
    )
    titles = Track("t1", TrackKind.TITLE, "T1", (Item("d", TitleSource("Walk 步行"), 2, 4),))
    film = Timeline("film", "Film", Size(320, 180), Fraction(8), (video, titles))
    project = read_project(EXAMPLES / "first_film.sora")
    path = folder / "walk.sora"
    save(replace(project, timelines={"film": film, "scene": inner}), path)
    return path


def test_a_timeline_goes_out_with_its_media_and_comes_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = project_file(tmp_path), tmp_path / "cut.otio"
    assert cli.main(["timeline", str(source), "-o", str(target)]) == 0
    beside = tmp_path / "cut media"
    assert sorted(path.name for path in beside.iterdir()) == ["Load image.png", "Scene.mp4"]
    assert probe(beside / "Scene.mp4").count == 6
    track = otio.adapters.read_from_file(str(target)).tracks[0]
    assert track[0].media_reference.target_url == "cut%20media/Load%20image.png"
    assert track[1].media_reference.target_url == WALK.path.as_uri()
    assert "2 files in cut media" in capsys.readouterr().out
    assert cli.main(["timeline", str(target), "-o", str(tmp_path / "back.sora")]) == 0
    back = read_project(tmp_path / "back.sora").film
    assert back is not None
    sources = [item.source for item in back.tracks[0].items]
    assert sources[0] == FileSource(beside / "Load image.png")
    assert isinstance(sources[2], TimelineSource)
    assert cli.main(["render", str(tmp_path / "back.sora"), "--film", "-o", str(tmp_path / "back.mp4")]) == 0
    assert probe(tmp_path / "back.mp4").count == 22


@pytest.mark.parametrize("ending", ["xml", "edl"])
def test_other_formats_tell_what_they_lose(tmp_path: Path, capsys: pytest.CaptureFixture[str], ending: str) -> None:
    target = tmp_path / f"cut.{ending}"
    arguments = ["timeline", str(project_file(tmp_path)), "-o", str(target), "--no-media", "--json"]
    assert cli.main(arguments) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["timeline"], told["media"]) == (str(target), [])
    assert len(told["lost"]) == (1 if ending == "edl" else 0)
    assert not (tmp_path / "cut media").exists()


def test_wrong_use_is_told_before_anything_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = project_file(tmp_path)
    plain = EXAMPLES / "first_film.sora"
    for arguments, told in (
        ([str(plain), "-o", str(tmp_path / "x.otio")], "has no timeline"),
        ([str(source), "-o", str(tmp_path / "x.aaf")], ".aaf"),
        ([str(source), "-o", str(tmp_path / "x.otio"), "--timeline", "Scenes"], "Scene"),
        ([str(tmp_path / "none.otio"), "-o", str(tmp_path / "x.sora")], "none.otio"),
        ([str(source), "-o", str(tmp_path / "gone" / "x.otio"), "--no-media"], "gone"),
    ):
        assert cli.main(["timeline", *arguments]) == 1
        assert told in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["walk.sora"]

"""A person renders the film of a timeline on the command line."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from soraapp.media.audio.file import open_audio
from soraapp.media.clip import Size
from soraapp.media.image import write_image
from soraapp.media.probe import probe
from soraapp.media.shapes import ColourImage
from soraapp.project import edits, storage
from soraapp.project.opening import read_project
from soraapp.project.project import Project
from soraapp.project.timeline.timeline import FileSource, Item, Timeline, TimelineSource, Track, TrackKind
from tests.cli.conftest import EXAMPLE, lines, sora

SHOWN = EXAMPLE.parent / "timeline.sora"


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """A project of two timelines that show a picture: nothing in it takes a model."""
    write_image(tmp_path / "red.png", ColourImage(Size(32, 16), (200, 0, 0)).pixels())

    def timeline(id: str, name: str, item: Item) -> Timeline:  # noqa: A002
        return Timeline(id, name, Size(32, 16), Fraction(8), (Track("v", TrackKind.VIDEO, "V1", (item,)),))

    trailer = timeline("b", "The trailer", Item("i", FileSource(tmp_path / "red.png"), 0, 4))
    film = timeline("a", "Film", Item("j", TimelineSource("b"), 2, 4))
    return saved(Project(timelines={"a": film, "b": trailer}), tmp_path)


def saved(project: Project, folder: Path) -> Path:
    storage.save(project, folder / "project.sora")
    return folder / "project.sora"


def test_the_example_with_a_timeline_becomes_its_film(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SORAAPP_HOME", str(tmp_path / "home"))  # Where nothing of it is stored yet.
    small = [
        part
        for name in ("Fish", "Astronaut")
        for value in ("width=64", "height=64", "seconds=0.5", "steps=2")
        for part in ("--set", f"{name}.{value}")
    ]
    made = sora("render", SHOWN, "--film", "-o", tmp_path / "film.mp4", "--json", *small)
    assert (made.returncode, made.stderr) == (0, "")
    steps = {event["name"] for event in lines(made) if event["event"] == "step_progress"}
    assert steps == {"Fish", "Astronaut"}
    facts = probe(tmp_path / "film.mp4")
    assert (facts.size, facts.rate, facts.count) == (Size(768, 432), Fraction(24), 114)
    assert abs(open_audio(tmp_path / "film.mp4").count - 228000) < 2048
    again = sora("render", tmp_path / "film.mp4", "-o", tmp_path / "again.mp4", "--dry-run")
    assert "Fish" in again.stdout + again.stderr, "the timeline travels in the film"


def test_a_timeline_is_rendered_by_name_and_the_film_without_one(pictures: Path, tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    for arguments, count in (((), 6), (("--film",), 6), (("--film", "--timeline", "the trailer"), 4)):
        made = sora("render", pictures, *arguments, "-o", film)
        assert made.returncode == 0, made.stderr
        assert probe(film).count == count
    checked = sora("check", pictures)
    assert (checked.returncode, checked.stdout) == (0, "project.sora: no problems in 0 nodes and the film.\n")


def test_with_an_export_node_the_film_has_to_be_asked_for(pictures: Path, tmp_path: Path) -> None:
    example, project = read_project(EXAMPLE), read_project(pictures)
    both = saved(replace(example, timelines=project.timelines), tmp_path)
    forecasts = [
        json.loads(sora("render", both, *more, "-o", tmp_path / "f.mp4", "--dry-run", "--json").stdout)
        for more in ((), ("--film",))
    ]
    assert [len(one["compute"]) + len(one["cached"]) for one in forecasts] == [2, 0]


def test_what_cannot_be_rendered_is_told(pictures: Path, tmp_path: Path) -> None:
    output = ("-o", tmp_path / "film.mp4")
    for arguments, said in (
        ((pictures, "--film", "--timeline", "The trialer"), "Did you mean The trailer?"),
        ((pictures, "--timeline", "The trailer"), "Add --film."),
        ((EXAMPLE, "--film"), "This project has no timeline."),
        ((pictures, "--film", "--node", "Film"), "not allowed with"),
    ):
        made = sora("render", *arguments, *output)
        assert made.returncode != 0
        assert said in " ".join(made.stderr.split())
    empty = saved(Project(timelines={"a": Timeline("a", "Film")}), tmp_path)
    assert "The timeline Film is empty." in sora("render", empty, "--film", *output).stderr


def test_check_names_the_place_on_the_timeline(pictures: Path, tmp_path: Path) -> None:
    (tmp_path / "red.png").unlink()
    made = sora("check", pictures)
    assert made.returncode == 1
    assert "V1 00:00:00:00 / red.png" in made.stderr
    shown = read_project(SHOWN)
    gone = saved(edits.remove(["image-to-video"]).change(shown), tmp_path)
    made = sora("check", gone, "--json")
    (problem,) = json.loads(made.stdout)["problems"]
    assert (problem["name"], problem["item"]) == ("Film", "astronaut")
    assert "V1 at 00:00:01:18 shows image-to-video, which is not there." in json.dumps(problem)
    told = sora("render", gone, "--film", "-o", tmp_path / "film.mp4")
    assert told.returncode == 1
    assert "V1 at 00:00:01:18" in told.stderr

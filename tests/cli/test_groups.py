"""Commands on projects with groups: nodes inside are named by their paths."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from soraapp.catalogue import Catalogue
from soraapp.project import edits, port_edits, storage
from soraapp.project.graph import Port
from soraapp.project.group_edits import make_group
from soraapp.project.levels import inside
from soraapp.project.opening import read_project
from tests.cli.conftest import EXAMPLE, lines, sora

CATALOGUE = Catalogue.of("nodes")
TINY = ("width=64", "height=64", "seconds=0.5", "steps=2")


@pytest.fixture
def grouped(tmp_path: Path) -> Path:
    """The first example with its first clip in a group in a group; its seed is promoted."""
    project = read_project(EXAMPLE)
    steps = (
        ((), make_group(["prompt", "text-to-video"], CATALOGUE, id="i", group="g")),
        ((), edits.rename("i", "Opening")),
        (("i",), port_edits.promote_input("g", Port("i/text-to-video", "seed"), CATALOGUE)),
        ((), make_group(["i", "image-to-video", "picture"], CATALOGUE, id="o", group="h")),
        ((), edits.rename("o", "Scenes")),
    )
    for place, edit in steps:
        project = inside(project, place, edit.change)
    path = tmp_path / "grouped.sora"
    storage.save(project, path)
    return path


def tiny(*nodes: str) -> list[str]:
    return [part for node in nodes for value in TINY for part in ("--set", f"{node}.{value}")]


def test_a_project_with_groups_is_rendered_and_opens_again(grouped: Path, tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    settings = tiny("Scenes / Opening / Text to video", "Scenes / Image to video")
    run = sora("render", grouped, "-o", film, *settings, "--set", "Scenes / Opening.seed=3", "--json")
    assert run.returncode == 0, run.stderr
    names = {line["name"] for line in lines(run) if line.get("name")}
    assert {"Scenes / Opening / Text to video", "Film"} <= names
    project = read_project(film)
    assert project.groups.keys() == {"g", "h"}
    assert project.groups["h"].graph.nodes["i"].values["seed"] == 3
    picture = tmp_path / "picture.png"
    again = sora("render", film, "-o", picture, "--node", "Scenes / Opening", "--dry-run")
    assert again.returncode == 0, again.stderr
    assert "Scenes / Opening / Text to video: at hand" in again.stderr


def test_a_problem_inside_is_told_by_the_path(grouped: Path) -> None:
    project = read_project(grouped)
    place = ("o", "i")
    project = inside(project, place, edits.set_value("o/i/text-to-video", "steps", 10**6).change)
    storage.save(project, grouped)
    told = json.loads(sora("check", grouped, "--json").stdout)["problems"]
    assert [(problem["name"], problem["input"]) for problem in told] == [("Scenes / Opening / Text to video", "steps")]


def test_what_is_fed_from_outside_is_set_on_the_group(grouped: Path, tmp_path: Path) -> None:
    run = sora("render", grouped, "-o", tmp_path / "film.mp4", "--set", "Scenes / Opening / Text to video.seed=3")
    assert run.returncode != 0
    assert "Set an input of Scenes / Opening" in run.stderr


def test_paths_are_found_without_spaces_around_the_slashes(grouped: Path, tmp_path: Path) -> None:
    where = ("render", grouped, "-o", tmp_path / "film.mp4", "--dry-run")
    inside = "scenes/opening /Text to video"
    run = sora(*where, "--node", inside, "--set", f"{inside}.steps=2", "--set", "Scenes/Opening.seed=3")
    assert run.returncode == 0, run.stderr
    assert "Scenes / Opening / Text to video" in run.stderr
    assert "warning" not in run.stderr


def test_a_setting_of_what_is_not_rendered_is_told(grouped: Path, tmp_path: Path) -> None:
    where = ("render", grouped, "-o", tmp_path / "film.mp4", "--dry-run")
    run = sora(*where, "--node", "Scenes/Opening/Text to video", "--set", "Scenes/Image to video.seed=3")
    assert run.returncode == 0, run.stderr
    told = "warning: Scenes / Image to video.seed is set, but Scenes / Image to video is no part of what is rendered."
    assert told in run.stderr

"""The file of a group: it comes back the same, without takes, and a stranger's file is read with care."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from soraapp.catalogue import Catalogue
from soraapp.errors import GraphError, ProjectError
from soraapp.project import edits
from soraapp.project.group_files import add_group, group_files, load_group, save_group
from soraapp.project.levels import inside
from soraapp.project.project import Project
from soraapp.project.take_edits import added_take
from soraapp.project.upgrades import VERSION
from tests.project.test_groups import do, grouped
from tests.project.test_takes import take


@pytest.fixture
def nested(project: Project, catalogue: Catalogue) -> Project:
    """A group, called g, in another one, called h."""
    return grouped(grouped(project, catalogue, "v"), catalogue, "p", "i", instance="o", group="h")


def test_a_group_comes_back_with_what_it_contains(nested: Project, tmp_path: Path) -> None:
    path = tmp_path / "mine" / "Opening.soragroup"
    save_group(added_take("o/i/v", take(1))(nested), "h", path)
    held = load_group(path)
    assert held.group == "h"
    assert held.groups == nested.groups
    assert group_files(path.parent) == [path]
    assert group_files(tmp_path / "nowhere") == []
    save_group(nested, "g", path)
    assert load_group(path).groups.keys() == {"g"}


def test_adding_it_twice_links_the_copies(nested: Project, tmp_path: Path) -> None:
    path = tmp_path / "Opening.soragroup"
    save_group(nested, "h", path)
    held = load_group(path)
    project = do(Project(), add_group(held, (0, 0), id="a"), add_group(held, (9, 9), id="b"))
    assert project.groups == nested.groups
    assert [node.name for node in project.graph.nodes.values()] == ["Group 2", "Group 3"]
    changed = inside(project, ("a",), edits.set_value("a/p", "text", "rain").change)
    apart = do(changed, add_group(held, (0, 0), id="c"))
    assert len(apart.groups) == 3
    with pytest.raises(GraphError, match="would contain itself"):
        inside(project, ("a",), add_group(held, (0, 0), id="x").change)


def test_files_of_ones_own_move_with_the_folder(project: Project, catalogue: Catalogue, tmp_path: Path) -> None:
    picture = tmp_path / "a" / "picture.png"
    project = do(project, edits.add_node(catalogue["load.image"], (0, 0), id="l", values={"file": picture}))
    (tmp_path / "b").mkdir()
    save_group(grouped(project, catalogue, "l"), "g", tmp_path / "a" / "One.soragroup")
    moved = (tmp_path / "a" / "One.soragroup").rename(tmp_path / "b" / "One.soragroup")
    assert load_group(moved).groups["g"].graph.nodes["l"].values["file"] == tmp_path / "b" / "picture.png"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"format": "soraapp project"}, "Opening.soragroup holds no group"),
        ({"version": VERSION + 1}, "made by a newer Soraapp"),
        ({"group": "nothing"}, "group is no group of this file"),
        ({"groups": []}, "group is no group of this file"),
        ({"more": 1}, "more is not known"),
        ({"group": 3}, "group is not a text"),
    ],
)
def test_nonsense_is_refused(change: dict[str, object], message: str, nested: Project, tmp_path: Path) -> None:
    path = tmp_path / "Opening.soragroup"
    save_group(nested, "h", path)
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(ProjectError, match=message):
        load_group(path)


def test_what_cannot_be_written_or_read_is_told(nested: Project, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ProjectError, match=r"One\.soragroup"):
        save_group(nested, "h", tmp_path / "file" / "One.soragroup")
    with pytest.raises(GraphError, match="no such group"):
        save_group(nested, "x", tmp_path / "One.soragroup")
    with pytest.raises(ProjectError, match=r"One\.soragroup"):
        load_group(tmp_path / "One.soragroup")
    (tmp_path / "One.soragroup").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ProjectError, match="holds no group"):
        load_group(tmp_path / "One.soragroup")

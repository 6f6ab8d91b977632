"""The example projects: each opens without a problem, every node that asks a model has one, and they make films."""

from __future__ import annotations

from pathlib import Path

import pytest

from soraapp.catalogue import Catalogue
from soraapp.media.decode import open_clip
from soraapp.models.registry import Registry
from soraapp.project.check import check
from soraapp.project.opening import read_project
from tests.cli.conftest import EXAMPLE, sora

EXAMPLES = sorted(EXAMPLE.parent.glob("*.sora"))
NODES = Catalogue.of("nodes")


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_an_example_has_no_problems_and_a_film(file: Path) -> None:
    project = read_project(file)
    assert check(project, NODES, Registry.standard().capabilities) == []
    assert [node.kind for node in project.graph.nodes.values() if node.name == "Film"] == ["output.export"]
    assert all(node.version == NODES[node.kind].version for node in project.graph.nodes.values())


def test_every_node_that_asks_a_model_has_an_example() -> None:
    shown = {node.kind for file in EXAMPLES for node in read_project(file).graph.nodes.values()}
    assert {name for name, kind in NODES.items() if kind.heavy} <= shown


def test_an_example_makes_its_film(tmp_path: Path) -> None:
    small = ("Text to video.width=192", "Text to video.height=112", "Text to video.seconds=0.625", "Extend.seconds=0.5")
    quick = ("Text to video.steps=2", "Extend.steps=2")
    settings = [part for value in (*small, *quick) for part in ("--set", value)]
    made = sora("render", EXAMPLE.parent / "extend.sora", "--output", tmp_path / "film.mp4", *settings)
    assert made.returncode == 0, made.stderr
    film = open_clip(tmp_path / "film.mp4")
    assert (film.size, film.count) == ((192, 112), 4 + 5 + 4)

"""The example projects: each opens without a problem, every node that asks a model has one, and they make films."""

from __future__ import annotations

from pathlib import Path

import pytest

from soraapp.catalogue import Catalogue
from soraapp.media.decode import open_clip
from soraapp.models.registry import Registry
from soraapp.project import edits, storage
from soraapp.project.check import check
from soraapp.project.graph import Port
from soraapp.project.opening import read_project
from soraapp.project.project import Project
from tests.cli.conftest import EXAMPLE, sora
from tests.models.writer import save

EXAMPLES = sorted(EXAMPLE.parent.glob("*.sora"))
NODES = Catalogue.of("nodes")


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_an_example_has_no_problems_and_a_film(file: Path) -> None:
    project = read_project(file)
    assert check(project, NODES, Registry.standard().capabilities) == []
    films = [node.kind for node in project.graph.nodes.values() if node.name == "Film"]
    assert films == ([] if project.film else ["output.export"])
    assert all(node.version == NODES[node.kind].version for node in project.graph.nodes.values())


def test_every_node_has_an_example() -> None:
    shown = {node.kind for file in EXAMPLES for node in read_project(file).graph.nodes.values()}
    own = {"text.language_model", "generate.animate_character", "model.lora"}
    assert set(NODES) - shown == own, "these need a model of a person's own"


def test_an_example_makes_its_film(tmp_path: Path) -> None:
    small = ("Text to video.width=192", "Text to video.height=112", "Text to video.seconds=0.625", "Extend.seconds=0.5")
    quick = ("Text to video.steps=2", "Extend.steps=2")
    settings = [part for value in (*small, *quick) for part in ("--set", value)]
    made = sora("render", EXAMPLE.parent / "extend.sora", "--output", tmp_path / "film.mp4", *settings)
    assert made.returncode == 0, made.stderr
    film = open_clip(tmp_path / "film.mp4")
    assert (film.size, film.count) == ((192, 112), 4 + 5 + 4)


def test_a_language_model_of_ones_own_writes_the_prompt_of_a_film(tmp_path: Path) -> None:
    project = Project()
    for node, kind, values in (
        (
            "words",
            "text.language_model",
            {"folder": save(tmp_path / "tiny"), "text": "a red cat", "task": "", "tokens": 8},
        ),
        ("clip", "generate.text_to_video", {"width": 192, "height": 112, "seconds": 0.625, "steps": 2}),
        ("film", "output.export", {}),
    ):
        project = edits.add_node(NODES[kind], (0, 0), id=node, values=values).change(project)
    for source, target in (
        (Port("words", "text"), Port("clip", "prompt")),
        (Port("clip", "clip"), Port("film", "clips")),
    ):
        project = edits.connect(source, target, NODES).change(project)
    storage.save(project, tmp_path / "film.sora")
    made = sora("render", tmp_path / "film.sora", "--output", tmp_path / "film.mp4")
    assert made.returncode == 0, made.stderr
    assert open_clip(tmp_path / "film.mp4").count == 5
    (tmp_path / "tiny" / "tokenizer.json").unlink()
    refused = sora("render", tmp_path / "film.sora", "--output", tmp_path / "again.mp4")
    assert refused.returncode != 0
    assert "The folder tiny holds no language model: it has no tokenizer." in refused.stderr

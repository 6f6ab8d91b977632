"""Every problem of a project in one go, at the node and the input that are to blame."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from soraapp.catalogue import Catalogue
from soraapp.nodekit import Structured
from soraapp.project import edits
from soraapp.project.check import check
from soraapp.project.graph import Graph, Node, Port, Wire
from soraapp.project.project import Project
from tests.project.conftest import find


def told(
    project: Project, catalogue: Catalogue, nodes: list[str] | None = None
) -> list[tuple[str | None, str | None, str]]:
    return [(found.node, found.input, str(found.error)) for found in check(project, catalogue, find, nodes)]


def with_value(project: Project, node: str, name: str, value: object) -> Project:
    return edits.set_value(node, name, value).change(project)  # type: ignore[arg-type]


def test_a_good_project_has_no_problems(project: Project, catalogue: Catalogue) -> None:
    assert told(project, catalogue) == []


def test_all_problems_are_told_at_once(project: Project, catalogue: Catalogue) -> None:
    project = with_value(project, "v", "seed", -1)
    project = with_value(project, "v", "width", "wide")
    project = with_value(project, "v", "model", "giant")
    project = with_value(project, "v", "hue", 3)
    project = with_value(project, "v", "height", Structured("[1]"))
    project = edits.add_node(catalogue["load.image"], (0, 0), id="i").change(project)
    project = edits.add_node(catalogue["load.video"], (0, 0), id="m", values={"file": Path("/no/film.mp4")}).change(
        project
    )
    project = edits.add_node(catalogue["generate.image_to_video"], (0, 0), id="j").change(project)
    found = {(node, name): text for node, name, text in told(project, catalogue)}
    inputs = [("v", name) for name in ("seed", "width", "model", "hue", "height")]
    assert set(found) == {*inputs, ("i", "file"), ("m", "file"), ("j", "image")}
    assert found["v", "width"] == "'wide' is not a whole number. Give a whole number."
    assert found["v", "model"] == "There is no model called giant. Choose nano."
    assert found["v", "hue"].startswith("Text to video has no input called hue")
    assert found["i", "file"] == "No file is chosen. Choose a file."
    assert "There is no file /no/film.mp4" in found["m", "file"]
    assert found["j", "image"] == "Nothing is connected to Image. Connect an output of the kind image."


def test_a_size_that_the_model_cannot_make_is_told(project: Project, catalogue: Catalogue) -> None:
    project = with_value(project, "v", "width", 72)
    [(node, name, text)] = told(project, catalogue)
    assert (node, name) == ("v", None)
    assert "Nano cannot make 72x432" in text


def test_what_a_wire_feeds_is_not_judged_before_it_runs(project: Project, catalogue: Catalogue) -> None:
    project = with_value(project, "v", "prompt", 5)
    assert told(project, catalogue) == []
    project = edits.add_node(catalogue["text.prompt"], (0, 0), id="q").change(project)
    project = edits.connect(Port("q", "text"), Port("v", "model"), catalogue).change(project)
    assert told(project, catalogue) == []


def test_one_side_of_a_size_alone_is_told(project: Project, catalogue: Catalogue) -> None:
    [(node, _, text)] = told(with_value(project, "e", "width", 64), catalogue)
    assert node == "e"
    assert "Only one of width and height" in text


def test_unknown_and_newer_nodes_are_told_where_they_are(project: Project, catalogue: Catalogue) -> None:
    graph = project.graph
    nodes = {
        **graph.nodes,
        "v": replace(graph.nodes["v"], kind="plugin.magic"),
        "n": Node("n", "text.prompt", 99, "New"),
    }
    found = told(Project(replace(graph, nodes=nodes)), catalogue)
    assert [(node, name) for node, name, _ in found] == [("v", None), ("n", None)]
    assert "plugin.magic is not known" in found[0][2]
    assert "newer version of Prompt" in found[1][2]


def test_wires_that_a_file_should_not_hold_are_told(project: Project, catalogue: Catalogue) -> None:
    project = edits.add_node(catalogue["text.prompt"], (0, 0), id="q").change(project)
    wires = (
        Wire(Port("p", "text"), Port("v", "prompt")),
        Wire(Port("q", "text"), Port("v", "prompt")),
        Wire(Port("q", "words"), Port("v", "negative")),
        Wire(Port("q", "text"), Port("v", "gone")),
        Wire(Port("q", "text"), Port("e", "clips")),
    )
    found = told(Project(Graph(project.graph.nodes, wires)), catalogue)
    assert [(node, name) for node, name, _ in found] == [
        ("v", "prompt"),
        ("v", "negative"),
        ("v", "gone"),
        ("e", "clips"),
    ]
    assert "one wire only" in found[0][2]
    assert "takes the kind clip, not text" in found[3][2]


def test_nodes_in_a_circle_are_each_told(catalogue: Catalogue) -> None:
    nodes = {node: Node(node, "output.export", 1, node.upper()) for node in "abcd"}
    ring = [("a", "b"), ("b", "c"), ("c", "a"), ("d", "d"), ("c", "d")]
    wires = tuple(Wire(Port(source, "clip"), Port(target, "clips")) for source, target in ring)
    found = told(Project(Graph(nodes, wires)), catalogue)
    assert sorted((node, text[:34]) for node, _, text in found) == [
        ("a", "The nodes A, B, C feed each other "),
        ("b", "The nodes A, B, C feed each other "),
        ("c", "The nodes A, B, C feed each other "),
        ("d", "The nodes D feed each other in a c"),
    ]


def test_only_the_nodes_asked_for_are_checked(project: Project, catalogue: Catalogue) -> None:
    project = with_value(with_value(project, "v", "seed", -1), "e", "width", 7)
    assert {node for node, _, _ in told(project, catalogue, ["e"])} == {"e"}

"""Edits: what each does, and what it refuses with which reason."""

from __future__ import annotations

import itertools
import math
from pathlib import Path

import pytest

from soraapp.catalogue import Catalogue
from soraapp.errors import GraphError, InputError, ProjectError
from soraapp.project import copying, edits
from soraapp.project.graph import Port, Wire
from soraapp.project.project import Project


def names(project: Project) -> list[str]:
    return [node.name for node in project.graph.nodes.values()]


def test_nodes_get_free_names_from_their_title(project: Project, catalogue: Catalogue) -> None:
    for node in "xyz":
        project = edits.add_node(catalogue["text.prompt"], (1, 2), id=node).change(project)
    assert names(project) == ["Prompt", "Text to video", "Export", "Prompt 2", "Prompt 3", "Prompt 4"]
    assert project.graph.nodes["x"].position == (1.0, 2.0)


def test_an_id_is_used_once(project: Project, catalogue: Catalogue) -> None:
    with pytest.raises(GraphError, match="already a node"):
        edits.add_node(catalogue["text.prompt"], (0, 0), id="p").change(project)
    assert len({edits.new_id() for _ in range(1000)}) == 1000


def test_a_removed_node_takes_its_wires_along(project: Project) -> None:
    after = edits.remove(["v"]).change(project)
    assert list(after.graph.nodes) == ["p", "e"]
    assert after.graph.wires == ()
    assert len(project.graph.wires) == 2


def test_values_are_set_and_reset(project: Project) -> None:
    changed = edits.set_value("v", "seed", 7).change(project)
    assert changed.graph.nodes["v"].values == {"seed": 7}
    assert edits.reset_value("v", "seed").change(changed) == project
    with pytest.raises(InputError, match="not a number"):
        edits.set_value("v", "seconds", math.nan).change(project)
    with pytest.raises(GraphError, match="no node"):
        edits.set_value("gone", "seed", 7).change(project)


def test_names_are_tidy_and_unique(project: Project) -> None:
    assert names(edits.rename("v", "  The\n opening  ").change(project))[1] == "The opening"
    assert edits.rename("v", "Text to video").change(project) == project
    with pytest.raises(GraphError, match="needs a name"):
        edits.rename("v", " \t").change(project)
    with pytest.raises(GraphError, match="Another node is called Prompt"):
        edits.rename("v", "Prompt").change(project)


def test_moving_keeps_everything_else(project: Project) -> None:
    after = edits.move({"v": (5, -5.5)}).change(project)
    assert after.graph.nodes["v"].position == (5.0, -5.5)
    assert edits.move({"v": project.graph.nodes["v"].position}).change(after) == project
    with pytest.raises(GraphError, match="so far out"):
        edits.move({"v": (math.inf, 0)}).change(project)


def test_the_wires_of_one_input_change_their_order(project: Project, catalogue: Catalogue) -> None:
    target = Port("e", "clips")
    for node in "wx":
        project = edits.add_node(catalogue["generate.text_to_video"], (0, 0), id=node).change(project)
        project = edits.connect(Port(node, "clip"), target, catalogue).change(project)
        project = edits.connect(Port("p", "text"), Port(node, "prompt"), catalogue).change(project)
    v, w, x = (wire for wire in project.graph.wires if wire.target == target)
    after = edits.reorder(target, [x, v, w]).change(project)
    assert after.graph.incoming["e"] == (x, v, w)
    others = [wire for wire in project.graph.wires if wire.target != target]
    assert [wire for wire in after.graph.wires if wire.target != target] == others
    assert edits.reorder(target, [v, w, x]).change(after) == project
    for wrong in ([x, v], [x, v, v], [x, v, w, others[0]]):
        with pytest.raises(GraphError, match="order"):
            edits.reorder(target, wrong).change(project)


def test_a_new_wire_replaces_that_of_a_single_input(project: Project, catalogue: Catalogue) -> None:
    project = edits.add_node(catalogue["text.prompt"], (0, 300), id="q").change(project)
    after = edits.connect(Port("q", "text"), Port("v", "prompt"), catalogue).change(project)
    assert Wire(Port("q", "text"), Port("v", "prompt")) in after.graph.wires
    assert Wire(Port("p", "text"), Port("v", "prompt")) not in after.graph.wires


def test_an_input_of_several_keeps_the_order_of_its_wires(project: Project, catalogue: Catalogue) -> None:
    for node in "ab":
        project = edits.add_node(catalogue["load.video"], (0, 0), id=node).change(project)
        project = edits.connect(Port(node, "clip"), Port("e", "clips"), catalogue).change(project)
    assert [wire.source.node for wire in project.graph.incoming["e"]] == ["v", "a", "b"]


@pytest.mark.parametrize(
    ("source", "target", "reason"),
    [
        (("v", "clip"), ("v", "prompt"), "cannot feed itself"),
        (("p", "text"), ("e", "clips"), "Clips takes the kind clip, not text"),
        (("p", "text"), ("v", "prompt"), "already connected"),
        (("p", "words"), ("v", "prompt"), "no output called words"),
        (("p", "text"), ("v", "promt"), "no input called promt"),
        (("gone", "text"), ("v", "prompt"), "no node"),
        (("e", "clip"), ("i", "image"), "Image takes the kind image, not clip"),
        (("w", "text"), ("v", "prompt"), "mystery is not known"),
    ],
)
def test_a_wrong_wire_is_refused_with_the_reason(
    project: Project, catalogue: Catalogue, source: tuple[str, str], target: tuple[str, str], reason: str
) -> None:
    project = edits.add_node(catalogue["generate.image_to_video"], (0, 0), id="i").change(project)
    project = copying.paste(_foreign(), (0, 0), ids=lambda: "w").change(project)
    with pytest.raises(GraphError, match=reason) as refused:
        edits.connect(Port(*source), Port(*target), catalogue).change(project)
    assert str(edits.refusal(project.graph, catalogue, Port(*source), Port(*target))) == str(refused.value)


def test_a_circle_is_refused(project: Project, catalogue: Catalogue) -> None:
    for node in "ab":
        project = edits.add_node(catalogue["output.export"], (0, 0), id=node).change(project)
    for source, target in (("e", "a"), ("a", "b")):
        project = edits.connect(Port(source, "clip"), Port(target, "clips"), catalogue).change(project)
    with pytest.raises(GraphError, match="Export already feeds Export 3"):
        edits.connect(Port("b", "clip"), Port("e", "clips"), catalogue).change(project)


def test_wires_can_be_removed(project: Project) -> None:
    after = edits.disconnect([project.graph.wires[0]]).change(project)
    assert after.graph.wires == project.graph.wires[1:]


def test_copies_keep_the_wires_among_them(project: Project) -> None:
    after = copying.duplicate({"p": "p2", "v": "v2"}).change(project)
    assert after.graph.nodes["v2"].position == (300.0, 40.0)
    assert after.graph.nodes["p2"].values == {"text": "a red ball"}
    assert after.graph.wires == (*project.graph.wires, Wire(Port("p2", "text"), Port("v2", "prompt")))
    assert names(after)[3:] == ["Prompt 2", "Text to video 2"]


def test_what_is_copied_can_be_pasted_into_another_project(project: Project) -> None:
    project = edits.set_value("v", "picture", Path("/media/a.png")).change(project)
    text = copying.copy(project.graph, ["p", "v"])
    ids = (f"n{number}" for number in itertools.count())
    pasted = copying.paste(text, (10, 20), ids=lambda: next(ids)).change(Project())
    assert pasted.graph.nodes["n0"].position == (10.0, 20.0)
    assert pasted.graph.nodes["n1"].position == (270.0, 20.0)
    assert pasted.graph.nodes["n1"].values == {"picture": Path("/media/a.png")}
    assert pasted.graph.wires == (Wire(Port("n0", "text"), Port("n1", "prompt")),)


@pytest.mark.parametrize("text", ["", "hello", "{}", "[1]", '{"format": "soraapp nodes", "nodes": [], "wires": []}'])
def test_other_text_is_not_pasted(text: str) -> None:
    with pytest.raises(ProjectError):
        copying.paste(text, (0, 0))


def test_several_edits_are_one(project: Project, catalogue: Catalogue) -> None:
    both = edits.together("Swap", [edits.remove(["p"]), edits.add_node(catalogue["text.prompt"], (0, 0), id="q")])
    after = both.change(project)
    assert both.label == "Swap"
    assert list(after.graph.nodes) == ["v", "e", "q"]


def _foreign() -> str:
    return """{"format": "soraapp nodes", "wires": [],
               "nodes": [{"id": "x", "kind": "mystery", "version": 1, "name": "Odd"}]}"""

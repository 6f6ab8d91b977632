"""What runs is the same however it is drawn: with dots, muted nodes and groups, or without."""

from __future__ import annotations

import pytest

from soraapp.catalogue import Catalogue
from soraapp.errors import GraphError
from soraapp.project import copying, edits, tidy_edits
from soraapp.project.check import check
from soraapp.project.flat import flat
from soraapp.project.graph import Port, Wire
from soraapp.project.project import Project
from tests.project.conftest import find

PROMPT = Wire(Port("p", "text"), Port("v", "prompt"))
CLIPS = Wire(Port("v", "clip"), Port("e", "clips"))


def ready(project: Project, catalogue: Catalogue) -> Project:
    """With a cut between the clip and the export."""
    for edit in (
        edits.disconnect([CLIPS]),
        edits.add_node(catalogue["time.trim"], (390, 0), id="t"),
        edits.connect(Port("v", "clip"), Port("t", "clip"), catalogue),
        edits.connect(Port("t", "clip"), Port("e", "clips"), catalogue),
    ):
        project = edit.change(project)
    return project


def test_without_anything_special_what_is_drawn_is_what_runs(project: Project, catalogue: Catalogue) -> None:
    opened = flat(project, catalogue)
    assert opened.graph is project.graph
    assert opened.drawn is project.graph
    assert flat(project, catalogue) is opened


def test_dots_are_gone_in_what_runs_and_keep_the_place_of_their_wire(project: Project, catalogue: Catalogue) -> None:
    more = edits.add_node(catalogue["load.video"], (0, 300), id="l").change(project)
    more = edits.connect(Port("l", "clip"), Port("e", "clips"), catalogue).change(more)
    dotted = tidy_edits.insert_dot(CLIPS, (400, 0), catalogue, id="d").change(more)
    dotted = tidy_edits.insert_dot(Wire(Port("d", "output"), Port("e", "clips")), (450, 0), catalogue, id="d2").change(
        dotted
    )
    dotted = tidy_edits.insert_dot(PROMPT, (100, 0), catalogue, id="d3").change(dotted)
    assert dotted.graph.nodes["d"].kind == "dot.clip"
    assert dotted.graph.nodes["d3"].kind == "dot.text"
    opened = flat(dotted, catalogue)
    assert opened.graph == more.graph
    assert opened.behind("d2") == ("v",)
    assert opened.standing_for("v") == ("d", "d2")
    assert tidy_edits.extract(["d", "d2", "d3"], catalogue).change(dotted).graph == more.graph


def test_a_dot_takes_what_its_wire_had_and_nothing_else(project: Project, catalogue: Catalogue) -> None:
    dotted = tidy_edits.insert_dot(CLIPS, (400, 0), catalogue, id="d").change(project)
    with pytest.raises(GraphError, match="takes the kind clip, not text"):
        edits.connect(Port("p", "text"), Port("d", "input"), catalogue).change(dotted)
    with pytest.raises(GraphError, match="no longer there"):
        tidy_edits.insert_dot(CLIPS, (400, 0), catalogue, id="d2").change(dotted)


def test_a_muted_node_is_passed_through_where_the_kinds_match(project: Project, catalogue: Catalogue) -> None:
    muted = tidy_edits.mute(["t"]).change(ready(project, catalogue))
    opened = flat(muted, catalogue)
    assert "t" not in opened.graph.nodes
    assert CLIPS in opened.graph.wires
    assert opened.behind("t") == ("v",)
    assert not [problem for problem in check(muted, catalogue, find) if problem.node == "t"]
    assert tidy_edits.mute(["t", "v"]).change(muted).graph.nodes["v"].muted
    assert not tidy_edits.mute(["t"]).change(muted).graph.nodes["t"].muted


def test_a_muted_node_with_nothing_to_pass_on_is_told_at_what_it_feeds(project: Project, catalogue: Catalogue) -> None:
    muted = tidy_edits.mute(["v"]).change(ready(project, catalogue))
    (problem,) = [problem for problem in check(muted, catalogue, find) if problem.node == "t"]
    assert str(problem.error).startswith("Text to video is muted and has nothing to pass on to Clip.")
    assert "Unmute it" in problem.error.remedy
    assert problem.input == "clip"


def test_a_muted_text_leaves_the_value_that_is_set(project: Project, catalogue: Catalogue) -> None:
    opened = flat(tidy_edits.mute(["p"]).change(project), catalogue)
    assert opened.graph.incoming.get("v", ()) == ()
    assert not opened.behind("p")


def test_taking_nodes_out_of_a_chain_joins_the_ends(project: Project, catalogue: Catalogue) -> None:
    before = ready(project, catalogue)
    after = tidy_edits.extract(["t"], catalogue).change(before)
    assert set(after.graph.wires) == {PROMPT, CLIPS}
    gone = tidy_edits.extract(["v", "t"], catalogue).change(before)
    assert gone.graph.wires == ()
    assert gone.graph.nodes.keys() == {"p", "e"}


def test_dots_in_a_circle_feed_nothing(project: Project, catalogue: Catalogue) -> None:
    """As only a damaged file can have them."""
    dotted = tidy_edits.insert_dot(CLIPS, (400, 0), catalogue, id="d").change(project)
    ring = Wire(Port("d", "output"), Port("d", "input"))
    wires = tuple(wire for wire in dotted.graph.wires if wire.target.node != "d")
    looped = Project(type(dotted.graph)(dotted.graph.nodes, (*wires, ring)))
    assert flat(looped, catalogue).graph.wires == (PROMPT,)


def test_what_is_muted_collapsed_and_coloured_is_copied_with_it(project: Project, catalogue: Catalogue) -> None:
    for edit in (tidy_edits.mute(["v"]), tidy_edits.collapse(["v"]), tidy_edits.paint(["v"], "#ff8a3d")):
        project = edit.change(project)
    text = copying.copy(project.graph, ["v"])
    pasted = copying.paste(text, (0, 0), ids=lambda: "w").change(project).graph.nodes["w"]
    assert (pasted.muted, pasted.collapsed, pasted.color) == (True, True, "#ff8a3d")
    with pytest.raises(GraphError, match="no colour"):
        tidy_edits.paint(["v"], "#zzz").change(project)

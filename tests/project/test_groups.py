"""Groups: made and opened up without a change of what runs, nested, linked, promoted, copied, and kept in files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

import pytest

from soraapp.catalogue import Catalogue
from soraapp.errors import GraphError, ProjectError
from soraapp.project import copying, edits, port_edits, storage, tidy_edits
from soraapp.project.check import check
from soraapp.project.edits import Edit
from soraapp.project.flat import flat
from soraapp.project.frame_edits import add_frame
from soraapp.project.graph import Graph, Port, Wire
from soraapp.project.group_edits import make_group
from soraapp.project.group_types import LiveCatalogue, with_groups
from soraapp.project.groups import ENTRY, EXIT, GROUP, LARGEST
from soraapp.project.history import History
from soraapp.project.levels import called, existing, graph_at, inside
from soraapp.project.project import Project
from soraapp.project.take_edits import added_take
from soraapp.project.takes import Take
from soraapp.project.ungrouping import ungroup
from tests.project.conftest import find
from tests.project.test_takes import take


def do(project: Project, *steps: Edit, place: tuple[str, ...] = ()) -> Project:
    for edit in steps:
        project = inside(project, place, edit.change)
    return project


def grouped(project: Project, catalogue: Catalogue, *ids: str, instance: str = "i", group: str = "g") -> Project:
    return do(project, make_group(ids, catalogue, id=instance, group=group))


def bare(graph: Graph) -> tuple[Mapping[str, object], set[tuple[str, str, str, str]]]:
    """What runs, by the nodes' own ids."""
    nodes = {node.id.rpartition("/")[2]: (node.kind, dict(node.values)) for node in graph.nodes.values()}
    ends = [(wire.source, wire.target) for wire in graph.wires]
    own = {(a.node.rpartition("/")[2], a.name, b.node.rpartition("/")[2], b.name) for a, b in ends}
    return nodes, own


def test_a_group_in_the_middle_has_what_crosses_its_border(project: Project, catalogue: Catalogue) -> None:
    after = grouped(project, catalogue, "v")
    group = after.groups["g"]
    assert [(port.name, port.kind) for port in group.inputs] == [("prompt", "text")]
    assert [(port.name, port.kind) for port in group.outputs] == [("clip", "clip")]
    assert group.graph.nodes.keys() == {ENTRY, "v", EXIT}
    assert set(after.graph.wires) == {
        Wire(Port("p", "text"), Port("i", "prompt")),
        Wire(Port("i", "clip"), Port("e", "clips")),
    }
    opened = flat(after, catalogue)
    assert opened.graph.nodes.keys() == {"p", "e", "i/v"}
    assert opened.graph.nodes["i/v"].name == "Group / Text to video"
    assert bare(opened.graph) == bare(project.graph)
    assert opened.behind("i") == ("i/v",)
    assert opened.inside("i") == ("i/v",)
    assert called(after, "i/v") == "Group / Text to video"


def test_ungrouping_gives_the_same_graph_back(project: Project, catalogue: Catalogue) -> None:
    after = do(grouped(project, catalogue, "v", "p"), ungroup(["i"]))
    assert not after.groups
    assert after.graph.nodes == project.graph.nodes
    assert set(after.graph.wires) == set(project.graph.wires)
    with pytest.raises(GraphError, match="no group"):
        do(after, ungroup(["v"]))


def test_what_lies_between_has_to_be_in_it(project: Project, catalogue: Catalogue) -> None:
    with pytest.raises(GraphError, match="Text to video lies between"):
        grouped(project, catalogue, "p", "e")
    with pytest.raises(GraphError, match="nothing to group"):
        grouped(project, catalogue)


def test_groups_in_groups_run_the_same(project: Project, catalogue: Catalogue) -> None:
    nested = grouped(grouped(project, catalogue, "v"), catalogue, "p", "i", instance="o", group="h")
    opened = flat(nested, catalogue)
    assert bare(opened.graph) == bare(project.graph)
    assert opened.graph.nodes.keys() == {"o/p", "o/i/v", "e"}
    assert graph_at(nested, ("o", "i")).nodes.keys() == {"o/i/inputs", "o/i/v", "o/i/outputs"}
    assert existing(nested, ("o", "i", "nothing")) == ("o", "i")
    assert storage.from_json(storage.to_json(nested, None), None) == nested


def test_a_change_inside_is_one_of_all_linked_copies(project: Project, catalogue: Catalogue) -> None:
    linked = do(grouped(project, catalogue, "v"), copying.duplicate({"i": "j"}))
    linked = do(linked, edits.set_value("i/v", "seed", 5), place=("i",))
    assert flat(linked, catalogue).graph.nodes["j/v"].values["seed"] == 5
    unique = do(linked, port_edits.make_unique("j", group="h"))
    changed = do(unique, edits.set_value("j/v", "seed", 6), place=("j",))
    values = {name: node.values.get("seed") for name, node in flat(changed, catalogue).graph.nodes.items()}
    assert (values["i/v"], values["j/v"]) == (5, 6)
    assert changed.groups["h"].name == "Group 2"


def test_a_promoted_input_is_set_on_each_instance(project: Project, catalogue: Catalogue) -> None:
    after = do(grouped(project, catalogue, "v"), edits.set_value("i/v", "seed", 5), place=("i",))
    after = do(after, port_edits.promote_input("g", Port("i/v", "seed"), catalogue), place=("i",))
    kind = with_groups(catalogue, after)[GROUP + "g"]
    entry = kind.input("seed")
    inner = catalogue["generate.text_to_video"].input("seed")
    assert entry is not None
    assert inner is not None
    assert (entry.control, entry.default) == (inner.control, 5)
    assert flat(after, catalogue).graph.nodes["i/v"].values["seed"] == 5
    assert flat(after, catalogue).graph.incoming["i/v"] == (Wire(Port("p", "text"), Port("i/v", "prompt")),)
    two = do(after, copying.duplicate({"i": "j"}), edits.set_value("j", "seed", 9))
    nodes = flat(two, catalogue).graph.nodes
    assert (nodes["i/v"].values["seed"], nodes["j/v"].values["seed"]) == (5, 9)
    out = do(two, ungroup(["j"]))
    assert out.graph.nodes["v"].values["seed"] == 9
    assert not check(two, catalogue, find, ["i/v", "j/v"])


def test_an_input_that_is_wired_is_not_promoted(project: Project, catalogue: Catalogue) -> None:
    after = grouped(project, catalogue, "p", "v")
    with pytest.raises(GraphError, match="fed by a wire already"):
        do(after, port_edits.promote_input("g", Port("i/v", "prompt"), catalogue), place=("i",))
    with pytest.raises(GraphError, match="inside of a group") as refused:
        port_edits.promote_input("g", Port("e", "width"), catalogue).change(after)
    assert refused.value.remedy == "Enter the group first."


def test_a_port_that_is_taken_away_leaves_no_wires_behind(project: Project, catalogue: Catalogue) -> None:
    after = do(grouped(project, catalogue, "v"), port_edits.unpromote("g", "prompt"), place=("i",))
    assert not [wire for wire in after.graph.wires if wire.target.node == "i"]
    assert not [wire for wire in after.groups["g"].graph.wires if wire.source.node == ENTRY]
    after = do(after, port_edits.unpromote("g", "clip", output=True), place=("i",))
    assert not after.graph.wires
    assert flat(after, catalogue).behind("i") == ("i/v",)


def test_ports_are_renamed_and_put_in_order(project: Project, catalogue: Catalogue) -> None:
    after = grouped(project, catalogue, "v")
    after = do(after, port_edits.promote_input("g", Port("i/v", "seed"), catalogue), place=("i",))
    after = do(after, port_edits.rename_port("g", "prompt", " What  is seen "), place=("i",))
    after = do(after, port_edits.reorder_ports("g", ["seed", "prompt"]), place=("i",))
    kind = with_groups(catalogue, after)[GROUP + "g"]
    assert [(port.name, port.title) for port in kind.inputs] == [("seed", "Seed"), ("prompt", "What is seen")]
    with pytest.raises(GraphError, match="leaves out a port"):
        do(after, port_edits.reorder_ports("g", ["seed"]), place=("i",))
    assert do(after, port_edits.rename_group("g", "Opening")).groups["g"].name == "Opening"


def test_a_group_cannot_contain_itself(project: Project, catalogue: Catalogue) -> None:
    nested = grouped(grouped(project, catalogue, "v"), catalogue, "p", "i", instance="o", group="h")
    kinds = with_groups(catalogue, nested)
    for place in (("o",), ("o", "i")):
        with pytest.raises(GraphError, match="would contain itself"):
            do(nested, edits.add_node(kinds[GROUP + "h"], (0, 0), id="x"), place=place)
    text = copying.copy(nested.graph, ["o"], groups=nested.groups)
    with pytest.raises(GraphError, match="would contain itself"):
        do(nested, copying.paste(text, (0, 0)), place=("o",))


def test_what_stands_for_the_ports_stays_in_its_group(project: Project, catalogue: Catalogue) -> None:
    after = grouped(project, catalogue, "v")
    everything = [f"i/{node}" for node in after.groups["g"].graph.nodes]
    emptied = do(after, edits.remove(everything), place=("i",))
    assert emptied.groups["g"].graph.nodes.keys() == {ENTRY, EXIT}
    assert flat(emptied, catalogue).graph.nodes.keys() == {"p", "e"}
    assert do(after, tidy_edits.mute([f"i/{ENTRY}"]), place=("i",)) == after
    copied = do(after, copying.duplicate({f"i/{ENTRY}": "i/x", "i/v": "i/w"}), place=("i",))
    assert copied.groups["g"].graph.nodes.keys() == {ENTRY, "v", EXIT, "w"}


def test_a_muted_group_is_passed_through(project: Project, catalogue: Catalogue) -> None:
    trimmed = do(
        project,
        edits.add_node(catalogue["time.trim"], (390, 0), id="t"),
        edits.disconnect(project.graph.wires[1:]),
        edits.connect(Port("v", "clip"), Port("t", "clip"), catalogue),
        edits.connect(Port("t", "clip"), Port("e", "clips"), catalogue),
    )
    muted = do(grouped(trimmed, catalogue, "t"), tidy_edits.mute(["i"]))
    assert flat(muted, catalogue).graph.incoming["e"] == (Wire(Port("v", "clip"), Port("e", "clips")),)


def test_an_input_of_several_wires_keeps_their_order(project: Project, catalogue: Catalogue) -> None:
    for name in ("a", "b", "c"):
        project = do(project, edits.add_node(catalogue["load.video"], (0, 300), id=name))
        project = do(project, edits.connect(Port(name, "clip"), Port("e", "clips"), catalogue))
    after = grouped(project, catalogue, "e", "b")
    sources = [wire.source.node for wire in flat(after, catalogue).graph.incoming["i/e"]]
    assert sources == ["v", "a", "i/b", "c"]
    assert [port.name for port in after.groups["g"].inputs] == ["clips", "clips_2", "clips_3"]
    assert [port.title for port in with_groups(catalogue, after)[GROUP + "g"].inputs] == ["Clips", "Clips 2", "Clips 3"]
    back = do(after, ungroup(["i"]))
    assert [wire.source.node for wire in back.graph.incoming["e"]] == ["v", "a", "b", "c"]


def test_groups_travel_with_what_is_copied(project: Project, catalogue: Catalogue) -> None:
    source = grouped(grouped(project, catalogue, "v"), catalogue, "p", "i", instance="o", group="h")
    text = copying.copy(source.graph, ["o"], groups=source.groups)
    fresh = do(Project(), copying.paste(text, (0, 0), ids=lambda: "x"))
    assert fresh.groups == source.groups
    twice = do(fresh, copying.paste(text, (0, 0), ids=lambda: "y"))
    assert twice.groups == fresh.groups
    assert twice.graph.nodes["y"].kind == twice.graph.nodes["x"].kind
    changed = do(fresh, edits.set_value("x/i/v", "seed", 3), place=("x", "i"))
    apart = do(changed, copying.paste(text, (0, 0), ids=lambda: "y"))
    assert len(apart.groups) == 4
    seeds = {name: node.values.get("seed") for name, node in flat(apart, catalogue).graph.nodes.items()}
    assert [seed for name, seed in seeds.items() if name.endswith("/v") and seed] == [3]
    assert len(seeds) == 4


def test_frames_go_into_a_group_and_come_out_again(project: Project, catalogue: Catalogue) -> None:
    framed = do(project, add_frame((250, -30, 200, 200), id="f", title="Rain"))
    after = do(framed, make_group(["v"], catalogue, id="i", group="g", frames=["f"]))
    assert not after.graph.frames
    assert graph_at(after, ("i",)).frames["i/f"].title == "Rain"
    back = do(after, ungroup(["i"]))
    assert back.graph.frames == framed.graph.frames


def test_a_take_finds_its_node_wherever_it_is_now(project: Project, catalogue: Catalogue) -> None:
    after = grouped(project, catalogue, "v")
    made: Take = take(1)
    for path in ("i/v", "v"):
        given = added_take(path, made)(after)
        assert [one.key for one in given.groups["g"].graph.nodes["v"].takes] == [made.key]
        assert [one.key for one in added_take(path, made)(project).graph.nodes["v"].takes] == [made.key]
    assert added_take("i/nothing", made)(after) is after


def test_undo_knows_where_a_step_was_made(project: Project, catalogue: Catalogue) -> None:
    history = History(project)
    history.apply(make_group(["v"], catalogue, id="i", group="g"))
    history.apply(edits.set_value("i/v", "seed", 5), ("i",))
    history.apply(edits.rename("p", "Words"))
    assert (history.undo_label, history.undo_place) == ("Rename", ())
    history.undo()
    assert (history.undo_label, history.undo_place, history.redo_place) == ("Change value", ("i",), ())
    history.undo()
    history.undo()
    assert history.project == project


def test_a_live_catalogue_knows_the_groups_there_are_now(project: Project, catalogue: Catalogue) -> None:
    now = [project]
    live = LiveCatalogue(catalogue, lambda: now[0])
    assert list(live) == list(catalogue)
    now[0] = grouped(project, catalogue, "v")
    assert live[GROUP + "g"].title == "Group"
    assert live["inputs:g"].outputs[0].name == "prompt"
    assert list(live) == [*catalogue, GROUP + "g"]
    assert live.base is catalogue


def test_a_project_of_ever_more_groups_is_refused(project: Project, catalogue: Catalogue) -> None:
    """As a bomb in a stranger's file would be: a few lines, and more nodes than there is memory for."""
    bomb = grouped(project, catalogue, "v")
    groups = dict(bomb.groups)
    for depth in range(1, 20):
        inner = groups["g" if depth == 1 else f"g{depth - 1}"]
        own = port_edits.with_id(groups["g"], f"g{depth}")
        copies = {
            f"c{count}": replace(bomb.graph.nodes["i"], id=f"c{count}", name=f"C{count}", kind=GROUP + inner.id)
            for count in range(2)
        }
        groups[own.id] = replace(own, graph=replace(own.graph, nodes={**own.graph.nodes, **copies}))
    instance = replace(bomb.graph.nodes["i"], kind=f"{GROUP}g19")
    bomb = Project(Graph({"i": instance}), groups)
    with pytest.raises(ProjectError, match=f"more than {LARGEST} nodes"):
        storage.from_json(storage.to_json(bomb, None), None)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"groups.0.id": "h"}, "There is no group for Group"),
        ({"groups.0.nodes.1.kind": "group:g"}, "The group Group would contain itself"),
        ({"groups.0.nodes.0.kind": "inputs:h"}, "Inputs does not belong into this graph"),
        ({"groups.0.nodes.0.id": "start"}, "groups.0.wires.0.from.0 is no node"),
        ({"groups.0.inputs.0.kind": 3}, "groups.0.inputs.0.kind is not a text"),
        ({"groups.0.outputs.0.shape": "round"}, "groups.0.outputs.0.shape is not known"),
        ({"nodes.0.id": "a/b"}, "nodes.0.id holds a slash"),
        ({"nodes.0.kind": "inputs:g"}, "does not belong into this graph"),
        ({"nodes.0.muted": 1}, "nodes.0.muted is neither true nor false"),
        ({"nodes.0.color": "red;"}, "nodes.0.color is no colour"),
    ],
)
def test_a_file_that_was_tampered_with_is_refused(
    change: dict[str, object], place: str, project: Project, catalogue: Catalogue
) -> None:
    document = json.loads(storage.to_json(grouped(project, catalogue, "v"), None))
    for path, value in change.items():
        *steps, last = path.split(".")
        part = document
        for step in steps:
            part = part[int(step)] if step.isdecimal() else part[step]
        part[int(last) if last.isdecimal() else last] = value
    with pytest.raises(ProjectError, match=place):
        storage.from_json(json.dumps(document), None)

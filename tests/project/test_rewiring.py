"""Edits that keep chains together."""

from __future__ import annotations

import pytest

from soraapp.catalogue import Catalogue
from soraapp.errors import GraphError
from soraapp.project import edits, rewiring
from soraapp.project.graph import Port, Wire
from soraapp.project.project import Project

FILM = Wire(Port("v", "clip"), Port("e", "clips"))


def grown(project: Project, catalogue: Catalogue, **kinds: str) -> Project:
    for node, kind in kinds.items():
        project = edits.add_node(catalogue[kind], (0, 0), id=node).change(project)
    return project


def wired(project: Project, catalogue: Catalogue, *wires: tuple[str, str, str, str]) -> Project:
    for source, output, target, entry in wires:
        project = edits.connect(Port(source, output), Port(target, entry), catalogue).change(project)
    return project


def test_a_node_goes_into_a_wire_in_its_place_among_several(project: Project, catalogue: Catalogue) -> None:
    project = grown(project, catalogue, r="time.reverse", w="load.video")
    project = wired(project, catalogue, ("w", "clip", "e", "clips"))
    after = rewiring.splice(FILM, Port("r", "clip"), Port("r", "clip"), catalogue).change(project)
    assert after.graph.wires == (
        project.graph.wires[0],
        Wire(Port("v", "clip"), Port("r", "clip")),
        Wire(Port("r", "clip"), Port("e", "clips")),
        Wire(Port("w", "clip"), Port("e", "clips")),
    )


def test_a_node_does_not_go_into_a_wire_of_another_kind_a_circle_or_one_that_is_gone(
    project: Project, catalogue: Catalogue
) -> None:
    project = grown(project, catalogue, r="time.reverse", q="text.prompt", c="frame.crop")
    with pytest.raises(GraphError, match="takes the kind"):
        rewiring.splice(FILM, Port("q", "text"), Port("q", "text"), catalogue).change(project)
    behind = wired(project, catalogue, ("e", "clip", "r", "clip"), ("r", "clip", "c", "clip"))
    with pytest.raises(GraphError, match="circle"):
        rewiring.splice(FILM, Port("c", "clip"), Port("c", "clip"), catalogue).change(behind)
    gone = Wire(Port("v", "clip"), Port("r", "clip"))
    with pytest.raises(GraphError, match="no such wire"):
        rewiring.splice(gone, Port("r", "clip"), Port("r", "clip"), catalogue).change(project)


def test_a_loosened_node_stays_without_wires_and_its_neighbours_are_joined(
    project: Project, catalogue: Catalogue
) -> None:
    project = grown(project, catalogue, r="time.reverse")
    project = rewiring.splice(FILM, Port("r", "clip"), Port("r", "clip"), catalogue).change(project)
    after = rewiring.loosen(["r"], catalogue).change(project)
    assert after.graph.wires == (project.graph.wires[0], FILM)
    assert after.graph.nodes == project.graph.nodes


def test_a_replaced_node_keeps_place_and_what_fits(project: Project, catalogue: Catalogue) -> None:
    project = edits.set_value("v", "seed", 7).change(project)
    project = edits.set_value("v", "seconds", 3.0).change(project)
    after = rewiring.replace_kind("v", catalogue["generate.text_to_image"], catalogue).change(project)
    made = after.graph.nodes["v"]
    assert (made.kind, made.name, made.position) == ("generate.text_to_image", "Text to image", (260.0, 0.0))
    assert made.values == {"seed": 7}  # A picture has no length.
    assert after.graph.wires == (Wire(Port("p", "text"), Port("v", "prompt")),)


def test_a_name_of_ones_own_survives_a_replacement_and_a_given_one_stays_unique(
    project: Project, catalogue: Catalogue
) -> None:
    named = edits.rename("v", "Opening").change(project)
    after = rewiring.replace_kind("v", catalogue["generate.image_to_video"], catalogue).change(named)
    assert after.graph.nodes["v"].name == "Opening"
    project = grown(project, catalogue, i="generate.image_to_video")
    after = rewiring.replace_kind("v", catalogue["generate.image_to_video"], catalogue).change(project)
    assert after.graph.nodes["v"].name == "Image to video 2"


def test_wires_go_to_ports_of_their_kind_and_never_twice(project: Project, catalogue: Catalogue) -> None:
    project = grown(project, catalogue, t="time.transition")
    project = wired(project, catalogue, ("v", "clip", "t", "first"), ("v", "clip", "t", "second"))
    after = rewiring.replace_kind("t", catalogue["time.concatenate"], catalogue).change(project)
    assert [wire for wire in after.graph.wires if wire.target.node == "t"] == [
        Wire(Port("v", "clip"), Port("t", "clips"))
    ]
    back = rewiring.replace_kind("t", catalogue["time.reverse"], catalogue).change(project)
    assert [wire.target.name for wire in back.graph.wires if wire.target.node == "t"] == ["clip"]


def test_fit_counts_the_wires_that_stay(project: Project, catalogue: Catalogue) -> None:
    kind, wires_in = catalogue["generate.text_to_video"], project.graph.incoming["v"]
    counts = [
        rewiring.fit(kind, catalogue[name], wires_in, [FILM])
        for name in ("generate.image_to_video", "generate.text_to_image", "audio.gain")
    ]
    assert counts == [2, 1, 0]


def test_a_copy_is_fed_by_what_feeds_the_original_and_by_copies(project: Project, catalogue: Catalogue) -> None:
    project = grown(project, catalogue, w="load.video")
    project = wired(project, catalogue, ("w", "clip", "e", "clips"))
    after = rewiring.duplicate_fed({"v": "v2", "e": "e2"}).change(project)
    assert after.graph.wires[len(project.graph.wires) :] == (
        Wire(Port("p", "text"), Port("v2", "prompt")),
        Wire(Port("v2", "clip"), Port("e2", "clips")),
        Wire(Port("w", "clip"), Port("e2", "clips")),
    )
    assert after.graph.nodes["v2"].position == (300.0, 40.0)


def test_wires_are_hung_on_another_output_in_their_places(project: Project, catalogue: Catalogue) -> None:
    project = grown(project, catalogue, w="load.video", r="time.reverse", q="text.prompt")
    project = wired(project, catalogue, ("v", "clip", "r", "clip"), ("r", "clip", "e", "clips"))
    taken = [wire for wire in project.graph.wires if wire.source == Port("v", "clip")]
    after = rewiring.rehang(taken, Port("w", "clip"), catalogue).change(project)
    assert after.graph.wires == (
        project.graph.wires[0],
        Wire(Port("w", "clip"), Port("e", "clips")),
        Wire(Port("w", "clip"), Port("r", "clip")),
        Wire(Port("r", "clip"), Port("e", "clips")),
    )
    with pytest.raises(GraphError, match="takes the kind"):
        rewiring.rehang(taken, Port("q", "text"), catalogue).change(project)
    with pytest.raises(GraphError, match="circle|itself"):
        rewiring.rehang(taken, Port("r", "clip"), catalogue).change(project)

"""Whatever a person does, in whatever order: the graph stays sound, undo is exact, and files come back the same."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from soraapp.catalogue import Catalogue
from soraapp.errors import SoraError
from soraapp.nodekit import Value
from soraapp.project import copying, edits, storage
from soraapp.project.edits import Edit
from soraapp.project.graph import Graph, Port, Wire
from soraapp.project.history import History
from soraapp.project.project import Project

CATALOGUE = Catalogue.of("nodes")
IDS = [f"n{number}" for number in range(6)]
PORTS = sorted({port.name for kind in CATALOGUE.values() for port in (*kind.inputs, *kind.outputs)})

ids = st.sampled_from(IDS)
ports = st.builds(Port, ids, st.sampled_from(PORTS))
positions = st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
texts = st.text(max_size=20)
values: st.SearchStrategy[Value] = st.one_of(
    texts,
    st.integers(-(2**63) + 1, 2**63 - 1),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.none(),
    st.lists(st.from_regex(r"\A[a-z ]{1,8}\Z"), max_size=3).map(lambda parts: Path("/media", *parts)),
)
fresh = st.builds(lambda number: f"n{number}", st.integers(6, 40))
steps: st.SearchStrategy[Edit] = st.one_of(
    st.builds(
        lambda kind, place, node, held: edits.add_node(kind, place, id=node, values=held),
        st.sampled_from(list(CATALOGUE.values())),
        positions,
        ids,
        st.dictionaries(st.sampled_from(PORTS), values, max_size=3),
    ),
    st.builds(edits.remove, st.sets(ids, max_size=3)),
    st.builds(edits.move, st.dictionaries(ids, positions, max_size=3), st.sampled_from(["", "drag"])),
    st.builds(edits.set_value, ids, st.sampled_from(PORTS), values, merge=st.sampled_from(["", "typing"])),
    st.builds(edits.reset_value, ids, st.sampled_from(PORTS)),
    st.builds(edits.rename, ids, texts),
    st.builds(edits.connect, ports, ports, st.just(CATALOGUE)),
    st.builds(lambda source, target: edits.disconnect([Wire(source, target)]), ports, ports),
    st.builds(copying.duplicate, st.dictionaries(ids, fresh, max_size=3)),
)
stories = st.lists(st.one_of(steps, st.sampled_from(["undo", "redo"])), max_size=40)


def told(story: list[Edit | str], history: History) -> None:
    """Do it all; what is refused changes nothing."""
    for step in story:
        if isinstance(step, str):
            history.undo() if step == "undo" else history.redo()
            continue
        before = history.project
        try:
            history.apply(step)
        except SoraError:
            assert history.project is before


def assert_sound(graph: Graph) -> None:
    assert all(key == node.id for key, node in graph.nodes.items())
    assert len({node.name for node in graph.nodes.values()}) == len(graph.nodes)
    assert len(set(graph.wires)) == len(graph.wires)
    assert len(graph.order()) == len(graph.nodes)
    taken: set[Port] = set()
    for wire in graph.wires:
        source = CATALOGUE[graph.nodes[wire.source.node].kind].output(wire.source.name)
        target = CATALOGUE[graph.nodes[wire.target.node].kind].input(wire.target.name)
        assert source is not None
        assert target is not None
        assert source.kind == target.kind
        assert target.many or wire.target not in taken
        taken.add(wire.target)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(stories)
def test_any_story_keeps_the_graph_sound_and_can_be_undone(story: list[Edit | str]) -> None:
    history = History()
    told(story, history)
    assert_sound(history.project.graph)
    end = history.project
    count = 0
    while history.can_undo:
        assert history.undo_label
        history.undo()
        count += 1
    assert history.project == Project()
    for _ in range(count):
        assert history.redo_label
        history.redo()
    assert history.project == end
    while history.can_redo:
        assert_sound(history.redo().graph)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(stories, st.sampled_from([Path("/media"), Path("/elsewhere"), None]))
def test_any_project_comes_back_from_its_file(story: list[Edit | str], base: Path | None) -> None:
    told(story, history := History())
    project = history.project
    text = storage.to_json(project, base)
    text.encode()
    back = storage.from_json(text, base)
    assert list(back.graph.nodes.values()) == list(project.graph.nodes.values())
    assert back == project
    assert storage.to_json(back, base) == text

"""Whatever a person does, in whatever order: the graph stays sound, undo is exact, and files come back the same."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from soraapp.catalogue import Catalogue
from soraapp.errors import SoraError
from soraapp.nodekit import Value
from soraapp.project import copying, edits, frame_edits, storage, tidy_edits
from soraapp.project.edits import Edit
from soraapp.project.flat import flat
from soraapp.project.graph import Graph, Port, Wire
from soraapp.project.group_edits import make_group
from soraapp.project.group_types import LiveCatalogue
from soraapp.project.groups import GROUP
from soraapp.project.history import History
from soraapp.project.levels import inside
from soraapp.project.project import Project
from soraapp.project.ungrouping import ungroup

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
frames = st.sampled_from(["f0", "f1"])
rects = st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(0, 1e4), st.floats(0, 1e4))
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
    st.builds(tidy_edits.mute, st.sets(ids, max_size=2)),
    st.builds(tidy_edits.collapse, st.sets(ids, max_size=2)),
    st.builds(tidy_edits.paint, st.sets(ids, max_size=2), st.sampled_from(["", "blue", "#ff8a3d", "nonsense!"])),
    st.builds(tidy_edits.extract, st.sets(ids, max_size=2), st.just(CATALOGUE)),
    st.builds(
        lambda source, target, place, dot: tidy_edits.insert_dot(Wire(source, target), place, CATALOGUE, id=dot),
        ports,
        ports,
        positions,
        fresh,
    ),
    st.builds(lambda rect, name: frame_edits.add_frame(rect, id=name, title="Rain"), rects, frames),
    st.builds(frame_edits.remove_frames, st.sets(frames, max_size=1)),
    st.builds(lambda name, rect: frame_edits.change_frame(name, rect=rect, text="A note"), frames, rects),
    st.builds(frame_edits.move_frame, frames, positions, st.sets(ids, max_size=2)),
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


def fed(project: Project) -> dict[str, tuple[object, ...]]:
    """What runs, by the nodes' own ids: kinds, values, and what feeds each input in order."""
    graph = flat(project, CATALOGUE).graph
    found: dict[str, tuple[object, ...]] = {}
    for node in graph.nodes.values():
        wires = [(w.target.name, own(w.source.node), w.source.name) for w in graph.incoming.get(node.id, ())]
        found[own(node.id)] = (node.kind, dict(node.values), sorted(wires, key=lambda wire: wire[0]))
    return found


def own(path: str) -> str:
    return path.rpartition("/")[2]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(stories, st.lists(st.sets(st.sampled_from([*IDS, "g0", "g1"]), min_size=1, max_size=4), max_size=2), st.data())
def test_groups_and_dots_change_nothing_of_what_runs(
    story: list[Edit | str], chosen: list[set[str]], data: st.DataObject
) -> None:
    told(story, history := History())
    project = history.project
    expected = fed(project)
    for number, nodes in enumerate(chosen):
        there = sorted(nodes & project.graph.nodes.keys())
        edit = make_group(there, CATALOGUE, id=f"g{number}", group=f"h{number}")
        try:
            project = inside(project, (), edit.change)
        except SoraError:
            continue
        assert fed(project) == expected
    if project.graph.wires:
        wire = data.draw(st.sampled_from(project.graph.wires))
        kinds = LiveCatalogue(CATALOGUE, lambda: project)
        project = inside(project, (), tidy_edits.insert_dot(wire, (0, 0), kinds, id="dot").change)
        assert fed(project) == expected
    assert storage.from_json(storage.to_json(project, None), None) == project
    while opened := [node.id for node in project.graph.nodes.values() if node.kind.startswith(GROUP)]:
        project = inside(project, (), ungroup(opened[:1]).change)
        assert fed(project) == expected
    assert not project.groups


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

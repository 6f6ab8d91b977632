"""Every edit there is as something that a person may do, on what is there; now and then on what is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from soraapp.catalogue import Catalogue
from soraapp.project import (
    copying,
    edits,
    frame_edits,
    group_edits,
    port_edits,
    rewiring,
    take_edits,
    tidy_edits,
    ungrouping,
)
from soraapp.project.edits import Edit
from soraapp.project.graph import Graph, Node, Port, Wire
from soraapp.project.group_files import GroupFile, add_group, group_json, read_group
from soraapp.project.groups import GROUP, Group, group_of
from soraapp.project.levels import definition_at
from soraapp.project.strays import used
from soraapp.project.take_edits import without_takes
from soraapp.project.takes import Take
from tests.project.random_steps import COLORS, KINDS, NAMES, VALUES, Choices, Person

Deed = Callable[[Person, Choices], Edit | None]


def _add(person: Person, choices: Choices) -> Edit:
    kind = choices.one(KINDS)
    held = {port.name: choices.one(VALUES) for port in choices.some(kind.inputs, 2)}
    taken = choices.chance(16) and bool(person.graph.nodes)
    return edits.add_node(
        kind, choices.place(), id=choices.one(person.nodes()) if taken else person.new_id(), values=held
    )


def _connect(person: Person, choices: Choices) -> Edit:
    """Mostly what fits, so that there are wires."""
    source, kinds = choices.one(person.graph.nodes.values()), person.catalogue
    output = choices.one(kinds[source.kind].outputs)
    anything = choices.chance(8)
    fitting = [
        Port(node.id, port.name)
        for node in person.graph.nodes.values()
        for port in kinds[node.kind].inputs
        if anything or port.kind == output.kind
    ]
    return edits.connect(Port(source.id, output.name), choices.one(fitting), kinds)


def _rename(person: Person, choices: Choices) -> Edit:
    return edits.rename(choices.one(person.nodes()), choices.one(NAMES))


def _set_value(person: Person, choices: Choices) -> Edit:
    node = choices.one(person.graph.nodes.values())
    entry = choices.one([port.name for port in person.catalogue[node.kind].inputs] + ["nothing"])
    return edits.set_value(node.id, entry, choices.one(VALUES), merge="typing" if choices.chance(2) else "")


def _reset_value(person: Person, choices: Choices) -> Edit:
    node = choices.one(person.graph.nodes.values())
    return edits.reset_value(node.id, choices.one([*node.values, "nothing"]))


def _move(person: Person, choices: Choices) -> Edit:
    places = {node: choices.place() for node in choices.some(person.nodes())}
    return edits.move(places, "drag" if choices.chance(2) else "")


def _remove(person: Person, choices: Choices) -> Edit:
    frames = choices.some(person.graph.frames, 1) if person.graph.frames else []
    return edits.remove(choices.some(person.nodes()), frames)


def _reorder(person: Person, choices: Choices) -> Edit:
    target = choices.one(person.graph.wires).target
    wires = [wire for wire in person.graph.wires if wire.target == target]
    turned = choices.byte() % len(wires)
    return edits.reorder(target, [*wires[turned:], *wires[:turned]])


def _together(person: Person, choices: Choices) -> Edit:
    return edits.together("Both", [_add(person, choices), _move(person, choices)], "both" if choices.chance(4) else "")


def _duplicate(person: Person, choices: Choices) -> Edit:
    ids = {node: person.new_id() for node in choices.some(person.nodes())}
    frames = {frame: person.new_id() for frame in choices.some(person.graph.frames, 1)} if person.graph.frames else None
    return copying.duplicate(ids, choices.place(), frames)


def _duplicate_fed(person: Person, choices: Choices) -> Edit:
    return rewiring.duplicate_fed({node: person.new_id() for node in choices.some(person.nodes())}, choices.place())


def _copy(person: Person, choices: Choices) -> None:
    frames = choices.some(person.graph.frames, 1) if person.graph.frames else []
    groups = person.history.project.groups
    person.clipboard = copying.copy(person.graph, choices.some(person.graph.nodes, 4), frames, groups)


def _paste(person: Person, choices: Choices) -> Edit:
    return copying.paste(person.clipboard, choices.place(), person.new_id)


def _wire(person: Person, choices: Choices) -> Wire:
    """One that is there, or sometimes one that is not."""
    return choices.one([*person.graph.wires, Wire(Port("n1", "text"), Port("n2", "prompt"))])


def _insert_dot(person: Person, choices: Choices) -> Edit:
    return tidy_edits.insert_dot(_wire(person, choices), choices.place(), person.catalogue, id=person.new_id())


def _extract(person: Person, choices: Choices) -> Edit:
    return tidy_edits.extract(choices.some(person.nodes()), person.catalogue)


def _splice(person: Person, choices: Choices) -> Edit:
    node = choices.one(person.graph.nodes.values())
    kind = person.catalogue[node.kind]
    entry, output = choices.one(kind.inputs).name, choices.one(kind.outputs).name
    return rewiring.splice(_wire(person, choices), Port(node.id, entry), Port(node.id, output), person.catalogue)


def _rehang(person: Person, choices: Choices) -> Edit:
    node = choices.one(person.graph.nodes.values())
    source = Port(node.id, choices.one(person.catalogue[node.kind].outputs).name)
    return rewiring.rehang(choices.some(person.graph.wires), source, person.catalogue)


def _loosen(person: Person, choices: Choices) -> Edit:
    return rewiring.loosen(choices.some(person.nodes()), person.catalogue)


def _replace_kind(person: Person, choices: Choices) -> Edit:
    return rewiring.replace_kind(choices.one(person.nodes()), choices.one(KINDS), person.catalogue)


def _add_frame(person: Person, choices: Choices) -> Edit:
    rect = (*choices.place(), choices.byte() * 4.0, choices.byte() * 4.0)
    return frame_edits.add_frame(rect, id=person.new_id(), title=choices.one(NAMES), color=choices.one(COLORS))


def _change_frame(person: Person, choices: Choices) -> Edit:
    rect = (*choices.place(), choices.byte() * 4.0, 1e10 if choices.chance(16) else 90.0)
    frame = choices.one(person.graph.frames)
    text = choices.one(NAMES)
    return frame_edits.change_frame(frame, text=text, color=choices.one(COLORS), rect=choices.one([rect, None]))


def _move_frame(person: Person, choices: Choices) -> Edit:
    frame = choices.one(person.graph.frames)
    return frame_edits.move_frame(frame, choices.place(), choices.some(person.nodes()), "frame")


# Groups


def _make_group(person: Person, choices: Choices) -> Edit:
    frames = choices.some(person.graph.frames, 1) if person.graph.frames else []
    chosen = choices.some(person.nodes(), 4)
    return group_edits.make_group(
        chosen, person.catalogue, id=person.new_id(), group=person.new_id().replace("n", "g"), frames=frames
    )


def _here(person: Person) -> Group:
    """The group that the person is in, or else any."""
    found = definition_at(person.history.project, person.place)
    return found or person.choices.one(person.history.project.groups.values())


def _entered(person: Person, choices: Choices) -> None:
    """Go into a group, or out of one."""
    groups = person.history.project.groups
    inside = [node for node in person.graph.nodes.values() if group_of(node, groups)]
    if person.place and (not inside or choices.chance(2)):
        person.place = person.place[:-1]
    else:
        person.place = (*person.place, choices.one(inside).id.rpartition("/")[2])


def _promote(person: Person, choices: Choices, *, output: bool) -> Edit:
    node = choices.one(person.graph.nodes.values())
    kind = person.catalogue[node.kind]
    port = Port(node.id, choices.one(kind.outputs if output else kind.inputs).name)
    promote = port_edits.promote_output if output else port_edits.promote_input
    return promote(_here(person).id, port, person.catalogue)


def _of_port(edit: Callable[[str, str, bool, Choices], Edit]) -> Deed:
    """What is done to a port of a group."""

    def deed(person: Person, choices: Choices) -> Edit:
        group, output = _here(person), choices.chance(2)
        return edit(group.id, choices.one(group.outputs if output else group.inputs).name, output, choices)

    return deed


def _reorder_ports(person: Person, choices: Choices) -> Edit:
    group, output = _here(person), choices.chance(2)
    names = [port.name for port in (group.outputs if output else group.inputs)]
    turned = choices.byte() % len(names) if names else 0
    return port_edits.reorder_ports(group.id, [*names[turned:], *names[:turned]], output=output)


def _make_unique(person: Person, choices: Choices) -> Edit:
    return port_edits.make_unique(choices.one(person.nodes()), group=person.new_id().replace("n", "g"))


def _keep_group(person: Person, _choices: Choices) -> None:
    """Put a group into the person's own library, by way of the text of its file."""
    group = _here(person)
    instance = Graph({"i": Node("i", GROUP + group.id, 1, "Group")})
    held = GroupFile(group.id, used(instance, without_takes(person.history.project).groups))
    person.library.append(read_group(group_json(held, None), None))


def _add_group(person: Person, choices: Choices) -> Edit:
    return add_group(choices.one(person.library), choices.place(), id=person.new_id())


# Takes


def _takers(person: Person) -> list[Node]:
    return [node for node in person.graph.nodes.values() if node.takes]


def _take(person: Person, choices: Choices) -> None:
    """A run has made one, which undo does not take back."""
    heavy = [node for node in person.history.project.graph.nodes.values() if person.catalogue[node.kind].gives_takes]
    node = choices.one(heavy)
    values = {name: value for name, value in node.values.items() if choices.chance(2)}
    take = Take(f"{choices.byte() % 4:064x}", datetime(2026, 1, 1, tzinfo=UTC), values)
    person.history.amend(take_edits.added_take(node.id, take), saved=choices.chance(2))


def _of_take(edit: Callable[[str, str, Choices, Catalogue], Edit]) -> Deed:
    """What is done to a take of a node."""

    def deed(person: Person, choices: Choices) -> Edit:
        node = choices.one(_takers(person))
        return edit(node.id, choices.one(node.takes).key, choices, person.catalogue)

    return deed


DEEDS: dict[str, Deed] = {
    "add_node": _add,
    "add_node again": _add,
    "connect": _connect,
    "connect again": _connect,
    "connect once more": _connect,
    "rename": _rename,
    "set_value": _set_value,
    "reset_value": _reset_value,
    "move": _move,
    "remove": _remove,
    "disconnect": lambda person, choices: edits.disconnect([_wire(person, choices)]),
    "reorder": _reorder,
    "together": _together,
    "duplicate": _duplicate,
    "duplicate_fed": _duplicate_fed,
    "copy": _copy,
    "paste": _paste,
    "insert_dot": _insert_dot,
    "extract": _extract,
    "splice": _splice,
    "rehang": _rehang,
    "loosen": _loosen,
    "replace_kind": _replace_kind,
    "mute": lambda person, choices: tidy_edits.mute(choices.some(person.nodes())),
    "collapse": lambda person, choices: tidy_edits.collapse(choices.some(person.nodes())),
    "paint": lambda person, choices: tidy_edits.paint(choices.some(person.nodes()), choices.one(COLORS)),
    "add_frame": _add_frame,
    "remove_frames": lambda person, choices: frame_edits.remove_frames(choices.some(person.graph.frames)),
    "change_frame": _change_frame,
    "move_frame": _move_frame,
    "make_group": _make_group,
    "make_group again": _make_group,
    "enter": _entered,
    "enter again": _entered,
    "ungroup": lambda person, choices: ungrouping.ungroup(choices.some(person.nodes())),
    "promote_input": lambda person, choices: _promote(person, choices, output=False),
    "promote_output": lambda person, choices: _promote(person, choices, output=True),
    "unpromote": _of_port(lambda group, name, output, _: port_edits.unpromote(group, name, output=output)),
    "rename_port": _of_port(
        lambda group, name, output, choices: port_edits.rename_port(group, name, choices.one(NAMES), output=output)
    ),
    "reorder_ports": _reorder_ports,
    "rename_group": lambda person, choices: port_edits.rename_group(_here(person).id, choices.one(NAMES)),
    "make_unique": _make_unique,
    "keep_group": _keep_group,
    "add_group": _add_group,
    "added_take": _take,
    "pin": _of_take(lambda node, key, *_: take_edits.pin(node, key)),
    "unpin": lambda person, choices: take_edits.unpin(choices.one(person.nodes())),
    "delete_takes": _of_take(lambda node, key, *_: take_edits.delete_takes(node, [key])),
    "use_values": _of_take(lambda node, key, _, kinds: take_edits.use_values(node, key, kinds)),
    "name_take": _of_take(lambda node, key, choices, _: take_edits.name_take(node, key, choices.one(NAMES))),
    "rate_take": _of_take(lambda node, key, choices, _: take_edits.rate_take(node, key, choices.byte() % 7)),
}
"""By the names of the edits that they make."""

"""Takes of a node: kept through undo and saving, bounded, edited, and refused when a stranger's file holds nonsense."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from soraapp.catalogue import Catalogue
from soraapp.errors import GraphError, ProjectError
from soraapp.nodekit import Value
from soraapp.project import copying, edits, storage
from soraapp.project.check import check
from soraapp.project.graph import Node, Port, Wire
from soraapp.project.history import History
from soraapp.project.present import values_now
from soraapp.project.project import Project
from soraapp.project.take_edits import (
    added_take,
    delete_takes,
    name_take,
    pin,
    rate_take,
    unpin,
    use_values,
    without_takes,
)
from soraapp.project.takes import MOST, Take, differing
from soraapp.project.upgrades import VERSION
from tests.project.conftest import find

AT = datetime(2026, 11, 23, 14, 32, tzinfo=UTC)


def key(number: int) -> str:
    return f"{number:032x}"


def take(number: int, **values: Value) -> Take:
    return Take(key(number), AT, values, 1.5, key(number + 1000))


def with_takes(project: Project, *takes: Take) -> History:
    history = History(project)
    for one in takes:
        history.amend(added_take("v", one), saved=True)
    return history


def video(history: History) -> Node:
    return history.project.graph.nodes["v"]


def test_undoing_an_edit_keeps_the_takes_made_since(project: Project) -> None:
    history = with_takes(project, take(1))
    history.apply(edits.set_value("v", "seed", 7))
    history.amend(added_take("v", take(2, seed=7)), saved=True)
    history.undo()
    assert [one.key for one in video(history).takes] == [key(1), key(2)]
    assert "seed" not in video(history).values
    history.redo()
    assert (len(video(history).takes), video(history).values["seed"]) == (2, 7)


def test_the_same_result_is_one_take_and_a_node_that_is_gone_takes_none(project: Project) -> None:
    history = with_takes(project, take(1), take(1))
    assert len(video(history).takes) == 1
    before = history.project
    history.amend(added_take("gone", take(2)), saved=True)
    assert history.project is before


def test_the_oldest_take_that_is_not_pinned_goes_first(project: Project) -> None:
    history = with_takes(project, take(0))
    history.apply(pin("v", key(0)))
    for number in range(1, MOST + 3):
        history.amend(added_take("v", take(number)), saved=True)
    kept = [one.key for one in video(history).takes]
    assert kept == [key(0), *(key(number) for number in range(4, MOST + 3))]


def test_pin_unpin_name_rate_and_delete_are_undone_by_name(project: Project) -> None:
    history = with_takes(project, take(1), take(2))
    for edit in (
        pin("v", key(1)),
        name_take("v", key(1), "  the  good one "),
        rate_take("v", key(1), 5),
        delete_takes("v", [key(1)]),
    ):
        history.apply(edit)
        assert history.undo_label == edit.label
    assert video(history).pinned is None
    assert [one.key for one in video(history).takes] == [key(2)]
    history.undo()
    assert video(history).pinned == key(1)
    assert (video(history).takes[0].name, video(history).takes[0].stars) == ("the good one", 5)
    history.apply(unpin("v"))
    assert video(history).pinned is None


def test_a_take_that_is_not_there_is_refused(project: Project) -> None:
    for edit in (pin("v", key(1)), delete_takes("v", [key(1)]), name_take("v", key(1), "x")):
        with pytest.raises(GraphError, match="no such take"):
            edit.change(project)
    with pytest.raises(GraphError, match="stars"):
        rate_take("v", key(1), 6)


def test_several_takes_are_deleted_in_one_step(project: Project) -> None:
    history = with_takes(project, take(1), take(2), take(3))
    history.apply(pin("v", key(2)))
    history.apply(delete_takes("v", [key(1), key(2)]))
    assert history.undo_label == "Delete takes"
    assert [one.key for one in video(history).takes] == [key(3)]
    assert video(history).pinned is None
    history.undo()
    assert [one.key for one in video(history).takes] == [key(1), key(2), key(3)]


PROMPT = Wire(Port("p", "text"), Port("v", "prompt"))


def test_the_values_of_a_take_come_back_in_one_step(project: Project, catalogue: Catalogue) -> None:
    history = with_takes(project, take(1, prompt="a red ball", seed=7), take(2))
    history.apply(edits.set_value("v", "steps", 12))
    history.apply(pin("v", key(2)))
    history.apply(use_values("v", key(1), catalogue))
    assert dict(video(history).values) == {"seed": 7}, "what the take left at its default is there again"
    assert video(history).pinned is None
    assert PROMPT in history.project.graph.wires, "the prompt that is wired says the same"
    assert values_now(history.project.graph, catalogue, video(history))["prompt"] == "a red ball"
    history.undo()
    assert (dict(video(history).values), video(history).pinned) == ({"steps": 12}, key(2))


def test_a_wire_that_brings_another_value_gives_way_to_that_of_the_take(project: Project, catalogue: Catalogue) -> None:
    history = with_takes(project, take(1, prompt="rain"))
    history.apply(use_values("v", key(1), catalogue))
    assert PROMPT not in history.project.graph.wires
    assert video(history).values == {"prompt": "rain"}
    history.undo()
    assert PROMPT in history.project.graph.wires


def test_what_the_inputs_have_now(project: Project, catalogue: Catalogue) -> None:
    project = edits.set_value("v", "seed", 5).change(project)
    values = values_now(project.graph, catalogue, project.graph.nodes["v"])
    assert (values["prompt"], values["seed"], values["width"]) == ("a red ball", 5, 768)
    project = edits.reset_value("p", "text").change(project)
    assert values_now(project.graph, catalogue, project.graph.nodes["v"])["prompt"] == ""


def test_takes_are_saved_and_come_back(project: Project, tmp_path: Path) -> None:
    history = with_takes(project, take(1, prompt="雨", image=tmp_path / "a.png"), Take(key(2), AT))
    history.apply(pin("v", key(1)))
    history.apply(rate_take("v", key(1), 3))
    storage.save(history.project, tmp_path / "x.sora")
    assert storage.load(tmp_path / "x.sora") == history.project
    assert '"a.png"' in (tmp_path / "x.sora").read_text("utf-8")


def test_a_project_of_the_version_before_takes_is_read(project: Project) -> None:
    old = json.loads(storage.to_json(project, None)) | {"version": 1}
    assert storage.from_json(json.dumps(old), None) == project


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ({"takes": {}}, "takes is not a list"),
        ({"takes": [{"key": "../../x", "at": AT.isoformat()}]}, "takes.0.key is not a key of the cache"),
        ({"takes": [{"key": key(1), "at": "noon"}]}, "takes.0.at is not a time"),
        ({"takes": [{"key": key(1), "at": AT.isoformat(), "stars": 9}]}, "takes.0.stars is not from 0 to 5"),
        ({"takes": [{"key": key(1), "at": AT.isoformat(), "mood": 1}]}, "takes.0.mood is not known"),
        ({"takes": [{"key": key(1), "at": AT.isoformat()}] * 2}, "takes holds a take twice"),
        ({"pinned": "/etc/passwd"}, "pinned is not a key of the cache"),
    ],
)
def test_takes_that_make_no_sense_are_refused_with_their_place(
    project: Project, damage: dict[str, object], told: str
) -> None:
    document = json.loads(storage.to_json(project, None))
    document["nodes"][1].update(damage)
    with pytest.raises(ProjectError) as error:
        storage.from_json(json.dumps(document), None)
    assert f"nodes.1.{told}" in str(error.value)


def test_the_values_in_which_takes_differ() -> None:
    takes = (take(1, seed=1, steps=4), take(2, seed=2, steps=4), take(3, seed=2, steps=4, prompt="rain"))
    assert differing(takes) == ("seed", "prompt")
    assert differing(()) == ()


def test_a_pinned_node_has_no_problem_with_its_inputs(project: Project, catalogue: Catalogue) -> None:
    history = with_takes(project, take(1))
    history.apply(edits.set_value("v", "steps", -5))
    assert check(history.project, catalogue, find)
    history.apply(pin("v", key(1)))
    assert not check(history.project, catalogue, find)


def test_a_project_that_is_given_away_holds_no_takes_but_pinned_ones(project: Project) -> None:
    history = with_takes(project, take(1), take(2))
    assert without_takes(history.project) == project
    history.apply(pin("v", key(1)))
    assert [one.key for one in without_takes(history.project).graph.nodes["v"].takes] == [key(1)]


def test_takes_travel_with_copies(project: Project) -> None:
    history = with_takes(project, take(1))
    history.apply(pin("v", key(1)))
    text = copying.copy(history.project.graph, ["v"])
    history.apply(copying.paste(text, (0, 0), lambda: "copy"))
    assert history.project.graph.nodes["copy"].takes == video(history).takes
    assert history.project.graph.nodes["copy"].pinned == key(1)


def test_a_take_keeps_its_number_when_another_is_deleted(project: Project, tmp_path: Path) -> None:
    history = with_takes(project, take(1), take(2), take(3))
    history.apply(delete_takes("v", [key(2)]))
    history.amend(added_take("v", take(4)), saved=True)
    assert [one.number for one in video(history).takes] == [1, 3, 4]
    storage.save(history.project, tmp_path / "film.sora")
    assert [one.number for one in storage.load(tmp_path / "film.sora").graph.nodes["v"].takes] == [1, 3, 4]


def test_takes_of_a_file_without_numbers_are_numbered_in_order(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "film.sora"
    storage.save(with_takes(project, take(1), take(2)).project, path)
    lines = path.read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if '"number"' not in line)
    text = text.replace(f'"version": {VERSION},', '"version": 2,', 1)
    path.write_text(text, encoding="utf-8")
    assert [one.number for one in storage.load(path).graph.nodes["v"].takes] == [1, 2]

"""Undo and redo: without limit, exact, and one step for what a person did in one go."""

from __future__ import annotations

from soraapp.catalogue import Catalogue
from soraapp.project import edits
from soraapp.project.history import History
from soraapp.project.project import Project


def seed(number: int, merge: str = "") -> edits.Edit:
    return edits.set_value("v", "seed", number, merge=merge)


def test_every_step_is_undone_and_redone_exactly(project: Project) -> None:
    history = History(project)
    seen = [project, *(history.apply(seed(number)) for number in range(1, 500))]
    assert [history.undo() for _ in range(499)] == seen[-2::-1]
    assert not history.can_undo
    assert history.undo() == project
    assert [history.redo() for _ in range(499)] == seen[1:]
    assert not history.can_redo


def test_labels_tell_what_comes_next(project: Project) -> None:
    history = History(project)
    assert (history.undo_label, history.redo_label) == ("", "")
    history.apply(seed(1))
    history.apply(edits.move({"v": (1, 1)}))
    history.undo()
    assert (history.undo_label, history.redo_label) == ("Change value", "Move")


def test_an_edit_that_changes_nothing_is_no_step(project: Project) -> None:
    history = History(project)
    history.apply(seed(1))
    history.undo()
    history.apply(edits.rename("v", "Text to video"))
    assert not history.can_undo
    assert history.can_redo


def test_a_new_edit_forgets_what_was_undone(project: Project) -> None:
    history = History(project)
    history.apply(seed(1))
    history.undo()
    history.apply(seed(2))
    assert not history.can_redo
    assert history.redo().graph.nodes["v"].values == {"seed": 2}


def test_edits_with_one_merge_key_are_one_step(project: Project) -> None:
    history = History(project)
    for number in range(1, 50):
        history.apply(seed(number, merge="v.seed"))
    history.apply(edits.set_value("v", "width", 64, merge="v.width"))
    history.undo()
    assert history.project.graph.nodes["v"].values == {"seed": 49}
    assert history.undo() == project


def test_merging_ends_with_undo_and_with_saving(project: Project) -> None:
    history = History(project)
    history.apply(seed(1, merge="v.seed"))
    history.apply(seed(2, merge="v.seed"))
    history.mark_saved()
    history.apply(seed(3, merge="v.seed"))
    history.undo()
    assert not history.modified
    history.apply(seed(4, merge="v.seed"))
    assert history.undo().graph.nodes["v"].values == {"seed": 2}


def test_a_drag_back_to_where_it_began_is_no_step(project: Project) -> None:
    history = History(project)
    for place in ((261, 0), (300, 0), (260, 0)):
        history.apply(edits.move({"v": place}, merge="drag 1"))
    assert history.project == project
    assert not history.can_undo
    history.apply(edits.move({"v": (1, 1)}, merge="drag 1"))
    assert history.undo() == project


def test_modified_compares_with_what_was_saved(project: Project, catalogue: Catalogue) -> None:
    history = History(project)
    assert not history.modified
    history.apply(edits.add_node(catalogue["text.prompt"], (0, 0), id="q"))
    assert history.modified
    history.apply(edits.remove(["q"]))
    assert not history.modified
    history.apply(seed(1))
    history.mark_saved()
    assert not history.modified
    history.undo()
    assert history.modified


def test_what_is_amended_is_in_every_step_and_no_step_of_its_own(project: Project) -> None:
    history = History(project)
    history.apply(seed(1))
    history.apply(seed(2))
    history.undo()
    history.amend(edits.move({"p": (7, 7)}).change, saved=False)
    history.amend(edits.move({"e": (8, 8)}).change, saved=False)
    for step in (history.undo, history.redo, history.redo):
        nodes = step().graph.nodes
        assert (nodes["p"].position, nodes["e"].position) == ((7, 7), (8, 8))
    assert nodes["v"].values == {"seed": 2}
    assert history.modified
    assert not history.can_redo


def test_a_merged_step_keeps_what_was_amended_meanwhile(project: Project) -> None:
    history = History(project)
    history.apply(seed(1, merge="v.seed"))
    history.amend(edits.move({"p": (7, 7)}).change, saved=False)
    history.apply(seed(2, merge="v.seed"))
    assert history.undo().graph.nodes["p"].position == (7, 7)
    assert not history.can_undo


def test_what_is_amended_as_saved_is_no_unsaved_work(project: Project) -> None:
    history = History(project)
    history.amend(edits.move({"p": (7, 7)}).change, saved=True)
    assert not history.modified


def test_work_that_goes_beyond_its_file_is_unsaved(project: Project) -> None:
    assert History(project, saved=Project()).modified
    assert not History(project, saved=project).modified

"""Bookmarks and viewers are kept with the project, outside of undo, and a stranger's file is read with care."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from soraapp.errors import ProjectError
from soraapp.project import edits, storage
from soraapp.project.history import History
from soraapp.project.project import Project
from soraapp.project.view import Bookmark, View
from tests.engine.conftest import CATALOGUE

KIND = CATALOGUE["plain.number"]


def project(*nodes: str) -> Project:
    made = Project()
    for node in nodes:
        made = edits.add_node(KIND, (0, 0), id=node).change(made)
    return made


def read(view: Any, *nodes: str) -> Project:
    document = json.loads(storage.to_json(project(*nodes), None))
    return storage.from_json(json.dumps({**document, "view": view}), None)


def test_a_view_is_saved_and_read_and_absent_where_there_is_none() -> None:
    seen = View({2: Bookmark((10.5, -4.0), 0.75), 9: Bookmark((0.0, 0.0), 1.0, ("a", "b"))}, {1: "a", 3: "a/c"})
    made = replace(project("a"), view=seen)
    assert storage.from_json(storage.to_json(made, None), None) == made
    assert "view" not in json.loads(storage.to_json(project("a"), None))


def test_what_points_to_nodes_that_are_gone_is_not_written() -> None:
    seen = View({1: Bookmark((0.0, 0.0), 1.0, ("gone",))}, {1: "gone/x", 2: "a"})
    found = storage.from_json(storage.to_json(replace(project("a"), view=seen), None), None)
    assert found.view == View({}, {2: "a"})


def test_undo_takes_neither_bookmarks_nor_viewers_away() -> None:
    history = History(project("a"))
    history.apply(edits.add_node(KIND, (0, 0), id="b"))
    history.amend(lambda project: replace(project, view=project.view.with_viewer(1, "b")), saved=False)
    mark = Bookmark((1.0, 2.0), 0.5)
    history.amend(lambda project: replace(project, view=project.view.with_bookmark(3, mark)), saved=False)
    assert history.modified
    history.undo()
    assert history.project.view == View({3: Bookmark((1.0, 2.0), 0.5)}, {1: "b"})
    assert "b" not in history.project.graph.nodes
    history.redo()
    assert history.project.view.viewers == {1: "b"}


@pytest.mark.parametrize(
    ("view", "place"),
    [
        ([], "view is not an object"),
        ({"more": []}, "view.more is not known"),
        ({"viewers": [{"slot": 0, "node": "a"}]}, "view.viewers.0.slot is not from 1 to 9"),
        ({"viewers": [{"slot": True, "node": "a"}]}, "view.viewers.0.slot is not a whole number"),
        ({"viewers": [{"slot": 1, "node": "a"}] * 2}, "view.viewers.1.slot is there twice"),
        ({"viewers": [{"slot": 1, "node": "z"}]}, "view.viewers.0.node is no node of this project"),
        ({"bookmarks": [{"slot": 1, "center": [1], "zoom": 1}]}, "view.bookmarks.0.center is not a pair of numbers"),
        ({"bookmarks": [{"slot": 1, "center": [1, 2], "zoom": 0}]}, "view.bookmarks.0.zoom is not above 0"),
        ({"bookmarks": [{"slot": 1, "center": [1, 2]}]}, "view.bookmarks.0.zoom is missing"),
        (
            {"bookmarks": [{"slot": 1, "center": [1, 2], "zoom": 1, "place": ["z"]}]},
            "view.bookmarks.0.place.0 is no node of this project",
        ),
    ],
)
def test_a_view_that_cannot_be_understood_is_named_by_its_place(view: Any, place: str) -> None:
    with pytest.raises(ProjectError) as found:
        read(view, "a")
    assert place in str(found.value)

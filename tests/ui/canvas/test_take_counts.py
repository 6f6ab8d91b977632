"""A node tells how many takes it has."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QImage

from soraapp.project.project import Project
from soraapp.project.takes import Take
from tests.ui.canvas.conftest import Desk
from tests.ui.events import turn

WHEN = datetime(2026, 1, 1, tzinfo=UTC)


def with_takes(project: Project, node: str, count: int) -> Project:
    """The project with a node that has so many takes, if the node is there already: history is amended as a whole."""
    if node not in project.graph.nodes:
        return project
    takes = tuple(Take(f"{number:032x}", WHEN, number=number + 1) for number in range(count))
    nodes = {**project.graph.nodes, node: replace(project.graph.nodes[node], takes=takes)}
    return replace(project, graph=replace(project.graph, nodes=nodes))


def corner(desk: Desk, node: str) -> QImage:
    """What is seen in the upper left corner of a node's picture."""
    turn(0.05)
    item = desk.scene.nodes[node]
    box = QRectF(item.layout.picture.topLeft() + item.pos(), QSizeF(80, 24))
    return desk.canvas.viewport().grab(desk.canvas.viewportTransform().mapRect(box).toRect()).toImage()


def test_several_takes_are_counted_on_the_picture(desk: Desk) -> None:
    desk.film()
    before = corner(desk, "t")
    desk.document.amend(lambda project: with_takes(project, "t", 1))
    assert desk.scene.nodes["t"].texts.takes == ""
    assert corner(desk, "t") == before
    desk.document.amend(lambda project: with_takes(project, "t", 3))
    assert desk.scene.nodes["t"].texts.takes == "3 takes"
    assert corner(desk, "t") != before

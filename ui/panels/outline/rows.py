"""The nodes of a graph as the rows of a list, in the order of the flow. A change of the graph touches what differs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from soraapp.catalogue import Catalogue
from soraapp.nodekit import NodeType
from soraapp.project.graph import Graph, Node
from ui.canvas.words import saying, spoken
from ui.flow import flow_order
from ui.node_state import NodeState
from ui.texts import node_name, node_title

Index = QModelIndex | QPersistentModelIndex


class Cell(IntEnum):
    """What a row knows beside its name."""

    ID = Qt.ItemDataRole.UserRole
    STATE = Qt.ItemDataRole.UserRole + 1
    """Its NodeState."""
    GIVES = Qt.ItemDataRole.UserRole + 2
    """The kind of its first output; empty when it has none."""


class OutlineRows(QAbstractListModel):
    """Nodes of which a filter lets through those that hold all of its words."""

    def __init__(
        self,
        catalogue: Catalogue,
        state_of: Callable[[str], NodeState],
        rename: Callable[[str, str], bool],
        parent: QObject,
    ) -> None:
        """`rename` is given a node and the name that a person typed, and answers whether it has it now."""
        super().__init__(parent)
        self._catalogue, self._state_of, self._rename = catalogue, state_of, rename
        self._graph = Graph()
        self._ids: list[str] = []
        self._rows: dict[str, int] = {}
        self._words: tuple[str, ...] = ()

    # What is shown

    def show_graph(self, graph: Graph) -> None:
        before, self._graph = self._graph, graph
        if _ordered_alike(before, graph) and not self._words:
            changed = [node for node in self._ids if before.nodes[node] is not graph.nodes[node]]
        else:
            changed = self._arrange(before)
        for node in changed:
            self.refresh(node)

    def filter(self, text: str) -> None:
        """Show the nodes only whose name, kind or state holds each of the words."""
        self._words = tuple(text.casefold().split())
        self._arrange(self._graph)

    def refresh(self, node: str) -> None:
        """Something about a node is told otherwise."""
        row = self._rows.get(node)
        if row is not None:
            self.dataChanged.emit(self.index(row), self.index(row))

    def refresh_all(self) -> None:
        if self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))

    def id_at(self, row: int) -> str:
        return self._ids[row]

    def row_of(self, node: str) -> int | None:
        """None for a node that is not shown."""
        return self._rows.get(node)

    def _arrange(self, before: Graph) -> list[str]:
        """Bring the rows up to date; the nodes that were there before and are another version now."""
        nodes = self._graph.nodes
        wanted = [node for node in flow_order(self._graph) if self._fits(nodes[node])]
        kept = set(wanted)
        for first, last in _ranges([row for row, node in enumerate(self._ids) if node not in kept], backwards=True):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._ids[first : last + 1]
            self.endRemoveRows()
        there = set(self._ids)
        self._sort([node for node in wanted if node in there])
        for first, last in _ranges([row for row, node in enumerate(wanted) if node not in there]):
            self.beginInsertRows(QModelIndex(), first, last)
            self._ids[first:first] = wanted[first : last + 1]
            self.endInsertRows()
        self._rows = {node: row for row, node in enumerate(self._ids)}
        return [node for node in there if before.nodes.get(node) is not nodes[node]]

    def _sort(self, order: list[str]) -> None:
        if order == self._ids:
            return
        self.layoutAboutToBeChanged.emit()
        kept = [(index, self._ids[index.row()]) for index in self.persistentIndexList()]
        self._ids = order
        rows = {node: row for row, node in enumerate(order)}
        for index, node in kept:
            self.changePersistentIndex(index, self.index(rows[node]))
        self.layoutChanged.emit()

    def _fits(self, node: Node) -> bool:
        if not self._words:
            return True
        kind = self._kind(node)
        said = saying(self._state_of(node.id)).text
        text = " ".join((node_name(node.name), node.name, node_title(kind) if kind else node.kind, said)).casefold()
        return all(word in text for word in self._words)

    def _kind(self, node: Node) -> NodeType | None:
        return self._catalogue.get(node.kind)

    # What Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._ids)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        node = self._graph.nodes.get(self._ids[index.row()]) if index.row() < len(self._ids) else None
        if node is None:
            return None
        kind = self._kind(node)
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return node_name(node.name)
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(node, self._state_of(node.id))
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                return self._told(node)
            case Cell.ID:
                return node.id
            case Cell.STATE:
                return self._state_of(node.id)
            case Cell.GIVES:
                return kind.outputs[0].kind if kind and kind.outputs else ""
            case _:
                return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Rename a node."""
        node = self._ids[index.row()]
        return value == self.data(index, role) or self._rename(node, str(value))

    def _told(self, node: Node) -> str:
        """What kind it is, and what feeds it."""
        kind, nodes = self._kind(node), self._graph.nodes
        title = node_title(kind) if kind else node.kind
        sources = dict.fromkeys(wire.source.node for wire in self._graph.incoming.get(node.id, ()))
        names = ", ".join(node_name(nodes[source].name) for source in sources if source in nodes)
        return (
            QCoreApplication.translate("outline", "{kind}, fed by {names}").format(kind=title, names=names)
            if (names)
            else title
        )


def _ordered_alike(before: Graph, after: Graph) -> bool:
    """Whether the flow of two graphs is told in the same order for sure."""
    if before.wires is not after.wires or before.nodes.keys() != after.nodes.keys():
        return False
    return before.nodes is after.nodes or all(
        node is after.nodes[name] or node.position == after.nodes[name].position for name, node in before.nodes.items()
    )


def _ranges(rows: Collection[int], *, backwards: bool = False) -> Iterator[tuple[int, int]]:
    """Ascending rows as ranges, each from the first to the last that follow each other."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] == row - 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return iter(reversed(found) if backwards else found)

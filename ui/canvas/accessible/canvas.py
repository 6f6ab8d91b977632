"""The canvas for assistive technology: a list of nodes of which some are selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAccessibleSelectionInterface
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import Shiboken, VoidPtr

from ui.canvas.accessible.contents import Contents
from ui.canvas.accessible.node import ReadableNode
from ui.canvas.accessible.part import NO_POINTER, pointer_to

if TYPE_CHECKING:
    from ui.canvas.view import Canvas

_canvases: dict[int, Canvas] = {}
"""The canvases that are alive, by the addresses of their widgets."""
_readable: dict[int, Contents] = {}
"""What readers have asked for, by the same addresses: Qt keeps pointers to it, so Python must keep it alive."""
_leaving: list[Contents] = []
"""Those of canvases that are gone, until Qt has deleted what it keeps of them."""
_installed: list[object] = []


def make_readable(canvas: Canvas) -> None:
    """From now on assistive technology finds what is on the canvas. Costs nothing until it asks."""
    if not _installed:
        QAccessible.installFactory(_interface)
        _installed.append(_interface)
    address = Shiboken.getCppPointer(canvas)[0]
    _canvases[address] = canvas
    canvas.destroyed.connect(lambda: _forget(address))


def _interface(_name: str, thing: QObject | None) -> QAccessibleInterface | None:
    """What Qt asks for a thing that it has no interface of yet. It takes each answer for a new one, and deletes it: the
    same must not be given twice."""
    address = Shiboken.getCppPointer(thing)[0] if thing is not None else 0
    if address not in _canvases:
        return None
    if address not in _readable:
        _readable[address] = Contents(_canvases[address])
    contents = _readable[address]
    contents.tops.append(ReadableCanvas(contents))
    return contents.top


def _forget(address: int) -> None:
    """Qt deletes the interfaces after this: were they garbage before, Qt would delete them a second time."""
    _canvases.pop(address, None)
    _leaving[:] = [one for one in _leaving if any(Shiboken.isValid(top) for top in one.tops)]
    if found := _readable.pop(address, None):
        _leaving.append(found)
        found.close()


class ReadableCanvas(QAccessibleWidget):
    """Its children are the nodes, and then the widgets on the canvas."""

    def __init__(self, contents: Contents) -> None:
        super().__init__(contents.view, QAccessible.Role.List)
        self.contents, self.view = contents, contents.view
        self._choosing = Choosing(contents)

    # What Qt asks

    def childCount(self) -> int:
        return len(self.contents.order()) + super().childCount()

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        order = self.contents.order()
        return self.contents.node(order[index]) if 0 <= index < len(order) else super().child(index - len(order))

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        order = self.contents.order()
        if isinstance(child, ReadableNode):
            return self.contents.place_of(child.id)
        index = super().indexOfChild(child)
        return index if index < 0 else index + len(order)

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        corner = self.view.viewport().mapToGlobal(QPointF())
        hit = self.view.hit(QPointF(x, y) - corner)
        return self.contents.node(hit.node) if hit.node else super().childAt(x, y)

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        if self.view.hasFocus() and self.view.selection():
            return self.contents.node(self.view.selection()[-1])
        return super().focusChild()

    def interface_cast(self, t: QAccessible.InterfaceType) -> VoidPtr:  # type: ignore[override]
        if t is QAccessible.InterfaceType.SelectionInterface:
            return pointer_to(self._choosing)
        found: VoidPtr | None = super().interface_cast(t)  # type: ignore[assignment]
        return NO_POINTER if found is None else found


class Choosing(QAccessibleSelectionInterface):
    """What of the canvas is selected."""

    def __init__(self, canvas: Contents) -> None:
        super().__init__()
        self._canvas = canvas

    def selectedItemCount(self) -> int:
        return len(self._canvas.view.selection())

    def selectedItems(self) -> list[QAccessibleInterface]:
        found = (self._canvas.node(node) for node in self._canvas.view.selection())
        return [node for node in found if node is not None]

    def selectedItem(self, selectionIndex: int) -> QAccessibleInterface | None:  # type: ignore[override]  # noqa: N803
        chosen = self._canvas.view.selection()
        return self._canvas.node(chosen[selectionIndex]) if 0 <= selectionIndex < len(chosen) else None

    def isSelected(self, childItem: QAccessibleInterface) -> bool:  # noqa: N803
        return isinstance(childItem, ReadableNode) and childItem.id in self._canvas.view.selection()

    def select(self, childItem: QAccessibleInterface) -> bool:  # noqa: N803
        if isinstance(childItem, ReadableNode):
            self._canvas.choose({*self._canvas.view.selection(), childItem.id})
        return isinstance(childItem, ReadableNode)

    def unselect(self, childItem: QAccessibleInterface) -> bool:  # noqa: N803
        if not self.isSelected(childItem) or not isinstance(childItem, ReadableNode):
            return False
        self._canvas.view.select([node for node in self._canvas.view.selection() if node != childItem.id])
        return True

    def selectAll(self) -> bool:
        self._canvas.view.select_all()
        return True

    def clear(self) -> bool:
        self._canvas.view.select(())
        return True

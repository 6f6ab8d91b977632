"""A part of the canvas as assistive technology sees it, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import QObject, QRect, QRectF
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QGraphicsView
from shiboken6 import Shiboken, VoidPtr

Relations = list[tuple[QAccessibleInterface, QAccessible.RelationFlag]]


NO_POINTER = VoidPtr(0)
"""Where there is no such interface: Qt for Python crashes on None there."""


class Deed(NamedTuple):
    """Something that can be done with a part."""

    title: str
    """In the language of the window."""
    do: Callable[[], object]


class Deeds(QAccessibleActionInterface):
    """The deeds of a part by names that stay the same in every language."""

    def __init__(self, deeds: Callable[[], Mapping[str, Deed]]) -> None:
        super().__init__()
        self._deeds = deeds

    def actionNames(self) -> list[str]:
        return list(self._deeds())

    def doAction(self, actionName: str) -> None:  # noqa: N803
        if deed := self._deeds().get(actionName):
            deed.do()

    def keyBindingsForAction(self, actionName: str) -> list[str]:  # noqa: ARG002, N803
        return []

    def localizedActionName(self, name: str) -> str:
        deed = self._deeds().get(name)
        return deed.title if deed else name

    def localizedActionDescription(self, name: str) -> str:
        return self.localizedActionName(name)


def pointer_to(interface: Shiboken.Object) -> VoidPtr:
    """What Qt takes for an interface beside the main one; the caller keeps `interface` alive."""
    return VoidPtr(Shiboken.getCppPointer(interface)[0])


class Part(QAccessibleInterface):
    """A part that is no widget. Once what it shows is gone it is not valid, and answers with nothing."""

    def __init__(self, view: QGraphicsView, owner: QAccessibleInterface) -> None:
        super().__init__()
        self.view = view
        self.owner = owner
        self._acting = Deeds(lambda: self.deeds() if self.isValid() else {})
        QAccessible.registerAccessibleInterface(self)

    # What each part says of itself

    def deeds(self) -> Mapping[str, Deed]:
        return {}

    def place(self) -> QRectF:
        """In scene coordinates."""
        return QRectF()

    def words(self, text: QAccessible.Text) -> str:  # noqa: ARG002
        return ""

    def parts(self) -> list[Part]:
        return []

    # What Qt asks

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        return self.view.window().windowHandle()

    def parent(self) -> QAccessibleInterface:
        return self.owner

    def childCount(self) -> int:
        return len(self.parts()) if self.isValid() else 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        parts = self.parts() if self.isValid() else []
        return parts[index] if 0 <= index < len(parts) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        parts = self.parts() if self.isValid() else []
        return next((index for index, part in enumerate(parts) if part is child), -1)

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        parts = self.parts() if self.isValid() else []
        return next((part for part in parts if part.rect().contains(x, y)), None)

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def relations(self, match: QAccessible.RelationFlag = QAccessible.RelationFlag.AllRelations) -> Relations:  # noqa: ARG002
        return []

    def text(self, t: QAccessible.Text) -> str:
        return self.words(t) if self.isValid() else ""

    def setText(self, t: QAccessible.Text, text: str) -> None: ...

    def rect(self) -> QRect:
        """On the screen."""
        if not self.isValid():
            return QRect()
        seen = self.view.viewportTransform().mapRect(self.place()).toAlignedRect()
        return seen.translated(self.view.viewport().mapToGlobal(seen.topLeft()) - seen.topLeft())

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        if not self.isValid():
            state.invalid = 1
            return state
        corner = self.view.viewport().mapToGlobal(self.view.viewport().rect().topLeft())
        state.offscreen = int(not self.view.viewport().rect().translated(corner).intersects(self.rect()))
        return state

    def interface_cast(self, arg__1: QAccessible.InterfaceType) -> VoidPtr:  # type: ignore[override]
        if arg__1 is QAccessible.InterfaceType.ActionInterface:
            return pointer_to(self._acting)
        return NO_POINTER

"""What a person changes in an inspector of items, as edits of the document: one step of undo for all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject

from soraapp.nodekit import Value
from soraapp.project.edits import Edit
from soraapp.project.timeline.bounds import Limits
from soraapp.project.timeline.properties import change_items
from soraapp.project.timeline.timeline import Item, Timeline
from ui.document import Document
from ui.inspector.form import Form
from ui.inspector.items.setting import lettered, setting
from ui.inspector.items.subject import ItemSubject

Make = Callable[[Timeline, list[Item], str], Edit]
"""Gives the edit of some items of a timeline, with a merge key."""


class ItemChanges(QObject):
    """Listens to forms. `subject` gives the items that are shown, `limits` the seconds of their sources."""

    def __init__(self, document: Document, subject: Callable[[], ItemSubject], limits: Limits, parent: QObject) -> None:
        super().__init__(parent)
        self._document, self._subject, self._limits = document, subject, limits
        self._base: tuple[str, Timeline] | None = None
        """The burst of changes that is under way, and the timeline as it was before it."""

    def listen(self, form: Form) -> None:
        form.edited.connect(self._edit)
        form.reset.connect(self._reset)
        form.placed.connect(self._place)

    def begin(self) -> None:
        """Other items are shown."""
        self._base = None

    def rename(self, name: str) -> None:
        """Give the only item another name."""
        subject = self._subject()
        if subject.only and subject.timeline:
            self._document.attempt(change_items(subject.timeline.id, subject.ids, "Rename", alone=True, name=name))

    def _edit(self, name: str, value: object, burst: str) -> None:
        if isinstance(value, Value):
            self._attempt(
                name, burst, lambda base, items, merge: setting(base, items, name, value, self._limits, merge)
            )

    def _reset(self, name: str) -> None:
        port = next(port for port in self._subject().inputs if port.name == name)
        self._edit(name, port.default, "")

    def _place(self, values: Mapping[str, float], burst: str) -> None:
        self._attempt("place", burst, lambda base, items, merge: lettered(base, items, values, merge))

    def _attempt(self, name: str, burst: str, make: Make) -> None:
        """Change all items. A drag goes on from the timeline as it was before it: what it went over comes back."""
        subject = self._subject()
        if subject.timeline is None or not subject.items:
            return
        merge = ".".join((*subject.ids, name, burst)) if burst else ""
        if not merge or self._base is None or self._base[0] != merge:
            self._base = merge, subject.timeline
        base = self._base[1]
        edit = make(base, [base.by_id[one] for one in subject.ids if one in base.by_id], merge)
        self._document.attempt(_from(base, edit))


def _from(base: Timeline, edit: Edit) -> Edit:
    """The edit, made of a timeline as it was."""
    return Edit(
        edit.label,
        lambda project: edit.change(replace(project, timelines={**project.timelines, base.id: base})),
        edit.merge,
    )

"""The inspector of items: what is selected on a timeline, and all that can be set of it, in fields as nodes have."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction
from typing import Protocol

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from soraapp.engine.provider import Models
from soraapp.media.time import timecode
from soraapp.project.timeline.timeline import (
    FileSource,
    Item,
    NodeSource,
    Source,
    Timeline,
    TimelineSource,
    TitleSource,
)
from ui.document import Document
from ui.inspector.form import Form, Forms
from ui.inspector.header import Header
from ui.inspector.items.changes import ItemChanges
from ui.inspector.items.marks import marks
from ui.inspector.items.subject import ItemSubject
from ui.inspector.notice import Notice
from ui.inspector.page import Page
from ui.inspector.row import InputRow
from ui.node_state import NodeState
from ui.texts import node_name
from ui.theme import Theme


class Footage(Protocol):
    """What has to be known of sources. The film in the preview knows it."""

    def state_of(self, source: Source) -> NodeState: ...

    def length_of(self, source: Source) -> Fraction | None: ...


class ItemInspector(QWidget):
    """Shows one item of a timeline, or several at once, and changes them by edits of the document."""

    def __init__(
        self, document: Document, footage: Footage, registry: Models, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._footage = document, footage
        self._timeline, self._ids = "", tuple[str, ...]()
        self.header = Header(theme, self)
        self.notice = Notice(theme, self)
        self.forms = Forms(theme, registry, self)
        self.markers = QLabel(self)
        """The markers that are on the items, with their notes."""
        self._subject = self._looked_up()
        self._changes = ItemChanges(document, lambda: self._subject, self._limit, self)
        self._lay_out()
        self.forms.made.connect(self._changes.listen)
        self.header.renamed.connect(self._rename)
        document.changed.connect(lambda *_: self.refresh())
        self.retranslate()

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the items that are shown."""
        return self._subject.ids

    @property
    def rows(self) -> Mapping[str, InputRow]:
        """The rows by the names of their inputs."""
        return self.forms.shown.rows if self.forms.shown else {}

    def show_items(self, timeline: str, ids: Collection[str]) -> None:
        """Show these items of a timeline, by its id, as far as they are there."""
        typing = self.focusWidget()
        if typing is not None and typing.hasFocus():
            typing.clearFocus()  # What is being typed belongs to the items that are still shown.
        before = self.ids
        self._timeline, self._ids = timeline, tuple(ids)
        if not self._ids:
            return
        self._subject = self._looked_up()
        self.forms.show_inputs(self._subject.inputs)
        if self.ids != before and self.forms.shown:
            self._changes.begin()
            self.forms.shown.begin()
            self._page.show_top()
        self._show()

    def refresh(self) -> None:
        """The project, or what sources give, is different now."""
        if self._ids:
            self._subject = self._looked_up()
            self.forms.show_inputs(self._subject.inputs)
            self._show()

    def set_theme(self, theme: Theme) -> None:
        for part in (self.header, self.notice, self.forms):
            part.set_theme(theme)

    def retranslate(self) -> None:
        self.header.retranslate()
        self.header.seek.hide()
        self.header.pin.hide()
        self.header.name.setAccessibleName(self.tr("Name of the item"))
        self.setAccessibleName(self.tr("Items of the timeline"))

    def tell_models(self) -> None:
        """There may be other models to choose."""
        self.forms.tell_models()
        self.refresh()

    def rebuild(self) -> None:
        """Make the forms anew: there are other words."""
        self.forms.forget()
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Forms in another language are other forms."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.rebuild()
        super().changeEvent(event)

    # What the project says

    def _looked_up(self) -> ItemSubject:
        project = self._document.project
        return ItemSubject(project, project.timelines.get(self._timeline), self._ids, self._document.catalogue)

    def _show(self) -> None:
        subject, form = self._subject, self.forms.shown
        if subject.timeline is None or not subject.items:
            return
        if form:
            form.show_subject(subject)
            self._show_place(form)
        self._show_head(subject.timeline)
        found = marks(subject.timeline, subject.items)
        self.markers.setText(found)
        self.markers.setVisible(bool(found))

    def _show_head(self, timeline: Timeline) -> None:
        items, only = self._subject.items, self._subject.only
        start, end = min(item.start for item in items), max(item.end for item in items)
        span = f"{timecode(start, timeline.rate)} – {timecode(end, timeline.rate)} · "
        span += timecode(end - start, timeline.rate)
        if only is None:
            self.header.show_titled(self.tr("{count} items").format(count=len(items)), "", span, named=False)
            self.header.state.hide()
            self.notice.show_errors(())
            return
        source = self._source_name(only.source)
        self.header.show_titled(node_name(only.name) or source, source if only.name else "", span, named=True)
        state = self._footage.state_of(only.source)
        self.header.state.setVisible(not isinstance(only.source, TitleSource))
        self.header.show_state(state)
        self.notice.show_errors((state.error,) if state.error else ())

    def _source_name(self, source: Source) -> str:
        """What a person calls a source."""
        if isinstance(source, NodeSource):
            return self._subject.name_of(source.port.node)
        if isinstance(source, FileSource):
            return source.path.name
        if isinstance(source, TimelineSource):
            found = self._document.project.timelines.get(source.timeline)
            return node_name(found.name) if found else source.timeline
        return " ".join(source.text.split()) or self.tr("Empty title")

    def _show_place(self, form: Form) -> None:
        """Where a title is in the picture, to be dragged."""
        only, timeline = self._subject.only, self._subject.timeline
        if form.place is None or timeline is None:
            return
        form.show_place(free=only is not None)
        if only is not None and isinstance(only.source, TitleSource):
            form.place.show_values({"across": only.source.across, "down": only.source.down})
            form.place.show_ground(QImage(), timeline.size.height / timeline.size.width)

    # What a person changes

    def _limit(self, item: Item) -> Fraction | None:
        return self._footage.length_of(item.source)

    def _rename(self, name: str) -> None:
        only = self._subject.only
        if only is None or name == (node_name(only.name) or self._source_name(only.source)):
            return
        self._changes.rename(name)
        self.refresh()

    def _lay_out(self) -> None:
        self.markers.setProperty("role", "dim")
        self.markers.setWordWrap(True)
        self.markers.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._page = Page((self.header,), (self.notice, self.forms, self.markers), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._page)

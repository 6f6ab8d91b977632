"""The dialog of the models of this machine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from soraapp.errors import SoraError
from soraapp.models.folders import choose_folder, leave_folder
from ui.background import Background
from ui.dialogs.files import file_dialog
from ui.dialogs.models import words
from ui.dialogs.models.get import GetDialog
from ui.dialogs.models.page import ModelPage
from ui.dialogs.models.painting import HEIGHT, Cell, RowPainter, add_row, tell_row
from ui.dialogs.models.reading import (
    Entry,
    Found,
    Named,
    Place,
    Refused,
    Usable,
    can_fill,
    entry_folder,
    entry_name,
    look,
)
from ui.dialogs.note import Note
from ui.getting import Getting
from ui.texts import error_text
from ui.theme import GRID, Theme

_LIST = 320
_FOLDERS = 4
"""How many folders are seen at once."""


class ModelsDialog(QDialog):
    """Lists the models, tells all that is known of the chosen one, and lets a person name folders to look in."""

    looked = Signal()
    """The models were read anew: there may be others than before."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._background = Background(self)
        self._getting = Getting.of(window)
        self._chosen = ""
        """The model to be shown when all was read."""
        self.setObjectName("models")
        self.setWindowTitle(self.tr("Models"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.models = self._list(self.tr("Models of this machine"), Qt.TextElideMode.ElideRight)
        self.places = self._list(self.tr("Folders in which models are looked for"), Qt.TextElideMode.ElideLeft)
        self.places.setFixedHeight(_FOLDERS * HEIGHT + 2)
        self.page = ModelPage(theme, self)
        self.note = Note(self)
        self.add = QPushButton(self.tr("Add folder…"), self)
        self.remove = QPushButton(self.tr("Remove"), self)
        self.remove.setToolTip(self.tr("Do not look in this folder any more. What is in it stays."))
        self.show_folder = QPushButton(self.tr("Show in folder"), self)
        self.again = QPushButton(self.tr("Look again"), self)
        self.get = QPushButton(self.tr("Get a model…"), self)
        self.fill = QPushButton(self.tr("Get what is missing…"), self)
        self.close_ = QPushButton(self.tr("Close"), self)
        self._lay_out()
        self._connect()
        self.resize(920, 620)
        self.models.setFocus()
        self._look()

    def done(self, result: int) -> None:
        self._background.close()
        super().done(result)

    # What there is

    def _look(self) -> None:
        self.again.setEnabled(False)
        self.note.say(self.tr("Reading the models…"))
        self._background.do(look, self._show, self._complain)

    def _show(self, found: Found) -> None:
        self.again.setEnabled(True)
        wanted, place = self._chosen, self.places.currentRow()
        self.models.clear()
        for entry in found.entries:
            add_row(self.models, words.title(entry), words.summary(entry), words.sign(entry), entry)
        names = [entry_name(entry) for entry in found.entries]
        self.models.setCurrentRow(names.index(wanted) if wanted in names else 0)
        self.places.clear()
        for one in found.places:
            theirs = one.named in (Named.PERSON, Named.ENVIRONMENT)
            sign = ("folder", "dim") if one.there or not theirs else ("warning", "warn")
            add_row(self.places, str(one.folder), words.place_text(one), sign, one)
        self.places.setCurrentRow(min(max(place, 0), len(found.places) - 1))
        gone = [str(one.folder) for one in found.places if not one.there and one.named is Named.PERSON]
        self.note.say(
            self.tr("{folder} is not there now: its models come back with it.").format(folder=", ".join(gone))
            if gone
            else self.tr("Models come as folders with a model_index.json, as diffusers saves them.")
        )
        self.looked.emit()

    def _choose(self, item: QListWidgetItem | None) -> None:
        entry: Entry | None = item.data(Cell.SUBJECT) if item is not None else None
        if entry is not None:
            self._chosen = entry_name(entry)
        self.page.show_entry(entry)
        self.show_folder.setEnabled(entry is not None)
        self.fill.setVisible(can_fill(entry))

    def _place(self) -> Place | None:
        item = self.places.currentItem()
        return item.data(Cell.SUBJECT) if item is not None else None

    def _place_chosen(self) -> None:
        place = self._place()
        self.remove.setEnabled(place is not None and place.named is Named.PERSON)

    # What a person asks

    def _ask(self) -> None:
        dialog = file_dialog(self, self.tr("A folder with models, or of a model"), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda folder: self._change(choose_folder, Path(folder)))
        dialog.open()

    def _remove(self) -> None:
        if place := self._place():
            self._change(leave_folder, place.folder)

    def _change(self, change: Callable[[Path], None], folder: Path) -> None:
        try:
            change(folder)
        except SoraError as error:
            self._complain(error)
            return
        self._look()

    def _get(self, filling: Refused | None = None) -> None:
        GetDialog(self._theme, self._getting, self, filling).open()

    def _fill(self) -> None:
        item = self.models.currentItem()
        if item is not None and can_fill(entry := item.data(Cell.SUBJECT)):
            self._get(entry)

    def _show_folder(self) -> None:
        item = self.models.currentItem()
        if item is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(entry_folder(item.data(Cell.SUBJECT)))))

    def _complain(self, error: Exception) -> None:
        self.again.setEnabled(True)
        self.note.say(error_text(error) if isinstance(error, SoraError) else str(error), "bad")

    def _run_otherwise(self, entry: Usable) -> None:
        if (item := self.models.currentItem()) is not None:
            tell_row(item, words.summary(entry), words.sign(entry), entry)
        self.looked.emit()

    def _connect(self) -> None:
        self.page.chosen.connect(self._run_otherwise)
        self.models.currentItemChanged.connect(self._choose)
        self.places.currentItemChanged.connect(self._place_chosen)
        self.add.clicked.connect(self._ask)
        self.remove.clicked.connect(self._remove)
        self.show_folder.clicked.connect(self._show_folder)
        self.again.clicked.connect(self._look)
        self.close_.clicked.connect(self.reject)
        self.get.clicked.connect(lambda: self._get())
        self.fill.clicked.connect(self._fill)
        self._getting.fetched.connect(self._look)

    def _list(self, name: str, cut: Qt.TextElideMode) -> QListWidget:
        rows = QListWidget(self)
        rows.setItemDelegate(RowPainter(self._theme, cut, rows))
        rows.setAccessibleName(name)
        rows.setFixedWidth(_LIST)
        rows.setMouseTracking(True)
        rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return rows

    def _lay_out(self) -> None:
        heading = QLabel(self.tr("Folders"), self)
        heading.setProperty("role", "title")
        left, right, both = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        for column in (left, right):
            column.setSpacing(GRID * 2)
        left.addWidget(self.models, 1)
        left.addLayout(_row(self.get))
        left.addWidget(heading)
        left.addWidget(self.places)
        left.addLayout(_row(self.add, self.remove))
        right.addWidget(self.page, 1)
        beneath = _row(self.show_folder, self.fill)
        beneath.setContentsMargins(GRID * 4, 0, 0, 0)
        right.addLayout(beneath)
        both.setSpacing(GRID * 4)
        both.addLayout(left)
        both.addLayout(right, 1)
        below = QHBoxLayout()
        below.setSpacing(GRID * 2)
        below.addWidget(self.note, 1)
        below.addWidget(self.again)
        below.addWidget(self.close_)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(GRID * 5, GRID * 5, GRID * 5, GRID * 4)
        whole.setSpacing(GRID * 3)
        whole.addLayout(both, 1)
        whole.addLayout(below)
        for button in (self.add, self.remove, self.show_folder, self.again, self.close_, self.get, self.fill):
            button.setAutoDefault(False)


def _row(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(GRID * 2)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row

"""The dialog in which a person gets a model from Hugging Face, or what one of theirs lacks."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from soraapp.errors import SoraError
from soraapp.models.diffusers.families import ALL
from soraapp.models.getting.address import repository_in
from soraapp.models.getting.orders import Order, to_fill
from soraapp.models.machine import Machine
from ui.dialogs.models import get_words
from ui.dialogs.models.offer_form import OfferForm
from ui.dialogs.models.painting import Cell, RowPainter, add_row
from ui.dialogs.models.reading import Refused
from ui.dialogs.note import Note
from ui.getting import Getting, Stage
from ui.texts import error_text
from ui.theme import GRID, Theme

_STEPS = 1000
_WIDTH, _HEIGHT = 640, 620


class GetDialog(QDialog):
    """Shows what a model would take before anything is fetched. It may be closed meanwhile: fetching goes on."""

    def __init__(self, theme: Theme, getting: Getting, parent: QWidget, filling: Refused | None = None) -> None:
        """`filling` is a model that lacks files."""
        super().__init__(parent)
        self._getting, self._filling = getting, filling
        self._shown = Stage.NOTHING
        self.setObjectName("get_model")
        self.setWindowTitle(self.tr("Get a model") if filling is None else self.tr("Get what is missing"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("The name of a repository, or the address of its page"))
        self.field.setAccessibleName(self.tr("Repository at Hugging Face"))
        self.look = QPushButton(self.tr("Look it up"), self)
        self.known = self._list(theme)
        self.form = OfferForm(self, choices=filling is None)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.how_far = QLabel(self)
        self.note = Note(self)
        self.page = QPushButton(self.tr("Open its page"), self)
        self.cancel = QPushButton(self.tr("Cancel"), self)
        self.get = QPushButton(self.tr("Get it"), self)
        self.close_ = QPushButton(self.tr("Close"), self)
        self._lay_out()
        self._connect()
        self.resize(_WIDTH, _HEIGHT if filling is None else 0)
        self._begin()
        self._show()

    def _begin(self) -> None:
        getting, filling = self._getting, self._filling
        if not getting.busy:
            getting.forget()
        elif getting.offered is not None:
            self.field.setText(getting.offered.offer.repository)
        if filling is not None:
            self.field.setReadOnly(True)
            if not getting.busy:
                self.field.setText(str(filling.error.facts.get("repository", "")))
                getting.ask(lambda _: to_fill(filling.name, filling.folder))

    # What is shown

    def _show(self) -> None:
        getting = self._getting
        offered, free = getting.offered, not getting.busy
        for part in (self.field, self.known):
            part.setEnabled(free)
        self.form.allow(free)
        self.look.setEnabled(free and bool(self.field.text().strip()))
        self.page.setEnabled(bool(self._repository()))
        ready = getting.stage is Stage.OFFERED and offered is not None and offered.fits_disk
        self.get.setEnabled(ready)
        self.cancel.setVisible(getting.busy)
        self.form.show_offer(offered)
        self.known.scrollToItem(self.known.currentItem())
        self._measure()
        self._say()
        if getting.stage is not self._shown:
            self._shown = getting.stage
            self._lead()

    def _lead(self) -> None:
        """The keyboard goes to what a person most likely wants next."""
        stage = self._getting.stage
        if stage in (Stage.ASKING, Stage.FETCHING):
            self.cancel.setFocus()
        elif stage is Stage.OFFERED and self.get.isEnabled():
            self.get.setFocus()
        elif stage is Stage.DONE:
            self.close_.setFocus()
        elif self._getting.error is not None:
            self.field.setFocus()

    def _measure(self) -> None:
        getting, progress = self._getting, self._getting.progress
        fetching = getting.stage is Stage.FETCHING
        self.bar.setVisible(getting.busy)
        self.bar.setRange(0, _STEPS if fetching and progress is not None else 0)
        self.how_far.setVisible(fetching)
        if progress is not None:
            self.bar.setValue(_STEPS * progress.done // max(1, progress.total))
            self.how_far.setText(get_words.progress_text(progress))
            self.how_far.setToolTip(progress.file)
            self.bar.setAccessibleDescription(self.how_far.text())
        elif fetching:
            self.how_far.setText(self.tr("It begins…"))

    def _say(self) -> None:
        getting = self._getting
        stage, offered, error = getting.stage, getting.offered, getting.error
        if error is not None:
            self.note.say(error_text(error), "bad")
        elif stage is Stage.ASKING:
            self.note.say(self.tr("Asking Hugging Face…"))
        elif stage is Stage.FETCHING:
            self.note.say(self.tr("You may close this and go on working. What was fetched stays when you cancel."))
        elif stage is Stage.DONE:
            self.note.say(self.tr("It is here, in {folder}.").format(folder=getting.folder), "ok")
        elif offered is None:
            self.note.say(self.tr("Choose one, or name another. You see what it takes before anything is fetched."))
        elif not offered.fits_disk:
            self.note.say(self.tr("There is not room enough on the disk: make some, or put it elsewhere."), "bad")
        else:
            self.note.say(self.tr("Nothing of it was fetched yet. Mind the licence of those who made it."))

    # What a person asks

    def _ask(self) -> None:
        if self._filling is not None:
            return
        try:
            repository, revision = repository_in(self.field.text())
        except SoraError as error:
            self._getting.forget()
            self.note.say(error_text(error), "bad")
            return
        self._order(repository, revision, None)

    def _again(self) -> None:
        """With another precision or in another place."""
        offered = self._getting.offered
        if offered is not None and not self._getting.busy:
            self._order(offered.offer.repository, repository_in(self.field.text())[1], self.form.wanted())

    def _order(self, repository: str, revision: str, precision: str | None) -> None:
        folder = self.form.folder()

        def order(machine: Machine) -> Order:
            return Order(repository, revision, folder, precision, wide=not machine.graphics)

        self._getting.ask(order)

    def _pick(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.field.setText(str(item.data(Cell.SUBJECT)))

    def _named(self) -> None:
        """What was offered is of no use any more when another one is named."""
        getting, picked = self._getting, self.known.currentItem()
        if picked and picked.data(Cell.SUBJECT) != self.field.text():
            self.known.setCurrentRow(-1)
        if getting.busy or (getting.offered and getting.offered.offer.repository == self._repository()):
            self._show()
        else:
            getting.forget()

    def _repository(self) -> str:
        try:
            return repository_in(self.field.text())[0]
        except SoraError:
            return ""

    def _open_page(self) -> None:
        QDesktopServices.openUrl(QUrl(f"https://huggingface.co/{self._repository()}"))

    # How it is put together

    def _list(self, theme: Theme) -> QListWidget:
        rows = QListWidget(self)
        rows.setItemDelegate(RowPainter(theme, Qt.TextElideMode.ElideRight, rows))
        rows.setAccessibleName(self.tr("Models that are known to work"))
        rows.setMouseTracking(True)
        rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for family in ALL:
            for repository in family.repositories:
                owner, _, name = repository.partition("/")
                add_row(rows, name, f"{family.title} · {owner}", ("model", "dim"), repository)
        return rows

    def _connect(self) -> None:
        self._getting.changed.connect(self._show)
        self.known.currentItemChanged.connect(self._pick)
        self.known.itemActivated.connect(lambda *_: self._ask())
        self.field.textChanged.connect(lambda _: self._named())
        self.field.returnPressed.connect(self._ask)
        self.look.clicked.connect(self._ask)
        self.form.chosen.connect(self._again)
        self.page.clicked.connect(self._open_page)
        self.cancel.clicked.connect(self._getting.cancel)
        self.get.clicked.connect(self._getting.get)
        self.close_.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        above, below, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        for row in (above, below):
            row.setSpacing(GRID * 2)
        above.addWidget(self.field, 1)
        above.addWidget(self.look)
        below.addWidget(self.page)
        below.addStretch(1)
        for button in (self.cancel, self.close_, self.get):
            below.addWidget(button)
        self.get.setProperty("role", "accent")
        for button in (self.look, self.page, self.cancel, self.close_, self.get):
            button.setAutoDefault(False)
        column.setContentsMargins(GRID * 5, GRID * 5, GRID * 5, GRID * 4)
        column.setSpacing(GRID * 3)
        column.addLayout(above)
        column.addWidget(self.known, 1)
        for part in (self.form, self.bar, self.how_far, self.note):
            column.addWidget(part)
        column.addLayout(below)
        for part in (self.known, self.look):
            part.setVisible(self._filling is None)

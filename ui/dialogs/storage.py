"""The results on disk: how much room they take, how much they may, and the way to remove them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from soraapp.engine.cache import Cache, Usage, set_limit
from soraapp.engine.cache.limit import GIGABYTE
from soraapp.errors import SoraError
from ui.background import Background
from ui.cache_size import Stored, gigabytes, look, size_text
from ui.dialogs.note import Note
from ui.dialogs.pick import Pick
from ui.texts import error_text
from ui.theme import GRID

_LEAST, _MOST = 0.1, 10000.0
_STEPS = 1000


class StorageDialog(QDialog):
    """Shows what the cache holds; Save keeps a limit, and removing asks first."""

    def __init__(self, folder: Path, removed: Callable[[], None], window: QWidget) -> None:
        """`removed` is called when the results are no longer there."""
        super().__init__(window)
        self._folder, self._removed = folder, removed
        self._background = Background(self)
        self._stored: Stored | None = None
        self.setObjectName("storage")
        self.setWindowTitle(self.tr("Results on disk"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(460)
        self.used = QLabel(self)
        self.used.setProperty("role", "title")
        self.holds = QLabel(self)
        self.holds.setProperty("role", "dim")
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setRange(0, _STEPS)
        self.automatic = Pick(self)
        self.chosen = Pick(self.tr("At most"), self)
        self.limit = QDoubleSpinBox(self)
        self.limit.setRange(_LEAST, _MOST)
        self.limit.setDecimals(1)
        self.limit.setMinimumWidth(96)
        self.limit.setSuffix(self.tr(" GB"))
        self.limit.setAccessibleName(self.tr("The most that results may take, in GB"))
        self.note = Note(self)
        self.remove = QPushButton(self.tr("Remove all…"), self)
        self.cancel = QPushButton(self.tr("Cancel"), self)
        self.save = QPushButton(self.tr("Save"), self)
        self._lay_out()
        self._connect()
        self._look_up(first=True)

    def done(self, result: int) -> None:
        self._background.close()
        super().done(result)

    # What is there

    def _look_up(self, *, first: bool = False) -> None:
        def show(stored: Stored) -> None:
            self._stored = stored
            if first:
                limit = stored.chosen if stored.chosen is not None else stored.usual
                self.limit.setValue(gigabytes(limit))
                (self.automatic if stored.chosen is None else self.chosen).setChecked(True)
            self._show()

        for part in (self.save, self.remove):
            part.setEnabled(False)
        self._background.do(lambda: look(self._folder), show, self._complain)

    def _show(self) -> None:
        """Say what is there, and what the choice means for it."""
        stored = self._stored
        if stored is None:
            return
        usage, most = stored.usage, self._most(stored)
        self.used.setText(
            self.tr("{used} of at most {limit}").format(used=size_text(usage.bytes), limit=size_text(most))
        )
        self.holds.setText(self._held(usage))
        self.bar.setValue(min(_STEPS, round(_STEPS * usage.bytes / most)))
        automatic = self.tr("Automatic: a tenth of the free disk, now {limit}")
        self.automatic.setText(automatic.format(limit=size_text(stored.usual)))
        self.limit.setEnabled(self.chosen.isChecked())
        self.save.setEnabled(True)
        self.remove.setEnabled(usage.bytes > 0)
        over = usage.bytes - most
        self.note.say(
            self.tr("The least recently used {size} make room when the next result is stored.").format(
                size=size_text(over)
            )
            if over > 0
            else self.tr("When it is full, the least recently used results make room; open projects keep theirs last.")
        )

    def _held(self, usage: Usage) -> str:
        """What it is that takes the room."""
        text = self.tr("Clips: {clips} · Results: {results} · Half made: {unfinished} · Prompts: {prompts}")
        told = text.format(clips=usage.clips, results=usage.results, unfinished=usage.unfinished, prompts=usage.prompts)
        if not usage.waiting:
            return told
        beside = self.tr("Beside these, weights of a model in use wait on the disk: {size}")
        return f"{told}\n{beside.format(size=size_text(usage.waiting))}"

    def _most(self, stored: Stored) -> int:
        return stored.usual if self.automatic.isChecked() else round(self.limit.value() * GIGABYTE)

    # What a person asks

    def _save(self) -> None:
        try:
            set_limit(None if self.automatic.isChecked() else round(self.limit.value() * GIGABYTE))
        except SoraError as error:
            self._complain(error)
            return
        self.accept()

    def _ask_to_remove(self) -> None:
        stored = self._stored
        if stored is None:
            return
        buttons = QMessageBox.StandardButton
        box = QMessageBox(QMessageBox.Icon.NoIcon, self.tr("Remove all results"), "", parent=self)
        box.setObjectName("remove_results")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.tr("Remove {size} of results?").format(size=size_text(stored.usage.bytes)))
        box.setInformativeText(
            self.tr(
                "The pictures of all takes go, in every project, clips that are half made start anew, and prompts are "
                "read anew. Projects and exported films stay; Run makes results again, which takes the time that it "
                "took before."
            )
        )
        box.setStandardButtons(buttons.Yes | buttons.Cancel)
        box.button(buttons.Yes).setText(self.tr("Remove"))
        box.button(buttons.Yes).setProperty("role", "danger")
        box.button(buttons.Cancel).setText(self.tr("Cancel"))
        box.setDefaultButton(buttons.Cancel)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.finished.connect(lambda result: self._remove() if buttons(result) == buttons.Yes else None)
        box.open()

    def _remove(self) -> None:
        def done(_: int) -> None:
            self._removed()
            self._look_up()

        for part in (self.save, self.remove):
            part.setEnabled(False)
        self._background.do(Cache(self._folder).clear, done, self._complain)

    def _go_to_limit(self) -> None:
        """Who says that there is a limit types it next."""
        self.limit.setEnabled(True)
        self.limit.setFocus()
        self.limit.selectAll()

    def _complain(self, error: Exception) -> None:
        self.note.say(error_text(error) if isinstance(error, SoraError) else str(error), "bad")

    def _connect(self) -> None:
        self.automatic.toggled.connect(self._show)
        self.chosen.clicked.connect(self._go_to_limit)
        self.limit.valueChanged.connect(self._show)
        self.remove.clicked.connect(self._ask_to_remove)
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._save)

    def _lay_out(self) -> None:
        own = QHBoxLayout()
        own.setSpacing(GRID * 2)
        own.addWidget(self.chosen)
        own.addWidget(self.limit)
        own.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID * 2)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.save)
        self.save.setProperty("role", "accent")
        self.save.setDefault(True)
        for button in (self.remove, self.cancel):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 5, GRID * 5, GRID * 5, GRID * 4)
        column.setSpacing(GRID * 3)
        for part in (self.used, self.bar, self.holds, self.automatic):
            column.addWidget(part)
        column.addLayout(own)
        column.addWidget(self.note, 1)
        column.addLayout(buttons)

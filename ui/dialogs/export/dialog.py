"""Writes the clip of a node to a file: which clip, as what, where to, how large that will be, and how far it is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QLineEdit, QProgressBar, QPushButton, QWidget

from soraapp.engine.events import Outcome
from soraapp.errors import SoraError
from soraapp.media.clip import Clip
from soraapp.media.export.order import Order
from soraapp.media.export.presets import PRESETS
from ui.dialogs.export.asked import Asked, free_name
from ui.dialogs.export.deliverable import deliverable
from ui.dialogs.export.layout import lay_out
from ui.dialogs.export.look import Look
from ui.dialogs.export.order_form import OrderForm
from ui.dialogs.files import file_dialog
from ui.dialogs.note import Note
from ui.dialogs.provenance import ProvenanceBox
from ui.document import Document
from ui.inspector.choice_field import QuietComboBox
from ui.jobs import Jobs
from ui.progress_text import progress
from ui.runs.run import Run
from ui.settings import Settings
from ui.texts import error_text
from ui.theme import Theme


class ExportDialog(QDialog):
    """Asks, runs what is missing, writes the file, and tells when it is there. Closing it meanwhile cancels, unless the
    file is left to be written in the background; several can be asked for one after the other."""

    def __init__(
        self, document: Document, jobs: Jobs, theme: Theme, settings: Settings, node: str, path: Path, window: QWidget
    ) -> None:
        """`node` is the id of the node offered first, and `path` the place. What was chosen the last time is in
        `settings`, and is kept there."""
        super().__init__(window)
        self._document, self._jobs = document, jobs
        self._run: Run | None = None
        """The run that writes the file, until it is over."""
        self._written: Path | None = None
        self.setObjectName("export")
        self.setWindowTitle(self.tr("Export"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.clip = QuietComboBox(self)
        self.clip.set_theme(theme)
        self.clip.setAccessibleName(self.tr("Clip"))
        for name, title in deliverable(document):
            self.clip.addItem(title, name)
        self.clip.setCurrentIndex(max(self.clip.findData(node), 0))
        self.order = OrderForm(self)
        self.look = Look(self)
        self.file = QLineEdit(self)
        self.file.setAccessibleName(self.tr("File"))
        self.browse = QPushButton(self.tr("Choose…"), self)
        self.provenance = ProvenanceBox(self)
        self.note = Note(self)
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.cancel = QPushButton(self.tr("Cancel"), self)
        self.behind = QPushButton(self.tr("In the background"), self)
        self.behind.setToolTip(self.tr("Close this and go on working: the queue tells how far the film is"))
        self.add = QPushButton(self.tr("Add to the queue"), self)
        self.add.setToolTip(self.tr("Write this in the background, and ask for another"))
        self.start = QPushButton(self.tr("Export"), self)
        lay_out(self)
        self.asked = Asked(document, self.clip, self.order, self.file, settings)
        self.asked.begin(path)
        self._connect()
        self._look()
        self.file.setFocus()
        self.file.selectAll()

    def reject(self) -> None:
        """Cancel the export, and close."""
        if self._run:
            self._jobs.cancel(self._run)
        super().reject()

    def done(self, result: int) -> None:
        self.look.close_()
        super().done(result)

    # What is asked

    def _export(self) -> None:
        if self._written:
            show_in_folder(self._written)
            self.accept()
            return
        self._run = self._ask()
        self._look()

    def _add(self) -> None:
        """Ask for this, and offer the next name."""
        run = self._ask()
        if run is not None and run.asked.film is not None:
            taken = {asked.film for asked in self._jobs.asked if asked.film}
            self.file.setText(str(free_name(run.asked.film, taken)))
            self.note.say(self.tr("{file} is in the queue.").format(file=run.asked.film.name), "ok")
            self.file.setFocus()
            self.file.selectAll()

    def _ask(self) -> Run | None:
        """The run that writes the file; None, with the reason told, where it cannot be."""
        try:
            path, order = self.asked.given()
        except SoraError as error:
            self.note.say(error_text(error), "bad")
            return None
        self.asked.remember()
        return self._jobs.export(self.clip.currentData(), path, order)

    def _choose(self) -> None:
        dialog = file_dialog(self, self.tr("Where to write the film"), self.file.text())
        dialog.setAcceptMode(dialog.AcceptMode.AcceptSave)
        dialog.setOption(dialog.Option.DontConfirmOverwrite)
        kind = PRESETS[self.order.preset.currentData()]
        dialog.setDefaultSuffix(kind.ending.lstrip("."))
        dialog.setNameFilters([f"{self.order.preset.currentText()} (*{' *'.join(kind.containers)})"])
        dialog.selectFile(Path(self.file.text()).name)
        dialog.fileSelected.connect(self.file.setText)
        dialog.open()

    # What is seen

    def _look(self) -> None:
        """Show what can be done now, and what would become of the clip."""
        busy = self._run is not None
        if busy:  # Else the focus goes from what is disabled to Cancel, where a second Enter would hit it.
            self.setFocus()
        for part in (self.clip, self.file, self.browse, self.provenance, self.order):
            part.setEnabled(not busy)
        self.progress.setVisible(busy)
        self.behind.setVisible(busy)
        ready = not busy and bool(self.file.text().strip()) and self.clip.count() > 0
        if not busy and not self._written:
            ready = self._judged() and ready
        self.start.setEnabled(ready)
        self.add.setVisible(not busy and not self._written)
        self.add.setEnabled(ready)

    def _judged(self) -> bool:
        """Whether what is asked can be done as far as it is known; says what is wrong, or what will be replaced."""
        outputs = self._jobs.result(self.clip.currentData() or "") or {}
        clip = next((one for one in outputs.values() if isinstance(one, Clip)), None)
        self.order.span.set_count(clip.count if clip else None)
        try:
            path, order = self.asked.given()
            self.look.show_what(outputs, order or Order("png"), still=self.asked.still)
        except SoraError as error:
            self.look.show_nothing(outputs)
            self.note.say(error_text(error), "bad")
            return False
        exists = path.is_file()
        self.note.say(self.tr("{file} exists and will be replaced.").format(file=path.name) if exists else "", "dim")
        return True

    def _progressed(self) -> None:
        if self._run in self._jobs.queue.waiting:
            self.note.say(self.tr("Waiting for its turn in the queue"), "dim")
            self.progress.setRange(0, 0)
        elif self._run:
            told = progress(self._run, self._document.flat.graph)
            self.note.say(told.text, "dim")
            self.progress.setRange(0, told.total)
            self.progress.setValue(told.done)

    def _finished(self, run: Run) -> None:
        if run is not self._run:
            return
        self._run = None
        if run.outcome is Outcome.DONE and run.asked.film:
            self._delivered(run.asked.film)
        elif run.error:
            self._failed(run.error)
        else:
            self._look()

    def _failed(self, error: SoraError) -> None:
        self._look()
        self.note.say(error_text(error), "bad")
        self.start.setDefault(True)
        self.file.setFocus()
        self.file.selectAll()

    def _delivered(self, path: Path) -> None:
        self._written = path
        self._look()
        self.note.say(self.tr("{file} is ready.").format(file=path.name), "ok")
        self.start.setText(self.tr("Show in folder"))
        self.cancel.setText(self.tr("Close"))
        self.cancel.setDefault(True)
        self.cancel.setFocus()

    def _edited(self) -> None:
        self._written = None
        self.start.setText(self.tr("Export"))
        self.start.setDefault(True)
        self._look()

    def _connect(self) -> None:
        self.browse.clicked.connect(self._choose)
        self.cancel.clicked.connect(self.reject)
        self.behind.clicked.connect(self.accept)
        self.add.clicked.connect(self._add)
        self.start.clicked.connect(self._export)
        self.asked.changed.connect(self._edited)
        self.look.frame.moved.connect(self.order.set_place)
        jobs = self._jobs
        jobs.run_changed.connect(self._progressed)
        jobs.finished.connect(self._finished)


def show_in_folder(path: Path) -> None:
    """Open the folder of a file in the file browser of the system."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

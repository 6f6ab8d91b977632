"""Writes the clip of a node to a film: which clip, where to, and how far it is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from soraapp.engine.events import Outcome
from soraapp.errors import SoraError
from soraapp.media.image import IMAGE_SUFFIXES
from soraapp.nodekit import NodeType
from ui.dialogs.deliverable import SUFFIX, deliverable, suited
from ui.dialogs.files import file_dialog
from ui.dialogs.note import Note
from ui.document import Document
from ui.inspector.choice_field import QuietComboBox
from ui.jobs import Jobs
from ui.progress_text import progress
from ui.runs.run import Run
from ui.texts import error_text
from ui.theme import GRID, Theme


class ExportDialog(QDialog):
    """Asks, runs what is missing, writes the film, and tells when it is there. Closing it meanwhile cancels, unless
    the film is left to be written in the background."""

    def __init__(self, document: Document, jobs: Jobs, theme: Theme, node: str, path: Path, window: QWidget) -> None:
        """`node` is the id of the node offered first, and `path` the place."""
        super().__init__(window)
        self._document, self._jobs = document, jobs
        self._run: Run | None = None
        """The run that writes the film, until it is over."""
        self._written: Path | None = None
        self.setObjectName("export")
        self.setWindowTitle(self.tr("Export a film"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(480)
        self.clip = QuietComboBox(self)
        self.clip.set_theme(theme)
        for name, title in deliverable(document):
            self.clip.addItem(title, name)
        self.clip.setCurrentIndex(max(self.clip.findData(node), 0))
        self.file = QLineEdit(str(suited(path, self._kind())), self)
        self.file.setAccessibleName(self.tr("File"))
        self.browse = QPushButton(self.tr("Choose…"), self)
        self.note = Note(self)
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.cancel = QPushButton(self.tr("Cancel"), self)
        self.behind = QPushButton(self.tr("In the background"), self)
        self.behind.setToolTip(self.tr("Close this and go on working: the queue tells how far the film is"))
        self.start = QPushButton(self.tr("Export"), self)
        self._lay_out()
        self._connect()
        self._look()
        self.file.setFocus()
        self.file.selectAll()

    def reject(self) -> None:
        """Cancel the export, and close."""
        if self._run:
            self._jobs.cancel(self._run)
        super().reject()

    def _export(self) -> None:
        if self._written:
            show_in_folder(self._written)
            self.accept()
            return
        path = Path(self.file.text().strip()).expanduser()
        self._run = self._jobs.export(self.clip.currentData(), path if path.suffix else suited(path, self._kind()))
        self._look()

    def _choose(self) -> None:
        dialog = file_dialog(self, self.tr("Where to write the film"), self.file.text())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        suffix = suited(Path("film"), self._kind()).suffix
        dialog.setDefaultSuffix(suffix.lstrip("."))
        names = (self.tr("Films") + f" (*{SUFFIX})", self.tr("Pictures") + f" (*{' *'.join(IMAGE_SUFFIXES)})")
        dialog.setNameFilters(names if suffix == SUFFIX else names[::-1])
        dialog.selectFile(Path(self.file.text()).name)
        dialog.fileSelected.connect(self.file.setText)
        dialog.open()

    def _look(self) -> None:
        """Show what can be done now."""
        path = Path(self.file.text().strip()).expanduser()
        busy = self._run is not None
        if busy:  # Else the focus goes from what is disabled to Cancel, where a second Enter would hit it.
            self.setFocus()
        for part in (self.clip, self.file, self.browse):
            part.setEnabled(not busy)
        self.progress.setVisible(busy)
        self.behind.setVisible(busy)
        self.start.setEnabled(not busy and bool(self.file.text().strip()) and self.clip.count() > 0)
        if not busy and not self._written:
            exists = path.is_file()
            self.note.say(
                self.tr("{file} exists and will be replaced.").format(file=path.name) if exists else "", "dim"
            )

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

    def _connect(self) -> None:
        self.browse.clicked.connect(self._choose)
        self.clip.activated.connect(self._chose_clip)
        self.cancel.clicked.connect(self.reject)
        self.behind.clicked.connect(self.accept)
        self.start.clicked.connect(self._export)
        self.file.textChanged.connect(self._edited)
        jobs = self._jobs
        jobs.run_changed.connect(self._progressed)
        jobs.finished.connect(self._finished)

    def _kind(self) -> NodeType | None:
        """The kind of the node that is chosen."""
        node = self._document.flat.graph.nodes.get(self.clip.currentData() or "")
        return self._document.catalogue.get(node.kind) if node else None

    def _chose_clip(self) -> None:
        """Another node may be for another kind of file."""
        self.file.setText(str(suited(Path(self.file.text().strip()), self._kind())))

    def _edited(self) -> None:
        self._written = None
        self.start.setText(self.tr("Export"))
        self.start.setDefault(True)
        self._look()

    def _lay_out(self) -> None:
        place = QHBoxLayout()
        place.setSpacing(GRID * 2)
        place.addWidget(self.file, 1)
        place.addWidget(self.browse)
        form = QFormLayout()
        form.setHorizontalSpacing(GRID * 4)
        form.setVerticalSpacing(GRID * 2)
        form.addRow(self.tr("Clip"), self.clip)
        form.addRow(self.tr("File"), place)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID * 2)
        buttons.addStretch(1)
        buttons.addWidget(self.behind)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.start)
        self.start.setProperty("role", "accent")
        self.start.setDefault(True)
        for button in (self.browse, self.behind, self.cancel):  # Enter means Export wherever the focus is.
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 5, GRID * 5, GRID * 5, GRID * 4)
        column.setSpacing(GRID * 3)
        column.addLayout(form)
        column.addWidget(self.note, 1)
        column.addWidget(self.progress)
        column.addLayout(buttons)


def show_in_folder(path: Path) -> None:
    """Open the folder of a file in the file browser of the system."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

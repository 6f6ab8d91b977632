"""Who signs films: this installation, with the key that it made for itself, or a person with a key of their own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from soraapp.errors import SoraError
from soraapp.media.credentials.choice import Choice, keep, stored
from ui.background import Background
from ui.dialogs.files import file_dialog
from ui.dialogs.note import Note
from ui.dialogs.pick import Pick
from ui.texts import error_text
from ui.theme import GRID

_WIDE = 520


class SigningKeyDialog(QDialog):
    """Save tries the key first: one that cannot sign is not kept."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._background = Background(self)
        self.setObjectName("signing_key")
        self.setWindowTitle(self.tr("Signing key"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDE)
        self.installation = Pick(self.tr("The key of this installation, which it makes for itself"), self)
        self.own = Pick(self.tr("My own key"), self)
        self.certificates, self.key = QLineEdit(self), QLineEdit(self)
        self.note = Note(self)
        self.cancel = QPushButton(self.tr("Cancel"), self)
        self.save = QPushButton(self.tr("Save"), self)
        self._lay_out()
        try:
            choice = stored()
        except SoraError as error:  # Save makes it anew.
            choice = Choice()
            self._complain(error)
        self._choice = choice
        self.certificates.setText(str(choice.certificates or ""))
        self.key.setText(str(choice.key or ""))
        (self.own if choice.key else self.installation).setChecked(True)
        self.own.toggled.connect(self._look)
        self.own.clicked.connect(self.certificates.setFocus)
        for line in (self.certificates, self.key):
            line.textChanged.connect(self._look)
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._save)
        self._look()

    def done(self, result: int) -> None:
        self._background.close()
        super().done(result)

    def _look(self) -> None:
        """Show what is needed, and what it means."""
        own = self.own.isChecked()
        for part in self.fields:
            part.setEnabled(own)
        named = [bool(line.text().strip()) for line in (self.certificates, self.key)]
        self.save.setEnabled(not own or all(named))
        self.note.say(
            self.tr("Others see the name in your certificate. Soraapp reads the key when it signs, and keeps no copy.")
            if own
            else self.tr("Others see that nothing was changed, and an unknown signer: nobody vouches for this key.")
        )

    def _save(self) -> None:
        own = self.own.isChecked()
        named = [Path(line.text().strip()).expanduser().absolute() for line in (self.certificates, self.key)]
        certificates, key = named if own else (None, None)
        choice = replace(self._choice, certificates=certificates, key=key)

        def tried() -> None:
            signing = replace(choice, signed=True).signing()
            if own and signing is not None:
                signing.check()
            keep(choice)

        self.save.setEnabled(False)
        self._background.do(tried, lambda _: self.accept(), self._refused)

    def _refused(self, error: Exception) -> None:
        self.save.setEnabled(True)
        self._complain(error)

    def _complain(self, error: Exception) -> None:
        self.note.say(error_text(error) if isinstance(error, SoraError) else str(error), "bad")

    def _choose(self, line: QLineEdit, title: str) -> None:
        dialog = file_dialog(self, title, line.text() or str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            (self.tr("Keys and certificates") + " (*.pem *.crt *.cer *.key)", self.tr("All files") + " (*)")
        )
        dialog.fileSelected.connect(line.setText)
        dialog.open()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(GRID * 6, 0, 0, 0)
        grid.setHorizontalSpacing(GRID * 3)
        grid.setVerticalSpacing(GRID * 2)
        self.fields: list[QWidget] = []
        rows = ((self.certificates, self.tr("Certificates")), (self.key, self.tr("Private key")))
        for index, (line, name) in enumerate(rows):
            label, browse = QLabel(name, self), QPushButton(self.tr("Choose…"), self)
            label.setBuddy(line)
            line.setAccessibleName(name)
            browse.setAccessibleName(self.tr("Choose the file: {name}").format(name=name))
            browse.setAutoDefault(False)
            browse.clicked.connect(lambda _=False, line=line, name=name: self._choose(line, name))
            for column, part in enumerate((label, line, browse)):
                grid.addWidget(part, index, column)
                self.fields.append(part)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID * 2)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.save)
        self.cancel.setAutoDefault(False)
        self.save.setProperty("role", "accent")
        self.save.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 5, GRID * 5, GRID * 5, GRID * 4)
        column.setSpacing(GRID * 3)
        column.addWidget(self.installation)
        column.addWidget(self.own)
        column.addLayout(grid)
        column.addWidget(self.note, 1)
        column.addLayout(buttons)

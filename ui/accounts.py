"""Asks for a film, a picture or a sound, and tells how it was made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from soraapp.errors import MediaError, SoraError
from soraapp.media.credentials.library import CARRYING
from soraapp.media.credentials.sidecar import SUFFIX
from soraapp.project.account import Account, account_of
from ui.background import Background
from ui.dialogs.account import AccountDialog
from ui.dialogs.files import file_dialog
from ui.dialogs.message import show_error

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class Accounts(QObject):
    """Files are read in a thread: all of them has to be, to prove that nothing was changed."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def ask(self, folder: Path) -> None:
        """Choose a file, and tell."""
        dialog = file_dialog(self._window, self.tr("How was this made?"), str(folder))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        endings = " ".join(f"*{ending}" for ending in (*CARRYING, ".mkv", ".webm", ".opus", ".ogg", SUFFIX))
        dialog.setNameFilters((self.tr("Films, pictures and sounds") + f" ({endings})", self.tr("All files") + " (*)"))
        dialog.fileSelected.connect(lambda name: self.tell(Path(name)))
        dialog.open()

    def tell(self, path: Path) -> None:
        """Open a dialog with what the file says, or with why it says nothing."""
        window, background = self._window, Background(self)

        def show(account: Account) -> None:
            background.close()
            AccountDialog(account, window.theme, lambda: window.files.open(account.path), window).open()

        def failed(error: Exception) -> None:
            background.close()
            reason = error if isinstance(error, SoraError) else MediaError("{reason}", reason=str(error))
            show_error(window, self.tr("Nothing is known of {file}").format(file=path.name), reason)

        background.do(lambda: account_of(path, window.document.catalogue), show, failed)

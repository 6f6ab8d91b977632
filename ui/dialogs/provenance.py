"""The choice of what films say of how they were made: one for settings and exports, in what both windows and commands
read."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from soraapp.errors import SoraError
from soraapp.media.credentials.choice import Choice, keep, stored
from ui.dialogs.choice_box import ChoiceBox
from ui.dialogs.message import show_error
from ui.texts import error_text


class ProvenanceBox(ChoiceBox):
    """What is chosen holds at once, for all that is written from then on."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("What films carry"))
        for signed, project, text in (
            (True, True, self.tr("credentials and the project")),
            (True, False, self.tr("credentials alone")),
            (False, True, self.tr("the project, unsigned")),
            (False, False, self.tr("nothing")),
        ):
            self.addItem(text, (signed, project))
        self.activated.connect(lambda _: self._keep())
        self._look()

    def showEvent(self, event: QShowEvent) -> None:
        self._look()
        super().showEvent(event)

    def _look(self) -> None:
        """Show what is chosen; nothing where that is damaged, until it is chosen anew."""
        try:
            choice = stored()
        except SoraError as error:
            self.setCurrentIndex(-1)
            self.setToolTip(error_text(error))
            return
        pairs = [tuple(self.itemData(index)) for index in range(self.count())]
        self.setCurrentIndex(pairs.index((choice.signed, choice.project)))
        self.setToolTip(
            self.tr(
                "Content Credentials are signed: which models and files it was made with, and that nothing was changed "
                "since. The project, with its prompts and the places of its files, brings everything back when the "
                "film is opened."
            )
        )

    def _keep(self) -> None:
        signed, project = self.currentData()
        try:
            keep(replace(_known(), signed=signed, project=project))
        except (SoraError, OSError) as error:
            tell_not_kept(self, error)
        self._look()


def tell_not_kept(widget: QWidget, error: SoraError | OSError) -> None:
    """Say that a choice could not be kept."""
    reason = error if isinstance(error, SoraError) else SoraError("{reason}", reason=str(error))
    show_error(widget.window(), widget.tr("The choice could not be kept"), reason)


def _known() -> Choice:
    """What is chosen, or else what is at first: a damaged choice is made anew."""
    try:
        return stored()
    except SoraError:
        return Choice()

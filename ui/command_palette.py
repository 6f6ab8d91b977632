"""The command palette: everything the menus hold, found by a few letters of the person's language or of English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QKeySequence, QPainter
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QWidget

from ui.canvas.look import Look
from ui.canvas.search import Offer
from ui.canvas.search_popup import Question, SearchPopup
from ui.canvas.search_rows import SearchRows
from ui.settings import Setting, Settings
from ui.theme import Theme

ENGLISH = "english"
"""The property of an action that holds its text in English."""
RECENT = Setting("palette/recent", "")
_BETWEEN = "|"
_WIDTH = 520
_TOP = 56
_ICON = 16


@dataclass(frozen=True)
class CommandOffer:
    """An action of a menu."""

    action: QAction
    path: tuple[str, ...]
    """The titles of the menus that it is in."""

    @property
    def key(self) -> str:
        return self.action.objectName() or "/".join((*self.path, self.title))

    @property
    def title(self) -> str:
        return _plain(self.action.text()).rstrip("…")

    @property
    def aside(self) -> str:
        """The first shortcut; for what is on or off, also a tick."""
        keys = self.action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        return "  ".join(part for part in ("\u2713" if self.action.isChecked() else "", keys) if part)

    @property
    def help(self) -> str:
        return " \u203a ".join(self.path)

    @property
    def shape(self) -> str:
        return ""

    @property
    def names(self) -> tuple[str, ...]:
        english = self.action.property(ENGLISH)
        return (str(english).rstrip("…"),) if english else ()

    @property
    def groups(self) -> tuple[str, ...]:
        return self.path


class CommandRows(SearchRows):
    """Commands have icons; those that cannot be used now are faint."""

    def paint_mark(self, painter: QPainter, center: QPointF, offer: Offer) -> None:
        if isinstance(offer, CommandOffer) and not offer.action.icon().isNull():
            mode = QIcon.Mode.Normal if offer.action.isEnabled() else QIcon.Mode.Disabled
            corner = (center - QPointF(_ICON / 2, _ICON / 2)).toPoint()
            offer.action.icon().paint(painter, QRect(corner, QSize(_ICON, _ICON)), mode=mode)

    def title_token(self, offer: Offer) -> str:
        return "text" if isinstance(offer, CommandOffer) and offer.action.isEnabled() else "faint"


class CommandPalette(SearchPopup):
    """Opens over the window; the keyboard returns to where it was."""

    refused = Signal(str)
    """Why a command was not run."""

    def __init__(self, bar: QMenuBar, settings: Settings, theme: Theme, window: QWidget) -> None:
        super().__init__(window, Look(theme, window.font()), width=_WIDTH, rows=CommandRows)
        self._bar, self._settings, self._window = bar, settings, window
        self._before: QWidget | None = None
        self.recent = [key for key in settings.get(RECENT).split(_BETWEEN) if key]

    def set_theme(self, theme: Theme) -> None:
        self.show_look(Look(theme, self.font()))

    def open(self) -> None:
        """Ask for a command; once more, and it is closed."""
        if self.isVisible():
            self.close_and_return()
            return
        self._before = QApplication.focusWidget()
        offers = sorted(_offers(self._bar.actions(), ()), key=lambda offer: len(offer.path))
        question = Question(offers, self._run, self.tr("Find a command"), self.tr("There is nothing to do."))
        self.open_at(QPoint((self._window.width() - _WIDTH) // 2, _TOP), question)

    def close_and_return(self) -> None:
        self.hide()
        before = self._before if self._before and self._before.isVisible() else self._window
        before.setFocus(Qt.FocusReason.PopupFocusReason)

    def _run(self, offer: CommandOffer) -> None:
        self._settings.set(RECENT, _BETWEEN.join(self.recent))
        if offer.action.isEnabled():
            offer.action.trigger()
        else:
            self.refused.emit(self.tr("{command} cannot be used now.").format(command=offer.title))


def _offers(actions: Iterable[QAction], path: tuple[str, ...]) -> Iterator[CommandOffer]:
    """The actions of menus and of the menus in them, as they are at this moment."""
    for action in actions:
        menu = action.menu()
        if isinstance(menu, QMenu):
            menu.aboutToShow.emit()  # Some menus are filled, and ticks set, when they are opened.
            yield from _offers(menu.actions(), (*path, _plain(action.text())))
        elif action.text() and not action.isSeparator() and action.objectName() != "palette":
            yield CommandOffer(action, path)


def _plain(text: str) -> str:
    """Without the marks of a menu."""
    return text.partition("\t")[0].replace("&", "")

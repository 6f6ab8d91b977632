"""The menu bar: the commands, and the menus whose entries change: recent files, themes, docks."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from ui.actions import Actions
from ui.panels.docks import Docks
from ui.preferences import Preferences
from ui.project_files import EXAMPLES, ProjectFiles
from ui.theme import theme_names


class Menus(QObject):
    """Fills a menu bar, again whenever the language changes."""

    def __init__(
        self,
        bar: QMenuBar,
        actions: Actions,
        docks: Docks,
        files: ProjectFiles,
        preferences: Preferences,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._bar, self._actions, self._docks, self._files = bar, actions, docks, files
        self._preferences = preferences
        self.recent = QMenu(window)
        self.recent.aboutToShow.connect(self._list_recent)
        files.recent_changed.connect(self._list_recent)

    def fill(self) -> None:
        for old in self._bar.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
            old.deleteLater()
        self._bar.clear()
        menus = self._actions.fill(self._bar)
        self.recent.setTitle(_tr("Open recent"))
        opening = next(entry for entry in menus["File"].actions() if entry.isSeparator())
        for menu in (self.recent, self._examples()):
            menus["File"].insertMenu(opening, menu)
        self._list_recent()
        view = menus["View"]
        view.addSeparator()
        themes = view.addMenu(_tr("Theme"))
        for name in theme_names():
            title = QCoreApplication.translate("themes", english := _english(name))
            chosen = themes.addAction(title, lambda name=name: self._preferences.choose_theme(name))
            chosen.setProperty("english", english)
        languages = view.addMenu(_tr("Language"))
        for locale, title in self._preferences.languages.titles().items():
            languages.addAction(title, lambda locale=locale: self._preferences.speak(locale))
        view.addSeparator()
        self._docks.fill(view)

    def _examples(self) -> QMenu:
        menu = QMenu(_tr("Examples"), self._bar)
        for path in EXAMPLES:
            title = QCoreApplication.translate("examples", english := _english(path.stem))
            menu.addAction(title, lambda path=path: self._files.open_example(path)).setProperty("english", english)
        return menu

    def _list_recent(self) -> None:
        self.recent.clear()
        for path in self._files.recent():
            self.recent.addAction(path.name, lambda path=path: self._files.open(path)).setToolTip(str(path))
        self.recent.setToolTipsVisible(True)
        self.recent.setEnabled(not self.recent.isEmpty())


def _english(name: str) -> str:
    """The title of a file that comes with the program."""
    return name.replace("_", " ").capitalize()


def _tr(text: str) -> str:
    return QCoreApplication.translate("menus", text)

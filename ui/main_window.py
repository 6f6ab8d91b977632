"""The window: the canvas and the docks around it. A part knows only document and jobs; `wiring` connects them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QSettings, QSize, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from soraapp.engine.provider import Models
from soraapp.places import recovery_folder, shared_folder
from soraapp.project.group_files import GROUP_SUFFIX
from ui.actions import Actions
from ui.announcing import Announcer
from ui.canvas import Canvas
from ui.command_palette import CommandPalette
from ui.commands import Commands
from ui.dialogs.about import show_about
from ui.document import PROJECT_SUFFIX, Document
from ui.exchange import Exchange
from ui.farewell import Farewell
from ui.film import FilmView
from ui.inspector import Inspector
from ui.inspector.items import Facing, ItemInspector
from ui.jobs import Jobs
from ui.keeping import Keeping
from ui.known_models import KnownModels
from ui.language import Languages
from ui.making import Making, Missing
from ui.menus import Menus
from ui.own_groups import OwnGroups
from ui.panels.breadcrumbs import Breadcrumbs
from ui.panels.docks import Docks
from ui.panels.history import HistoryPanel
from ui.panels.library import Library
from ui.panels.offer_bar import OfferBar
from ui.panels.outline import Outline
from ui.panels.pins import Pins
from ui.panels.problems import Problems
from ui.panels.queue import QueuePanel
from ui.panels.status_bar import StatusBar
from ui.panels.top_bar import TopBar
from ui.panes import Panes
from ui.preferences import Preferences
from ui.preview import Preview
from ui.project_files import ProjectFiles
from ui.readiness import Readiness
from ui.recovery import Recovery
from ui.run_report import RunReport
from ui.runs.silence import SilenceOffer
from ui.scopes import ScopesPanel
from ui.settings import Settings
from ui.sharing import Sharing
from ui.takes import Stage, TakesStrip
from ui.theme import Theme, apply
from ui.timeline.panel import TimelinePanel
from ui.viewers import Viewers
from ui.viewing import Viewing
from ui.wiring import connect
from ui.workspaces import GRAPH, Workspaces

FIRST_SIZE = QSize(1600, 1000)
"""How large the window opens for the first time, where the screen has room for it."""
FRAME = QSize(16, 48)
"""The room that the frame takes which the system puts around a window: it is not known before the window is shown."""


class MainWindow(QMainWindow):
    """One project, seen and run."""

    def __init__(
        self,
        document: Document,
        jobs: Jobs,
        registry: Models,
        settings: QSettings,
        languages: Languages,
        theme: Theme,
    ) -> None:
        super().__init__()
        self.document, self.jobs = document, jobs
        self.registry = registry = KnownModels(registry, self)
        self._settings, self._languages, self._theme = settings, languages, theme
        self._closing = False
        """What there was to ask before the window closes has been answered."""
        self.settings = Settings(settings, self)
        self.canvas = Canvas(document, jobs, theme, self.settings)
        self.preview = Preview(theme)
        self.takes = TakesStrip(document, jobs, registry, theme)
        self.stage = Stage(self.preview, self.takes)
        self.scopes = ScopesPanel(self.preview.player, self.settings)
        self.inspector = Inspector(document, jobs, registry, theme)
        self.library = Library(document.catalogue, theme)
        self.outline = Outline(document.catalogue, jobs, theme, self.canvas.commands.rename)
        self.history = HistoryPanel(document, theme)
        self.problems = Problems(document.catalogue, theme)
        self.status = StatusBar(theme, languages.available())
        self.status.set_language(languages.current)
        self.files = ProjectFiles(document, settings, self)
        self.viewing = Viewing(document, jobs, self.preview, self)
        self.film = FilmView(document, jobs, self.preview, self.viewing, self)
        self.facing = Facing(self.inspector, ItemInspector(document, self.film, registry, theme))
        self.exchange = Exchange(document, jobs, self.film, settings, self)
        self.timeline = TimelinePanel(document, self.film, theme, self.settings)
        self.making = Making(document, jobs, self.timeline.view, self.film, self)
        self.missing = Missing(document, jobs, self.timeline.view, self)
        self.viewers = Viewers(document, self.canvas, self.viewing, self)
        self.sharing = Sharing(shared_folder(), lambda: self.viewing.shown, self)
        self.queue = QueuePanel(jobs, theme)
        self.offers, self.silence_bar = OfferBar(theme), OfferBar(theme)
        self.recovery = Recovery(document, jobs, self.files, recovery_folder(), self.offers, self)
        self.keeping = Keeping(document, jobs, lambda: (*jobs.asked, *self.recovery.waiting), recovery_folder(), self)
        self.farewell = Farewell(document, jobs, self.files, self.keeping, self._close_now, self)
        self.silence = SilenceOffer(document, jobs, self.silence_bar, self)
        self.commands = Commands(document, jobs, registry, self.canvas, self.files, settings, self)
        self.own_groups = OwnGroups(document, self.canvas, self.library, self)
        self.preferences = Preferences(self, languages)
        self.top = TopBar(theme)
        self.command_palette = CommandPalette(self.top.menus, self.settings, theme, self)
        self.panes = Panes(self)
        self.pins = Pins(document, jobs, registry, self.canvas, self.inspector, self)
        self.workspaces = Workspaces(self, lambda: self.docks)
        self.actions_ = Actions(self, self.canvas, self, keymap=self.canvas.keymap, timeline=self.timeline.view)
        self.timeline.adopt(self.actions_)
        self.report = RunReport(document, jobs, self.status, self.problems, self)
        self.announcer = Announcer(document, jobs, self.status, self)
        self.top.show_actions(self.actions_["run"], self.actions_["cancel"])
        self.readiness = Readiness(
            document, jobs, registry, self.canvas, self.files, self.commands, self.actions_, self
        )
        self._assemble()
        connect(self)
        self.set_theme(theme)
        self.readiness.show_in(self.top, self.status)
        self._arranged = self.workspaces.restore(settings)
        self._arrive(self.workspaces.current)
        if not self._arranged:
            # Left to itself, Qt opens a window at two thirds of the screen at most: too little for a studio.
            self.resize(FIRST_SIZE.boundedTo(self.screen().availableSize() - FRAME))

    # Commands about the window itself

    @property
    def theme(self) -> Theme:
        return self._theme

    def toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def restore_layout(self) -> None:
        self.workspaces.restore_first()

    def show_about(self) -> None:
        show_about(self)

    def set_theme(self, theme: Theme) -> None:
        """Put everything into the colours of a theme."""
        self._theme = theme
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply(app, theme)
        parts = (self.canvas, self.preview, self.inspector, self.library, self.outline, self.problems, self.queue)
        bars = (self.timeline, self.takes, self.history, self.offers, self.silence_bar, self.status, self.top)
        for part in (*parts, *bars, self.facing.items, self.actions_, self.docks, self.command_palette):
            part.set_theme(theme)

    # Assembly

    def _assemble(self) -> None:
        self.setObjectName("window")
        self.setAcceptDrops(True)
        self.setMinimumSize(960, 600)
        self.setMenuWidget(self._head())
        self.setCentralWidget(self._middle())
        self.setStatusBar(self.status)
        contents = {
            "library": self.library,
            "outline": self.outline,
            "history": self.history,
            "preview": self.stage,
            "inspector": self.facing,
            "scopes": self.scopes,
            "timeline": self.timeline,
            "problems": self.problems,
            "queue": self.queue,
        }
        self.docks = Docks(self, contents)
        self.workspaces.changed.connect(self._arrive)
        self.top.workspaces.chosen.connect(self.workspaces.show)
        self.docks["preview"].bar.adopt(self.preview.head)
        self.docks["queue"].bar.adopt(self.queue.head)
        self.docks["timeline"].bar.adopt(self.timeline.head)
        self.menus = Menus(self.top.menus, self.actions_, self.docks, self.files, self.preferences, self)
        self._name_parts()

    def _arrive(self, workspace: str) -> None:
        """Another workspace is shown: the keyboard goes to what it is for."""
        self.top.workspaces.show_current(workspace)
        (self.canvas if workspace == GRAPH else self.preview).setFocus()

    def _head(self) -> QWidget:
        """The bar at the top, with what is offered below it."""
        head = QWidget(self)
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.silence_bar)
        column.addWidget(self.offers)
        return head

    def _middle(self) -> QWidget:
        """The canvas, with the way to the level that it shows."""
        middle = QWidget(self)
        middle.setProperty("role", "ringed")
        middle.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(middle)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(Breadcrumbs(self.document, middle))
        column.addWidget(self.canvas, 1)
        return middle

    def _name_parts(self) -> None:
        self.menus.fill()
        self.docks.retranslate()

    # Language, files dropped, and the end

    def speak(self, language: str) -> None:
        """Use a language from now on, also the next time."""
        self._languages.choose(language)
        self.status.set_language(language)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.actions_.retranslate()
            self._name_parts()
            self.top.workspaces.retranslate()
            parts = (self.library, self.problems, self.queue, self.status, self.report, self.recovery, self.silence)
            for part in (*parts, self.takes, self.outline, self.timeline):
                part.retranslate()
            self.inspector.show_nodes(self.canvas.selection())
            self.set_theme(self._theme)
            self.viewing.refresh()
            self.readiness.tell_forecast()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._arranged:
            self._arranged = True
            self.docks.proportion(self.workspaces.current)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if path := _dropped(event):
            event.acceptProposedAction()
            self.files.open(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._closing and self.farewell.needed:
            event.ignore()
            self.farewell.say()
            return
        self.workspaces.save(self._settings)
        self.hide()
        self.files.close()
        self.own_groups.close()
        self.recovery.close()
        self.keeping.close()
        self.sharing.close()
        self.exchange.close()
        self.film.close()
        self.report.close()
        self.scopes.close_threads()
        self.preview.shut_down()
        self.takes.close_pictures()
        self.timeline.close_pictures()
        self.registry.close()
        self.jobs.close()
        super().closeEvent(event)

    def _close_now(self) -> None:
        self._closing = True
        self.close()


def _dropped(event: QDropEvent) -> Path | None:
    """The project or film that is dropped, if it is one."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return next((path for path in paths if path.suffix.lower() in (PROJECT_SUFFIX, GROUP_SUFFIX, ".mp4")), None)

"""The window: the canvas, the docks around it, and the wiring between them. A part knows only document and jobs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QPointF, QSettings, QSize, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from soraapp.engine.provider import Models
from ui.actions import Actions
from ui.canvas import Canvas
from ui.dialogs.export import ExportDialog, clips, show_in_folder
from ui.dialogs.shortcuts import show_about, show_shortcuts
from ui.document import PROJECT_SUFFIX, Document
from ui.inspector import Inspector
from ui.jobs import Jobs
from ui.language import Languages
from ui.menus import Menus
from ui.model_titles import model_facts, model_titles
from ui.panels.docks import Docks
from ui.panels.library import Library
from ui.panels.problems import Problems
from ui.panels.status_bar import StatusBar
from ui.panels.top_bar import TopBar
from ui.preview import Preview
from ui.project_files import FOLDER, ProjectFiles
from ui.run_report import RunReport
from ui.texts import edit_label
from ui.theme import Theme, apply, load_theme
from ui.viewing import Viewing

THEME = "window/theme"
FIRST_SIZE = QSize(1600, 1000)
"""How large the window opens for the first time, where the screen has room for it."""


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
        self.document, self.jobs, self.registry = document, jobs, registry
        self._settings, self._languages, self._theme = settings, languages, theme
        self._closing = False
        self.canvas = Canvas(document, jobs, theme)
        self.preview = Preview(theme)
        self.inspector = Inspector(document, jobs, registry, theme)
        self.library = Library(document.catalogue, theme)
        self.problems = Problems(theme)
        self.status = StatusBar(theme, languages.available())
        self.status.set_language(languages.current)
        self.files = ProjectFiles(document, settings, self)
        self.viewing = Viewing(document, jobs, self.preview, self)
        self.actions_ = Actions(self, self.canvas, self)
        self.report = RunReport(document, jobs, self.status, self.problems, self)
        self.top = TopBar(self.actions_["run"], self.actions_["cancel"], theme)
        self._assemble()
        self._connect()
        self.set_theme(theme)
        self._look()
        self._arranged = self.docks.restore(settings)
        if not self._arranged:
            # Left to itself, Qt opens a window at two thirds of the screen at most: too little for a studio.
            self.resize(FIRST_SIZE.boundedTo(self.screen().availableSize()))

    # Commands

    def run(self) -> None:
        self.jobs.run()

    def run_selected(self) -> None:
        """Run what the selected nodes need, and these."""
        if chosen := self.canvas.selection():
            self.jobs.run(chosen)

    def add(self, kind: str) -> None:
        """Add a node of the named kind in the middle of what is seen, beside those that are there."""
        place = self.canvas.place_for_node(QPointF(self.canvas.viewport().rect().center()))
        taken = {node.position for node in self.document.graph.nodes.values()}
        while (place.x(), place.y()) in taken:
            place += QPointF(40, 40)
        self.canvas.commands.add(self.document.catalogue[kind], place)
        self.canvas.setFocus()

    def play(self) -> None:
        self.preview.toggle()

    def export(self) -> None:
        """Offer the selected clip, or else the first node that leaves the graph as a film."""
        offered = dict(clips(self.document))
        if not offered or self.jobs.running:
            busy = self.tr("A run is under way: wait for its end, or cancel it.")
            self.status.pass_on(busy if self.jobs.running else self.tr("There is no node that gives a clip."))
            return
        chosen = [node for node in self.canvas.selection() if node in offered]
        node = chosen[-1] if chosen else next(iter(offered))
        folder = (
            self.document.path.parent if self.document.path else Path(str(self._settings.value(FOLDER) or Path.home()))
        )
        ExportDialog(self.document, self.jobs, node, folder / f"{self.files.name()}.mp4", self).open()

    def toggle_theme(self) -> None:
        self.choose_theme("light" if self._theme.is_dark else "dark")

    def choose_theme(self, name: str) -> None:
        """Use a theme from now on, also the next time."""
        self._settings.setValue(THEME, name)
        self.set_theme(load_theme(name))

    def toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def restore_layout(self) -> None:
        self.docks.arrange()

    def show_shortcuts(self) -> None:
        show_shortcuts(self)

    def show_about(self) -> None:
        show_about(self)

    def set_theme(self, theme: Theme) -> None:
        """Put everything into the colours of a theme."""
        self._theme = theme
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply(app, theme)
        parts = (self.canvas, self.preview, self.inspector, self.library, self.problems)
        for part in (*parts, self.status, self.top, self.actions_, self.docks):
            part.set_theme(theme)

    # Assembly

    def _assemble(self) -> None:
        self.setObjectName("window")
        self.setAcceptDrops(True)
        self.setMinimumSize(960, 600)
        self.setMenuWidget(self.top)
        self.setCentralWidget(self.canvas)
        self.setStatusBar(self.status)
        contents = {
            "library": self.library,
            "preview": self.preview,
            "inspector": self.inspector,
            "problems": self.problems,
        }
        self.docks = Docks(self, contents)
        self.docks["preview"].bar.adopt(self.preview.head)
        self.menus = Menus(self.top.menus, self.actions_, self.docks, self.files, self.choose_theme, self)
        self._name_parts()

    def _name_parts(self) -> None:
        self.menus.fill()
        self.docks.set_titles(
            {
                "library": self.tr("Library"),
                "preview": self.tr("Preview"),
                "inspector": self.tr("Inspector"),
                "problems": self.tr("Problems"),
            }
        )

    def _connect(self) -> None:
        document, jobs, status = self.document, self.jobs, self.status
        for signal in (document.history_changed, document.path_changed):
            signal.connect(self._look)
        document.replaced.connect(self._replaced)
        document.refused.connect(status.pass_on_error)
        jobs.run_changed.connect(self._look)
        self.canvas.selected.connect(self._selected)
        self.canvas.activated.connect(self._activated)
        self.canvas.message.connect(status.pass_on)
        self.canvas.play_asked.connect(self.play)
        self.library.chosen.connect(self.add)
        self.problems.chosen.connect(self._go_to)
        self.files.saved.connect(
            lambda path: status.pass_on(self.tr("Saved {file}").format(file=path.name), "ok", "check")
        )
        status.problems_wanted.connect(self.docks["problems"].toggleViewAction().trigger)
        status.theme_wanted.connect(self.toggle_theme)
        status.language_wanted.connect(self._speak)
        status.folder_wanted.connect(show_in_folder)

    # What follows from what

    def _selected(self, ids: tuple[str, ...]) -> None:
        self.inspector.show_nodes(ids)
        self.viewing.select(ids[-1] if ids else None)
        self._look()

    def _activated(self, node: str) -> None:
        """A double click: the node's values and its result come to the front."""
        self.docks["inspector"].show()
        self.docks["preview"].show()
        self.viewing.select(node)

    def _go_to(self, node: str) -> None:
        self.canvas.select([node])
        self.canvas.setFocus()

    def _replaced(self) -> None:
        self._look()

    def _look(self) -> None:
        """Titles and what can be done follow the document, the selection and the run."""
        document, actions, running = self.document, self.actions_, self.jobs.running
        name = self.files.name()
        self.setWindowTitle(f"{name}[*] - Soraapp")
        self.setWindowModified(document.modified)
        self.top.set_title(name, modified=document.modified, path=str(document.path or ""))
        self.top.model.setText(model_titles(document, self.registry))
        self.top.model.setToolTip(model_facts(document, self.registry))
        self._name_step("undo", self.tr("Undo {step}"), self.tr("Undo"), document.undo_label)
        self._name_step("redo", self.tr("Redo {step}"), self.tr("Redo"), document.redo_label)
        chosen = bool(self.canvas.selection())
        for command in ("cut", "copy", "duplicate"):
            actions[command].setEnabled(chosen)
        actions["delete"].setEnabled(chosen or bool(self.canvas.graph_scene.selected_wires))
        actions["run_here"].setEnabled(chosen and not running)
        actions["run"].setEnabled(not running)
        actions["export"].setEnabled(not running)
        actions["cancel"].setEnabled(running and not self.jobs.cancelling)
        self.top.set_running(running, self.jobs.cancelling)

    def _name_step(self, command: str, named: str, plain: str, step: str) -> None:
        action = self.actions_[command]
        action.setText(named.format(step=edit_label(step)) if step else plain)
        action.setEnabled(bool(step))

    # Language, files dropped, and the end

    def _speak(self, language: str) -> None:
        self._languages.choose(language)
        self.status.set_language(language)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.actions_.retranslate()
            self._name_parts()
            for part in (self.library, self.problems, self.status, self.report):
                part.retranslate()
            self.inspector.show_nodes(self.canvas.selection())
            self.set_theme(self._theme)
            self.viewing.refresh()
            self._look()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._arranged:
            self._arranged = True
            self.docks.proportion()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if path := _dropped(event):
            event.acceptProposedAction()
            self.files.open(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._closing and self.document.modified:
            event.ignore()
            self.files.when_safe(self._close_now)
            return
        self.docks.save(self._settings)
        self.hide()
        self.files.close()
        self.report.close()
        self.preview.shut_down()
        self.jobs.close()
        super().closeEvent(event)

    def _close_now(self) -> None:
        self._closing = True
        self.close()


def _dropped(event: QDropEvent) -> Path | None:
    """The project or film that is dropped, if it is one."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return next((path for path in paths if path.suffix.lower() in (PROJECT_SUFFIX, ".mp4")), None)

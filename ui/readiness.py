"""What the window is called and which commands can be used: both follow document, selection and runs."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from soraapp.engine.provider import Models
from ui.actions import Actions
from ui.canvas import Canvas
from ui.commands import Commands
from ui.dialogs.variants import can_vary
from ui.document import Document
from ui.forecast_text import forecast_text
from ui.jobs import Jobs
from ui.model_titles import model_facts, model_titles
from ui.panels.status_bar import StatusBar
from ui.panels.top_bar import TopBar
from ui.project_files import ProjectFiles
from ui.texts import edit_label


class Readiness(QObject):
    """Looks again whenever one of them has changed."""

    def __init__(
        self,
        document: Document,
        jobs: Jobs,
        registry: Models,
        canvas: Canvas,
        files: ProjectFiles,
        commands: Commands,
        actions: Actions,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._document, self._jobs, self._registry, self._canvas = document, jobs, registry, canvas
        self._files, self._commands, self._actions, self._window = files, commands, actions, window

    def show_in(self, top: TopBar, status: StatusBar) -> None:
        """Begin to show it in the bars of the window."""
        self._top, self._status = top, status
        document = self._document
        for signal in (document.history_changed, document.path_changed, document.replaced):
            signal.connect(self.look)
        self._jobs.run_changed.connect(self._look_at_runs)
        self._jobs.surveyed.connect(self.tell_forecast)
        self.look()

    def look(self) -> None:
        """See to the titles and the commands."""
        document, window, top = self._document, self._window, self._top
        name = self._files.name()
        window.setWindowTitle(f"{name}[*] - Soraapp")
        window.setWindowModified(document.modified)
        top.set_title(name, modified=document.modified, path=str(document.path or ""))
        top.model.setText(model_titles(document, self._registry))
        top.model.setToolTip(model_facts(document, self._registry))
        self._look_at_runs()

    def _look_at_runs(self) -> None:
        """Runs get on many times a second, and that renames nothing."""
        self._enable()
        self._top.set_running(self._jobs.running, self._jobs.cancelling)

    def tell_forecast(self) -> None:
        """What a run would do."""
        told = forecast_text(self._jobs.forecast)
        self._top.set_forecast(told)
        self._status.set_forecast(told)
        self.look()

    def _enable(self) -> None:
        actions, document, jobs = self._actions, self._document, self._jobs
        self._name_step("undo", self.tr("Undo {step}"), self.tr("Undo"), document.undo_label)
        self._name_step("redo", self.tr("Redo {step}"), self.tr("Redo"), document.redo_label)
        chosen = bool(self._canvas.selection())
        framed = bool(self._canvas.graph_scene.frames.selected)
        for command in ("run_here", "mute", "collapse", "take_out"):
            actions[command].setEnabled(chosen)
        for command in ("cut", "copy", "duplicate", "rename", "open_node"):
            actions[command].setEnabled(chosen or framed)
        actions["delete"].setEnabled(chosen or framed or bool(self._canvas.graph_scene.selected_wires))
        actions["run_stale"].setEnabled(bool(jobs.stale))
        actions["vary"].setEnabled(can_vary(document, next(iter(self._canvas.selection()), "")))
        actions["variants"].setEnabled(self._commands.varied() is not None)
        actions["cancel"].setEnabled(jobs.running and not jobs.cancelling)
        actions["cancel_all"].setEnabled(bool(jobs.queue.runs))

    def _name_step(self, command: str, named: str, plain: str, step: str) -> None:
        action = self._actions[command]
        action.setText(named.format(step=edit_label(step)) if step else plain)
        action.setEnabled(bool(step))

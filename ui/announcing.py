"""What a screen reader says of its own accord: what was added, connected or undone, and how runs begin and end."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from soraapp.engine.events import Outcome
from soraapp.project.graph import Graph, Wire
from soraapp.project.levels import Place, called, existing, graph_at
from soraapp.project.project import Project
from ui.document import Document
from ui.jobs import Jobs
from ui.panels.status_bar import StatusBar
from ui.runs.run import Run
from ui.runs.words import standing, title
from ui.texts import edit_label, node_name


class Announcer(QObject):
    """Follows document, runs and status bar while assistive technology listens, and is idle otherwise."""

    said = Signal(str)

    def __init__(self, document: Document, jobs: Jobs, status: StatusBar, window: QWidget) -> None:
        super().__init__(window)
        self._document, self._jobs, self._window = document, jobs, window
        self._begun: Run | None = None
        self._stepping = False
        document.undone.connect(lambda step: self._step(_tr("Undone: {step}"), step))
        document.redone.connect(lambda step: self._step(_tr("Redone: {step}"), step))
        document.changed.connect(self._changed)
        document.place_changed.connect(lambda _, place: self._arrive(place))
        jobs.run_changed.connect(self._run_changed)
        jobs.finished.connect(self._finished)
        status.passed_on.connect(lambda text, token: self.say(text, urgent=token == "bad"))

    def say(self, text: str, *, urgent: bool = False) -> None:
        """What is urgent interrupts what is being said."""
        if not QAccessible.isActive():
            return
        politeness = QAccessible.AnnouncementPoliteness
        event = QAccessibleAnnouncementEvent(self._window, text)
        event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
        QAccessible.updateAccessibility(event)
        self.said.emit(text)

    def _step(self, template: str, step: str) -> None:
        self._stepping = True
        self.say(template.format(step=edit_label(step)))

    def _changed(self, before: Project, after: Project) -> None:
        """What a step that is undone changes was said already."""
        stepping, self._stepping = self._stepping, False
        if QAccessible.isActive() and not stepping and (text := self._text(before, after)):
            self.say(text)

    def _arrive(self, place: Place) -> None:
        """Another level is shown."""
        name = called(self._document.project, "/".join(place))
        self.say(_tr("Inside of {group}").format(group=node_name(name)) if place else _tr("Outside of all groups"))

    def _text(self, before: Project, after: Project) -> str:
        """What is different in the graph that is shown."""
        place = self._document.place
        same = before is not after and existing(before, place) == place
        return change_text(graph_at(before, place), graph_at(after, place)) if same else ""

    def _run_changed(self) -> None:
        run = self._jobs.queue.current
        if run is not None and run.begun and run is not self._begun:
            self._begun = run
            self.say(_tr("Running: {run}").format(run=title(run)))

    def _finished(self, run: Run) -> None:
        """The status bar passes on what is cancelled, and what ends in other projects."""
        if not run.away and run.outcome is not Outcome.CANCELLED:
            told = standing(run, first=False)
            self.say(f"{title(run)}: {told.text}", urgent=run.outcome is Outcome.FAILED)


def change_text(before: Graph, after: Graph) -> str:
    """What is different in a graph, in a few words; empty for what needs none, such as a move."""
    new = [node.name for name, node in after.nodes.items() if name not in before.nodes]
    gone = [node.name for name, node in before.nodes.items() if name not in after.nodes]
    if new and gone and not before.nodes.keys() & after.nodes.keys():
        return ""  # Another project.
    told: list[str] = []
    if new:
        told.append(_tr("Added {names}").format(names=_names(new)))
    if gone:
        told.append(_tr("Deleted {names}").format(names=_names(gone)))
    if before.wires is not after.wires:
        told += _wires(before, after, silent=bool(gone))
    if not new and not gone:
        renamed = [node.name for name, node in after.nodes.items() if before.nodes[name].name != node.name]
        told += [_tr("Renamed to {name}").format(name=node_name(name)) for name in renamed[:1]]
    return ". ".join(told)


def _wires(before: Graph, after: Graph, *, silent: bool) -> list[str]:
    """`silent` leaves out the wires that went, with their nodes for instance."""
    old, now = set(before.wires), set(after.wires)
    told = _each(_tr("Connected {source} with {target}"), _tr("Connected {count} wires"), after, now - old)
    if not silent and not told:
        told = _each(_tr("Disconnected {source} from {target}"), _tr("Disconnected {count} wires"), before, old - now)
    return told


def _each(one: str, several: str, graph: Graph, wires: set[Wire]) -> list[str]:
    if len(wires) > 1:
        return [several.format(count=len(wires))]
    ends = [(graph.nodes.get(wire.source.node), graph.nodes.get(wire.target.node)) for wire in wires]
    return [
        one.format(source=node_name(source.name), target=node_name(target.name))
        for source, target in ends
        if source and target
    ]


def _names(names: list[str]) -> str:
    if len(names) > 3:
        return _tr("{count} nodes").format(count=len(names))
    return ", ".join(node_name(name) for name in names)


def _tr(text: str) -> str:
    return QCoreApplication.translate("announcing", text)

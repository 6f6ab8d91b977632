"""What follows from what: the parts of the window know nothing of each other, and are connected here."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from soraapp.engine.proxying import ProxyMaker
from soraapp.places import cache_folder
from soraapp.project.timeline.timeline import NodeSource
from ui.dialogs.export import show_in_folder
from ui.getting import Getting
from ui.going import go_to
from ui.inspector import Inspector
from ui.inspector.items import ItemInspector, face
from ui.making import join
from ui.runs.notices import shown
from ui.timeline.following import follow
from ui.timeline.tying import shown_data, take_data, tie

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def connect(window: MainWindow) -> None:
    """Connect the parts of a window."""
    document, jobs, status = window.document, window.jobs, window.status
    document.refused.connect(status.pass_on_error)
    window.canvas.values.models = window.registry
    jobs.surveyed.connect(window.takes.refresh)
    jobs.finished.connect(window.stage.show_variants)
    for view in (window.canvas, window.timeline.view):
        view.installEventFilter(window.stage)
    window.takes.chosen.connect(window.viewing.show_take)
    window.takes.lineup.refused.connect(status.pass_on_error)
    document.replaced.connect(lambda: window.takes.show_node(None))
    window.canvas.selected.connect(partial(_selected, window))
    window.canvas.pressed_again.connect(partial(_chosen_again, window))
    window.canvas.activated.connect(partial(_activated, window))
    window.canvas.message.connect(status.pass_on)
    window.viewers.told.connect(status.pass_on)
    window.viewers.shown = partial(_chosen_again, window)
    _connect_outline(window)
    follow(window.timeline.view, window.film)
    window.timeline.view.selection_changed.connect(partial(_item_selected, window))
    window.timeline.view.item_clicked.connect(partial(_item_selected, window))
    join(window)
    tie(window)
    face(window)
    window.files.group_opened.connect(window.own_groups.open)
    window.own_groups.saved.connect(lambda path: status.pass_on_file(_tr("Saved {file}").format(file=path.name), path))
    window.canvas.play_asked.connect(window.preview.toggle)
    window.canvas.run_asked.connect(window.commands.run)
    window.preview.sound.keep_in(window.settings)
    window.preview.screen_area.guides.keep_in(window.settings)
    window.preview.player.rough.make_with(ProxyMaker(cache_folder(), window.preview.player.rough.again))
    window.commands.refused.connect(status.pass_on)
    window.command_palette.refused.connect(status.pass_on)
    window.commands.cleared.connect(window.report.weigh_cache)
    window.commands.models_read.connect(partial(_models_read, window))
    _connect_models(window)
    getting = Getting.of(window)
    getting.fetched.connect(lambda: status.pass_on(_tr("{model} is here").format(model=getting.name), "ok", "check"))
    getting.fetched.connect(window.commands.models_read)
    getting.failed.connect(status.pass_on_error)
    status.storage_wanted.connect(window.commands.show_storage)
    window.takes.variants_asked.connect(window.commands.ask_variants)
    window.canvas.variants_asked.connect(window.commands.ask_variants)
    window.library.chosen.connect(window.commands.add)
    window.problems.chosen.connect(partial(go_to, window))
    window.canvas.trouble.go_asked.connect(partial(go_to, window))
    window.canvas.bringing.open_asked.connect(window.files.open)
    window.files.saved.connect(lambda path: status.pass_on(_tr("Saved {file}").format(file=path.name), "ok", "check"))
    window.exchange.told.connect(lambda text: status.pass_on(text, "ok", "check"))
    window.exchange.written.connect(status.pass_on_file)
    window.exchange.failed.connect(status.pass_on_error)
    window.sharing.told.connect(status.pass_on)
    window.sharing.failed.connect(status.pass_on_error)
    screen = window.preview.screen_area
    screen.carried.connect(lambda: window.sharing.drag_shown(screen, screen.image, shown_data(window)))
    window.takes.dragged.connect(lambda *what: window.sharing.drag(window.takes, *what, own=take_data(window)))
    window.keeping.failed.connect(status.pass_on_error)
    window.recovery.failed.connect(status.pass_on_error)
    window.recovery.told.connect(status.pass_on)
    window.recovery.restored.connect(window.keeping.keep)
    status.problems_wanted.connect(lambda: window.docks.toggle("problems"))
    status.queue_wanted.connect(lambda: window.docks.toggle("queue"))
    status.theme_wanted.connect(window.preferences.toggle_theme)
    status.language_wanted.connect(window.speak)
    status.folder_wanted.connect(show_in_folder)


def _models_read(window: MainWindow) -> None:
    """There may be others to choose, and projects that can be run now."""
    window.registry.look()
    window.jobs.look_again()


def _connect_models(window: MainWindow) -> None:
    """What is known of the models is told as soon as it is read."""
    models = window.registry
    models.changed.connect(partial(_tell_models, window))
    models.others_found.connect(window.jobs.look_again)
    models.failed.connect(lambda error: window.status.pass_on_error(shown(error)))
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication), "a window has one"
    application.applicationStateChanged.connect(models.look_when_back)
    models.look()


def _tell_models(window: MainWindow) -> None:
    for inspector in (*window.findChildren(Inspector), *window.findChildren(ItemInspector)):
        inspector.tell_models()
    window.readiness.look()


def _connect_outline(window: MainWindow) -> None:
    """The outline shows what the canvas shows, and both have the same nodes selected."""
    outline, canvas = window.outline, window.canvas
    canvas.graph_scene.graph_changed.connect(lambda: outline.show_graph(canvas.graph_scene.graph))
    canvas.selected.connect(outline.show_selection)
    outline.chosen.connect(partial(_chosen_in_outline, window))
    outline.opened.connect(partial(_opened_in_outline, window))
    outline.delete_asked.connect(canvas.delete_selection)
    outline.show_graph(canvas.graph_scene.graph)


def _chosen_in_outline(window: MainWindow, ids: tuple[str, ...]) -> None:
    window.canvas.select(ids)
    if ids:
        window.canvas.camera.reveal(window.canvas.graph_scene.bounds(ids[-1:]))


def _opened_in_outline(window: MainWindow, node: str) -> None:
    """Its values and its result come to the front, and the keyboard goes to the canvas."""
    window.canvas.activated.emit(node)
    window.canvas.setFocus()


def _selected(window: MainWindow, ids: tuple[str, ...]) -> None:
    window.inspector.show_nodes(ids)
    window.viewing.select(ids[-1] if ids else None)
    window.takes.show_node(ids[-1] if ids else None)
    window.readiness.look()


def _item_selected(window: MainWindow) -> None:
    """The takes are those of the node that the item selected last shows; without one, of the node on the canvas."""
    view = window.timeline.view
    if not view.selection:
        window.takes.show_node(next(reversed(window.canvas.selection()), None))
        return
    source = view.shown.by_id[view.selection[-1]].source
    window.takes.show_node(source.port.node if isinstance(source, NodeSource) else None)


def _chosen_again(window: MainWindow, node: str) -> None:
    """Whatever was looked at meanwhile, preview and takes are of the node again."""
    window.viewing.select(node)
    if window.takes.node != node:
        window.takes.show_node(node)


def _activated(window: MainWindow, node: str) -> None:
    """A double click: a group is entered; of another node the values and the result come to the front."""
    if window.canvas.grouping.go_into(node):
        return
    window.docks["inspector"].show()
    window.docks["preview"].show()
    window.viewing.select(node)


def _tr(text: str) -> str:
    return QCoreApplication.translate("wiring", text)

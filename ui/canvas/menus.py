"""The context menus of nodes and wires."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QMenu

from soraapp.nodekit import NodeType
from soraapp.project.groups import is_boundary
from soraapp.project.take_edits import unpin
from ui.canvas.port_menus import port_entries, port_menus
from ui.canvas.scene import Hit, Part
from ui.canvas.words import tr
from ui.forecast_text import forecast_text

if TYPE_CHECKING:
    from ui.canvas.view import Canvas


def menu_at(canvas: Canvas, point: QPointF) -> QMenu | None:
    """The menu for what is at a point of the viewport, which is selected; None where nothing is."""
    hit, scene = canvas.hit(point), canvas.graph_scene
    if hit.part is Part.NOTHING:
        return None
    if hit.frame:
        if hit.frame not in scene.frames.selected:
            scene.select((), (), [hit.frame])
        return _frame_menu(canvas, hit.frame)
    if hit.node and hit.node not in scene.selected_nodes:
        scene.select([hit.node])
    elif hit.wire and hit.wire not in scene.selected_wires:
        scene.select((), [hit.wire])
    return _wire_menu(canvas, point) if hit.wire else _node_menu(canvas, hit, canvas.camera.to_scene(point))


def _node_menu(canvas: Canvas, hit: Hit, point: QPointF) -> QMenu:
    """What can be done with the port at a scene point, and with the selected nodes."""
    chosen = canvas.selection()
    menu = _menu(canvas)
    for text, action in port_entries(canvas, hit, point):
        _add(menu, text, action)
    menu.addSeparator()
    if all(is_boundary(canvas.document.graph.nodes[node]) for node in chosen):
        _fill_for_ends(menu, canvas, chosen)
    else:
        _fill_for_nodes(menu, canvas, chosen)
    return menu


def _fill_for_ends(menu: _Menu, canvas: Canvas, chosen: Sequence[str]) -> None:
    """What can be done with what stands for the inputs and the outputs of a group: it stays, and is there once."""
    _add_port_menus(menu, canvas, chosen)
    menu.addSeparator()
    one, wired = len(chosen) == 1, _wired(canvas, chosen)
    _add(menu, tr("Rename"), lambda: canvas.writing.rename(chosen[0]), "rename", enabled=one)
    _add(menu, tr("Connect…") if one else tr("Connect"), canvas.connecting.begin, "connect")
    _add(menu, tr("Disconnect"), lambda: canvas.commands.disconnect_nodes(chosen), enabled=wired)
    collapsed = all(canvas.document.graph.nodes[node].collapsed for node in chosen)
    _add(menu, tr("Expand") if collapsed else tr("Collapse"), canvas.chains.collapse, "collapse")
    menu.addSeparator()
    _add(menu, tr("Leave the group"), canvas.grouping.leave, "leave_group")


def _fill_for_nodes(menu: _Menu, canvas: Canvas, chosen: Sequence[str]) -> None:
    one = len(chosen) == 1
    told = forecast_text(canvas.jobs.forecast_to(chosen))
    run = f"{tr('Run to here')} ({told})" if told else tr("Run to here")
    _add(menu, run, lambda: canvas.jobs.run(list(chosen)), "run_here")
    if one and canvas.document.graph.nodes[chosen[0]].pinned is not None:
        _add(menu, tr("Unpin the take"), lambda: canvas.commands.apply(unpin(chosen[0])))
    kind = canvas.document.catalogue.get(canvas.document.graph.nodes[chosen[0]].kind) if one else None
    if canvas.pointer.handing.taker is not None:
        _add(menu, tr("Add to the timeline"), lambda: canvas.pointer.handing.give(chosen), "add_to_timeline")
    _add(menu, tr("Variants…"), lambda: canvas.variants_asked.emit(chosen[0]), "vary", enabled=_varies(kind))
    menu.addSeparator()
    _add(menu, tr("Rename"), lambda: canvas.writing.rename(chosen[0]), "rename", enabled=one)
    _add(menu, tr("Duplicate"), canvas.duplicate_selection, "duplicate")
    _add(menu, tr("Copy"), canvas.copy, "copy")
    _add(menu, tr("Cut"), canvas.cut, "cut")
    menu.addSeparator()
    _add(menu, tr("Connect…") if one else tr("Connect"), canvas.connecting.begin, "connect", enabled=len(chosen) < 3)
    _add(menu, tr("Replace…"), canvas.chains.ask_kind, "replace", enabled=one)
    nodes = [canvas.document.graph.nodes[node] for node in chosen]
    muted, collapsed = all(node.muted for node in nodes), all(node.collapsed for node in nodes)
    _add(menu, tr("Unmute") if muted else tr("Mute"), canvas.chains.mute, "mute")
    _add(menu, tr("Expand") if collapsed else tr("Collapse"), canvas.chains.collapse, "collapse")
    menu.addSeparator()
    _add(menu, tr("Frame"), canvas.framing.add, "add_frame")
    _add(menu, tr("Lay out"), canvas.arranging.lay_out, "lay_out", enabled=not one)
    for text, action, command in canvas.grouping.offers(chosen):
        _add(menu, text, action, command)
    _add_port_menus(menu, canvas, chosen)
    menu.addSeparator()
    wired = _wired(canvas, chosen)
    _add(menu, tr("Take out of the chain"), canvas.chains.take_out, "take_out", enabled=wired)
    _add(menu, tr("Disconnect"), lambda: canvas.commands.disconnect_nodes(chosen), enabled=wired)
    _add(menu, tr("Delete"), canvas.delete_selection, "delete")


def _add_port_menus(menu: QMenu, canvas: Canvas, chosen: Sequence[str]) -> None:
    for title, entries in port_menus(canvas, chosen):
        inner = menu.addMenu(title)
        for text, action in entries:
            inner.addAction(text, action)


def _wired(canvas: Canvas, chosen: Sequence[str]) -> bool:
    return any(wire.source.node in chosen or wire.target.node in chosen for wire in canvas.document.graph.wires)


def _frame_menu(canvas: Canvas, frame: str) -> QMenu:
    """What can be done with the selected frames, one of which is given."""
    menu, framing = _menu(canvas), canvas.framing
    _add(menu, tr("Rename"), lambda: framing.rename(frame), "rename")
    _add(menu, tr("Write a note"), lambda: framing.write(frame), "open_node")
    _add(menu, tr("Fit to what is inside"), framing.fit)
    framing.offer_colors(menu.addMenu(tr("Colour")), frame)
    menu.addSeparator()
    _add(menu, tr("Duplicate"), canvas.duplicate_selection, "duplicate")
    _add(menu, tr("Copy"), canvas.copy, "copy")
    _add(menu, tr("Cut"), canvas.cut, "cut")
    menu.addSeparator()
    _add(menu, tr("Delete"), canvas.delete_selection, "delete")
    return menu


def _wire_menu(canvas: Canvas, point: QPointF) -> QMenu:
    """What can be done with the selected wires."""
    menu = _menu(canvas)
    if len(canvas.graph_scene.selected_wires) == 1:
        (wire,) = canvas.graph_scene.selected_wires
        _add(menu, tr("Insert a node…"), lambda: canvas.adding.search_into(wire, point), "add")
        _add(menu, tr("Add a dot"), lambda: canvas.chains.add_dot(wire, canvas.camera.to_scene(point)), "add_dot")
        menu.addSeparator()
    _add(menu, tr("Delete"), canvas.delete_selection, "delete")
    return menu


def _varies(kind: NodeType | None) -> bool:
    return kind is not None and kind.gives_takes


class _Menu(QMenu):
    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self.keymap = canvas.keymap


def _menu(canvas: Canvas) -> _Menu:
    menu = _Menu(canvas)
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def _add(menu: _Menu, text: str, action: Callable[[], object], command: str = "", *, enabled: bool = True) -> None:
    """The key of the command is shown as text: the canvas or the window takes it, not the menu."""
    keys = menu.keymap.text(command)
    added = menu.addAction(f"{text}\t{keys}" if keys else text)
    added.setEnabled(enabled)
    added.triggered.connect(lambda: action())

"""Every command of the window once, as data: menus, buttons, shortcuts and the list of shortcuts derive from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from ui.theme import Theme, icon


@dataclass(frozen=True)
class Command:
    """Something a person can ask of the window."""

    id: str
    text: str
    """In English; an ellipsis says that more is asked before anything happens."""
    menu: str
    handler: str
    """The method of the window that does it, such as ``files.save``."""
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    on_canvas: bool = False
    """The shortcuts hold only while the canvas has the keyboard: elsewhere the keys mean something else."""
    separated: bool = False
    """A line stands above it in the menu."""
    shown: str = ""
    """A shortcut that another widget acts on, shown in the menu and the list of shortcuts only."""


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """Marks a text for translation under the name that Qt's tools look for; Qt's own one loses the type."""
    return text


MENUS = (
    QT_TRANSLATE_NOOP("actions", "File"),
    QT_TRANSLATE_NOOP("actions", "Edit"),
    QT_TRANSLATE_NOOP("actions", "Node"),
    QT_TRANSLATE_NOOP("actions", "View"),
    QT_TRANSLATE_NOOP("actions", "Run"),
    QT_TRANSLATE_NOOP("actions", "Help"),
)

COMMANDS = (
    Command("new", QT_TRANSLATE_NOOP("actions", "New"), "File", "files.new", ("Ctrl+N",), "new"),
    Command("open", QT_TRANSLATE_NOOP("actions", "Open…"), "File", "files.choose", ("Ctrl+O",), "open"),
    Command("save", QT_TRANSLATE_NOOP("actions", "Save"), "File", "files.save", ("Ctrl+S",), "save", separated=True),
    Command("save_as", QT_TRANSLATE_NOOP("actions", "Save as…"), "File", "files.save_as", ("Ctrl+Shift+S",)),
    Command(
        "export",
        QT_TRANSLATE_NOOP("actions", "Export film…"),
        "File",
        "commands.export",
        ("Ctrl+E",),
        "export",
        separated=True,
    ),
    Command("storage", QT_TRANSLATE_NOOP("actions", "Results on disk…"), "File", "commands.show_storage"),
    Command("quit", QT_TRANSLATE_NOOP("actions", "Quit"), "File", "close", ("Ctrl+Q",), separated=True),
    Command("undo", QT_TRANSLATE_NOOP("actions", "Undo"), "Edit", "document.undo", ("Ctrl+Z",), "undo"),
    Command("redo", QT_TRANSLATE_NOOP("actions", "Redo"), "Edit", "document.redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "redo"),
    Command(
        "cut",
        QT_TRANSLATE_NOOP("actions", "Cut"),
        "Edit",
        "canvas.cut",
        ("Ctrl+X",),
        "cut",
        on_canvas=True,
        separated=True,
    ),
    Command("copy", QT_TRANSLATE_NOOP("actions", "Copy"), "Edit", "canvas.copy", ("Ctrl+C",), "copy", on_canvas=True),
    Command(
        "paste", QT_TRANSLATE_NOOP("actions", "Paste"), "Edit", "canvas.paste", ("Ctrl+V",), "paste", on_canvas=True
    ),
    Command(
        "duplicate",
        QT_TRANSLATE_NOOP("actions", "Duplicate"),
        "Edit",
        "canvas.duplicate_selection",
        ("Ctrl+D",),
        "duplicate",
        on_canvas=True,
    ),
    Command(
        "delete",
        QT_TRANSLATE_NOOP("actions", "Delete"),
        "Edit",
        "canvas.delete_selection",
        ("Del", "Backspace"),
        "delete",
        on_canvas=True,
    ),
    Command(
        "select_all",
        QT_TRANSLATE_NOOP("actions", "Select all"),
        "Edit",
        "canvas.select_all",
        ("Ctrl+A",),
        on_canvas=True,
        separated=True,
    ),
    Command(
        "add",
        QT_TRANSLATE_NOOP("actions", "Add node…"),
        "Node",
        "canvas.add_popup",
        ("Shift+A",),
        "add",
        on_canvas=True,
        shown="Tab",
    ),
    Command(
        "run_here",
        QT_TRANSLATE_NOOP("actions", "Run to the selected node"),
        "Node",
        "commands.run_selected",
        ("Ctrl+Shift+Return",),
        "run",
    ),
    Command(
        "variants",
        QT_TRANSLATE_NOOP("actions", "Make four variants"),
        "Node",
        "commands.make_variants",
        ("Ctrl+Alt+Return",),
        "dice",
    ),
    Command(
        "vary", QT_TRANSLATE_NOOP("actions", "Variants…"), "Node", "commands.ask_variants", ("Ctrl+Shift+V",), "dice"
    ),
    Command(
        "compare",
        QT_TRANSLATE_NOOP("actions", "Compare takes"),
        "Node",
        "stage.toggle",
        ("C",),
        "wipe",
        on_canvas=True,
    ),
    Command("fit", QT_TRANSLATE_NOOP("actions", "Show all"), "View", "canvas.fit", ("Home",), "fit", on_canvas=True),
    Command(
        "frame",
        QT_TRANSLATE_NOOP("actions", "Show the selection"),
        "View",
        "canvas.fit_selection",
        ("F",),
        on_canvas=True,
    ),
    Command(
        "theme",
        QT_TRANSLATE_NOOP("actions", "Dark / light theme"),
        "View",
        "toggle_theme",
        ("Ctrl+Shift+L",),
        "theme",
        separated=True,
    ),
    Command(
        "full_screen", QT_TRANSLATE_NOOP("actions", "Full screen"), "View", "toggle_full_screen", ("F11",), "fullscreen"
    ),
    Command("layout", QT_TRANSLATE_NOOP("actions", "Restore the layout"), "View", "restore_layout"),
    Command("run", QT_TRANSLATE_NOOP("actions", "Run"), "Run", "commands.run", ("Ctrl+Return", "Ctrl+Enter"), "run"),
    Command(
        "run_stale", QT_TRANSLATE_NOOP("actions", "Run what is not stored"), "Run", "jobs.run_stale", ("F5",), "stale"
    ),
    Command("cancel", QT_TRANSLATE_NOOP("actions", "Cancel"), "Run", "jobs.cancel", ("Esc",), "stop"),
    Command("cancel_all", QT_TRANSLATE_NOOP("actions", "Cancel all runs"), "Run", "jobs.cancel_all", ("Shift+Esc",)),
    Command(
        "play",
        QT_TRANSLATE_NOOP("actions", "Play or pause"),
        "Run",
        "preview.toggle",
        ("Space",),
        "play",
        separated=True,
    ),
    Command("shortcuts", QT_TRANSLATE_NOOP("actions", "Keyboard shortcuts"), "Help", "show_shortcuts", ("F1",), "help"),
    Command("about", QT_TRANSLATE_NOOP("actions", "About Soraapp"), "Help", "show_about", (), "info"),
)


def command_text(command: Command) -> str:
    return QCoreApplication.translate("actions", command.text)


def menu_title(menu: str) -> str:
    return QCoreApplication.translate("actions", menu)


def keys_text(command: Command) -> str:
    """The shortcuts of a command as the keyboard of this system names them."""
    keys = (*command.shortcuts, command.shown) if command.shown else command.shortcuts
    return ", ".join(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)


class Actions:
    """The commands as Qt actions of a window. `actions["save"]` is one of them."""

    def __init__(self, window: QWidget, canvas: QWidget, owner: Any) -> None:
        self._actions: dict[str, QAction] = {}
        for command in COMMANDS:
            action = QAction(window)
            action.setObjectName(command.id)
            action.setShortcuts([QKeySequence(key) for key in command.shortcuts])
            if command.on_canvas:
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            (canvas if command.on_canvas else window).addAction(action)
            handler: Callable[[], object] = reduce(getattr, command.handler.split("."), owner)
            action.triggered.connect(lambda _=False, do=handler: do())
            self._actions[command.id] = action
        self.retranslate()

    def __getitem__(self, command: str) -> QAction:
        return self._actions[command]

    def retranslate(self) -> None:
        for command in COMMANDS:
            self[command.id].setText(command_text(command))

    def set_theme(self, theme: Theme) -> None:
        for command in COMMANDS:
            if command.icon:
                self[command.id].setIcon(icon(command.icon, theme.color("dim"), theme.color("faint")))

    def fill(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Put a menu for each of MENUS into the bar; the answer are the menus by their English names."""
        menus = {name: bar.addMenu(menu_title(name)) for name in MENUS}
        for command in COMMANDS:
            if command.separated:
                menus[command.menu].addSeparator()
            menus[command.menu].addAction(self[command.id])
        return menus


def tip(action: QAction) -> str:
    """What a button of an action says on hover: the text and the shortcut."""
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    text = action.text().rstrip("…")
    return f"{text}  {keys}" if keys else text

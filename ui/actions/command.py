"""What a command is: data, from which menus, buttons, shortcuts, the palette and the list of shortcuts derive."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication


class Where(Enum):
    """Where keys hold."""

    EVERYWHERE = "everywhere"
    CANVAS = "canvas"
    TIMELINE = "timeline"
    PREVIEW = "preview"

    def meets(self, other: Where) -> bool:
        """Whether there is a place where the keys of both hold."""
        return self is other or Where.EVERYWHERE in (self, other)


@dataclass(frozen=True)
class Command:
    """Something a person can ask of the window."""

    id: str
    text: str
    """In English; an ellipsis says that more is asked before anything happens."""
    handler: str
    """The method of the window that does it, such as ``files.save``."""
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    on_canvas: bool = False
    """The shortcuts hold only while the canvas has the keyboard: elsewhere the keys mean something else."""
    on_timeline: bool = False
    """The same for the timeline."""
    separated: bool = False
    """A line stands above it in the menu."""
    checked: str = ""
    """For something that is on or off: where the window tells which, such as ``canvas.snapping.on``."""
    number: int = 0
    """For one of several commands alike: what their handler, and what tells whether it is on, is called with. It stands
    in the text in place of ``{number}``."""

    @property
    def where(self) -> Where:
        """Where its shortcuts hold."""
        if self.on_canvas:
            return Where.CANVAS
        return Where.TIMELINE if self.on_timeline else Where.EVERYWHERE


@dataclass(frozen=True)
class Menu:
    """A menu of the menu bar, or one inside another."""

    title: str
    """In English."""
    entries: tuple[Command | Menu, ...]
    separated: bool = False
    """A line stands above it in the menu that it is in."""

    @property
    def commands(self) -> tuple[Command, ...]:
        """All commands, those of menus inside included, in order."""
        parts = (entry.commands if isinstance(entry, Menu) else (entry,) for entry in self.entries)
        return tuple(command for part in parts for command in part)


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """Marks a text for translation under the name that Qt's tools look for; Qt's own one loses the type."""
    return text


def command_text(command: Command) -> str:
    return _numbered(command, QCoreApplication.translate("actions", command.text))


def english_text(command: Command) -> str:
    return _numbered(command, command.text)


def _numbered(command: Command, text: str) -> str:
    return text.format(number=command.number) if command.number else text


def menu_title(menu: Menu) -> str:
    return QCoreApplication.translate("actions", menu.title)

"""Every command of the window once, as data: a file a menu."""

from ui.actions.actions import Actions, tip
from ui.actions.command import Command, Menu, command_text, keys_text, menu_title
from ui.actions.keymap import Keymap, key_text
from ui.actions.menus import COMMANDS, MENUS

__all__ = [
    "COMMANDS",
    "MENUS",
    "Actions",
    "Command",
    "Keymap",
    "Menu",
    "command_text",
    "key_text",
    "keys_text",
    "menu_title",
    "tip",
]

"""Every command of the window once, as data: a file a menu."""

from ui.actions.actions import Actions, tip
from ui.actions.command import Command, Menu, Where, command_text, menu_title
from ui.actions.fixed import FIXED, fixed_text, place_text
from ui.actions.keymap import MOST_KEYS, Keymap, key_text
from ui.actions.menus import COMMANDS, MENUS

__all__ = [
    "COMMANDS",
    "FIXED",
    "MENUS",
    "MOST_KEYS",
    "Actions",
    "Command",
    "Keymap",
    "Menu",
    "Where",
    "command_text",
    "fixed_text",
    "key_text",
    "menu_title",
    "place_text",
    "tip",
]

"""The menus in their order, and every command once."""

from ui.actions import edit, file, node, run, view
from ui.actions import help as help_

MENUS = (file.MENU, edit.MENU, node.MENU, view.MENU, run.MENU, help_.MENU)
COMMANDS = tuple(command for menu in MENUS for command in menu.commands)

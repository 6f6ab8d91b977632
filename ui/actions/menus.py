"""The menus in their order, and every command once."""

from ui.actions import edit, file, node, run, timeline, view
from ui.actions import help as help_

MENUS = (file.MENU, edit.MENU, node.MENU, timeline.MENU, view.MENU, run.MENU, help_.MENU)
COMMANDS = tuple(command for menu in MENUS for command in menu.commands)

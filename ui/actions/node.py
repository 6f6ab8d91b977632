"""Commands about nodes."""

from ui.actions import arrange, groups, wires
from ui.actions.command import QT_TRANSLATE_NOOP, Command, Menu

MENU = Menu(
    QT_TRANSLATE_NOOP("actions", "Node"),
    (
        Command(
            "add",
            QT_TRANSLATE_NOOP("actions", "Add node…"),
            "canvas.add_popup",
            ("Tab", "Shift+A"),
            "add",
            on_canvas=True,
        ),
        Command(
            "run_here",
            QT_TRANSLATE_NOOP("actions", "Run to the selected node"),
            "commands.run_selected",
            ("Ctrl+Shift+Return",),
            "run",
        ),
        Command(
            "variants",
            QT_TRANSLATE_NOOP("actions", "Make four variants"),
            "commands.make_variants",
            ("Ctrl+Alt+Return",),
            "dice",
        ),
        Command("vary", QT_TRANSLATE_NOOP("actions", "Variants…"), "commands.ask_variants", ("Ctrl+Shift+V",), "dice"),
        Command(
            "add_to_timeline",
            QT_TRANSLATE_NOOP("actions", "Add to the timeline"),
            "timeline.bringing.put_chosen",
            ("Shift+T",),
            "timeline",
            on_canvas=True,
        ),
        Command(
            "compare",
            QT_TRANSLATE_NOOP("actions", "Compare takes"),
            "stage.toggle",
            ("Shift+C",),
            "wipe",
            on_canvas=True,
        ),
        Command(
            "rename",
            QT_TRANSLATE_NOOP("actions", "Rename"),
            "canvas.rename_selection",
            ("F2",),
            on_canvas=True,
            separated=True,
        ),
        Command(
            "open_node",
            QT_TRANSLATE_NOOP("actions", "Open"),
            "canvas.activate_selection",
            ("Return", "Enter"),
            on_canvas=True,
        ),
        Command(
            "trouble",
            QT_TRANSLATE_NOOP("actions", "What is wrong"),
            "canvas.trouble.tell_selected",
            ("W",),
            on_canvas=True,
        ),
        wires.MENU,
        groups.MENU,
        Command(
            "add_frame",
            QT_TRANSLATE_NOOP("actions", "Frame or note"),
            "canvas.framing.add",
            ("Ctrl+J",),
            on_canvas=True,
            separated=True,
        ),
        arrange.MENU,
    ),
)

"""Commands about what is seen."""

from ui.actions.command import QT_TRANSLATE_NOOP, Command, Menu
from ui.actions.places import BOOKMARKS, VIEWERS
from ui.actions.preview import PREVIEW

MENU = Menu(
    QT_TRANSLATE_NOOP("actions", "View"),
    (
        Command("fit", QT_TRANSLATE_NOOP("actions", "Show all"), "canvas.fit", ("Home",), "fit", on_canvas=True),
        Command(
            "frame",
            QT_TRANSLATE_NOOP("actions", "Show the selection"),
            "canvas.fit_selection",
            ("F",),
            on_canvas=True,
        ),
        Command(
            "zoom_in", QT_TRANSLATE_NOOP("actions", "Zoom in"), "canvas.zoom_in", ("Ctrl++", "Ctrl+="), on_canvas=True
        ),
        Command("zoom_out", QT_TRANSLATE_NOOP("actions", "Zoom out"), "canvas.zoom_out", ("Ctrl+-",), on_canvas=True),
        BOOKMARKS,
        VIEWERS,
        PREVIEW,
        Command(
            "minimap",
            QT_TRANSLATE_NOOP("actions", "Minimap"),
            "canvas.minimap.toggle",
            ("Shift+M",),
            on_canvas=True,
            checked="canvas.minimap.on",
        ),
        Menu(
            QT_TRANSLATE_NOOP("actions", "Workspace"),
            tuple(
                Command(
                    f"workspace_{number}",
                    text,
                    "workspaces.show_number",
                    (f"Ctrl+Alt+{number}",),
                    checked="workspaces.is_shown",
                    number=number,
                )
                for number, text in enumerate(
                    (
                        QT_TRANSLATE_NOOP("actions", "Graph"),
                        QT_TRANSLATE_NOOP("actions", "Edit the film"),
                        QT_TRANSLATE_NOOP("actions", "Review"),
                    ),
                    1,
                )
            ),
            separated=True,
        ),
        Command(
            "pin_inspector",
            QT_TRANSLATE_NOOP("actions", "Pin the inspector"),
            "pins.pin",
            icon="pin",
            separated=True,
        ),
        Command("next_pane", QT_TRANSLATE_NOOP("actions", "Next pane"), "panes.next", ("F6",), separated=True),
        Command("previous_pane", QT_TRANSLATE_NOOP("actions", "Previous pane"), "panes.previous", ("Shift+F6",)),
        Command("menus", QT_TRANSLATE_NOOP("actions", "Go to the menus"), "panes.show_menus", ("F10",)),
        Command(
            "outline", QT_TRANSLATE_NOOP("actions", "Outline of the graph"), "panes.show_outline", ("Ctrl+Shift+O",)
        ),
        Command("timeline", QT_TRANSLATE_NOOP("actions", "Timeline"), "panes.show_timeline", ("Ctrl+Shift+T",)),
        Command(
            "theme",
            QT_TRANSLATE_NOOP("actions", "Dark / light theme"),
            "preferences.toggle_theme",
            ("Ctrl+Shift+L",),
            "theme",
            separated=True,
        ),
        Command(
            "full_screen", QT_TRANSLATE_NOOP("actions", "Full screen"), "toggle_full_screen", ("F11",), "fullscreen"
        ),
        Command("layout", QT_TRANSLATE_NOOP("actions", "Restore the layout"), "restore_layout"),
    ),
)

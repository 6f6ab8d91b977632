"""Commands about help."""

from ui.actions.command import QT_TRANSLATE_NOOP, Command, Menu

MENU = Menu(
    QT_TRANSLATE_NOOP("actions", "Help"),
    (
        Command(
            "palette",
            QT_TRANSLATE_NOOP("actions", "Find a command…"),
            "command_palette.open",
            ("Ctrl+Shift+P",),
            "search",
        ),
        Command(
            "shortcuts",
            QT_TRANSLATE_NOOP("actions", "Keyboard shortcuts…"),
            "preferences.show_shortcuts",
            ("F1",),
            "help",
        ),
        Command("about", QT_TRANSLATE_NOOP("actions", "About Soraapp"), "show_about", (), "info"),
    ),
)

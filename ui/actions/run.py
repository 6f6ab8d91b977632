"""Commands about runs and playing."""

from ui.actions.command import QT_TRANSLATE_NOOP, Command, Menu

MENU = Menu(
    QT_TRANSLATE_NOOP("actions", "Run"),
    (
        Command("run", QT_TRANSLATE_NOOP("actions", "Run"), "commands.run", ("Ctrl+Return", "Ctrl+Enter"), "run"),
        Command(
            "run_stale", QT_TRANSLATE_NOOP("actions", "Run what is not stored"), "jobs.run_stale", ("F5",), "stale"
        ),
        Command("cancel", QT_TRANSLATE_NOOP("actions", "Cancel"), "jobs.cancel", ("Esc",), "stop"),
        Command("cancel_all", QT_TRANSLATE_NOOP("actions", "Cancel all runs"), "jobs.cancel_all", ("Shift+Esc",)),
        Command(
            "play",
            QT_TRANSLATE_NOOP("actions", "Play or pause"),
            "preview.toggle",
            ("Space",),
            "play",
            separated=True,
        ),
    ),
)

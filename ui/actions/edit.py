"""Commands about what is selected, and the history."""

from ui.actions.command import QT_TRANSLATE_NOOP, Command, Menu

MENU = Menu(
    QT_TRANSLATE_NOOP("actions", "Edit"),
    (
        Command("undo", QT_TRANSLATE_NOOP("actions", "Undo"), "document.undo", ("Ctrl+Z",), "undo"),
        Command("redo", QT_TRANSLATE_NOOP("actions", "Redo"), "document.redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "redo"),
        Command("history", QT_TRANSLATE_NOOP("actions", "History"), "panes.show_history", ("Ctrl+Alt+Z",)),
        Command(
            "cut",
            QT_TRANSLATE_NOOP("actions", "Cut"),
            "canvas.cut",
            ("Ctrl+X",),
            "cut",
            on_canvas=True,
            separated=True,
        ),
        Command("copy", QT_TRANSLATE_NOOP("actions", "Copy"), "canvas.copy", ("Ctrl+C",), "copy", on_canvas=True),
        Command("paste", QT_TRANSLATE_NOOP("actions", "Paste"), "canvas.paste", ("Ctrl+V",), "paste", on_canvas=True),
        Command(
            "duplicate",
            QT_TRANSLATE_NOOP("actions", "Duplicate"),
            "canvas.duplicate_selection",
            ("Ctrl+D",),
            "duplicate",
            on_canvas=True,
        ),
        Command(
            "duplicate_fed",
            QT_TRANSLATE_NOOP("actions", "Duplicate with its inputs"),
            "canvas.chains.duplicate_fed",
            ("Ctrl+Shift+D",),
            on_canvas=True,
        ),
        Command(
            "delete",
            QT_TRANSLATE_NOOP("actions", "Delete"),
            "canvas.delete_selection",
            ("Del", "Backspace"),
            "delete",
            on_canvas=True,
        ),
        Command(
            "select_all",
            QT_TRANSLATE_NOOP("actions", "Select all"),
            "canvas.select_all",
            ("Ctrl+A",),
            on_canvas=True,
            separated=True,
        ),
        Command("find", QT_TRANSLATE_NOOP("actions", "Find…"), "canvas.finding.open", ("Ctrl+F",), "search"),
        Command(
            "copy_result",
            QT_TRANSLATE_NOOP("actions", "Copy the result as a file"),
            "sharing.copy_shown",
            ("Ctrl+Alt+C",),
            "copy",
        ),
        Command(
            "settings",
            QT_TRANSLATE_NOOP("actions", "Settings…"),
            "preferences.show_settings",
            ("Ctrl+,",),
            "settings",
            separated=True,
        ),
    ),
)

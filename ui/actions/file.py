"""Commands about projects and films."""

from ui.actions.command import QT_TRANSLATE_NOOP, Command, Menu

MENU = Menu(
    QT_TRANSLATE_NOOP("actions", "File"),
    (
        Command("new", QT_TRANSLATE_NOOP("actions", "New"), "files.new", ("Ctrl+N",), "new"),
        Command("open", QT_TRANSLATE_NOOP("actions", "Open…"), "files.choose", ("Ctrl+O",), "open"),
        Command("save", QT_TRANSLATE_NOOP("actions", "Save"), "files.save", ("Ctrl+S",), "save", separated=True),
        Command("save_as", QT_TRANSLATE_NOOP("actions", "Save as…"), "files.save_as", ("Ctrl+Shift+S",)),
        Command(
            "export",
            QT_TRANSLATE_NOOP("actions", "Export film…"),
            "commands.export",
            ("Ctrl+E",),
            "export",
            separated=True,
        ),
        Command("export_timeline", QT_TRANSLATE_NOOP("actions", "Export timeline…"), "exchange.export"),
        Command("import_timeline", QT_TRANSLATE_NOOP("actions", "Import timeline…"), "exchange.choose"),
        Command("account", QT_TRANSLATE_NOOP("actions", "How was this made…"), "commands.show_account"),
        Command("models", QT_TRANSLATE_NOOP("actions", "Models…"), "commands.show_models", (), "model"),
        Command("storage", QT_TRANSLATE_NOOP("actions", "Results on disk…"), "commands.show_storage"),
        Command("quit", QT_TRANSLATE_NOOP("actions", "Quit"), "close", ("Ctrl+Q",), separated=True),
    ),
)

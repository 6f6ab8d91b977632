"""Commands with which a timeline asks for new frames."""

from ui.actions.command import QT_TRANSLATE_NOOP, Command, Menu

MENU = Menu(
    QT_TRANSLATE_NOOP("actions", "Make"),
    (
        Command(
            "render_missing",
            QT_TRANSLATE_NOOP("actions", "Render what is missing"),
            "missing.render",
            ("Shift+F5",),
            "run",
        ),
        Command("render_items", QT_TRANSLATE_NOOP("actions", "Render this item"), "making.render_items"),
        Command(
            "fill_gap", QT_TRANSLATE_NOOP("actions", "Fill the gap"), "making.fill_gap", ("Ctrl+Alt+F",), separated=True
        ),
        Command(
            "extend_forward", QT_TRANSLATE_NOOP("actions", "Extend forward"), "making.extend_forward", ("Ctrl+Alt+E",)
        ),
        Command(
            "extend_backward",
            QT_TRANSLATE_NOOP("actions", "Extend backward"),
            "making.extend_backward",
            ("Ctrl+Alt+Shift+E",),
        ),
        Command("loop_item", QT_TRANSLATE_NOOP("actions", "Make it a loop"), "making.loop", ("Ctrl+Alt+L",), "loop"),
        Command("retake", QT_TRANSLATE_NOOP("actions", "Retake the marked part"), "making.retake", ("Ctrl+Alt+R",)),
        Command("use_original", QT_TRANSLATE_NOOP("actions", "Use original"), "making.use_original"),
        Command(
            "new_take",
            QT_TRANSLATE_NOOP("actions", "New take"),
            "making.new_take",
            ("Ctrl+Alt+N",),
            "dice",
            separated=True,
        ),
        Command("next_take", QT_TRANSLATE_NOOP("actions", "Next take"), "making.next_take", ("Ctrl+Alt+Right",)),
        Command(
            "previous_take", QT_TRANSLATE_NOOP("actions", "Previous take"), "making.previous_take", ("Ctrl+Alt+Left",)
        ),
        Command(
            "add_card", QT_TRANSLATE_NOOP("actions", "Add a card"), "making.add_card", ("Ctrl+Alt+K",), separated=True
        ),
        Command("storyboard", QT_TRANSLATE_NOOP("actions", "Storyboard from cards"), "making.storyboard"),
        Command("cards", QT_TRANSLATE_NOOP("actions", "Cards from storyboard"), "making.cards"),
    ),
    separated=True,
)

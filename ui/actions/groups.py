"""Commands about groups: a menu inside the one about nodes."""

from ui.actions.command import QT_TRANSLATE_NOOP, Command, Menu


def _command(id: str, text: str, handler: str, *keys: str, separated: bool = False) -> Command:  # noqa: A002
    return Command(id, text, f"canvas.grouping.{handler}", keys, on_canvas=True, separated=separated)


MENU = Menu(
    QT_TRANSLATE_NOOP("actions", "Group"),
    (
        _command("group", QT_TRANSLATE_NOOP("actions", "Group the selection"), "group", "Ctrl+G"),
        _command("ungroup", QT_TRANSLATE_NOOP("actions", "Ungroup"), "ungroup", "Ctrl+Alt+G"),
        _command("make_unique", QT_TRANSLATE_NOOP("actions", "Make unique"), "make_unique"),
        Command("save_group", QT_TRANSLATE_NOOP("actions", "Save the group to the library…"), "own_groups.save"),
        _command(
            "enter_group",
            QT_TRANSLATE_NOOP("actions", "Enter the group"),
            "enter",
            "I",
            "Ctrl+PgDown",
            separated=True,
        ),
        _command("leave_group", QT_TRANSLATE_NOOP("actions", "Leave the group"), "leave", "U", "Ctrl+PgUp"),
    ),
)

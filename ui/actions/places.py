"""Commands by number: bookmarks of the canvas, and the nodes that the preview shows. Menus inside the one about what is
seen."""

from ui.actions.command import QT_TRANSLATE_NOOP, Command, Menu

SLOTS = range(1, 10)


def _commands(id: str, text: str, handler: str, keys: str, checked: str = "") -> tuple[Command, ...]:  # noqa: A002
    return tuple(
        Command(f"{id}_{slot}", text, handler, (f"{keys}{slot}",), on_canvas=True, checked=checked, number=slot)
        for slot in SLOTS
    )


BOOKMARKS = Menu(
    QT_TRANSLATE_NOOP("actions", "Bookmarks"),
    (
        *_commands(
            "bookmark",
            QT_TRANSLATE_NOOP("actions", "Go to bookmark {number}"),
            "canvas.bookmarks.go",
            "Shift+",
            "canvas.bookmarks.known",
        ),
        Menu(
            QT_TRANSLATE_NOOP("actions", "Set a bookmark"),
            _commands(
                "set_bookmark",
                QT_TRANSLATE_NOOP("actions", "Set bookmark {number}"),
                "canvas.bookmarks.set",
                "Ctrl+Shift+",
            ),
            separated=True,
        ),
    ),
    separated=True,
)
VIEWERS = Menu(
    QT_TRANSLATE_NOOP("actions", "Viewers"),
    (
        *_commands("viewer", QT_TRANSLATE_NOOP("actions", "Show viewer {number}"), "viewers.show", "", "viewers.known"),
        Menu(
            QT_TRANSLATE_NOOP("actions", "Give a viewer to the node"),
            _commands(
                "bind_viewer",
                QT_TRANSLATE_NOOP("actions", "Give viewer {number} to the node"),
                "viewers.bind",
                "Ctrl+",
            ),
            separated=True,
        ),
    ),
)

"""Commands that put nodes in order: a menu inside the one about nodes."""

from ui.actions.command import QT_TRANSLATE_NOOP, Command, Menu


def _command(id: str, text: str, handler: str, *keys: str, separated: bool = False) -> Command:  # noqa: A002
    return Command(id, text, f"canvas.arranging.{handler}", keys, on_canvas=True, separated=separated)


MENU = Menu(
    QT_TRANSLATE_NOOP("actions", "Arrange"),
    (
        _command("lay_out", QT_TRANSLATE_NOOP("actions", "Lay out"), "lay_out", "L"),
        _command("align_left", QT_TRANSLATE_NOOP("actions", "Align left"), "align_left", "Alt+Left", separated=True),
        _command("align_right", QT_TRANSLATE_NOOP("actions", "Align right"), "align_right", "Alt+Right"),
        _command("align_top", QT_TRANSLATE_NOOP("actions", "Align top"), "align_top", "Alt+Up"),
        _command("align_bottom", QT_TRANSLATE_NOOP("actions", "Align bottom"), "align_bottom", "Alt+Down"),
        _command("align_centers", QT_TRANSLATE_NOOP("actions", "Align beneath each other"), "align_centers"),
        _command("align_middles", QT_TRANSLATE_NOOP("actions", "Align beside each other"), "align_middles"),
        _command(
            "distribute_across",
            QT_TRANSLATE_NOOP("actions", "Distribute from left to right"),
            "distribute_across",
            separated=True,
        ),
        _command("distribute_down", QT_TRANSLATE_NOOP("actions", "Distribute from top to bottom"), "distribute_down"),
        Command(
            "snap",
            QT_TRANSLATE_NOOP("actions", "Snap while dragging"),
            "canvas.snapping.toggle",
            ("Shift+G",),
            on_canvas=True,
            separated=True,
            checked="canvas.snapping.on",
        ),
    ),
    separated=True,
)

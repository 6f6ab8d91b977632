"""Commands about wires and what goes along them: a menu inside the one about nodes."""

from ui.actions.command import QT_TRANSLATE_NOOP, Command, Menu


def _command(id: str, text: str, handler: str, *keys: str, separated: bool = False, checked: str = "") -> Command:  # noqa: A002
    return Command(id, text, f"canvas.{handler}", keys, on_canvas=True, separated=separated, checked=checked)


MENU = Menu(
    QT_TRANSLATE_NOOP("actions", "Wires"),
    (
        _command("connect", QT_TRANSLATE_NOOP("actions", "Connect…"), "connecting.begin", "C"),
        _command("replace", QT_TRANSLATE_NOOP("actions", "Replace…"), "chains.ask_kind", "Shift+S"),
        _command("add_dot", QT_TRANSLATE_NOOP("actions", "Add a dot"), "chains.dot", "."),
        _command("take_out", QT_TRANSLATE_NOOP("actions", "Take out of the chain"), "chains.take_out", "Ctrl+Del"),
        _command("mute", QT_TRANSLATE_NOOP("actions", "Mute"), "chains.mute", "M", "D", separated=True),
        _command("collapse", QT_TRANSLATE_NOOP("actions", "Collapse"), "chains.collapse", "H"),
        _command(
            "join",
            QT_TRANSLATE_NOOP("actions", "New nodes join the selection"),
            "adding.toggle_join",
            separated=True,
            checked="canvas.adding.joins",
        ),
        _command(
            "shake",
            QT_TRANSLATE_NOOP("actions", "Shaking a node disconnects it"),
            "carrying.toggle_shake",
            checked="canvas.carrying.shakes",
        ),
    ),
)

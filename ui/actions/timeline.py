"""Commands about the timeline. Their keys hold while it has the keyboard, and may mean something else on the canvas."""

from ui.actions import making
from ui.actions.command import QT_TRANSLATE_NOOP, Command, Menu
from ui.actions.playhead import MARKS, PLAYHEAD, on_timeline


def _tool(number: int, id: str, text: str, key: str) -> Command:  # noqa: A002
    icon = f"tool-{id}"
    return on_timeline(f"tool_{id}", text, "tools.choose", key, icon=icon, checked="tools.is_chosen", number=number)


TOOLS = Menu(
    QT_TRANSLATE_NOOP("actions", "Tool"),
    (
        _tool(1, "select", QT_TRANSLATE_NOOP("actions", "Select and move"), "V"),
        _tool(2, "ripple", QT_TRANSLATE_NOOP("actions", "Ripple trim"), "B"),
        _tool(3, "roll", QT_TRANSLATE_NOOP("actions", "Roll a cut"), "N"),
        _tool(4, "slip", QT_TRANSLATE_NOOP("actions", "Slip under the item"), "Y"),
        _tool(5, "slide", QT_TRANSLATE_NOOP("actions", "Slide between neighbours"), "U"),
        _tool(6, "razor", QT_TRANSLATE_NOOP("actions", "Razor"), "C"),
        _tool(7, "hand", QT_TRANSLATE_NOOP("actions", "Hand"), "H"),
    ),
)
CLIPBOARD = Menu(
    QT_TRANSLATE_NOOP("actions", "Clipboard"),
    (
        on_timeline("cut_items", QT_TRANSLATE_NOOP("actions", "Cut items"), "editing.cut", "Ctrl+X", icon="cut"),
        on_timeline("copy_items", QT_TRANSLATE_NOOP("actions", "Copy items"), "editing.copy", "Ctrl+C", icon="copy"),
        on_timeline(
            "paste_items",
            QT_TRANSLATE_NOOP("actions", "Paste at the playhead"),
            "editing.paste",
            "Ctrl+V",
            icon="paste",
        ),
        on_timeline(
            "paste_insert",
            QT_TRANSLATE_NOOP("actions", "Paste and make room"),
            "editing.paste_insert",
            "Ctrl+Alt+V",
        ),
        on_timeline(
            "duplicate_items",
            QT_TRANSLATE_NOOP("actions", "Duplicate items"),
            "editing.duplicate",
            "Ctrl+D",
            icon="duplicate",
        ),
    ),
)
SELECTION = Menu(
    QT_TRANSLATE_NOOP("actions", "Selection"),
    (
        on_timeline("select_items", QT_TRANSLATE_NOOP("actions", "Select all items"), "going.select_all", "Ctrl+A"),
        on_timeline(
            "select_rest", QT_TRANSLATE_NOOP("actions", "Select to the end of the track"), "going.select_rest", "A"
        ),
        on_timeline(
            "select_here", QT_TRANSLATE_NOOP("actions", "Select the item at the playhead"), "going.select_here", "X"
        ),
        on_timeline("nudge_back", QT_TRANSLATE_NOOP("actions", "One frame earlier"), "editing.nudge_back", "Ctrl+Left"),
        on_timeline("nudge_on", QT_TRANSLATE_NOOP("actions", "One frame later"), "editing.nudge_on", "Ctrl+Right"),
        on_timeline(
            "nudge_far_back",
            QT_TRANSLATE_NOOP("actions", "Ten frames earlier"),
            "editing.nudge_far_back",
            "Ctrl+Shift+Left",
        ),
        on_timeline(
            "nudge_far_on", QT_TRANSLATE_NOOP("actions", "Ten frames later"), "editing.nudge_far_on", "Ctrl+Shift+Right"
        ),
        on_timeline("move_up", QT_TRANSLATE_NOOP("actions", "One track up"), "editing.move_up", "Ctrl+Up"),
        on_timeline("move_down", QT_TRANSLATE_NOOP("actions", "One track down"), "editing.move_down", "Ctrl+Down"),
    ),
)
CUTTING = Menu(
    QT_TRANSLATE_NOOP("actions", "Cut and trim"),
    (
        on_timeline("cut_here", QT_TRANSLATE_NOOP("actions", "Cut at the playhead"), "editing.cut_here", "Ctrl+K"),
        on_timeline(
            "cut_all_here",
            QT_TRANSLATE_NOOP("actions", "Cut all tracks at the playhead"),
            "editing.cut_all_here",
            "Ctrl+Shift+K",
        ),
        on_timeline("join_items", QT_TRANSLATE_NOOP("actions", "Join pieces"), "editing.join", "Ctrl+J"),
        on_timeline(
            "trim_head",
            QT_TRANSLATE_NOOP("actions", "Begin at the playhead"),
            "editing.trim_head_here",
            "Q",
            separated=True,
        ),
        on_timeline("trim_tail", QT_TRANSLATE_NOOP("actions", "End at the playhead"), "editing.trim_tail_here", "W"),
    ),
)
ITEMS = Menu(
    QT_TRANSLATE_NOOP("actions", "Items"),
    (
        on_timeline("open_item", QT_TRANSLATE_NOOP("actions", "Open the item"), "changing.open", "Return", "Enter"),
        on_timeline("pace", QT_TRANSLATE_NOOP("actions", "Speed and direction…"), "changing.ask_pace", "R"),
        on_timeline("reverse_items", QT_TRANSLATE_NOOP("actions", "Play backwards"), "changing.reverse", "Shift+R"),
        on_timeline("switch_items", QT_TRANSLATE_NOOP("actions", "Turn off or on"), "changing.switch", "D"),
        on_timeline(
            "link_items",
            QT_TRANSLATE_NOOP("actions", "Link or unlink"),
            "changing.link",
            "Ctrl+L",
            icon="link",
            checked="changing.linked",
        ),
        on_timeline(
            "add_transition",
            QT_TRANSLATE_NOOP("actions", "Add a transition"),
            "leading.add",
            "Ctrl+T",
            separated=True,
        ),
        on_timeline("fade_items", QT_TRANSLATE_NOOP("actions", "Fade in and out"), "leading.fade", "Shift+D"),
        on_timeline("nest", QT_TRANSLATE_NOOP("actions", "Nest"), "changing.nest", "Ctrl+G", separated=True),
        on_timeline("unnest", QT_TRANSLATE_NOOP("actions", "Take out of the nest"), "changing.unnest", "Ctrl+Alt+G"),
        on_timeline("leave_nest", QT_TRANSLATE_NOOP("actions", "Leave the nest"), "changing.leave", "Ctrl+Backspace"),
    ),
)
TRACKS = Menu(
    QT_TRANSLATE_NOOP("actions", "Tracks"),
    (
        on_timeline("add_video_track", QT_TRANSLATE_NOOP("actions", "Add a track of pictures"), "changing.add_video"),
        on_timeline("add_audio_track", QT_TRANSLATE_NOOP("actions", "Add a track of sound"), "changing.add_audio"),
        on_timeline("add_title_track", QT_TRANSLATE_NOOP("actions", "Add a track of titles"), "changing.add_title"),
    ),
)
SEEN = Menu(
    QT_TRANSLATE_NOOP("actions", "View"),
    (
        on_timeline("timeline_fit", QT_TRANSLATE_NOOP("actions", "Show the whole film"), "view.fit", "Shift+Z"),
        on_timeline(
            "timeline_frame", QT_TRANSLATE_NOOP("actions", "Show the selected items"), "view.fit_selection", "F"
        ),
        on_timeline("timeline_nearer", QT_TRANSLATE_NOOP("actions", "Nearer"), "view.zoom_in", "+", "="),
        on_timeline("timeline_farther", QT_TRANSLATE_NOOP("actions", "Farther"), "view.zoom_out", "-"),
    ),
)
MENU = Menu(
    QT_TRANSLATE_NOOP("actions", "Timeline"),
    (
        TOOLS,
        on_timeline(
            "timeline_snap",
            QT_TRANSLATE_NOOP("actions", "Snap"),
            "toggle_snap",
            "S",
            icon="magnet",
            checked="snaps",
        ),
        on_timeline("add_title", QT_TRANSLATE_NOOP("actions", "Add a title"), "titling.add", "T", separated=True),
        on_timeline(
            "insert_shown",
            QT_TRANSLATE_NOOP("actions", "Insert what the preview shows"),
            "from_preview.insert",
            ",",
        ),
        on_timeline(
            "overwrite_shown",
            QT_TRANSLATE_NOOP("actions", "Overwrite with what the preview shows"),
            "from_preview.overwrite",
            ".",
        ),
        on_timeline(
            "delete_items",
            QT_TRANSLATE_NOOP("actions", "Delete items"),
            "editing.delete",
            "Del",
            "Backspace",
            icon="delete",
            separated=True,
        ),
        on_timeline(
            "ripple_delete",
            QT_TRANSLATE_NOOP("actions", "Delete and close up"),
            "editing.ripple_delete",
            "Shift+Del",
            "Shift+Backspace",
        ),
        on_timeline("close_gap", QT_TRANSLATE_NOOP("actions", "Close the gap"), "editing.close_gap", "Alt+Backspace"),
        CLIPBOARD,
        SELECTION,
        CUTTING,
        ITEMS,
        TRACKS,
        MARKS,
        PLAYHEAD,
        SEEN,
        making.MENU,
    ),
)

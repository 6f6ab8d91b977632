"""Commands about the timeline. Their keys hold while it has the keyboard, and may mean something else on the canvas."""

from ui.actions import making
from ui.actions.command import QT_TRANSLATE_NOOP, Command, Menu


def _command(
    id: str,  # noqa: A002
    text: str,
    handler: str,
    *keys: str,
    icon: str = "",
    separated: bool = False,
    checked: str = "",
    number: int = 0,
) -> Command:
    return Command(
        id,
        text,
        f"timeline.{handler}",
        keys,
        icon,
        on_timeline=True,
        separated=separated,
        checked=f"timeline.{checked}" if checked else "",
        number=number,
    )


def _tool(number: int, id: str, text: str, key: str) -> Command:  # noqa: A002
    icon = f"tool-{id}"
    return _command(f"tool_{id}", text, "tools.choose", key, icon=icon, checked="tools.is_chosen", number=number)


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
        _command("cut_items", QT_TRANSLATE_NOOP("actions", "Cut items"), "editing.cut", "Ctrl+X", icon="cut"),
        _command("copy_items", QT_TRANSLATE_NOOP("actions", "Copy items"), "editing.copy", "Ctrl+C", icon="copy"),
        _command(
            "paste_items",
            QT_TRANSLATE_NOOP("actions", "Paste at the playhead"),
            "editing.paste",
            "Ctrl+V",
            icon="paste",
        ),
        _command(
            "paste_insert",
            QT_TRANSLATE_NOOP("actions", "Paste and make room"),
            "editing.paste_insert",
            "Ctrl+Alt+V",
        ),
        _command(
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
        _command("select_items", QT_TRANSLATE_NOOP("actions", "Select all items"), "going.select_all", "Ctrl+A"),
        _command(
            "select_rest", QT_TRANSLATE_NOOP("actions", "Select to the end of the track"), "going.select_rest", "A"
        ),
        _command(
            "select_here", QT_TRANSLATE_NOOP("actions", "Select the item at the playhead"), "going.select_here", "X"
        ),
        _command("nudge_back", QT_TRANSLATE_NOOP("actions", "One frame earlier"), "editing.nudge_back", "Ctrl+Left"),
        _command("nudge_on", QT_TRANSLATE_NOOP("actions", "One frame later"), "editing.nudge_on", "Ctrl+Right"),
        _command(
            "nudge_far_back",
            QT_TRANSLATE_NOOP("actions", "Ten frames earlier"),
            "editing.nudge_far_back",
            "Ctrl+Shift+Left",
        ),
        _command(
            "nudge_far_on", QT_TRANSLATE_NOOP("actions", "Ten frames later"), "editing.nudge_far_on", "Ctrl+Shift+Right"
        ),
        _command("move_up", QT_TRANSLATE_NOOP("actions", "One track up"), "editing.move_up", "Ctrl+Up"),
        _command("move_down", QT_TRANSLATE_NOOP("actions", "One track down"), "editing.move_down", "Ctrl+Down"),
    ),
)
CUTTING = Menu(
    QT_TRANSLATE_NOOP("actions", "Cut and trim"),
    (
        _command("cut_here", QT_TRANSLATE_NOOP("actions", "Cut at the playhead"), "editing.cut_here", "Ctrl+K"),
        _command(
            "cut_all_here",
            QT_TRANSLATE_NOOP("actions", "Cut all tracks at the playhead"),
            "editing.cut_all_here",
            "Ctrl+Shift+K",
        ),
        _command("join_items", QT_TRANSLATE_NOOP("actions", "Join pieces"), "editing.join", "Ctrl+J"),
        _command(
            "trim_head",
            QT_TRANSLATE_NOOP("actions", "Begin at the playhead"),
            "editing.trim_head_here",
            "Q",
            separated=True,
        ),
        _command("trim_tail", QT_TRANSLATE_NOOP("actions", "End at the playhead"), "editing.trim_tail_here", "W"),
    ),
)
MARKS = Menu(
    QT_TRANSLATE_NOOP("actions", "Markers and marked part"),
    (
        _command("add_marker", QT_TRANSLATE_NOOP("actions", "Add a marker"), "marking.add", "M"),
        _command("edit_marker", QT_TRANSLATE_NOOP("actions", "Edit the marker…"), "marking.edit_here", "Shift+M"),
        _command("next_marker", QT_TRANSLATE_NOOP("actions", "Next marker"), "going.next_marker", "Shift+Down"),
        _command(
            "previous_marker", QT_TRANSLATE_NOOP("actions", "Previous marker"), "going.previous_marker", "Shift+Up"
        ),
        _command(
            "mark_begin",
            QT_TRANSLATE_NOOP("actions", "The marked part begins here"),
            "marking.begin",
            "I",
            separated=True,
        ),
        _command("mark_end", QT_TRANSLATE_NOOP("actions", "The marked part ends here"), "marking.end", "O"),
        _command("mark_items", QT_TRANSLATE_NOOP("actions", "Mark the selected items"), "marking.around", "Shift+X"),
        _command("mark_none", QT_TRANSLATE_NOOP("actions", "Mark no part"), "marking.clear", "Alt+X"),
    ),
)
PLAYHEAD = Menu(
    QT_TRANSLATE_NOOP("actions", "Play and go"),
    (
        _command("play_film", QT_TRANSLATE_NOOP("actions", "Play the film"), "going.play", icon="play"),
        _command("film_back", QT_TRANSLATE_NOOP("actions", "Play backward"), "going.backward", "J"),
        _command("film_rest", QT_TRANSLATE_NOOP("actions", "Pause"), "going.rest", "K"),
        _command("film_on", QT_TRANSLATE_NOOP("actions", "Play forward"), "going.forward", "L"),
        _command(
            "next_cut", QT_TRANSLATE_NOOP("actions", "Next cut"), "going.next_cut", "Down", "PgDown", separated=True
        ),
        _command("previous_cut", QT_TRANSLATE_NOOP("actions", "Previous cut"), "going.previous_cut", "Up", "PgUp"),
        _command("frame_back", QT_TRANSLATE_NOOP("actions", "One frame back"), "going.back", "Left"),
        _command("frame_on", QT_TRANSLATE_NOOP("actions", "One frame on"), "going.on", "Right"),
        _command("frames_back", QT_TRANSLATE_NOOP("actions", "Ten frames back"), "going.far_back", "Shift+Left"),
        _command("frames_on", QT_TRANSLATE_NOOP("actions", "Ten frames on"), "going.far_on", "Shift+Right"),
        _command("film_first", QT_TRANSLATE_NOOP("actions", "To the beginning"), "going.first", "Home"),
        _command("film_last", QT_TRANSLATE_NOOP("actions", "To the end"), "going.last", "End"),
    ),
)
ITEMS = Menu(
    QT_TRANSLATE_NOOP("actions", "Items"),
    (
        _command("open_item", QT_TRANSLATE_NOOP("actions", "Open the item"), "changing.open", "Return", "Enter"),
        _command("pace", QT_TRANSLATE_NOOP("actions", "Speed and direction…"), "changing.ask_pace", "R"),
        _command("reverse_items", QT_TRANSLATE_NOOP("actions", "Play backwards"), "changing.reverse", "Shift+R"),
        _command("switch_items", QT_TRANSLATE_NOOP("actions", "Turn off or on"), "changing.switch", "D"),
        _command(
            "link_items",
            QT_TRANSLATE_NOOP("actions", "Link or unlink"),
            "changing.link",
            "Ctrl+L",
            icon="link",
            checked="changing.linked",
        ),
        _command(
            "add_transition",
            QT_TRANSLATE_NOOP("actions", "Add a transition"),
            "leading.add",
            "Ctrl+T",
            separated=True,
        ),
        _command("fade_items", QT_TRANSLATE_NOOP("actions", "Fade in and out"), "leading.fade", "Shift+D"),
        _command("nest", QT_TRANSLATE_NOOP("actions", "Nest"), "changing.nest", "Ctrl+G", separated=True),
        _command("unnest", QT_TRANSLATE_NOOP("actions", "Take out of the nest"), "changing.unnest", "Ctrl+Alt+G"),
        _command("leave_nest", QT_TRANSLATE_NOOP("actions", "Leave the nest"), "changing.leave", "Ctrl+Backspace"),
    ),
)
TRACKS = Menu(
    QT_TRANSLATE_NOOP("actions", "Tracks"),
    (
        _command("add_video_track", QT_TRANSLATE_NOOP("actions", "Add a track of pictures"), "changing.add_video"),
        _command("add_audio_track", QT_TRANSLATE_NOOP("actions", "Add a track of sound"), "changing.add_audio"),
        _command("add_title_track", QT_TRANSLATE_NOOP("actions", "Add a track of titles"), "changing.add_title"),
    ),
)
SEEN = Menu(
    QT_TRANSLATE_NOOP("actions", "View"),
    (
        _command("timeline_fit", QT_TRANSLATE_NOOP("actions", "Show the whole film"), "view.fit", "Shift+Z"),
        _command("timeline_frame", QT_TRANSLATE_NOOP("actions", "Show the selected items"), "view.fit_selection", "F"),
        _command("timeline_nearer", QT_TRANSLATE_NOOP("actions", "Nearer"), "view.zoom_in", "+", "="),
        _command("timeline_farther", QT_TRANSLATE_NOOP("actions", "Farther"), "view.zoom_out", "-"),
    ),
)
MENU = Menu(
    QT_TRANSLATE_NOOP("actions", "Timeline"),
    (
        TOOLS,
        _command(
            "timeline_snap",
            QT_TRANSLATE_NOOP("actions", "Snap"),
            "toggle_snap",
            "S",
            icon="magnet",
            checked="snaps",
        ),
        _command("add_title", QT_TRANSLATE_NOOP("actions", "Add a title"), "titling.add", "T", separated=True),
        _command(
            "insert_shown",
            QT_TRANSLATE_NOOP("actions", "Insert what the preview shows"),
            "from_preview.insert",
            ",",
        ),
        _command(
            "overwrite_shown",
            QT_TRANSLATE_NOOP("actions", "Overwrite with what the preview shows"),
            "from_preview.overwrite",
            ".",
        ),
        _command(
            "delete_items",
            QT_TRANSLATE_NOOP("actions", "Delete items"),
            "editing.delete",
            "Del",
            "Backspace",
            icon="delete",
            separated=True,
        ),
        _command(
            "ripple_delete",
            QT_TRANSLATE_NOOP("actions", "Delete and close up"),
            "editing.ripple_delete",
            "Shift+Del",
            "Shift+Backspace",
        ),
        _command("close_gap", QT_TRANSLATE_NOOP("actions", "Close the gap"), "editing.close_gap", "Alt+Backspace"),
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

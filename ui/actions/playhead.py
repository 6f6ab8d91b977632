"""Commands about the playhead of the timeline, and what is marked there."""

from ui.actions.command import QT_TRANSLATE_NOOP, Command, Menu


def on_timeline(
    id: str,  # noqa: A002
    text: str,
    handler: str,
    *keys: str,
    icon: str = "",
    separated: bool = False,
    checked: str = "",
    number: int = 0,
) -> Command:
    """A command of the timeline, whose keys hold while that has the keyboard."""
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


MARKS = Menu(
    QT_TRANSLATE_NOOP("actions", "Markers and marked part"),
    (
        on_timeline("add_marker", QT_TRANSLATE_NOOP("actions", "Add a marker"), "marking.add", "M"),
        on_timeline("edit_marker", QT_TRANSLATE_NOOP("actions", "Edit the marker…"), "marking.edit_here", "Shift+M"),
        on_timeline("next_marker", QT_TRANSLATE_NOOP("actions", "Next marker"), "going.next_marker", "Shift+Down"),
        on_timeline(
            "previous_marker", QT_TRANSLATE_NOOP("actions", "Previous marker"), "going.previous_marker", "Shift+Up"
        ),
        on_timeline(
            "mark_begin",
            QT_TRANSLATE_NOOP("actions", "The marked part begins here"),
            "marking.begin",
            "I",
            separated=True,
        ),
        on_timeline("mark_end", QT_TRANSLATE_NOOP("actions", "The marked part ends here"), "marking.end", "O"),
        on_timeline("mark_items", QT_TRANSLATE_NOOP("actions", "Mark the selected items"), "marking.around", "Shift+X"),
        on_timeline("mark_none", QT_TRANSLATE_NOOP("actions", "Mark no part"), "marking.clear", "Alt+X"),
    ),
)
PLAYHEAD = Menu(
    QT_TRANSLATE_NOOP("actions", "Play and go"),
    (
        on_timeline("play_film", QT_TRANSLATE_NOOP("actions", "Play the film"), "going.play", icon="play"),
        on_timeline("film_back", QT_TRANSLATE_NOOP("actions", "Play backward"), "going.backward", "J"),
        on_timeline("film_rest", QT_TRANSLATE_NOOP("actions", "Pause"), "going.rest", "K"),
        on_timeline("film_on", QT_TRANSLATE_NOOP("actions", "Play forward"), "going.forward", "L"),
        on_timeline(
            "next_cut", QT_TRANSLATE_NOOP("actions", "Next cut"), "going.next_cut", "Down", "PgDown", separated=True
        ),
        on_timeline("previous_cut", QT_TRANSLATE_NOOP("actions", "Previous cut"), "going.previous_cut", "Up", "PgUp"),
        on_timeline("frame_back", QT_TRANSLATE_NOOP("actions", "One frame back"), "going.back", "Left"),
        on_timeline("frame_on", QT_TRANSLATE_NOOP("actions", "One frame on"), "going.on", "Right"),
        on_timeline("frames_back", QT_TRANSLATE_NOOP("actions", "Ten frames back"), "going.far_back", "Shift+Left"),
        on_timeline("frames_on", QT_TRANSLATE_NOOP("actions", "Ten frames on"), "going.far_on", "Shift+Right"),
        on_timeline("film_first", QT_TRANSLATE_NOOP("actions", "To the beginning"), "going.first", "Home"),
        on_timeline("film_last", QT_TRANSLATE_NOOP("actions", "To the end"), "going.last", "End"),
    ),
)

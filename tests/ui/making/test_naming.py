"""What is made of a shot on the timeline is called as the shot was."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.ui.window import CTRL, press
from ui.main_window import MainWindow

ALT = Qt.KeyboardModifier.AltModifier


def names(window: MainWindow) -> list[str]:
    view = window.timeline.view
    return [view.facts.name(item) for item in view.shown.tracks[0].items]


def test_what_is_made_keeps_the_name_of_the_shot(window: MainWindow) -> None:
    window.making.fill("V1", 15)
    window.timeline.view.select(["item-b"])
    press(Qt.Key.Key_L, CTRL | ALT)
    assert names(window) == [
        "Text to video",
        "Text to video \u2192 Text to video 2",
        "Text to video 2",
    ]
    try:
        window.speak("zh_CN")
        name = "\u6587\u751f\u89c6\u9891"
        assert names(window) == [
            name,
            f"{name} \u2192 {name} 2",
            f"{name} 2",
        ]
    finally:
        window.speak("en")

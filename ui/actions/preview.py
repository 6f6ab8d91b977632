"""Commands about the preview: a menu inside the one about what is seen."""

from ui.actions.command import QT_TRANSLATE_NOOP, Command, Menu


def _guide(name: str, text: str, *, separated: bool = False) -> Command:
    place = f"preview.screen_area.guides.{name}"
    return Command(f"preview_{name}", text, f"{place}.toggle", checked=f"{place}.on", separated=separated)


PREVIEW = Menu(
    QT_TRANSLATE_NOOP("actions", "Preview"),
    (
        Command(
            "preview_full_screen",
            QT_TRANSLATE_NOOP("actions", "Preview in full screen"),
            "preview.full_screen.toggle",
            ("Shift+F11",),
            "fullscreen",
        ),
        Command("preview_fit", QT_TRANSLATE_NOOP("actions", "Fit the picture"), "preview.fit", separated=True),
        Command("preview_whole", QT_TRANSLATE_NOOP("actions", "One pixel to one"), "preview.one_to_one"),
        _guide("safe", QT_TRANSLATE_NOOP("actions", "Safe areas"), separated=True),
        _guide("thirds", QT_TRANSLATE_NOOP("actions", "Thirds")),
        _guide("cross", QT_TRANSLATE_NOOP("actions", "Centre cross")),
        _guide("grid", QT_TRANSLATE_NOOP("actions", "Grid over the picture")),
        _guide("rulers", QT_TRANSLATE_NOOP("actions", "Rulers")),
        _guide("values", QT_TRANSLATE_NOOP("actions", "Pixel values")),
        _guide("checker", QT_TRANSLATE_NOOP("actions", "Squares behind what is transparent")),
        _guide("wide", QT_TRANSLATE_NOOP("actions", "Frame 2.39:1"), separated=True),
        _guide("square", QT_TRANSLATE_NOOP("actions", "Frame 1:1")),
        _guide("portrait", QT_TRANSLATE_NOOP("actions", "Frame 4:5")),
        _guide("tall", QT_TRANSLATE_NOOP("actions", "Frame 9:16")),
    ),
    separated=True,
)

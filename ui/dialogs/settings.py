"""What a person can set of the window. Every choice holds at once; there is nothing to confirm."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.dialogs.choice_box import ChoiceBox
from ui.dialogs.provenance import ProvenanceBox
from ui.dialogs.signing_key import SigningKeyDialog
from ui.dialogs.tick import Tick
from ui.language import Languages
from ui.settings import JOIN, MINIMAP, SCALE, SHAKE, SNAP, THEME, TOUCHPAD, WHEEL, Setting, Settings
from ui.theme import GRID, theme_names

_BOX, _LABEL = 240, 150


class Ways(NamedTuple):
    """What the dialog asks of the window."""

    speak: Callable[[str], object]
    """Use the language of a locale from now on."""
    storage: Callable[[], object]
    """Open what there is to choose about results on disk."""
    shortcuts: Callable[[], object]


class SettingsDialog(QDialog):
    """One page, which is made anew when the language changes."""

    def __init__(self, settings: Settings, languages: Languages, ways: Ways, window: QWidget) -> None:
        super().__init__(window)
        self._make: Callable[[], SettingsPage] = lambda: SettingsPage(settings, languages, ways, self)
        self.setObjectName("settings")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        self._show_page()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.page.hide()
            self.page.deleteLater()
            self._show_page()
            self.page.show()
            self.page.language.setFocus()
        super().changeEvent(event)

    def _show_page(self) -> None:
        self.setWindowTitle(self.tr("Settings"))
        self.page = self._make()
        self.page.close_.clicked.connect(self.accept)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.page)


class SettingsPage(QWidget):
    """Canvas, look, and the ways to what has a dialog of its own."""

    def __init__(self, settings: Settings, languages: Languages, ways: Ways, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self._shown: dict[str, Callable[[], object]] = {}
        self.wheel = self._choice(
            WHEEL, {"zoom": self.tr("zooms; with Shift it pans"), "pan": self.tr("pans; with Ctrl it zooms")}
        )
        self.touchpad = self._choice(
            TOUCHPAD, {"pan": self.tr("pan; a pinch zooms"), "zoom": self.tr("zoom; with Shift they pan")}
        )
        self.join = self._tick(JOIN, self.tr("Wire a new node to the selected ones"))
        self.snap = self._tick(SNAP, self.tr("Dragged nodes snap into line with others"))
        self.shake = self._tick(SHAKE, self.tr("Shaking a dragged node takes its wires off"))
        self.minimap = self._tick(MINIMAP, self.tr("Show the minimap"))
        themes = {
            name: QCoreApplication.translate("themes", name.replace("_", " ").capitalize()) for name in theme_names()
        }
        self.theme = self._choice(THEME, themes)
        self.language = ChoiceBox(self)
        for locale, title in languages.titles().items():
            self.language.addItem(title, locale)
        self.language.setCurrentIndex(self.language.findData(languages.current))
        self.language.activated.connect(lambda _: ways.speak(self.language.currentData()))
        self.scale = self._choice(SCALE, {size: f"{size} %" for size in SCALE.choices})
        self.provenance = ProvenanceBox(self)
        self.signing = self._button(self.tr("Signing key…"), lambda: SigningKeyDialog(self.window()).open())
        self.storage = self._button(self.tr("Results on disk…"), ways.storage)
        self.shortcuts = self._button(self.tr("Keyboard shortcuts…"), ways.shortcuts)
        self.close_ = self._button(self.tr("Close"), lambda: None)
        self._lay_out()
        settings.changed.connect(self._show)

    def _choice(self, setting: Setting, titles: Mapping[Any, str]) -> ChoiceBox:
        """A list of what a setting can be, and what each means."""
        box = ChoiceBox(self)
        for value, title in titles.items():
            box.addItem(title, value)
        box.activated.connect(lambda _: self._settings.set(setting, box.currentData()))
        self._shown[setting.key] = lambda: box.setCurrentIndex(box.findData(self._settings.get(setting)))
        self._show(setting.key)
        return box

    def _tick(self, setting: Setting[bool], text: str) -> Tick:
        tick = Tick(text, self)
        tick.clicked.connect(lambda on: self._settings.set(setting, on))
        self._shown[setting.key] = lambda: tick.setChecked(self._settings.get(setting))
        self._show(setting.key)
        return tick

    def _button(self, text: str, do: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: do())
        return button

    def _show(self, key: str) -> None:
        """Something is set, here or elsewhere."""
        if key in self._shown:
            self._shown[key]()

    # Places

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 5, GRID * 4, GRID * 5, GRID * 4)
        column.setSpacing(GRID * 2)
        self._section(column, self.tr("Canvas"))
        self._form(column, {self.tr("The wheel"): self.wheel, self.tr("Two fingers"): self.touchpad})
        for tick in (self.join, self.snap, self.shake, self.minimap):
            column.addWidget(tick)
        self._section(column, self.tr("Look"))
        look = {self.tr("Theme"): self.theme, self.tr("Language"): self.language}
        self._form(column, {**look, self.tr("Size, from the next start"): self.scale})
        self._section(column, self.tr("Films"))
        self._form(column, {self.tr("They carry"): self.provenance})
        self._section(column, self.tr("More"))
        more, end = QHBoxLayout(), QHBoxLayout()
        for row in (more, end):
            row.setSpacing(GRID * 2)
        more.addWidget(self.shortcuts)
        more.addWidget(self.storage)
        more.addWidget(self.signing)
        more.addStretch(1)
        end.addStretch(1)
        end.addWidget(self.close_)
        column.addLayout(more)
        column.addSpacing(GRID * 2)
        column.addLayout(end)

    def _section(self, column: QVBoxLayout, title: str) -> None:
        heading = QLabel(title, self)
        heading.setProperty("role", "title")
        if column.count():
            column.addSpacing(GRID * 2)
        column.addWidget(heading)

    def _form(self, column: QVBoxLayout, rows: Mapping[str, ChoiceBox]) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(GRID * 6)
        form.setVerticalSpacing(GRID * 2)
        for text, box in rows.items():
            label = QLabel(text, self)
            label.setProperty("role", "dim")
            label.setBuddy(box)
            label.setMinimumWidth(_LABEL)
            box.setMinimumWidth(_BOX)
            box.setAccessibleName(text)
            form.addRow(label, box)
        column.addLayout(form)

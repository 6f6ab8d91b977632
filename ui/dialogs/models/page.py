"""All that is told of one model, a line each."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.dialogs.models import words
from ui.dialogs.models.reading import Addition, Entry, Refused, Usable, entry_folder
from ui.dialogs.models.running import Running
from ui.texts import error_message, error_remedy, model_note
from ui.theme import GRID, Theme, pixmap

_LABEL = 96


class ModelPage(QScrollArea):
    """Says nothing until it is given something to tell."""

    chosen = Signal(object)
    """It was chosen how a model runs: the `Usable` as it is now."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ring = theme.color("accent").name()
        self.setStyleSheet(
            f"ModelPage {{ border: 1px solid transparent; }} ModelPage:focus {{ border: 1px solid {ring}; }}"
        )
        self.setAccessibleName(self.tr("The chosen model"))
        self.facts: dict[str, str] = {}
        """What is told, by its label."""
        self.running: Running | None = None
        """What can be chosen for the model."""

    def show_entry(self, entry: Entry | None) -> None:
        """Tell of a model; of none, that there is none."""
        self.facts = dict(self._facts(entry)) if entry is not None else {}
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(GRID * 4, 0, GRID * 4, GRID * 2)
        column.setSpacing(GRID * 3)
        if entry is not None:
            column.addWidget(_label(words.title(entry), "heading"))
            column.addLayout(self._state(entry))
            if isinstance(entry, Usable) and model_note(entry.capabilities):
                column.addWidget(_label(model_note(entry.capabilities), "dim"))
            column.addLayout(self._rows())
            self._add_running(column, entry)
        column.addStretch(1)
        self.setWidget(inside)
        self.setAccessibleDescription("\n".join(f"{name}: {text}" for name, text in self.facts.items()))

    def _add_running(self, column: QVBoxLayout, entry: Entry) -> None:
        """The choices for a model that can run in more ways than one."""
        self.running = None
        if isinstance(entry, Usable) and not entry.about.wide:
            self.running = Running(entry, self)
            self.running.chosen.connect(self.chosen)
            column.addWidget(_label(self.tr("How it runs"), "title"))
            column.addWidget(self.running)

    def _state(self, entry: Entry) -> QHBoxLayout:
        name, token = words.sign(entry)
        line = QHBoxLayout()
        line.setSpacing(GRID * 2)
        picture = QLabel()
        picture.setPixmap(pixmap(name, self._theme.color(token).name(), 14, self.devicePixelRatioF()))
        line.addWidget(picture, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(_label(words.summary(entry), ""), 1)
        return line

    def _rows(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID * 3)
        grid.setVerticalSpacing(GRID * 2)
        grid.setColumnMinimumWidth(0, _LABEL)
        grid.setColumnStretch(1, 1)
        for row, (name, text) in enumerate(self.facts.items()):
            grid.addWidget(_label(name, "dim", wraps=False), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(_label(text, ""), row, 1)
        return grid

    def _facts(self, entry: Entry) -> Iterator[tuple[str, str]]:
        if isinstance(entry, Refused):
            yield self.tr("Reason"), error_message(entry.error)
            if remedy := error_remedy(entry.error):
                yield self.tr("Remedy"), remedy
        elif isinstance(entry, Addition):
            yield self.tr("Made for"), entry.lora.base or self.tr("not told by the file")
            yield self.tr("Fits"), words.names(entry.models) or self.tr("none of the models here")
            yield self.tr("Use"), self.tr("Add a LoRA node, and connect it to the model of other nodes.")
        else:
            able, about = entry.capabilities, entry.about
            yield self.tr("Can do"), words.abilities(entry)
            yield self.tr("Fits"), words.fit_text(entry.fitting)
            yield self.tr("Weights"), words.weights(entry)
            for part, file in about.singles.items():
                yield self.tr("From a file"), words.single(part, file)
            yield self.tr("By default"), words.usual(able)
            yield self.tr("Sizes"), words.sizes(able)
            yield self.tr("Licence"), about.licence or self.tr("not told by the folder")
            if about.repository:
                yield self.tr("Published at"), f"huggingface.co/{about.repository}"
        yield self.tr("Folder"), str(entry_folder(entry))


def _label(text: str, role: str, *, wraps: bool = True) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wraps)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    if role:
        label.setProperty("role", role)
    return label

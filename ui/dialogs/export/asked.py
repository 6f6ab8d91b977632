"""What is asked in the dialog: node, file and order, which follow each other as a person changes one of them."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import QObject, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit

from soraapp.errors import InputError, MediaError
from soraapp.media.export.order import Order
from soraapp.media.export.paths import with_numbers
from soraapp.media.export.preset import Family
from soraapp.media.export.presets import PRESETS, preset_of
from soraapp.media.image import IMAGE_SUFFIXES
from soraapp.media.numbered import is_numbered
from soraapp.nodekit import NodeType
from ui.dialogs.export.deliverable import IMAGES, suited
from ui.dialogs.export.order_form import OrderForm, remembered
from ui.document import Document
from ui.settings import EXPORT, Settings


class Asked(QObject):
    """Keeps the path, the format and the node in step: whichever was changed last is right."""

    changed = Signal()

    def __init__(
        self, document: Document, clip: QComboBox, order: OrderForm, file: QLineEdit, settings: Settings
    ) -> None:
        super().__init__(order)
        self._document, self._clip, self._order, self._file = document, clip, order, file
        self._settings = settings
        self.still = False
        """Whether the node gives one picture."""

    def begin(self, path: Path) -> None:
        """Offer what was chosen the last time for a place."""
        self._order.set_order(self._last())
        self._order.set_still(still=self._gives_picture())
        self.still = self._gives_picture()
        self._file.setText(str(self._suited(path)))
        self._follow_path()
        self._clip.activated.connect(lambda _: self._chose_clip())
        self._file.textChanged.connect(lambda _: self._typed())
        self._order.preset_changed.connect(self._chose_preset)
        self._order.changed.connect(self.changed)

    def given(self) -> tuple[Path, Order | None]:
        """The file and the order; None for one picture of an ending that only pictures have. Raises SoraError for what
        can be seen to fail."""
        path = Path(self._file.text().strip()).expanduser()
        order = self._order.order()
        if not path.name:
            raise InputError("The file has no name.", remedy="Write one after the folder.")
        if not path.suffix:
            path = path.with_suffix(order.kind.ending) if self.still else with_numbers(order, path)
        if self.still and path.suffix.lower() in IMAGE_SUFFIXES and not order.suits(path):
            return path, None
        order.kind.container(path)
        many = order.kind.family is Family.PICTURES and not self.still
        if many and not is_numbered(path):
            raise InputError(
                "{file} does not say where the number stands.", remedy="Write #### for it once.", file=path.name
            )
        if is_numbered(path) and not many:
            raise InputError("{file} stands for many files.", remedy="Leave out the #.", file=path.name)
        if path.is_absolute() and not path.parent.is_dir():
            raise MediaError(
                "The folder {folder} does not exist, so {file} cannot be written.",
                remedy="Make the folder, or choose another.",
                folder=str(path.parent),
                file=path.name,
            )
        return path, order

    def remember(self) -> None:
        """Offer this the next time, too."""
        if not self.still:
            self._settings.set(EXPORT, json.dumps(remembered(self._order.order()).to_json()))

    def _last(self) -> Order:
        try:
            return Order.from_json(json.loads(self._settings.get(EXPORT) or "{}"))
        except (InputError, ValueError, AttributeError):  # From a version that knows others.
            return Order()

    def _kind(self) -> NodeType | None:
        """The kind of the node that is chosen."""
        node = self._document.flat.graph.nodes.get(self._clip.currentData() or "")
        return self._document.catalogue.get(node.kind) if node else None

    def _gives_picture(self) -> bool:
        kind = self._kind()
        return kind is not None and "clip" not in {port.kind for port in kind.outputs}

    def _suited(self, path: Path) -> Path:
        """The path with the ending and the number that suit the node and the order."""
        kind = self._kind()
        if self.still:
            return suited(path, kind)
        if (
            kind is not None
            and kind.name == IMAGES
            and PRESETS[self._order.preset.currentData()].family is not (Family.PICTURES)
        ):
            self._order.choose_preset("png")
        return with_numbers(Order(self._order.preset.currentData()), path)

    def _chose_clip(self) -> None:
        """Another node may be for another kind of file."""
        was_images = is_numbered(Path(self._file.text()))
        self.still = self._gives_picture()
        self._order.set_still(still=self.still)
        kind = self._kind()
        if was_images and not self.still and kind is not None and kind.name != IMAGES:
            self._order.choose_preset(self._last().preset if self._last().kind.family is Family.FILM else "h264")
        self._set_path(self._suited(Path(self._file.text().strip())))
        self.changed.emit()

    def _chose_preset(self) -> None:
        path, order = Path(self._file.text().strip()), Order(self._order.preset.currentData())
        if path.name:
            self._set_path(path.with_suffix(order.kind.ending) if self.still else with_numbers(order, path))

    def _typed(self) -> None:
        self._follow_path()
        self.changed.emit()

    def _follow_path(self) -> None:
        """Choose the format that the ending of the path stands for, unless the chosen one can have it."""
        path = Path(self._file.text().strip())
        if Order(self._order.preset.currentData()).suits(path):
            return
        pictures = (one for one in PRESETS.values() if one.family is Family.PICTURES)
        found = next((one for one in pictures if path.suffix.lower() in one.containers), None) if self.still else None
        found = found or (None if self.still else preset_of(path))
        if found is not None:
            self._order.choose_preset(found.name)

    def _set_path(self, path: Path) -> None:
        """Show another path, without a look at what it stands for."""
        with QSignalBlocker(self._file):
            self._file.setText(str(path))


def free_name(path: Path, taken: Collection[Path]) -> Path:
    """A path like another, with a number that is neither there nor about to be."""
    match = re.fullmatch(r"(.*?)(?: (\d+))?", path.stem)
    stem, number = (match[1], int(match[2] or 1)) if match else (path.stem, 1)
    while True:
        number += 1
        found = path.with_name(f"{stem} {number}{path.suffix}")
        if found not in taken and not found.exists():
            return found

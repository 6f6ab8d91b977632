"""The commands with their keys, menu by menu: a key cell is clicked, and the keys that are pressed next go into it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from ui.actions import (
    FIXED,
    MENUS,
    MOST_KEYS,
    Command,
    Keymap,
    command_text,
    fixed_text,
    key_text,
    menu_title,
    place_text,
)
from ui.theme import ROW

COMMAND = Qt.ItemDataRole.UserRole
WAITING = Qt.ItemDataRole.UserRole + 1
"""Whether a cell waits for keys."""
WHERE = 1 + MOST_KEYS
_MODIFIERS = (
    Qt.Key.Key_Control,
    Qt.Key.Key_Shift,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
    Qt.Key.Key_unknown,
)


class ShortcutTable(QTreeWidget):
    """Enter, F2 or a click on a key waits for keys; Delete clears it; Escape, or a click elsewhere, waits no more."""

    pressed = Signal(object, int, str)
    """Keys for a Command, and in which of its places; empty to clear it."""
    chosen = Signal(object)
    """The Command of the current row, or None."""

    def __init__(self, keymap: Keymap, parent: QWidget) -> None:
        super().__init__(parent)
        self._keymap = keymap
        self._waiting: QTreeWidgetItem | None = None
        self.setColumnCount(WHERE + 1)
        self.setHeaderLabels([self.tr("Command"), self.tr("Keys"), self.tr("Or"), self.tr("Where")])
        self.setAccessibleName(self.tr("Commands and their keys"))
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setItemDelegate(_Cells(self))
        self._fill()
        self.expandAll()
        header = self.header()
        header.setSectionsMovable(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in ((1, 132), (2, 132), (3, 96)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, width)
        header.setStretchLastSection(False)
        self.currentItemChanged.connect(lambda *_: self.chosen.emit(self.command))
        keymap.changed.connect(self.show_keys)

    @property
    def command(self) -> Command | None:
        """The command of the current row."""
        item = self.currentItem()
        return item.data(0, COMMAND) if item else None

    def item_of(self, command: str) -> QTreeWidgetItem:
        """The row of the command with that id. Raises StopIteration where it has none."""
        return next(item for item in self.rows() if item.data(0, COMMAND) and item.data(0, COMMAND).id == command)

    def rows(self) -> Iterator[QTreeWidgetItem]:
        """All rows below the headings."""
        for group in _children(self.invisibleRootItem()):
            yield from _children(group)

    def filter(self, query: str) -> None:
        """Show only rows that hold every word, in either language or as a key."""
        words = query.casefold().split()
        for item in self.rows():
            command: Command | None = item.data(0, COMMAND)
            told = " ".join([*map(item.text, range(WHERE)), command.text if command else ""]).casefold()
            item.setHidden(not all(word in told for word in words))
        for group in _children(self.invisibleRootItem()):
            group.setHidden(all(item.isHidden() for item in _children(group)))

    def show_keys(self) -> None:
        """Say which keys the commands have now."""
        for item in self.rows():
            command: Command | None = item.data(0, COMMAND)
            if command is None:
                continue
            keys = (*self._keymap.keys(command), "", "")[:MOST_KEYS]
            changed = self._keymap.differs(command)
            name = command_text(command).rstrip("…")
            item.setText(0, f"{name} \u2022" if changed else name)
            first = ", ".join(map(key_text, command.shortcuts)) or self.tr("none")
            item.setToolTip(0, self.tr("At first: {keys}").format(keys=first) if changed else "")
            for slot, key in enumerate(keys):
                item.setText(1 + slot, key_text(key))

    def _fill(self) -> None:
        for menu in MENUS:
            group = self._group(menu_title(menu))
            for command in menu.commands:
                item = QTreeWidgetItem(group, ["", "", "", place_text(command.where)])
                item.setData(0, COMMAND, command)
        group = self._group(self.tr("These stay as they are"))
        for fixed in FIXED:
            place = place_text(fixed.where)
            keys = [key_text(key) for key in fixed.keys]
            shown = keys if len(keys) <= MOST_KEYS else [f"{keys[0]} \u2026 {keys[-1]}"]
            QTreeWidgetItem(group, [fixed_text(fixed), *(*shown, "", "")[:MOST_KEYS], place]).setDisabled(True)
        self.show_keys()

    def _group(self, title: str) -> QTreeWidgetItem:
        group = QTreeWidgetItem(self, [title])
        group.setFirstColumnSpanned(True)
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = self.font()
        font.setWeight(QFont.Weight.DemiBold)
        group.setFont(0, font)
        return group

    # Keys

    def wait_for_keys(self, item: QTreeWidgetItem, column: int) -> None:
        """The keys that are pressed next go into a cell."""
        self.stop_waiting()
        if item.data(0, COMMAND):
            self._waiting = item
            self.setCurrentItem(item, column if 1 <= column <= MOST_KEYS else 1)
            item.setData(self.currentColumn(), WAITING, True)  # noqa: FBT003

    def stop_waiting(self) -> None:
        item, self._waiting = self._waiting, None
        if item:
            for slot in range(MOST_KEYS):
                item.setData(1 + slot, WAITING, None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.stop_waiting()
        super().mousePressEvent(event)
        item, column = self.itemAt(event.position().toPoint()), self.columnAt(round(event.position().x()))
        if item and event.button() == Qt.MouseButton.LeftButton and 1 <= column <= MOST_KEYS:
            self.wait_for_keys(item, column)

    def event(self, event: QEvent) -> bool:
        """While a cell waits all keys are for it, also those with which one leaves a widget."""
        if self._waiting and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if self._waiting and event.type() == QEvent.Type.FocusOut:
            self.stop_waiting()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._key(event):
            return True
        return super().event(event)

    def _key(self, event: QKeyEvent) -> bool:
        item, column = self.currentItem(), self.currentColumn()
        command = self.command
        if item is None or command is None or Qt.Key(event.key()) in _MODIFIERS:
            return False
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self._waiting:
            self.stop_waiting()
            if event.key() != Qt.Key.Key_Escape or not plain:
                self.pressed.emit(command, column - 1, pressed_key(event))
        elif plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.wait_for_keys(item, column)
        elif plain and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and 1 <= column <= MOST_KEYS:
            self.pressed.emit(command, column - 1, "")
        else:
            return False
        return True


def pressed_key(event: QKeyEvent) -> str:
    """The portable name of a key with its modifiers. A sign that takes Shift to type is named without it."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if event.text().isprintable() and event.text() and not event.text().isalnum() and event.key() != Qt.Key.Key_Space:
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier
    return QKeySequence(int(event.key()) | modifiers.value).toString(QKeySequence.SequenceFormat.PortableText)


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    return [child for row in range(item.childCount()) if (child := item.child(row))]


class _Cells(QStyledItemDelegate):
    """Keys look like keys."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(super().sizeHint(option, index).width(), ROW + 2)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        waiting = bool(index.data(WAITING))
        text = self.tr("Press keys…") if waiting else str(index.data() or "")
        if index.column() == WHERE:
            roles = QPalette.ColorRole
            option.palette.setColor(roles.Text, option.palette.color(roles.PlaceholderText))  # pyright: ignore[reportAttributeAccessIssue]
        if not 1 <= index.column() <= MOST_KEYS or not index.parent().isValid():
            super().paint(painter, option, index)
            return
        box = QRectF(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
        palette: QPalette = option.palette  # pyright: ignore[reportAttributeAccessIssue]
        state = option.state  # pyright: ignore[reportAttributeAccessIssue]
        current = index == option.widget.currentIndex()  # pyright: ignore[reportAttributeAccessIssue]
        enabled = bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
        width = painter.fontMetrics().horizontalAdvance(text) + 16 if text else box.width() - 12
        chip = QRectF(box.left() + 4, box.top() + 3, min(width, box.width() - 8), box.height() - 6).adjusted(
            0.5, 0.5, -0.5, -0.5
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if text or current:
            marked = waiting or (current and bool(state))
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Accent if marked else QPalette.ColorRole.Mid), 1))
            painter.setBrush(
                palette.color(QPalette.ColorRole.Base if waiting or not text else QPalette.ColorRole.Button)
            )
            painter.drawRoundedRect(chip, 4, 4)
        role = QPalette.ColorRole.Text if enabled and not waiting else QPalette.ColorRole.PlaceholderText
        painter.setPen(palette.color(role))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()

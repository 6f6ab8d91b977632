"""How a file was made, as far as it says so itself, and whether that can be relied on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from soraapp.project.account import Account
from ui.dialogs.account_text import Row, told, verdict
from ui.theme import GRID, Theme, pixmap

_SIGN, _WIDE, _HIGH = 20, 560, 460
_COLORS = {"ok": "ok", "bad": "bad", "active": "text", "dim": "dim"}


class AccountDialog(QDialog):
    """The verdict on its credentials first, then what it tells, heading by heading."""

    def __init__(self, account: Account, theme: Theme, open_project: Callable[[], object], window: QWidget) -> None:
        """`open_project` opens the project that is in the file."""
        super().__init__(window)
        self.setObjectName("account")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("How {file} was made").format(file=account.path.name))
        found = verdict(account.credentials)
        sign = QLabel(self)
        sign.setPixmap(pixmap(found.sign, theme.colors[_COLORS[found.role]], _SIGN, self.devicePixelRatioF()))
        self.verdict = self._label(found.text, "title" if found.role == "active" else found.role)
        self.meaning = self._label(found.meaning, "dim")
        self.rows = told(account)
        self.open_project = QPushButton(self.tr("Open its project"), self)
        self.open_project.setVisible(account.nodes is not None)
        self.open_project.setAutoDefault(False)
        self.open_project.clicked.connect(self.accept)
        self.open_project.clicked.connect(lambda: open_project())
        self.close_ = QPushButton(self.tr("Close"), self)
        self.close_.setDefault(True)
        self.close_.clicked.connect(self.reject)
        self._lay_out(sign)
        self.resize(_WIDE, _HIGH)
        self.close_.setFocus()

    def _lay_out(self, sign: QLabel) -> None:
        words = QVBoxLayout()
        words.setSpacing(GRID)
        words.addWidget(self.verdict)
        words.addWidget(self.meaning)
        head = QHBoxLayout()
        head.setSpacing(GRID * 3)
        head.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID * 2)
        buttons.addStretch(1)
        buttons.addWidget(self.open_project)
        buttons.addWidget(self.close_)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 5, GRID * 5, GRID * 5, GRID * 4)
        column.setSpacing(GRID * 4)
        column.addLayout(head)
        column.addWidget(self._page(), 1)
        column.addLayout(buttons)

    def _page(self) -> QScrollArea:
        """All that is told. Its texts can be selected, and it scrolls by the keyboard."""
        page = QWidget()
        page.setProperty("role", "panel")
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, GRID * 2, 0)
        grid.setHorizontalSpacing(GRID * 6)
        grid.setVerticalSpacing(GRID * 3)
        grid.setColumnStretch(1, 1)
        for index, row in enumerate(self.rows):
            self._show(grid, index, row)
        grid.setRowStretch(len(self.rows), 1)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        area.setAccessibleName(self.tr("What the file says"))
        return area

    def _show(self, grid: QGridLayout, index: int, row: Row) -> None:
        text = self._label("\n".join(row.lines), "")
        text.setAccessibleName(row.title)
        text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self._label(row.title, "dim", wrap=False), index, 0, top)
        grid.addWidget(text, index, 1, top)

    def _label(self, text: str, role: str, *, wrap: bool = True) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)  # A stranger's file says what it likes.
        label.setWordWrap(wrap)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        label.setProperty("role", role)
        return label

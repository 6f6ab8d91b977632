"""A file of a person's own: its path, a button to look for it, and a small picture of what it holds."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent, QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from soraapp.errors import SoraError
from soraapp.media.audio.file import SOUND_SUFFIXES, open_audio
from soraapp.media.audio.waveform import WaveformImage
from soraapp.media.clip import Clip, Image, Pixels, Size
from soraapp.media.decode import VIDEO_SUFFIXES, open_clip
from soraapp.media.image import IMAGE_SUFFIXES, open_image
from soraapp.media.thumbnails import thumbnail
from soraapp.nodekit import File, Input, Value
from ui.background import Background
from ui.canvas.words import media_text
from ui.inspector.field import Field, UndoPassesThrough, mixed_word
from ui.inspector.recent_files import recent_files, remember_file
from ui.preview.facts import facts_text
from ui.preview.picture import picture
from ui.theme import ROW, Theme, icon

_PICTURE = Size(320, 96)
_SUFFIXES = {"video": VIDEO_SUFFIXES, "audio": (*SOUND_SUFFIXES, *VIDEO_SUFFIXES)}
"""Of what is no picture."""


class FileField(Field):
    """The name is shown; the whole path while it is typed, and in the tool tip."""

    tells_mixed = True

    def __init__(self, port: Input, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(port, theme, parent)
        self.path: Path | None = None
        self.media = port.control.media if isinstance(port.control, File) else "image"
        self.line = _PathLine(self)
        self.browse, self.lately = QToolButton(self), QToolButton(self)
        self.picture, self.facts = QLabel(self), QLabel(self)
        self._background = Background(self)
        self._set_up()
        self.restyle()

    def set_value(self, value: Value) -> None:
        path = None if value in (None, "") else Path(str(value))
        if path == self.path:
            return
        self.path = path
        self.line.show_path(path)
        self.picture.hide()
        self.facts.hide()
        if path is not None and self.media != "folder":
            done, failed = partial(self._show_picture, path), partial(self._show_none, path)
            self._background.do(partial(_small, path, self.media), done, failed)

    def show_mixed(self) -> None:
        self.line.show_hint()

    def begin(self) -> None:
        """Read the file again: it may have changed, and what is wrong with it is told anew."""
        self.set_value(None)

    def choose(self, path: Path) -> None:
        """What a person picked, dropped or typed."""
        if path.exists():
            remember_file(self.media, path)
        if path != self.path:
            self.edited.emit(path, "")

    def restyle(self) -> None:
        self.line.setStyleSheet(f"QLineEdit {{ {self.frame_style()} }}" if self.bad else "")
        for button, name in ((self.browse, "folder"), (self.lately, "clock")):
            button.setIcon(icon(name, self.theme.color("dim"), self.theme.color("faint")))

    def look_for(self) -> None:
        """Let a person choose in a dialog."""
        start = str(self.path.parent) if self.path and self.path.parent.is_dir() else ""
        if self.media == "folder":
            if name := QFileDialog.getExistingDirectory(self, self.tr("Choose a folder"), start):
                self.choose(Path(name))
            return
        suffixes = _SUFFIXES.get(self.media, IMAGE_SUFFIXES)
        names = {"video": self.tr("Videos"), "audio": self.tr("Sounds and videos")}
        what = names.get(self.media, self.tr("Pictures"))
        patterns = " ".join(f"*{suffix}" for suffix in suffixes)
        everything = self.tr("All files")
        filters = f"{what} ({patterns});;{everything} (*)"
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a file"), start, filters)
        if name:
            self.choose(Path(name))

    def recent_menu(self) -> QMenu:
        """The files that were chosen lately; where two have one name, with their folders."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        paths = recent_files(self.media)
        names = [path.name for path in paths]
        for path in paths:
            text = path.name if names.count(path.name) == 1 else f"{path.name} · {path.parent.name}"
            menu.addAction(text.replace("&", "&&"), partial(self.choose, path)).setToolTip(str(path))
        if not paths:
            menu.addAction(self.tr("Nothing was chosen yet")).setEnabled(False)
        return menu

    def _open_recent(self) -> None:
        self.recent_menu().popup(self.lately.mapToGlobal(self.lately.rect().bottomLeft()))

    # A file dropped from elsewhere

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = next((url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()), None)
        if path:
            event.acceptProposedAction()
            self.choose(Path(path))

    def _show_picture(self, path: Path, found: tuple[Pixels, object]) -> None:
        if path == self.path:
            image: QImage = picture(found[0])
            self.picture.setPixmap(QPixmap.fromImage(image))
            self.picture.show()
            self.facts.setText(_facts(found[1]))
            self.facts.show()

    def _show_none(self, path: Path, error: Exception) -> None:
        """The reason is told only here for a file that is there but cannot be read; the rest the checks tell."""
        if path == self.path and path.is_file() and isinstance(error, SoraError):
            self.refused.emit(error)

    def _set_up(self) -> None:
        self.setAcceptDrops(True)
        self.line.setAccessibleName(self.accessibleName())
        for button in (self.browse, self.lately):
            button.setFixedSize(ROW, ROW)
            button.setIconSize(QSize(16, 16))
            button.setProperty("role", "flat")
            button.setStyleSheet("padding: 0;")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.lately.setToolTip(self.tr("Chosen lately"))
        self.lately.setAccessibleName(self.lately.toolTip())
        self.lately.clicked.connect(self._open_recent)
        folder = self.media == "folder"
        self.browse.setToolTip(self.tr("Choose a folder") if folder else self.tr("Choose a file"))
        self.browse.setAccessibleName(self.browse.toolTip())
        self.browse.clicked.connect(self.look_for)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.facts.setProperty("role", "small")
        for part in (self.picture, self.facts):
            part.hide()
        self.setFocusProxy(self.line)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        ends = QHBoxLayout()
        ends.setSpacing(0)
        for button in (self.lately, self.browse):
            ends.addWidget(button)
        row.addLayout(ends)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.picture)
        column.addWidget(self.facts)
        self.destroyed.connect(self._background.close)


class _PathLine(QLineEdit):
    """Shows the name of a file, and its whole path while it has the focus."""

    def __init__(self, field: FileField) -> None:
        super().__init__(field)
        self._field = field
        self._pass_through = UndoPassesThrough(self)
        self.installEventFilter(self._pass_through)
        self.setFixedHeight(ROW)
        self.show_hint()
        self.returnPressed.connect(self._take)

    def show_hint(self) -> None:
        """What stands here while no file is chosen."""
        choose = self.tr("Choose a folder") if self._field.media == "folder" else self.tr("Choose a file")
        self.setPlaceholderText(mixed_word() if self._field.mixed else choose)

    def show_path(self, path: Path | None) -> None:
        text = "" if path is None else str(path) if self.hasFocus() else self._elided(path.name)
        if text != self.text():
            self.setText(text)
        self.setToolTip("" if path is None else str(path))

    def _elided(self, name: str) -> str:
        return self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, max(40, self.width() - 24))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self.hasFocus():
            self.show_path(self._field.path)

    def _take(self) -> None:
        text = self.text().strip().strip('"')
        if text:
            self._field.choose(Path(text).expanduser().absolute())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.show_path(self._field.path)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._take()
        self.show_path(self._field.path)


def _small(path: Path, media: str) -> tuple[Pixels, object]:
    """A small picture of what a file holds, and that itself."""
    if media == "audio":
        sound = open_audio(path)
        return WaveformImage(sound, _PICTURE).pixels(), sound
    if media == "video":
        clip = open_clip(path)
        return thumbnail(clip, _PICTURE), clip
    image = open_image(path)
    return thumbnail(image, _PICTURE), image


def _facts(media: object) -> str:
    """Such as ``1920×1080 · 48 frames · 24 fps``."""
    if isinstance(media, Clip):
        return facts_text(media)
    return f"{media.size.width}×{media.size.height}" if isinstance(media, Image) else media_text(media)

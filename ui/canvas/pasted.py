"""What lies on the clipboard, as the canvas understands it."""

from __future__ import annotations

import hashlib
import re
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage

from soraapp.errors import MediaError

LONGEST_PATH = 4096
_JSON = re.compile(r'\{\s*"')


class Pasted(Enum):
    """What it is."""

    NODES = "nodes"
    FILES = "files"
    PICTURE = "picture"
    WORDS = "words"
    ADDRESS = "address"
    """Something in the network."""
    NOTHING = "nothing"


class Content(NamedTuple):
    """What it is, with its text or its paths."""

    kind: Pasted
    text: str = ""
    paths: tuple[Path, ...] = ()


def pasted(data: QMimeData) -> Content:
    """What the clipboard holds. Nodes may stand between the fences in which a chat puts what is quoted."""
    files = tuple(local_paths(data))
    if files:
        return Content(Pasted.FILES, paths=files)
    text = unfenced(data.text())
    if _JSON.match(text):
        return Content(Pasted.NODES, text)
    if path := path_in(text):
        return Content(Pasted.FILES, paths=(path,))
    address = QUrl(text).scheme() in ("http", "https", "ftp") and not text.split()[1:]
    if data.hasImage() and (not text or address):
        return Content(Pasted.PICTURE)
    if address:
        return Content(Pasted.ADDRESS, text)
    return Content(Pasted.WORDS, text) if text else Content(Pasted.NOTHING)


def local_paths(data: QMimeData) -> list[Path]:
    """The files and folders of this computer that are dragged or copied."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def path_in(text: str) -> Path | None:
    """The file or folder that a text is the path or the address of, if it is there."""
    line = text.strip("\"'")
    if not line or "\n" in line or len(line) > LONGEST_PATH:
        return None
    url = QUrl(line)
    path = Path(url.toLocalFile()) if url.isLocalFile() else Path(line)
    return path if path.is_absolute() and path.exists() else None


def unfenced(text: str) -> str:
    """The text without spaces around it, and without the fences of a quoted block."""
    text = text.strip()
    if text.startswith("```") and text.endswith("```") and "\n" in text:
        text = text[text.index("\n") : -3].strip()
    return text


def kept_picture(image: QImage, folder: Path) -> Path:
    """A file with a picture that had none; the same picture has the same file. Safe to call on any thread. Raises
    MediaError when it cannot be written."""
    pixels = image.convertToFormat(QImage.Format.Format_RGBA8888)
    name = hashlib.sha256(bytes(pixels.constBits()) + f"{pixels.width()}".encode()).hexdigest()[:16]
    path = folder / f"{name}.png"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f"{name}.part.png"
        if not image.save(str(part)):
            raise MediaError("{file} cannot be written.", remedy="Make room on the disk.", file=str(path))
        part.replace(path)
    return path

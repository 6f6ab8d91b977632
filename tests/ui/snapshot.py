"""Compares a picture with the one on file, to the pixel, and shows where they differ."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage


def check(now: QImage, file: Path) -> None:
    """Fail where a picture is not as on file; both, and where they differ, are left in a folder that is named."""
    before = QImage(str(file)).convertToFormat(QImage.Format.Format_RGB888)
    if before == now:
        return
    folder = Path(tempfile.mkdtemp(prefix="soraapp-snapshots-"))
    now.save(str(folder / file.name))
    told = f"{file.name} is not there" if before.isNull() else f"{file.name} looks different"
    if not before.isNull():
        shown = np.ascontiguousarray(difference(pixels(before), pixels(now)))
        height, width = shown.shape[:2]
        image = QImage(shown.data, width, height, 3 * width, QImage.Format.Format_RGB888)
        image.save(str(folder / f"difference-{file.name}"))
    pytest.fail(f"{told}: see {folder}. Where it is meant to, renew it: python3 -m tests.snapshots")


def pixels(image: QImage) -> np.ndarray:
    """Of shape (height, width, 3)."""
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3)


def difference(before: np.ndarray, now: np.ndarray) -> np.ndarray:
    """What is now, paler, with red where it was another before."""
    shown = now // 3 + 40
    height, width = min(len(before), len(now)), min(before.shape[1], now.shape[1])
    changed = np.ones(now.shape[:2], bool)
    changed[:height, :width] = (before[:height, :width] != now[:height, :width]).any(axis=2)
    shown[changed] = (255, 0, 0)
    return shown.astype(np.uint8)

"""The canvas looks to the pixel as on file, in every theme. ``python3 -m tests.snapshots`` renews the pictures."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.ui.canvas.sheets import FOLDER, SHEETS, THEMES, painted


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


@pytest.mark.skipif(sys.platform != "linux", reason="letters are drawn differently there")
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("sheet", SHEETS)
def test_the_canvas_looks_as_it_did(app: QApplication, sheet: str, theme: str) -> None:
    file = FOLDER / f"{sheet}-{theme}.png"
    now = painted(app, sheet, theme)
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


def test_a_difference_is_marked_where_it_is() -> None:
    before = np.full((4, 6, 3), 90, np.uint8)
    now = before.copy()
    now[2, 3] = 200
    shown = difference(before, now)
    assert tuple(shown[2, 3]) == (255, 0, 0)
    assert (shown == (255, 0, 0)).all(axis=2).sum() == 1

"""The canvas looks to the pixel as on file, in every theme. ``python3 -m tests.snapshots`` renews the pictures."""

from __future__ import annotations

import sys

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.canvas.sheets import FOLDER, SHEETS, THEMES, painted
from tests.ui.snapshot import check, difference


@pytest.mark.skipif(sys.platform != "linux", reason="letters are drawn differently there")
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("sheet", SHEETS)
def test_the_canvas_looks_as_it_did(app: QApplication, sheet: str, theme: str) -> None:
    file = FOLDER / f"{sheet}-{theme}.png"
    check(painted(app, sheet, theme), file)


def test_a_difference_is_marked_where_it_is() -> None:
    before = np.full((4, 6, 3), 90, np.uint8)
    now = before.copy()
    now[2, 3] = 200
    shown = difference(before, now)
    assert tuple(shown[2, 3]) == (255, 0, 0)
    assert (shown == (255, 0, 0)).all(axis=2).sum() == 1

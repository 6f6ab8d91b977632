"""``python -m tests.ui.scaled`` opens the window at the scale of QT_SCALE_FACTOR; tells what is not sharp, or cut."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from tests.ui.events import turn, wait
from tests.ui.window import film, sample_window
from ui.canvas.node_layout import PICTURE
from ui.main_window import MainWindow
from ui.panels.elided import Elided
from ui.theme import ICON_SIZES, icon, pixmap


def blurred(ratio: float) -> list[str]:
    """The icons that would be made larger or smaller to fit."""
    found: list[str] = []
    for size in ICON_SIZES:
        for name in ("run", "close", "search"):
            shown = icon(name, QColor("#ffffff")).pixmap(QSize(size, size), ratio)
            if shown.toImage() != pixmap(name, "#ffffff", size, ratio).toImage():
                found.append(f"{name} {size}")
    return found


def oddly_sized(window: MainWindow) -> list[str]:
    """The buttons whose icons have a size in which no icon is drawn."""
    buttons = [one for one in window.findChildren(QAbstractButton) if one.isVisible() and not one.icon().isNull()]
    return [f"{one.toolTip()} {one.iconSize().width()}" for one in buttons if one.iconSize().width() not in ICON_SIZES]


def cut(window: MainWindow) -> list[str]:
    """The texts of labels and buttons for which there is no room."""
    found: list[str] = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget, Elided) or not isinstance(widget, QLabel | QAbstractButton):
            continue
        text = widget.text()
        wraps = isinstance(widget, QLabel) and widget.wordWrap()
        needed = widget.minimumSizeHint() if isinstance(widget, QLabel) else widget.sizeHint()
        if not text or wraps:
            continue
        high = widget.fontMetrics().height()
        if needed.width() > widget.width() + 1 or high > widget.height():
            found.append(f"{text}: {needed.width()}x{high} in {widget.width()}x{widget.height()}")
    return found


def main() -> None:
    rounding = Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(rounding)
    app = QApplication([])
    with tempfile.TemporaryDirectory(prefix="soraapp-scaled-", ignore_cleanup_errors=True) as place:
        os.environ["SORAAPP_HOME"] = place
        window = sample_window(Path(place), film(steps=2, side=1024))
        for name in ("outline", "queue"):
            window.docks[name].show()
        window.jobs.run()
        wait(lambda: not window.jobs.running)
        window.canvas.select(["clip"])
        turn(0.5)
        ratio = window.devicePixelRatioF()
        picture = window.grab()
        taken = window.canvas.graph_scene.nodes["clip"].picture.pixmap
        told: dict[str, Any] = {
            "ratio": ratio,
            "grabbed": [picture.width() / window.width(), picture.height() / window.height()],
            "blurred": blurred(ratio),
            "odd": oddly_sized(window),
            "cut": {},
            "thumbnail": taken.height() if taken else 0,
            "shown": PICTURE * window.canvas.scale_now(),
        }
        for language in ("en", "zh_CN"):
            window.speak(language)
            turn(0.2)
            told["cut"][language] = cut(window)
        print(json.dumps(told))
        sys.stdout.flush()
        window.jobs.close()
        app.processEvents()
        os._exit(0)


if __name__ == "__main__":
    main()

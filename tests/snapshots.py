"""Renews the pictures that the canvas is compared with: ``python3 -m tests.snapshots``. Look at them afterwards."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from soraapp import environment


def main() -> int:
    """Paint every sheet in every theme, and tell which looks different. Returns the exit status."""
    status = environment.ensure(Path(__file__).resolve().parents[1], "test")
    if status:
        return status
    with tempfile.TemporaryDirectory(prefix="soraapp-snapshots-", ignore_cleanup_errors=True) as home:
        os.environ["SORAAPP_HOME"] = home
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from PySide6.QtGui import QImage
        from PySide6.QtWidgets import QApplication

        from tests.ui.canvas.sheets import FOLDER, SHEETS, THEMES, painted

        app = QApplication(["snapshots"])
        for sheet in SHEETS:
            for theme in THEMES:
                file, now = FOLDER / f"{sheet}-{theme}.png", painted(app, sheet, theme)
                same = QImage(str(file)).convertToFormat(QImage.Format.Format_RGB888) == now
                if not same:
                    now.save(str(file), "PNG", 0)  # type: ignore[call-overload]
                print(f"{file.name:28}{'as it was' if same else 'renewed'}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Renews the pictures that canvas and timeline are compared with: ``python3 -m tests.snapshots``. Look at them then."""

from __future__ import annotations

import os
import sys
import tempfile
from itertools import product
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

        from tests.ui.canvas import sheets as canvas
        from tests.ui.timeline import sheets as timeline

        app = QApplication(["snapshots"])
        for part in (canvas, timeline):
            for sheet, theme in product(part.SHEETS, canvas.THEMES):
                file, now = part.FOLDER / f"{sheet}-{theme}.png", part.painted(app, sheet, theme)
                file.parent.mkdir(exist_ok=True)
                same = QImage(str(file)).convertToFormat(QImage.Format.Format_RGB888) == now
                if not same:
                    now.save(str(file), "PNG", 0)  # type: ignore[call-overload]
                print(f"{file.name:28}{'as it was' if same else 'renewed'}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

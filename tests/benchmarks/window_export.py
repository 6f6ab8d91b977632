"""``python3 -m tests.benchmarks.window_export PROJECT FILM``: the window opens a project and exports its film."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.ui.events import turn, wait
from ui.app import open_window


def main(project: Path, film: Path) -> None:
    """What a person does: open, select the film, so that the preview shows it, and export."""
    app = QApplication([])
    window = open_window(project)
    window.resize(1600, 1000)
    window.show()
    window.jobs.start()
    wait(lambda: "film" in window.document.graph.nodes and not window.jobs.surveying, "the project")
    window.canvas.select(["film"])
    turn(1.0)
    written: list[object] = []
    window.jobs.delivered.connect(written.append)
    window.jobs.export("film", film)
    wait(lambda: written, "the film", 3600)
    window.close()
    del app


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))

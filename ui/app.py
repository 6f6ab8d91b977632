"""Opens the studio: one application, one window, one engine."""

from __future__ import annotations

import gc
import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from soraapp.catalogue import Catalogue
from soraapp.engine.client import Engine
from soraapp.media.allocation import give_frames_back
from soraapp.models.registry import Registry
from ui.document import Document
from ui.garbage import Garbage
from ui.jobs import Jobs
from ui.language import Languages
from ui.main_window import MainWindow
from ui.settings import SCALE, THEME, Settings, open_settings
from ui.theme import RESOURCES, install_fonts, load_theme, theme_names


def main(argv: list[str]) -> int:
    """Open the window, with the project or film of the first argument, or else the one that was open last. Gives the
    exit status."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    if (scale := Settings(open_settings()).get(SCALE)) != SCALE.default:
        os.environ.setdefault("QT_SCALE_FACTOR", str(scale / 100))
    app = QApplication([sys.argv[0] if sys.argv else "soraapp", *argv])
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    window = open_window(Path(argv[0]) if argv else None)
    window.show()
    QTimer.singleShot(0, window.jobs.start)
    return app.exec()


def open_window(path: Path | None) -> MainWindow:
    """A window, not shown yet, that opens a project or a film made by this program; without one, the project that was
    open last, and at the first start the example."""
    give_frames_back()
    QCoreApplication.setApplicationName("Soraapp")
    QGuiApplication.setDesktopFileName("soraapp")
    settings = open_settings()
    languages = Languages(settings)
    languages.use(languages.wanted())
    install_fonts()
    chosen = Settings(settings).get(THEME)
    theme = load_theme(chosen if chosen in theme_names() else THEME.default)
    catalogue, registry = Catalogue.of("nodes"), Registry.standard()
    document = Document(catalogue)
    jobs = Jobs(document, registry, lambda listener: Engine(catalogue, listener))
    window = MainWindow(document, jobs, registry, settings, languages, theme)
    Garbage(window)
    gc.freeze()  # What the program consists of is no garbage: to look through all of it stops the window for 60 ms.
    QGuiApplication.setWindowIcon(QIcon(str(RESOURCES / "icons" / "soraapp.svg")))
    opened = path or window.files.to_begin_with()
    # Afterwards, so that reading does not take time from the first paint.
    QTimer.singleShot(0, window, lambda: window.files.load(opened))
    QTimer.singleShot(0, window, window.recovery.look)
    return window

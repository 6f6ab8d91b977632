"""Where the window keeps what a person has set: a file, which a test or a portable copy can put elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QSettings

from soraapp.places import settings_folder


def open_settings() -> QSettings:
    """The settings of the window."""
    return QSettings(str(settings_folder() / "window.ini"), QSettings.Format.IniFormat)

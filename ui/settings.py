"""What a person has set of the window: where it is kept, and by which names, with what holds until it is set.

The window keeps it in a file, which a test or a portable copy can put elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QSettings, Signal

from soraapp.places import settings_folder

T = TypeVar("T", bool, str, int)


@dataclass(frozen=True)
class Setting(Generic[T]):
    """One thing that can be set."""

    key: str
    default: T
    choices: tuple[T, ...] = ()
    """What it can be; any value of its type where this is empty."""


WHEEL = Setting("canvas/wheel", "zoom", ("zoom", "pan"))
"""What a turn of the wheel does on the canvas. Ctrl always zooms, Shift always pans."""
TOUCHPAD = Setting("canvas/touchpad", "pan", ("pan", "zoom"))
"""What two fingers that slide do on the canvas; a pinch always zooms."""
SHAKE = Setting("canvas/shake", default=True)
"""A node that is shaken while it is dragged loses its wires."""
JOIN = Setting("canvas/join", default=True)
"""A node that is added is wired to the selected ones where that is obvious."""
RECENT = Setting("canvas/recent", "")
"""The kinds of nodes that were added lately, the latest first, with blanks between them."""
SNAP = Setting("canvas/snap", default=False)
"""Nodes that are dragged come to rest in line with others."""
TIMELINE_SNAP = Setting("timeline/snap", default=True)
"""What is dragged on the timeline comes to rest at cuts, markers and the playhead."""
MINIMAP = Setting("canvas/minimap", default=True)
SOUND = Setting("preview/sound", default=True)
"""Whether sound is heard."""
VOLUME = Setting("preview/volume", 100)
"""How loud it is, from 0 to 100."""
SCOPES = Setting("preview/scopes", "waveform vectorscope")
"""Which scopes are seen, by name, with blanks between them."""
GUIDES = Setting("preview/guides", "checker")
"""What is drawn over the picture, by name, with blanks between them."""
EXPORT = Setting("export/order", "")
"""How the last film was written, as JSON; empty until there was one."""
THEME = Setting("window/theme", "dark")
SCALE = Setting("window/scale", 100, (100, 110, 125, 150, 175, 200))
"""How large texts and controls are, in per cent of what the system asks for; it holds from the next start."""


def open_settings() -> QSettings:
    """The file with the settings of the window."""
    return QSettings(str(settings_folder() / "window.ini"), QSettings.Format.IniFormat)


class Settings(QObject):
    """Reads settings, keeps those that are not as at first, and tells when one is another. Without a file they last as
    long as this object."""

    changed = Signal(str)
    """The key of a setting that has another value now."""

    def __init__(self, file: QSettings | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self._values: dict[str, object] = {}

    def get(self, setting: Setting[T]) -> T:
        """What is set, or else the default; also where the file holds what it cannot be."""
        raw = self._file.value(setting.key) if self._file is not None else self._values.get(setting.key)
        value = _read(raw, setting.default)
        return setting.default if setting.choices and value not in setting.choices else value

    def set(self, setting: Setting[T], value: T) -> None:
        """Keep a value, also for the next start. Raises ValueError for one that it cannot be."""
        if setting.choices and value not in setting.choices:
            raise ValueError(f"{setting.key} cannot be {value!r}")
        if value == self.get(setting):
            return
        if self._file is None:
            self._values[setting.key] = value
        elif value == setting.default:
            self._file.remove(setting.key)
        else:
            self._file.setValue(setting.key, value)
        self.changed.emit(setting.key)

    def follow(self, setting: Setting[T], do: Callable[[T], object]) -> None:
        """Call `do` with what is set, now and whenever it changes."""
        self.changed.connect(lambda key: do(self.get(setting)) if key == setting.key else None)
        do(self.get(setting))


def _read(raw: object, default: T) -> T:
    """A file of settings gives every value back as a text."""
    if raw is None:
        return default
    if isinstance(default, bool):
        return raw if isinstance(raw, bool) else str(raw).lower() == "true"
    if isinstance(default, int):
        return int(str(raw)) if str(raw).isdecimal() else default
    return str(raw)

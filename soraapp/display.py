"""Whether this machine can show a window, asked before Qt is loaded: Qt itself would abort with a riddle."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys

NEEDED = {
    # What Qt's xcb platform plugin links to, of what a plain desktop may lack: library, package of Debian, of Fedora.
    "libGL.so.1": ("libgl1", "libglvnd-glx"),
    "libEGL.so.1": ("libegl1", "libglvnd-egl"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11"),
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-randr.so.0": ("libxcb-randr0", "libxcb"),
    "libxcb-render-util.so.0": ("libxcb-render-util0", "xcb-util-renderutil"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb"),
    "libX11-xcb.so.1": ("libx11-xcb1", "libX11-xcb"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs"),
}


def problem() -> str:
    """What keeps a window from opening here, with the remedy; empty when nothing is known to."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return ""
    if os.environ.get("WAYLAND_DISPLAY"):
        return ""
    if not os.environ.get("DISPLAY"):
        return (
            "There is no display to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set).\n"
            "Start Soraapp from a desktop, or work without one: python3 main.py render PROJECT --output FILM.mp4"
        )
    return _describe([library for library in NEEDED if not _loads(library)])


def _describe(missing: list[str]) -> str:
    if not missing:
        return ""
    fedora = shutil.which("apt") is None and shutil.which("dnf") is not None
    packages = sorted({NEEDED[library][fedora] for library in missing})
    command = "sudo dnf install" if fedora else "sudo apt install"
    return f"Qt cannot open a window without {', '.join(missing)}.\nInstall: {command} {' '.join(packages)}"


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True

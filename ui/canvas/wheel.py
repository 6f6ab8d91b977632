"""What a turn of the wheel and two fingers on a touchpad do: zoom or pan, as a person has set it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication, QInputDevice, QWheelEvent

from ui.canvas.camera import STEP
from ui.settings import TOUCHPAD, WHEEL

if TYPE_CHECKING:
    from ui.canvas.view import Canvas

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NOTCH = 64 / 120
"""Pixels that a wheel pans an eighth of a degree: 64 for the click of a common wheel."""


def turn(canvas: Canvas, event: QWheelEvent) -> None:
    """Zoom or pan. Ctrl always zooms: a pinch on a touchpad comes as such on some systems; Shift always pans, sideways
    where panning is what the wheel does anyway. A wheel that is tilted pans sideways."""
    fingers = _fingers(event)
    mode = canvas.settings.get(TOUCHPAD if fingers else WHEEL)
    modifiers = event.modifiers()
    turned = QPointF(event.pixelDelta()) if fingers else QPointF(event.angleDelta()) * NOTCH
    zooms = bool(modifiers & CTRL) or (mode == "zoom" and not modifiers & SHIFT and bool(turned.y()))
    if zooms:
        canvas.camera.zoom_at(STEP ** (event.angleDelta().y() or event.pixelDelta().y()), event.position())
    elif modifiers & SHIFT and mode == "pan" and not fingers:
        canvas.camera.pan(turned.y() or turned.x(), 0)
    else:
        canvas.camera.pan(turned.x(), turned.y())


def _fingers(event: QWheelEvent) -> bool:
    """Whether it comes from a touchpad: only that counts in pixels, except on X11, where the device tells."""
    if event.pixelDelta().isNull():
        return False
    x11_wheel = QGuiApplication.platformName() == "xcb" and not event.angleDelta().isNull()
    return not x11_wheel or event.pointingDevice().type() is QInputDevice.DeviceType.TouchPad

"""Inputs that together say where something lies in the frame: a point, or a rectangle, which has a size as well."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from soraapp.nodekit import Input, Slider, Value
from ui.limits import limits_of, snapped, value_of

_MIDDLE = ("across", "down")
_EXTENT = ("shape_width", "shape_height")
_SIDES = ("left", "top", "right", "bottom")
_FEW = 1.0
"""A rectangle is never made smaller than so many per cent."""


@dataclass(frozen=True)
class Placement:
    """The inputs of a node that place something, in per cent of the frame; told by their names."""

    ports: Mapping[str, Input]

    @property
    def sized(self) -> bool:
        """Whether it is a rectangle, with corners to drag."""
        return len(self.ports) > 2 or "scale" in self.ports

    def rect(self, values: Mapping[str, Value]) -> QRectF:
        """Where it lies; without extent where only a point is said. Without a scale of its own it is as large as the
        frame."""
        number = {name: value_of(values.get(name, port.default)) or 0.0 for name, port in self.ports.items()}
        if "left" in number:
            left, top, right, bottom = (number[name] for name in _SIDES)
            return QRectF(left, top, max(0.0, 100 - left - right), max(0.0, 100 - top - bottom))
        across, down = (number[name] for name in _MIDDLE)
        width, height = (number.get(name, number.get("scale", 0.0)) for name in _EXTENT)
        return QRectF(across - width / 2, down - height / 2, width, height)

    def moved(self, rect: QRectF, by: QPointF) -> dict[str, float]:
        """The values that put it elsewhere. What is cut off stays as large."""
        if "left" in self.ports:
            left = min(max(0.0, rect.left() + by.x()), 100 - rect.width())
            top = min(max(0.0, rect.top() + by.y()), 100 - rect.height())
            return self._legal(
                {"left": left, "top": top, "right": 100 - left - rect.width(), "bottom": 100 - top - rect.height()}
            )
        middle = rect.center() + by
        return self._legal({"across": middle.x(), "down": middle.y()})

    def stretched(self, rect: QRectF, corner: tuple[int, int], by: QPointF) -> dict[str, float]:
        """The values that put a corner elsewhere: (0, 0) is the upper left one. A shape stays around its middle."""
        right, lower = (1 if side else -1 for side in corner)
        if "left" in self.ports:
            edges = {"left": rect.left(), "top": rect.top(), "right": 100 - rect.right(), "bottom": 100 - rect.bottom()}
            across, down = ("right" if corner[0] else "left"), ("bottom" if corner[1] else "top")
            most = {across: edges[across] + rect.width() - _FEW, down: edges[down] + rect.height() - _FEW}
            edges[across] = min(most[across], max(0.0, edges[across] - right * by.x()))
            edges[down] = min(most[down], max(0.0, edges[down] - lower * by.y()))
            return self._legal({across: edges[across], down: edges[down]})
        width, height = rect.width() + 2 * right * by.x(), rect.height() + 2 * lower * by.y()
        if "scale" in self.ports:
            return self._legal({"scale": max(_FEW, width if abs(by.x()) > abs(by.y()) else height)})
        return self._legal({"shape_width": max(_FEW, width), "shape_height": max(_FEW, height)})

    def _legal(self, values: Mapping[str, float]) -> dict[str, float]:
        return {name: snapped(value, limits_of(self.ports[name], None), whole=False) for name, value in values.items()}


def placement_of(inputs: tuple[Input, ...]) -> Placement | None:
    """The placement that some inputs form, if they do."""
    ports = {port.name: port for port in inputs if isinstance(port.control, Slider) and port.control.unit == "%"}
    if all(name in ports for name in _SIDES):
        return Placement({name: ports[name] for name in _SIDES})
    if not all(name in ports for name in _MIDDLE):
        return None
    if all(name in ports for name in _EXTENT):
        return Placement({name: ports[name] for name in (*_MIDDLE, *_EXTENT)})
    return Placement({name: ports[name] for name in (*_MIDDLE, "scale") if name in ports})

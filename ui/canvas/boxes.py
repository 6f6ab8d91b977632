"""A table of rectangles, in which those near a place are found without a look at each."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF

K = TypeVar("K", bound=Hashable)


class Boxes(Generic[K]):
    """Rectangles by key, in canvas units."""

    def __init__(self) -> None:
        self._row: dict[K, int] = {}
        self._keys: list[K] = []
        self._sides = np.zeros((64, 4))
        """Left, top, right and bottom of each key, and room for more."""
        self._new: dict[int, tuple[float, float, float, float]] = {}
        """What is not in the table yet, by row: many rows at once cost little more than one."""

    def put(self, key: K, box: QRectF) -> None:
        """Add a rectangle, or replace it."""
        row = self._row.get(key)
        if row is None:
            row = self._row[key] = len(self._keys)
            self._keys.append(key)
        self._new[row] = box.left(), box.top(), box.right(), box.bottom()

    def drop(self, key: K) -> None:
        """Remove a rectangle, if it is there; the last one of the table takes its place."""
        row = self._row.pop(key, None)
        if row is None:
            return
        sides = self._table()
        last = self._keys.pop()
        if last != key:
            self._keys[row], self._row[last] = last, row
            sides[row] = sides[len(self._keys)]

    def near(self, area: QRectF) -> list[K]:
        """The keys of the rectangles that touch another one, in the order of the table."""
        sides = self._table()
        found = (sides[:, 0] <= area.right()) & (sides[:, 2] >= area.left())
        found &= (sides[:, 1] <= area.bottom()) & (sides[:, 3] >= area.top())
        return [self._keys[row] for row in np.flatnonzero(found)]

    def whole(self) -> QRectF:
        """The rectangle around all; empty when there are none."""
        sides = self._table()
        if not len(sides):
            return QRectF()
        (left, top), (right, bottom) = sides[:, :2].min(0), sides[:, 2:].max(0)
        return QRectF(left, top, right - left, bottom - top)

    def _table(self) -> NDArray[np.float64]:
        """The sides of all, of shape (keys, 4)."""
        if len(self._keys) > len(self._sides):
            more = np.zeros((max(len(self._keys), 2 * len(self._sides)), 4))
            more[: len(self._sides)] = self._sides
            self._sides = more
        if self._new:
            self._sides[list(self._new)] = list(self._new.values())
            self._new = {}
        return self._sides[: len(self._keys)]

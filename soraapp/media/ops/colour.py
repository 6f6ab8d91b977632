"""Operations on the colours of every pixel by itself."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from soraapp.media.clip import Frames, Pixels
from soraapp.media.ops.derived import Derived, mapped

_LUMA = np.array([0.2126, 0.7152, 0.0722])
"""How much red, green and blue make of the light that is seen (ITU-R BT.709)."""
_WARMTH = 0.3
"""By how much red is strengthened, and blue weakened, in the warmest setting."""


@dataclass(frozen=True)
class AdjustColour(Derived):
    """A clip with its colours adjusted. All settings at their defaults change nothing."""

    exposure: float = 0
    """In stops: 1 doubles the light."""
    contrast: float = 1
    """The distance from middle grey is multiplied by it."""
    saturation: float = 1
    """0 is grey."""
    hue: float = 0
    """In degrees on the wheel of colours."""
    temperature: float = 0
    """From -1, cold, to 1, warm; the brightness of grey stays."""

    def frames(self, start: int, stop: int) -> Frames:
        table, matrix = self._table(), self._matrix()
        plain = self.saturation == 1 and self.hue == 0

        def change(pixels: Pixels) -> Pixels:
            lit = cv2.LUT(pixels, table)
            return (lit if plain else cv2.transform(lit, matrix)).astype(np.uint8, copy=False)

        return mapped(self.clip.frames(start, stop), self.size, change)

    def _table(self) -> NDArray[np.uint8]:
        """For each level the new one, of shape (1, 256, 1); where red, green and blue differ, of (1, 256, 3)."""
        gains = np.array([1 + _WARMTH * self.temperature, 1, 1 - _WARMTH * self.temperature])
        gains *= 2**self.exposure / (gains @ _LUMA)
        levels = np.arange(256)[None, :, None] / 255
        lit = _displayed(light(levels) * gains)
        table = np.rint(np.clip((lit - 0.5) * self.contrast + 0.5, 0, 1) * 255).astype(np.uint8)
        return table if self.temperature else table[..., :1].copy()  # Looking up in one takes half the time.

    def _matrix(self) -> NDArray[np.float32]:
        """Turns and stretches colours around grey; what it makes of RGB has the same luma."""
        blue, red = np.array([0.0, 0.0, 1.0]) - _LUMA, np.array([1.0, 0.0, 0.0]) - _LUMA
        parts = np.stack([_LUMA, blue / (2 * blue[2]), red / (2 * red[0])])
        angle = math.radians(self.hue)
        turn = np.diag([1.0, self.saturation, self.saturation])
        turn[1:, 1:] @= np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
        return (np.linalg.inv(parts) @ turn @ parts).astype(np.float32)


def light(levels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Linear light of sRGB levels, both 0 to 1 (IEC 61966-2-1)."""
    return np.where(levels <= 0.04045, levels / 12.92, ((levels + 0.055) / 1.055) ** 2.4)


def _displayed(light: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(light <= 0.0031308, light * 12.92, 1.055 * np.maximum(light, 0) ** (1 / 2.4) - 0.055)

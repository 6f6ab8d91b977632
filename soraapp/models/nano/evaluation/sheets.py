"""Contact sheets: samples of each ability as rows, frames as columns, the prompt above each row."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from soraapp.media.clip import Frames, Pixels
from soraapp.models.nano.evaluation.trial import Clips, Row, Trial
from soraapp.models.nano.world.palette import RGB, Indices

FONT = Path(__file__).resolve().parents[4] / "resources" / "fonts" / "NotoSansCJKsc-Subset-Regular.otf"
ACROSS = 9
"""Frames in a row, evenly spread over the clip."""
SAMPLES = 8
"""Rows in a sheet."""
LARGER = 2
GAP = 4
TEXT = 24
WIDEST = 640
"""The width to which large pictures are shrunk."""
_BACK = 24


class Sheets:
    """Collects samples, and writes a PNG for each ability into a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._rows: dict[str, list[Pixels]] = {}

    def add(self, row: Row, trial: Trial, clips: Clips) -> None:
        """One more sample, unless the sheet is full."""
        strips = self._rows.setdefault(row.name, [])
        if len(strips) < SAMPLES:
            strips.append(np.concatenate([_title(trial.prompt), strip(clips[0])], axis=0))

    def write(self) -> None:
        """Write the files, named after the rows; the folder is made."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for name, strips in self._rows.items():
            width = max(part.shape[1] for part in strips)
            parts = [
                np.pad(part, ((0, GAP), (0, width - part.shape[1]), (0, 0)), constant_values=_BACK) for part in strips
            ]
            Image.fromarray(np.concatenate(parts)).save(self._folder / f"{name}.png", optimize=True)


def strip(clip: Indices) -> Pixels:
    """Frames side by side, enlarged."""
    chosen = np.unique(np.linspace(0, len(clip) - 1, ACROSS).round().astype(int))
    shown = [_fitted(frame) for frame in RGB[clip[chosen]]]
    return np.concatenate([np.pad(one, ((0, 0), (0, GAP), (0, 0)), constant_values=_BACK) for one in shown], axis=1)


def _fitted(frame: Pixels) -> Pixels:
    height, width = frame.shape[:2]
    if width > WIDEST:
        return cv2.resize(frame, (WIDEST, height * WIDEST // width), interpolation=cv2.INTER_AREA).astype(np.uint8)
    return np.kron(frame, np.ones((LARGER, LARGER, 1), np.uint8))


def _title(text: str) -> Frames:
    """A line of text in light letters, as wide as a row of clips."""
    canvas = Image.new("RGB", (ACROSS * (96 * LARGER + GAP), TEXT), (_BACK, _BACK, _BACK))
    ImageDraw.Draw(canvas).text((4, 1), text, (235, 235, 235), ImageFont.truetype(FONT, 16))
    return np.asarray(canvas)

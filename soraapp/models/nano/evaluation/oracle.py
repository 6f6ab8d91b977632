"""The judge of the evaluation: a small network, trained on rendered clips only, that reads what frames show.

It has never seen a frame that a model made. What it cannot read on real renders is told as its ceiling.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional

from soraapp.models.nano.world.palette import NAMES, Indices
from soraapp.models.nano.world.scene import COLOURS, MOTIONS, PLACES, SUBJECTS

WEIGHTS = Path(__file__).resolve().parents[4] / "resources" / "oracle" / "oracle.safetensors"
LENGTH = 17
"""Frames of a track that the reader of motions looks at."""
AT_ONCE = 32
NOTHING = len(SUBJECTS)
"""The class of what shows no subject."""
CELL = 2
"""The sides of a cell, in pixels: the oracle tells subjects apart cell by cell."""


@dataclass(frozen=True)
class Seen:
    """What the eye gives for frames, in cells of two by two pixels."""

    subject: Tensor
    """Logits of the subject in each cell, the last one for none: (frames, 13, height / 2, width / 2)."""
    colour: Tensor
    """Logits of the subject's colour in each cell: (frames, 10, height / 2, width / 2)."""
    place: Tensor
    """Logits of the place: (frames, 8)."""


class Eye(nn.Module):
    """Palette indices of single frames to subject and colour by cell, and the place. Sides are multiples of 8."""

    def __init__(self, width: int = 32) -> None:
        super().__init__()
        fine, middle, coarse = width, 2 * width, 3 * width
        self.colours = nn.Embedding(len(NAMES), 16)
        self.enter = nn.Sequential(nn.PixelUnshuffle(2), _layer(64, fine), _layer(fine, fine))
        self.down = nn.Sequential(_layer(fine, middle, stride=2), _layer(middle, middle))
        self.bottom = nn.Sequential(_layer(middle, coarse, stride=2), _layer(coarse, coarse), _layer(coarse, coarse))
        self.up = nn.Sequential(_layer(middle + coarse, middle, kernel=1), _layer(middle, middle))
        self.out = nn.Sequential(_layer(fine + middle, fine, kernel=1), _layer(fine, fine))
        self.subject = nn.Conv2d(fine, NOTHING + 1, 1)
        self.colour = nn.Conv2d(fine, len(COLOURS), 1)
        self.place = nn.Linear(coarse, len(PLACES))

    def forward(self, indices: Tensor) -> Seen:
        """Look at frames of indices, shape (frames, height, width)."""
        pixels = self.colours(indices.long()).permute(0, 3, 1, 2)
        fine = self.enter(pixels)
        middle = self.down(fine)
        coarse = self.bottom(middle)
        middle = self.up(torch.cat([middle, functional.interpolate(coarse, scale_factor=2.0)], 1))
        fine = self.out(torch.cat([fine, functional.interpolate(middle, scale_factor=2.0)], 1))
        return Seen(self.subject(fine), self.colour(fine), self.place(coarse.mean((2, 3))))


def _layer(before: int, after: int, *, stride: int = 1, kernel: int = 3) -> nn.Sequential:
    convolution = nn.Conv2d(before, after, kernel, stride, kernel // 2, bias=False)
    return nn.Sequential(convolution, nn.BatchNorm2d(after), nn.ReLU())


class MotionReader(nn.Module):
    """The track of a subject through 17 frames to its motion."""

    def __init__(self, width: int = 64) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv1d(FEATURES, width, 3, padding=1),
            nn.ReLU(),
            nn.Conv1d(width, width, 5, padding=2),
            nn.ReLU(),
            nn.Conv1d(width, width, 5, padding=2),
            nn.ReLU(),
            nn.Flatten(),
            nn.Linear(width * LENGTH, 128),
            nn.ReLU(),
            nn.Linear(128, len(MOTIONS)),
        )

    def forward(self, tracks: Tensor) -> Tensor:
        """Logits of the motions, for features of shape (clips, FEATURES, 17)."""
        return self.layers(tracks)


FEATURES = 7 + len(SUBJECTS)


@dataclass(frozen=True)
class Track:
    """Where the subject is in each frame."""

    x: NDArray[np.float32]
    """The column of its middle, in pixels of the coarse grid; NaN where it is not seen."""
    y: NDArray[np.float32]
    """The row of its middle."""
    top: NDArray[np.float32]
    bottom: NDArray[np.float32]
    area: NDArray[np.float32]
    """How many pixels it covers."""

    @classmethod
    def of(cls, masks: NDArray[np.bool_]) -> Self:
        """The track of masks of shape (frames, height, width)."""
        found = np.full((5, len(masks)), np.nan, np.float32)
        for number, mask in enumerate(masks):
            rows, columns = np.nonzero(mask)
            found[4, number] = len(rows)
            if len(rows) >= LEAST_AREA:
                found[:4, number] = columns.mean(), rows.mean(), np.percentile(rows, 5), np.percentile(rows, 95)
        return cls(*found)


LEAST_AREA = 8
"""Fewer pixels than these are no subject."""


def features(track: Track, kind: int, size: tuple[int, int]) -> NDArray[np.float32]:
    """What the reader of motions is told of a track: shape (FEATURES, 17). `size` is width and height of the grid.

    Positions count in heights of a person on the grid, so that all aspects look alike.
    """
    width, height = size
    unit = 1.42 * min(height, width * 0.72) / 4
    seen = ~np.isnan(track.x)
    x = np.nan_to_num((track.x - width / 2) / unit)
    y, top, bottom = (np.nan_to_num((rows - 0.72 * height) / unit) for rows in (track.y, track.top, track.bottom))
    steps = np.diff(x, prepend=x[:1]) * 4, np.diff(bottom, prepend=bottom[:1]) * 4
    told = np.zeros((len(SUBJECTS), len(x)), np.float32)
    told[kind] = 1
    return np.concatenate([np.stack([x, y, top, bottom, *steps, seen]), told]).astype(np.float32)


@dataclass(frozen=True)
class Reading:
    """What the oracle reads in frames."""

    subject: str
    """One of SUBJECTS, or nothing where no subject is seen."""
    colour: str
    place: str
    motion: str
    """Nothing unless there are 17 frames."""
    track: Track
    masks: NDArray[np.bool_]
    """Where any subject is seen: (frames, height, width)."""
    subjects: NDArray[np.float32]
    """How many pixels each subject covers in each frame: (frames, 12)."""


class Oracle:
    """Both networks together."""

    def __init__(self, eye: Eye, motions: MotionReader) -> None:
        self.eye = eye.eval()
        self.motions = motions.eval()

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> Self:
        """The oracle that comes with the program."""
        eye, motions = Eye(), MotionReader()
        weights = load_file(path)
        for name, network in (("eye.", eye), ("motions.", motions)):
            network.load_state_dict(
                {key.removeprefix(name): value for key, value in weights.items() if key.startswith(name)}
            )
        return cls(eye, motions)

    def save(self, path: Path = WEIGHTS) -> None:
        """Write the weights of both networks to a file."""
        weights: dict[str, Tensor] = {}
        for name, network in (("eye.", self.eye), ("motions.", self.motions)):
            weights |= {name + key: value.contiguous() for key, value in network.state_dict().items()}
        path.parent.mkdir(parents=True, exist_ok=True)
        save_file(weights, path)

    @torch.inference_mode()
    def read(self, indices: Indices) -> Reading:
        """What frames show, shape (frames, height, width), any length; the sides are multiples of 8."""
        subjects, colours, places = self._look(indices)
        there = subjects[:, NOTHING] < 0.5
        areas = CELL**2 * (subjects[:, :NOTHING] * there[:, None]).sum((2, 3)).numpy()
        kind = int(areas.sum(0).argmax())
        masks = there.numpy().repeat(CELL, 1).repeat(CELL, 2)
        seen = bool(masks.sum() >= LEAST_AREA * len(indices) / 4)
        track = Track.of(masks)
        return Reading(
            subject=SUBJECTS[kind] if seen else "",
            colour=COLOURS[int(colours.argmax())] if seen else "",
            place=PLACES[int(places.argmax())],
            motion=self._motion(track, kind, indices) if seen and len(indices) == LENGTH else "",
            track=track,
            masks=masks,
            subjects=areas,
        )

    def _look(self, indices: Indices) -> tuple[Tensor, Tensor, Tensor]:
        """Shares of the subjects in each cell of all frames, and votes for the colours and the places."""
        parts: list[Tensor] = []
        colours, places = torch.zeros(len(COLOURS)), torch.zeros(len(PLACES))
        for start in range(0, len(indices), AT_ONCE):
            seen = self.eye(torch.from_numpy(indices[start : start + AT_ONCE].copy()))
            parts.append(seen.subject.softmax(1))
            colours += (seen.colour.softmax(1) * (1 - parts[-1][:, NOTHING:])).sum((0, 2, 3))
            places += seen.place.log_softmax(1).sum(0)
        return torch.cat(parts), colours, places

    def _motion(self, track: Track, kind: int, indices: Indices) -> str:
        told = features(track, kind, (indices.shape[2], indices.shape[1]))
        return MOTIONS[int(self.motions(torch.from_numpy(told)[None]).argmax())]

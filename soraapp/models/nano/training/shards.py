"""Scenes drawn and encoded once, in files of some hundred each, so that the transformer trains on latents alone.

A file ``KIND-NUMBER.npz`` holds scenes of one kind and size as plain arrays: ``latents`` (scenes, frames, channels, h,
w) and ``mask`` (scenes, frames, h, w; the share of each cell that the first subject covers), both float16; ``told``
(scenes, attributes) int16; ``controls`` (scenes, frames, 10) float32. Frames are latent frames. What is in a file
depends on the seed, its number and the compression network alone.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from soraapp.models.devices import Device
from soraapp.models.nano.attributes import SCALE, numbers
from soraapp.models.nano.shape import CELL, GROUP
from soraapp.models.nano.training import compression
from soraapp.models.nano.training.course import Tell, placed
from soraapp.models.nano.training.ranks import Rank
from soraapp.models.nano.training.run import Run, averaged
from soraapp.models.nano.training.scenes import (
    KINDS,
    SHARES,
    SIZES,
    WINDOWED,
    enlarged,
    grouped,
    training_scene,
)
from soraapp.models.nano.training.settings import Latents, Settings
from soraapp.models.nano.vae import NanoVideoVAE
from soraapp.models.nano.world.captions import attributes
from soraapp.models.nano.world.scene import EVENTS
from soraapp.models.nano.world.stage import render

_WINDOWED_SHARE = 11.2 / 16.3
"""How many of all scenes have an event of `scenes.WINDOWED` (see `scene.sample`)."""
_BATCH = 16
"""Scenes that are encoded at once."""


@dataclass(frozen=True)
class Encoded:
    """The scenes of a file."""

    latents: Tensor
    mask: Tensor
    told: Tensor
    controls: Tensor

    def __len__(self) -> int:
        return len(self.latents)


def planned(settings: Latents) -> list[str]:
    """The names of all files, without suffix."""
    share = _windowed(settings.events) if settings.events else _WINDOWED_SHARE
    windowed = round(settings.clips * share)
    wanted = {"pictures": settings.pictures, "stories": settings.clips - windowed, "clips": windowed}
    return [f"{kind}-{n:05d}" for kind, count in wanted.items() for n in range(-(-count // settings.per_shard))]


def _windowed(weights: Sequence[float]) -> float:
    return sum(weight for event, weight in zip(EVENTS, weights, strict=True) if event in WINDOWED) / sum(weights)


def encode_all(rank: Rank, settings: Settings, run: Run, device: Device, *, tell: Tell | None = None) -> None:
    """Write this rank's part of the files that are not there yet."""
    network = placed(averaged(compression.build(settings.compression), run, compression.STAGE, "latents"), device)
    run.latents.mkdir(parents=True, exist_ok=True)
    names = planned(settings.latents)
    for name in names[rank.number :: rank.count]:
        path = run.latents / f"{name}.npz"
        if path.exists():
            continue
        arrays = _encoded(name, settings, network, device, rank)
        if arrays is None:
            return
        part = path.with_suffix(".part")
        with part.open("wb") as file:
            np.savez(file, allow_pickle=False, **arrays)
        part.replace(path)
        if tell:
            tell({"stage": "latents", "files": len(list(run.latents.glob("*.npz"))), "of": len(names)})


def _encoded(
    name: str, settings: Settings, network: NanoVideoVAE, device: Device, rank: Rank
) -> dict[str, NDArray[np.generic]] | None:
    """The arrays of a file; None when a person asks to stop meanwhile."""
    drawn = _drawn(name, settings.latents, settings.seed)
    latents: list[NDArray[np.generic]] = []
    parts: list[_Drawn] = []
    while batch := [scene for scene, _ in zip(drawn, range(_BATCH), strict=False)]:
        if rank.stopping:
            return None
        latents.append(encode(np.stack([scene.groups for scene in batch]), network, device).numpy())
        parts += batch
    return {
        "latents": np.concatenate(latents),
        "mask": np.stack([part.mask for part in parts]),
        "told": np.array([part.told for part in parts], np.int16),
        "controls": np.stack([part.controls for part in parts]),
    }


@torch.no_grad()
def encode(groups: NDArray[np.generic], network: NanoVideoVAE, device: Device) -> Tensor:
    """Latents (scenes, frames, channels, h, w), float16, of groups of indices (scenes, frames, 4, height, width)."""
    indices = torch.from_numpy(groups).to(device.torch).long()
    with device.autocast():
        latents = network.encode_groups(indices.flatten(0, 1))
    return latents.unflatten(0, groups.shape[:2]).half().cpu()


@dataclass(frozen=True)
class _Drawn:
    groups: NDArray[np.generic]
    mask: NDArray[np.float16]
    told: tuple[int, ...]
    controls: NDArray[np.float32]


def _drawn(name: str, settings: Latents, seed: int) -> Iterator[_Drawn]:
    """The scenes of a file."""
    rng = random.Random(f"{seed}/{name}")
    kind = KINDS[name.partition("-")[0]]
    [(width, height)] = rng.choices(SIZES, SHARES)
    for _ in range(settings.per_shard):
        scene = training_scene(rng, kind.events, settings.events, settings.moving)
        told = attributes(scene)
        if kind.frames == 1 and rng.random() < settings.enlarged:
            shot, scale = enlarged(rng, scene, width, height)
            told[SCALE] = str(scale)
        else:
            shot = render(scene, width, height, kind.frames)
        yield _Drawn(grouped(shot.indices), _pooled(grouped(shot.mask)), numbers(told), _by_group(shot.controls))


def _pooled(masks: NDArray[np.generic]) -> NDArray[np.float16]:
    """Masks (frames, 4, height, width) as shares of the cells (frames, height / 8, width / 8)."""
    frames, _, height, width = masks.shape
    cells = masks.reshape(frames, GROUP, height // CELL, CELL, width // CELL, CELL)
    return cells.mean((1, 3, 5), dtype=np.float32).astype(np.float16)


def _by_group(controls: NDArray[np.generic]) -> NDArray[np.float32]:
    """Controls (4k + 1, 10) of frames as their means (k + 1, 10) in latent frames."""
    return grouped(controls[:, None]).mean((1, 2), dtype=np.float32)


class Shards:
    """The encoded scenes that one rank trains on: every so many-th file, or all where there are fewer than ranks."""

    def __init__(self, folder: Path, rank: Rank) -> None:
        self._files: dict[str, list[Encoded]] = {}
        for kind in KINDS:
            paths = sorted(folder.glob(f"{kind}-*.npz"))
            self._files[kind] = [read_shard(path) for path in paths[rank.number :: rank.count] or paths]

    def choose(self, rng: random.Random, kinds: tuple[str, ...]) -> Encoded:
        """A file of one of these kinds, in proportion to how many scenes each holds."""
        files = [file for kind in kinds for file in self._files[kind]]
        return rng.choices(files, [len(file) for file in files])[0]

    def have(self, kinds: tuple[str, ...]) -> bool:
        """Whether there are any of these kinds."""
        return any(self._files[kind] for kind in kinds)


def read_shard(path: Path) -> Encoded:
    """The scenes of a file."""
    with np.load(path, allow_pickle=False) as file:
        return Encoded(*(torch.from_numpy(file[name]) for name in ("latents", "mask", "told", "controls")))


CLIPS = ("stories", "clips")
"""The kinds that move."""

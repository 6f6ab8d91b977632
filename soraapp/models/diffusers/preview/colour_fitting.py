"""Fits the colours of latents to what a model's own compression network makes of pictures that are drawn for it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from soraapp.errors import ModelError
from soraapp.media.clip import Frames, Size
from soraapp.media.fit import Sampling, fit_pixels
from soraapp.models.base import Capabilities
from soraapp.models.diffusers.asked import Asked
from soraapp.models.diffusers.keeping import latent_of, pixels
from soraapp.models.diffusers.model import DiffusersModel
from soraapp.models.diffusers.preview import colours
from soraapp.models.diffusers.preview.colours import Colours, Numbers
from soraapp.models.diffusers.preview.sketch import Sketch
from soraapp.models.nano.world.palette import RGB
from soraapp.models.nano.world.scene import sample
from soraapp.models.nano.world.stage import render
from soraapp.models.request import Cue, Request

CLIPS = 24
"""How many are drawn unless a person asks for more or less."""
LEAST = 8
_HELD_OUT = 4
"""Every so many clips one is not fitted to: it judges."""
_ACROSS = 16
"""Steps of the legal sizes along a side of a clip."""
_COUNT = 9
_COARSE = 64
"""Pixels along a side of a drawn scene, which is then enlarged."""


@dataclass(frozen=True)
class Fitted:
    """What came of it, judged by the clips that it was not fitted to."""

    colours: Colours
    file: Path
    """Where it belongs."""
    explained: float
    """The share of the variance of their colours that it explains."""
    nearness: float
    """How near it comes to their colours: the PSNR in dB."""
    guessed: float
    """How near previews come that know no map, in dB."""
    clips: int
    size: Size
    count: int
    """Frames of each clip."""

    @property
    def kept(self) -> bool:
        """Whether previews have these colours from now on: only where they come nearer than a guess."""
        return self.nearness > self.guessed


def fit_colours(
    model: DiffusersModel, clips: int = CLIPS, progress: Callable[[int, int], None] = lambda _done, _total: None
) -> Fitted:
    """Fit a map for a model and keep it for all previews to come, if it is any good. Raises ModelError for one whose
    latents cannot be read."""
    layout = model.family.latents
    if layout is None:
        raise ModelError(
            "The latents of {model} cannot be shown.",
            remedy="Choose another model: its previews need no map.",
            model=model.capabilities.title,
        )
    asked = _asked(model)
    known: list[tuple[Numbers, Numbers]] = []
    judging: list[tuple[Tensor, Numbers]] = []
    for number, frames in enumerate(drawn(asked.size, asked.count, max(clips, LEAST))):
        progress(number, clips)
        with torch.no_grad():
            plain: Tensor = layout.plain(model.pipeline, layout.encode(model.pipeline, pixels(frames)), asked)
        plain = plain.detach().float().cpu()
        wanted = _shrunk(frames, plain, layout.together(model.pipeline) if layout.together else 0)
        if number % _HELD_OUT == _HELD_OUT - 1:
            judging.append((plain, wanted))
        else:
            known.append((_cells(plain), wanted))
    progress(clips, clips)
    found = colours.fit(np.concatenate([one for one, _ in known]), np.concatenate([one for _, one in known]))
    wanted = np.concatenate([one for _, one in judging])
    made = np.concatenate([found.of(_cells(one)) for one, _ in judging])
    guessed = np.concatenate([_seen(Sketch(), one) for one, _ in judging])
    result = Fitted(
        found,
        colours.file_of(model.contents, model.family.name),
        colours.explained(made, wanted),
        colours.loudness(made, wanted),
        colours.loudness(guessed, wanted),
        max(clips, LEAST),
        asked.size,
        asked.count,
    )
    if result.kept:
        colours.keep(result.file, found, _facts(model, result))
    return result


def drawn(size: Size, count: int, clips: int) -> Iterator[Frames]:
    """Clips to fit to, always the same: scenes of the drawn world, and coloured light that moves, by turns."""
    for number in range(clips):
        if number % 2:
            yield _lights(size, count, number)
        else:
            shot = render(sample(random.Random(number)), _COARSE, _COARSE, count)
            yield np.stack([fit_pixels(RGB[one], size, sampling=Sampling.NEAREST) for one in shot.indices])


def _lights(size: Size, count: int, seed: int) -> Frames:
    """Smooth fields of every colour, some of them pale, with grain of another fineness each."""
    generator = torch.Generator().manual_seed(seed)
    ends = torch.rand((2, 3, 5, 5), generator=generator) * 1.6 - 0.3
    pale = torch.rand((1,), generator=generator)
    ends = ends.mean(1, keepdim=True).lerp(ends, pale.sqrt())
    grain = torch.rand((1, 1, 2 ** (seed % 5 + 3), 2 ** (seed % 5 + 3)), generator=generator) - 0.5
    shape = (size.height, size.width)
    first, last = functional.interpolate(ends, shape, mode="bicubic")
    rough = functional.interpolate(grain, shape, mode="bilinear")[0] * torch.rand((1,), generator=generator) * 0.5
    share = torch.linspace(0, 1, count)[:, None, None, None] if count > 1 else torch.zeros(1, 1, 1, 1)
    return ((first.lerp(last, share) + rough).clamp(0, 1) * 255).round().byte().permute(0, 2, 3, 1).numpy()


def _asked(model: DiffusersModel) -> Asked:
    """What the clips are like."""
    able: Capabilities = model.capabilities
    size = able.nearest_size(Size(_ACROSS * able.size_multiple, _ACROSS * able.size_multiple))
    count = 1 if able.largest_count == 1 else min(able.legal_count(_COUNT), able.largest_count)
    request = Request(able.identity, (Cue(" "),), size, count, able.rate, 0, able.steps, able.guidance)
    return Asked(request)


def _cells(plain: Tensor) -> Numbers:
    return plain.reshape(len(plain), -1).T.double().numpy()


def _seen(sketch: Sketch, plain: Tensor) -> Numbers:
    return sketch.frames(plain).reshape(-1, 3).astype(np.float64) / 127.5 - 1


def _shrunk(frames: Frames, plain: Tensor, together: int) -> Numbers:
    """The mean colour (cells, 3) of what each latent stands for."""
    latents, height, width = plain.shape[1:]
    small = functional.adaptive_avg_pool2d(pixels(frames)[0].transpose(0, 1), (height, width))
    places = [latent_of(frame, len(frames), latents, together) for frame in range(len(frames))]
    means = torch.stack(
        [small[[at for at, one in enumerate(places) if one == place]].mean(0) for place in range(latents)]
    )
    return means.permute(0, 2, 3, 1).reshape(-1, 3).double().numpy()


def _facts(model: DiffusersModel, fitted: Fitted) -> dict[str, object]:
    part = model.contents.parts.get("vae")
    return {
        "network": part.kind if part else "",
        "family": model.family.name,
        "explained": round(fitted.explained, 4),
        "nearness": round(fitted.nearness, 2),
        "clips": fitted.clips,
    }

"""The steers of a request as what the transformer reads: one row of numbers a latent frame."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import torch
from torch import Tensor

from soraapp.models.nano.attributes import TOLD
from soraapp.models.nano.shape import frames_of
from soraapp.models.nano.transformer import CONTROLS
from soraapp.models.nano.world.scene import ACTIONS
from soraapp.models.nano.world.view import RATES, WAYS
from soraapp.models.request import Steer


def control_rows(steers: Sequence[Steer], count: int, rate: Fraction) -> Tensor:
    """What camera and player do in `count` latent frames, (count, 11): the mean of the four frames of each.

    All 0 without steers, which leaves both to the prompt.
    """
    if not steers:
        return torch.zeros(count, CONTROLS)
    return torch.stack(
        [torch.stack([_row(steers, frame, rate) for frame in frames_of(i)]).mean(0) for i in range(count)]
    )


def steering_words(controls: Tensor) -> dict[str, str]:
    """What camera and player do in rows of controls (frames, 11) on the whole, in the words of prompts; {} where
    nothing is given. The transformer has heard words far more often than controls."""
    given = controls[controls[:, -1] > 0]
    if not len(given):
        return {}
    action = ACTIONS[int(given[:, len(RATES) : -1].mean(0).argmax())]
    motion = {"motion": _MOTIONS[action]} if action in _MOTIONS else {}
    return motion | _camera_words(given[:, : len(RATES)])


_MOTIONS = {"left": "left", "right": "right", "up": "jump"}
"""What the subject does when the player acts so."""


def _camera_words(given: Tensor) -> dict[str, str]:
    speeds = given.mean(0) / torch.tensor(list(RATES.values()), device=given.device)
    most = int(speeds.abs().argmax())
    speed = speeds[most].item()
    if abs(speed) < _STILL:
        return {"camera": "static"}
    axis = list(RATES)[most]
    nearest = min(TOLD["speed"], key=lambda known: abs(float(known) - abs(speed)))
    return {"camera": f"{axis} {WAYS[axis][speed > 0]}", "speed": nearest}


_STILL = 0.25
"""The speed below which a camera counts as still."""


def _row(steers: Sequence[Steer], frame: int, rate: Fraction) -> Tensor:
    moment = max(frame, 0) / rate
    steer = [one for one in steers if one.start <= moment][-1]
    camera = [getattr(steer, move) * speed for move, speed in RATES.items()]
    action = [float(name == steer.action.value) for name in ACTIONS]
    return torch.tensor([*camera, *action, 1.0])

"""What a training run is made with: every number that a person may want to change, read from and written to JSON.

Importing this module imports no torch.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from soraapp.errors import InputError

STAGES = ("text", "compression", "latents", "transformer", "distil", "export")
"""The stages in their order; each needs what those before it made."""


@dataclass(frozen=True)
class Pace:
    """How fast a network learns, and for how long."""

    hours: float = 1.0
    """The length of the stage, over all its runs."""
    steps: int = 0
    """The length in steps instead of hours; 0 for hours."""
    muon_rate: float = 2e-3
    adam_rate: float = 2e-3
    warm_up: int = 50
    """Steps in which the rates rise."""
    decay: float = 0.35
    """The share of the stage, at its end, in which the rates fall linearly to `least`."""
    least: float = 0.03
    """The lowest rates, as a share of the full ones."""
    averaging: float = 0.998
    """The greatest weight that the running average of the weights gives to the past."""
    log_steps: int = 50
    checkpoint_seconds: float = 300.0


@dataclass(frozen=True)
class Text:
    """The training of the text encoder."""

    steps: int = 3000
    corpus: int = 30_000
    """Captions that the tokenizer is made from."""


@dataclass(frozen=True)
class Compression:
    """The compression network and its training."""

    latent_channels: int = 40
    fine_width: int = 96
    coarse_width: int = 224
    clips: int = 16
    """Clips a step on each rank; each gives three crops, one a latent frame."""
    crop: int = 48
    noise: float = 0.25
    """The greatest deviation of the noise that is added to latents, which have deviation 1."""
    enlarged: float = 0.1
    """The share of the clips that are stills drawn two or four times as large, as details of large pictures are."""
    judged: int = 20
    """Clips that the averaged network is tried on at every checkpoint."""
    pace: Pace = Pace(hours=1.5, decay=0.6, least=0.02, averaging=0.997)


@dataclass(frozen=True)
class Latents:
    """What of the world is drawn and encoded for the transformer."""

    pictures: int = 48_000
    clips: int = 32_000
    per_shard: int = 400
    enlarged: float = 0.15
    """The share of the pictures that are parts of scenes drawn two or four times as large."""
    events: tuple[float, ...] = ()
    """How often each event comes, in the order of `scene.EVENTS`; empty for as often as in the world."""
    moving: float = 0.0
    """The share of the scenes without an event in which the camera must move; else it does as often as in the world."""


@dataclass(frozen=True)
class Transformer:
    """The diffusion transformer and its training."""

    width: int = 256
    layers: int = 8
    heads: int = 4
    bands: tuple[int, int, int] = (8, 12, 12)
    tokens: int = 4200
    """Latent cells a step on each rank."""
    shift: float = 4.0
    """How much more often high noise levels are trained (Esser et al. 2024, section 5.3.2)."""
    clips_begin: float = 0.2
    """The share of the stage that trains pictures alone."""
    clips_full: float = 0.45
    """The share of the stage after which clips come as often as they ever do."""
    clips_share: float = 0.85
    """How many of the steps then train clips."""
    pace: Pace = Pace(hours=6.0, adam_rate=1.5e-3, warm_up=60)


@dataclass(frozen=True)
class Distil:
    """The few-step student of the transformer."""

    steps: tuple[int, ...] = (8, 4)
    """The lengths of the schedules that are learnt, one after the other, each from the one before."""
    guidance: float = 2.0
    """How strongly the teacher of the first is guided; the student needs no second, unguided, forward pass."""
    pace: Pace = Pace(hours=0.5, muon_rate=5e-4, adam_rate=3e-4, warm_up=60, decay=0.6)
    """Of each of the schedules."""


@dataclass(frozen=True)
class Export:
    """What the finished folder holds."""

    transformer: tuple[str, ...] = ("distil-8", "transformer")
    """The stage whose transformer is taken: the first of these that was trained."""
    preview_scenes: int = 200
    """Scenes that the preview is fitted to."""


@dataclass(frozen=True)
class Settings:
    """A whole run."""

    seed: int = 1
    text: Text = field(default_factory=Text)
    compression: Compression = field(default_factory=Compression)
    latents: Latents = field(default_factory=Latents)
    transformer: Transformer = field(default_factory=Transformer)
    distil: Distil = field(default_factory=Distil)
    export: Export = field(default_factory=Export)

    def lasting(self, hours: float, stage: str) -> Settings:
        """With `hours` for a stage, or for all: then shared out among them as the settings share theirs.

        Only those that train the large networks are bound to time.
        """
        compression, transformer, distil = self.compression, self.transformer, self.distil
        phases = len(distil.steps)
        parts = {
            "compression": compression.pace.hours,
            "transformer": transformer.pace.hours,
            "distil": distil.pace.hours * phases,
        }
        scales = (
            dict.fromkeys(parts, hours / sum(parts.values()))
            if stage == "all"
            else {stage: hours / parts.get(stage, hours)}
        )
        return replace(
            self,
            compression=replace(compression, pace=_scaled(compression.pace, scales.get("compression", 1.0))),
            transformer=replace(transformer, pace=_scaled(transformer.pace, scales.get("transformer", 1.0))),
            distil=replace(distil, pace=_scaled(distil.pace, scales.get("distil", 1.0))),
        )


def _scaled(pace: Pace, scale: float) -> Pace:
    return replace(pace, hours=pace.hours * scale)


def write_settings(settings: Settings, path: Path) -> None:
    """All settings as JSON."""
    path.write_text(json.dumps(asdict(settings), indent=2) + "\n", encoding="utf-8")


def read_settings(path: Path) -> Settings:
    """Settings from JSON; what the file leaves out has its default. Raises InputError when it cannot be understood."""
    try:
        values: object = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(
            "The training settings {file} cannot be read: {reason}.",
            remedy="Give a JSON file such as the config.json of a training folder.",
            file=path.name,
            reason=error,
        ) from error
    return _filled(Settings(), values, "")


_Part = TypeVar("_Part")


def _filled(part: _Part, values: object, where: str) -> _Part:
    """`part`, a dataclass, with the values that a JSON object gives."""
    known: dict[str, Any] = {member.name: getattr(part, member.name) for member in fields(part)}  # pyright: ignore[reportArgumentType]
    if not isinstance(values, dict):
        raise _misfit(where.rstrip(".") or "all", values)
    changes: dict[str, Any] = {}
    for name, value in values.items():
        place = f"{where}{name}"
        if name not in known:
            raise InputError(
                "There is no training setting named {name}.",
                remedy="Leave it out, or choose one of: {names}.",
                name=place,
                names=", ".join(known),
            )
        changes[name] = _fitting(known[name], value, place)
    return replace(part, **changes)  # pyright: ignore[reportArgumentType, reportCallIssue]


def _fitting(known: Any, value: Any, place: str) -> Any:
    """A value from JSON in the kind of the value `known`."""
    if is_dataclass(known):
        return _filled(known, value, f"{place}.")
    if isinstance(known, tuple) and isinstance(value, list):
        return tuple(value)
    if isinstance(known, float) and type(value) in (int, float):
        return float(value)
    if type(value) is type(known):
        return value
    raise _misfit(place, value)


def _misfit(place: str, value: object) -> InputError:
    return InputError(
        "The training setting {name} cannot be {value}.",
        remedy="See the config.json of a training folder for how it is written.",
        name=place,
        value=json.dumps(value, ensure_ascii=False),
    )

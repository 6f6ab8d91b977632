"""All presets, by name, in the order in which they are offered; one file a family."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path

from soraapp.errors import InputError
from soraapp.media.export.preset import Family, Preset
from soraapp.media.export.presets.films import FILMS
from soraapp.media.export.presets.loops import LOOPS
from soraapp.media.export.presets.pictures import PICTURES
from soraapp.media.export.presets.sounds import SOUNDS
from soraapp.media.numbered import is_numbered

PRESETS: Mapping[str, Preset] = {preset.name: preset for preset in (*FILMS, *LOOPS, *PICTURES, *SOUNDS)}
USUAL = FILMS[0]
"""What is written unless a person says otherwise."""


def preset_named(name: str) -> Preset:
    """Raises InputError, with the nearest name, for one that is not there."""
    if name in PRESETS:
        return PRESETS[name]
    near = difflib.get_close_matches(name.lower(), PRESETS, n=1, cutoff=0.6)
    raise InputError(
        "There is no preset called {name}.",
        remedy="{advice}",
        name=name,
        advice=f"Did you mean {near[0]}?" if near else f"There are: {', '.join(PRESETS)}.",
    )


def preset_of(path: Path) -> Preset | None:
    """The first preset for files with such an ending, with a # in the name one for numbered pictures; None where there
    is none."""
    suffix, numbered = path.suffix.lower(), is_numbered(path)
    fitting = (one for one in PRESETS.values() if suffix in one.containers)
    return next((one for one in fitting if numbered == (one.family is Family.PICTURES)), None)


def endings() -> tuple[str, ...]:
    """All endings that can be written, each once."""
    return tuple(dict.fromkeys(ending for preset in PRESETS.values() for ending in preset.containers))

"""All presets, by name, in the order in which they are offered; one file a family."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path

from soraapp.errors import InputError
from soraapp.media.export.preset import Preset
from soraapp.media.export.presets.films import FILMS
from soraapp.media.export.presets.loops import LOOPS
from soraapp.media.export.presets.pictures import PICTURES
from soraapp.media.export.presets.sounds import SOUNDS

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


def preset_of(path: Path) -> Preset:
    """The first preset for files with such an ending; the usual one where there is none."""
    suffix = path.suffix.lower()
    return next((preset for preset in PRESETS.values() if suffix in preset.containers), USUAL)

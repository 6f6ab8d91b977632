"""List the kinds of files that render and the window can write, and what each word for their quality means."""

from __future__ import annotations

import argparse

from soraapp.cli.report import print_json, table, wrapped
from soraapp.media.export.hardware import in_hardware
from soraapp.media.export.preset import Preset
from soraapp.media.export.presets import PRESETS, preset_named


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What this command takes."""
    parser.add_argument("name", metavar="NAME", nargs="?", help="only this preset")
    parser.add_argument(
        "--hardware", action="store_true", help="also try the encoders of the graphics card, which takes a moment"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the presets as text or JSON."""
    found = [preset_named(arguments.name)] if arguments.name else list(PRESETS.values())
    if arguments.json:
        print_json([_json(preset, tried=arguments.hardware) for preset in found])
    else:
        print("\n\n".join(_text(preset, tried=arguments.hardware) for preset in found))
    return 0


def _text(preset: Preset, *, tried: bool) -> str:
    endings = " ".join(preset.containers)
    same = [] if preset.same_everywhere else [wrapped("The bytes may differ from machine to machine.", 2)]
    rows = [
        (quality.word + (" *" if quality.word == preset.usual else ""), quality.settings)
        for quality in preset.qualities
    ]
    hardware = [wrapped(f"Graphics card: {_hardware(preset)}", 2)] if tried and preset.hardware else []
    head = f"{preset.name}  {preset.title}  ({endings})"
    return "\n".join([head, wrapped(preset.about, 2), *same, *table(rows, 2, (10,)), *hardware])


def _json(preset: Preset, *, tried: bool) -> dict[str, object]:
    return {
        "name": preset.name,
        "title": preset.title,
        "about": preset.about,
        "family": preset.family.value,
        "endings": list(preset.containers),
        "qualities": {quality.word: quality.settings for quality in preset.qualities},
        "default": preset.usual,
        "same_everywhere": preset.same_everywhere,
        **({"hardware": _hardware(preset)} if tried and preset.hardware else {}),
    }


def _hardware(preset: Preset) -> str:
    """The encoder that would be used, or why there is none."""
    quality, reason = in_hardware(preset, preset.quality())
    return reason.trouble if reason else quality.settings

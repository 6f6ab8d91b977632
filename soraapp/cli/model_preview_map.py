"""Learn the true colours of a model's live previews from its own compression network."""

from __future__ import annotations

import argparse
import sys

from soraapp.cli.report import fields, print_json
from soraapp.errors import ModelError
from soraapp.models.registry import Registry


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What this action takes."""
    parser.add_argument("model", metavar="MODEL", help="the model's name, as `models` tells it")
    parser.add_argument("--clips", metavar="N", type=int, default=24, help="how many clips to draw (24; at least 8)")


def run(arguments: argparse.Namespace) -> int:
    """Fit the map, keep it, and print how near it comes; return the exit status."""
    model = Registry.standard().load(arguments.model)
    from soraapp.models.diffusers.model import DiffusersModel
    from soraapp.models.diffusers.preview.colour_fitting import fit_colours

    if not isinstance(model, DiffusersModel):
        raise ModelError(
            "The previews of {model} have true colours already.",
            remedy="Name a model of your own, such as `models` lists them.",
            model=model.capabilities.title,
        )
    fitted = fit_colours(model, arguments.clips, _progress if sys.stderr.isatty() else _silent)
    if arguments.json:
        told = {"model": arguments.model, "file": str(fitted.file), "kept": fitted.kept, "explained": fitted.explained}
        print_json({**told, "nearness": fitted.nearness, "guessed": fitted.guessed, "clips": fitted.clips})
        return 0
    print(f"{arguments.model}  {model.capabilities.title}")
    judged = f"on {fitted.clips // 4} clips of {fitted.count} frames of {fitted.size} that it was not fitted to"
    told = {
        "explains": f"{fitted.explained:.1%} of the variance of colours, {judged}",
        "nearness": f"{fitted.nearness:.1f} dB, against {fitted.guessed:.1f} dB of previews without a map",
        "kept in": str(fitted.file) if fitted.kept else "nothing: previews without a map are as near",
    }
    print("\n".join(fields(told, 2)))
    if fitted.kept:
        print("All previews of this model have these colours from now on.")
    return 0


def _progress(done: int, total: int) -> None:
    end = "\n" if done == total else ""
    print(f"\r{done} of {total} clips", end=end, file=sys.stderr, flush=True)


def _silent(_done: int, _total: int) -> None:
    """Nobody looks."""

"""Measure a model of one's own on this machine: against plain diffusers, and each choice about its speed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from math import isinf
from typing import TYPE_CHECKING

from soraapp.cli.report import amount, fields, print_json, table
from soraapp.media.clip import Size
from soraapp.models.diffusers.speed.step_cache import TABLE
from soraapp.models.registry import Registry
from soraapp.models.setup import setup_of

if TYPE_CHECKING:
    from soraapp.models.diffusers.speed.bench import Bench
    from soraapp.models.diffusers.speed.timing import Row

_HEAD = ("", "a clip", "of plain", "a step", "text", "decoding", "peak memory", "blocks computed", "likeness")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What this action takes."""
    parser.add_argument("model", metavar="NAME", help="the model's name, as `models` lists it")
    parser.add_argument(
        "--steps", metavar="N", type=_number, help="denoising steps; else as many as the model asks for"
    )
    parser.add_argument("--size", metavar="WxH", type=_size, help="such as 832x480; else what it was trained at")
    parser.add_argument("--frames", metavar="N", type=_number, help="else as many as it makes at once")
    parser.add_argument(
        "--rounds", metavar="N", type=_number, default=2, help="how often each is run; the fastest counts"
    )
    parser.add_argument("--measure", action="store_true", help="measure for MagCache as well, and keep that")
    choices = (*TABLE, "compiled")
    parser.add_argument("--only", metavar="CHOICE", nargs="+", choices=choices, default=[], help=", ".join(choices))


def run(arguments: argparse.Namespace) -> int:
    """Measure, print the table or JSON, and return the exit status."""
    registry = Registry.standard()
    registry.capabilities(arguments.model)  # What is not there is told at once.
    from soraapp.models.diffusers.speed.bench import Wish, bench, exactly

    setup = exactly(setup_of(arguments.model))
    wish = Wish(
        arguments.steps, arguments.size, arguments.frames, arguments.rounds, arguments.measure, tuple(arguments.only)
    )
    found = bench(lambda: registry.load_as(arguments.model, setup), wish, _progress)
    if arguments.json:
        print_json(_json(arguments.model, found))
    else:
        print("\n".join(_text(arguments.model, found)))
    return 0


def _progress(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def _text(name: str, found: Bench) -> Iterator[str]:
    request = found.request
    clip = f"{request.size}, {request.count} frames, {request.steps} steps"
    loads = ", ".join(f"{seconds:.2f} s by {who}" for who, seconds in found.loads.items())
    yield from fields({"model": name, "device": found.device, "clip": clip, "loading": loads})
    yield ""
    yield from table([_HEAD, *[_cells(found, row) for row in found.rows]], 0)
    for what, reason in found.left_out.items():
        yield f"{what}: {reason}"


def _cells(found: Bench, row: Row) -> tuple[str, ...]:
    plain, exact = found.rows[0], found.rows[1]
    computed = f"{row.done} of {row.blocks} ({row.done / row.blocks:.0%})" if row.blocks else ""
    return (
        row.name,
        f"{row.whole:.2f} s",
        f"{row.whole / plain.whole:.3f}",
        f"{row.step:.3f} s",
        f"{row.encode:.3f} s",
        f"{row.decode:.3f} s",
        amount(row.peak) if row.peak else "",
        computed,
        _likeness(row.likeness(plain if row is exact else exact)) if row is not plain else "",
    )


def _likeness(decibels: float) -> str:
    return "the same bits" if isinf(decibels) else f"{decibels:.1f} dB"


def _json(name: str, found: Bench) -> dict[str, object]:
    plain, exact = found.rows[0], found.rows[1]
    return {
        "model": name,
        "device": found.device,
        "size": list(found.request.size),
        "frames": found.request.count,
        "steps": found.request.steps,
        "load_seconds": found.loads,
        "same_bits_as_plain": isinf(exact.likeness(plain)),
        "rows": [_row_json(found, row) for row in found.rows],
        "left_out": found.left_out,
    }


def _row_json(found: Bench, row: Row) -> dict[str, object]:
    likeness = row.likeness(found.rows[1])
    return {
        "name": row.name,
        "seconds": row.whole,
        "of_plain": row.whole / found.rows[0].whole,
        "seconds_a_step": row.step,
        "seconds_of_text": row.encode,
        "seconds_of_decoding": row.decode,
        "peak_bytes": row.peak,
        "blocks_computed": row.done,
        "blocks": row.blocks,
        "psnr": None if isinf(likeness) else likeness,
    }


def _number(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is no number of 1 or more")
    return int(text)


def _size(text: str) -> Size:
    sides = text.lower().split("x")
    if len(sides) != 2 or not all(side.isdecimal() and int(side) for side in sides):
        raise argparse.ArgumentTypeError(f"{text} is no size such as 832x480")
    return Size(*map(int, sides))

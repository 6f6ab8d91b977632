"""What a person says on the command line about a file to write: the preset, which part, and how it is framed."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any

from soraapp.errors import InputError
from soraapp.media.export.order import Filling, Order, Shape
from soraapp.media.export.paths import order_for
from soraapp.media.export.preset import Family
from soraapp.media.export.presets import PRESETS, preset_named
from soraapp.media.export.still import is_still
from soraapp.media.numbered import is_numbered
from soraapp.media.time import parse_rate

_WORDS = ("draft", "small", "good", "best", "lossless")
_SHAPES = tuple(shape.value for shape in Shape if shape is not Shape.AS_IT_IS)


def add_order_arguments(parser: argparse.ArgumentParser) -> None:
    """What can be said."""
    group = parser.add_argument_group("how it is written", "python3 main.py presets tells of all presets and qualities")
    group.add_argument("--preset", metavar="NAME", help="such as h265 or prores (default: as the ending of FILE says)")
    group.add_argument("--quality", choices=_WORDS, help="not every preset has each (default: good)")
    group.add_argument("--range", metavar="A-B", help="only these frames, counted from 0, such as 24-95")
    group.add_argument("--frame", choices=_SHAPES, help="the proportion of the frame (default: as it is)")
    group.add_argument(
        "--fit",
        choices=[filling.value for filling in Filling],
        help="how the picture gets into the frame: between bars, cut off, or cut off and following what happens "
        "(default: fill)",
    )
    group.add_argument(
        "--at", metavar="X,Y", help="where the frame lies when it cuts, from 0,0 to 1,1 (default: 0.5,0.5)"
    )
    group.add_argument("--size", metavar="1080p", help="pixels of the shorter side (default: as it is)")
    group.add_argument("--rate", metavar="FPS", help="frames a second, such as 30 or 23.976 (default: as it is)")
    group.add_argument("--hardware", action="store_true", help="use the encoder of the graphics card, if there is one")


def order_of(arguments: argparse.Namespace, output: Path) -> Order | None:
    """The order, or None for a picture that is written as its ending says. Raises InputError for what cannot be."""
    wishes = _wishes(arguments)
    if not wishes and arguments.preset is None and is_still(output, None):
        return None
    preset = preset_named(arguments.preset).name if arguments.preset else _by_ending(output)
    order = Order(preset, **wishes)
    order.kind.container(output)
    if order.kind.family is not Family.PICTURES and is_numbered(output):
        raise InputError(
            "{preset} is one file, but {file} stands for many.",
            remedy="Leave out the #.",
            preset=order.kind.title,
            file=output.name,
        )
    return order


def _by_ending(output: Path) -> str:
    """The preset that an ending stands for, of one picture, too."""
    pictures = [one for one in PRESETS.values() if one.family is Family.PICTURES]
    still = None if is_numbered(output) else (one for one in pictures if output.suffix.lower() in one.containers)
    return next((one.name for one in still or ()), "") or order_for(output).preset


def _wishes(arguments: argparse.Namespace) -> dict[str, Any]:
    wishes: dict[str, Any] = {}
    if arguments.quality:
        wishes["quality"] = arguments.quality
    if arguments.range:
        wishes["first"], wishes["last"] = _range(arguments.range)
    if arguments.frame:
        wishes["shape"] = Shape(arguments.frame)
    if arguments.fit:
        wishes["filling"] = Filling(arguments.fit)
    if arguments.at:
        wishes["across"], wishes["down"] = _place(arguments.at)
    if arguments.size:
        wishes["size"] = _size(arguments.size)
    if arguments.rate:
        wishes["rate"] = parse_rate(arguments.rate)
    if arguments.hardware:
        wishes["hardware"] = True
    return wishes


def _range(text: str) -> tuple[int, int | None]:
    found = re.fullmatch(r"(\d+)-(\d*)", text.strip())
    if not found:
        raise InputError("{text} is no range.", remedy="Write --range 24-95, or --range 24- to the end.", text=text)
    return int(found[1]), int(found[2]) if found[2] else None


def _size(text: str) -> int:
    digits = text.strip().lower().removesuffix("p")
    if not digits.isdecimal():
        raise InputError("{text} is no size.", remedy="Write --size 1080p, or another number of pixels.", text=text)
    return int(digits)


def _place(text: str) -> tuple[float, float]:
    try:
        across, _, down = text.partition(",")
        return float(across), float(down or "0.5")
    except ValueError as error:
        raise InputError("{text} is no place.", remedy="Write --at 0.2,0.5: across and down.", text=text) from error

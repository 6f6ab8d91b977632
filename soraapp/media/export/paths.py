"""Which order a path stands for, and which path suits an order."""

from __future__ import annotations

from pathlib import Path

from soraapp.errors import InputError
from soraapp.media.export.order import Order
from soraapp.media.export.preset import Family
from soraapp.media.export.presets import PRESETS, endings, preset_of


def order_for(path: Path) -> Order:
    """The order that the ending of a path stands for. Raises InputError where no preset has it."""
    found = preset_of(path) or next((one for one in PRESETS.values() if path.suffix.lower() in one.containers), None)
    if found is None:
        raise InputError(
            "{file} has no ending that can be written here.",
            remedy="Use one of: {allowed}.",
            file=path.name,
            allowed=", ".join(endings()),
        )
    return Order(found.name)


def with_numbers(order: Order, path: Path) -> Path:
    """A path that suits the order: with the ending of the preset, and a place for the number of a picture."""
    kind = order.kind
    if not path.name:
        return path
    path = path if order.suits(path) else path.with_suffix(kind.ending)
    if kind.family is Family.PICTURES and "#" not in path.name:
        return path.with_name(f"{path.stem}_####{path.suffix}")
    if kind.family is not Family.PICTURES and "#" in path.name:
        return path.with_name(path.name.replace("_#", "#").replace("#", "") or f"film{path.suffix}")
    return path

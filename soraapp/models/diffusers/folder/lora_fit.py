"""Whether a LoRA is for a network at all, judged by the headers of both before anything is loaded. Imports no torch."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from soraapp.errors import ModelError
from soraapp.models.diffusers.folder.headers import header, shape_of
from soraapp.models.loras import Lora

Shapes = Mapping[str, tuple[int, ...]]
NETWORKS = ("transformer", "unet")
"""The parts that LoRAs are made for; what they add to text encoders is for diffusers to judge."""
_DOWN = re.compile(r"(?P<layer>.+?)\.(?:lora_A|lora_down|lora\.down)(?:\.default)?\.weight")
"""The half of a LoRA that reads what a layer reads: its second side is the layer's."""
_SHOWN = 3


def refuse_misfit(lora: Lora, folder: Path, name: str) -> None:
    """Raises ModelError, naming layers, for a LoRA that the networks in the folder of a model have no place for."""
    parts = {part: shapes_of(folder / part) for part in NETWORKS if (folder / part).is_dir()}
    if not any(parts.values()):
        return
    if wrong := tuple(_misplaced(lora, parts)):
        shown = ", ".join(wrong[:_SHOWN]) + (", ..." if len(wrong) > _SHOWN else "")
        raise ModelError(
            "The LoRA {lora} does not fit {model}: there is no place for {layers}.",
            remedy="Choose a LoRA that was made for this model, or the model that it was made for{base}.",
            lora=lora.name,
            model=name,
            layers=shown,
            base=f" ({lora.base})" if lora.base else "",
        )


def _misplaced(lora: Lora, parts: Mapping[str, Shapes]) -> Iterator[str]:
    """Layers that the networks do not have, or have in another size. Names of other programs, which diffusers
    translates, are judged by their sizes alone."""
    widths = {shape[1] for shapes in parts.values() for shape in shapes.values() if len(shape) > 1}
    for name, shape in lora.shapes.items():
        found = _DOWN.fullmatch(name)
        if found is None or len(shape) < 2:
            continue
        part, _, layer = found["layer"].partition(".")
        if part not in parts:
            if not part.startswith(("text_encoder", "lora_te")) and shape[1] not in widths:
                yield f"{found['layer']} ({shape[1]})"
            continue
        place = parts[part].get(f"{layer}.weight")
        if place is None:
            yield found["layer"]
        elif place[1:2] != shape[1:2]:
            yield f"{found['layer']} ({shape[1]} instead of {place[1] if len(place) > 1 else 0})"


def shapes_of(place: Path) -> Shapes:
    """The shapes of all tensors of a part. Raises ModelError for damaged files."""
    found: dict[str, tuple[int, ...]] = {}
    for file in sorted(place.glob("*.safetensors")):
        seen = file.stat()
        found |= _shapes_in(file, seen.st_mtime_ns, seen.st_size)
    return found


@lru_cache(maxsize=64)
def _shapes_in(file: Path, changed: int, size: int) -> Shapes:  # noqa: ARG001 (another time is another file)
    return {name: shape_of(tensor) for name, tensor in header(file).items() if name != "__metadata__"}

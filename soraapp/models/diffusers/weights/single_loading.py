"""Loads a network that denoises out of a file of its own, with the settings of the folder that lends the rest."""

from __future__ import annotations

from typing import Any

import diffusers
import torch
from diffusers.loaders.single_file_model import FromOriginalModelMixin
from torch import nn

from soraapp.models.diffusers.folder.contents import Contents
from soraapp.models.diffusers.folder.gguf_header import is_gguf

_SHOWN = 3


def single_network(contents: Contents, name: str, form: torch.dtype) -> nn.Module:
    """The network of a part whose file is elsewhere, on the processor. GGUF stays packed, and is unpacked where it is
    computed with. Raises ValueError for a file that lacks some of it."""
    file = contents.singles[name]
    kind: Any = getattr(diffusers, contents.parts[name].kind)
    if not (isinstance(kind, type) and issubclass(kind, FromOriginalModelMixin)):
        raise ValueError(f"diffusers loads no {contents.parts[name].kind} from a file of its own")
    options: dict[str, Any] = {"config": str(contents.folder / name), "local_files_only": True, "dtype": form}
    if is_gguf(file):
        options["quantization_config"] = diffusers.GGUFQuantizationConfig(compute_dtype=form)
    network: Any = kind.from_single_file(str(file), **options)
    if lacking := [one for one, weight in network.named_parameters() if weight.is_meta]:
        raise ValueError(f"{file.name} lacks {', '.join(lacking[:_SHOWN])}")
    return network.eval()

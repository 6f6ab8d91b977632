"""Parts that look at pictures for a text encoder, made without the library for moving pictures that they never see."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

from transformers import AutoTokenizer, Qwen2VLImageProcessorPil, Qwen2VLProcessor

from soraapp.models.diffusers.folder.contents import Contents

_KINDS = ("Qwen2VLProcessor", "Qwen2_5_VLProcessor")


class _StillsOnly(Qwen2VLProcessor):
    """Of words and pictures; what it lacks is asked for clips alone, which no pipeline does."""

    def check_argument_for_proper_class(self, argument_name: str, argument: Any) -> Any:
        if argument_name == "video_processor":
            return None
        return super().check_argument_for_proper_class(argument_name, argument)


def looking(contents: Contents) -> dict[str, Any]:
    """The parts of a folder, by name, that transformers loads with torchvision alone; none where that is installed.
    Raises OSError or ValueError for parts that are damaged."""
    if find_spec("torchvision") is not None:
        return {}
    return {name: _made(contents, name) for name, part in contents.parts.items() if part.kind in _KINDS}


def _made(contents: Contents, name: str) -> Any:
    place = contents.folder / name
    tokenizer: Any = AutoTokenizer.from_pretrained(place, local_files_only=True, trust_remote_code=False)
    pictures: Any = Qwen2VLImageProcessorPil.from_pretrained(place, local_files_only=True)
    return _StillsOnly(pictures, tokenizer, None)

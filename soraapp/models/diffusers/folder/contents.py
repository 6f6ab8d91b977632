"""What a folder of weights holds, read without loading any: a stranger's folder is judged before anything in it runs.

Reads ``model_index.json``, the ``config.json`` of each part and the headers of safetensors files. Imports no torch.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from soraapp.errors import ModelError
from soraapp.media.identity import digest
from soraapp.models.diffusers.folder.headers import header, read_json, sampled
from soraapp.models.diffusers.folder.index import read_index
from soraapp.models.diffusers.folder.judging import judged
from soraapp.models.diffusers.folder.missing import missing
from soraapp.models.diffusers.folder.weight_files import chosen, precision, variants
from soraapp.models.finding import INDEX
from soraapp.models.readme import repository_of


@dataclass(frozen=True)
class Weights:
    """The tensors of one part, as the headers of its files tell."""

    bytes: int = 0
    numbers: int = 0
    """How many parameters."""
    formats: tuple[str, ...] = ()
    """Of the numbers, such as BF16, the most frequent first."""
    kept: bool = False
    """Whether they stay as they are stored while the model runs, whatever it computes in."""


@dataclass(frozen=True)
class Part:
    """A network, a scheduler, a tokenizer: a folder inside that of the model."""

    library: str
    kind: str
    """The name of its class."""
    config: Mapping[str, Any] = field(default_factory=dict[str, Any])
    weights: Weights = Weights()
    precision: str = ""
    """The name of that in which its weights are loaded, such as ``fp16``; empty for files without one."""


@dataclass(frozen=True)
class Contents:
    """A model's folder."""

    folder: Path
    pipeline: str
    """The name of the diffusers pipeline that it was saved from."""
    parts: Mapping[str, Part]
    settings: Mapping[str, Any]
    """What else the index says, such as ``boundary_ratio``."""
    fingerprint: str
    """Changes when the folder holds something else. Of large files the headers, the sizes and samples count."""
    precision: str = ""
    """The name of that in which the folder is loaded, where it has no files without one for some part."""
    singles: Mapping[str, Path] = field(default_factory=dict[str, Path])
    """The files from elsewhere that hold the weights of parts."""

    @property
    def bytes(self) -> int:
        return sum(part.weights.bytes for part in self.parts.values())

    def config(self, part: str, name: str, usual: Any = None) -> Any:
        """A setting of a part; `usual` where the part or the setting is not there."""
        found = self.parts.get(part)
        value = found.config.get(name) if found else None
        return usual if value is None else value


def read_contents(folder: Path, elsewhere: Collection[str] = ()) -> Contents:
    """What a folder holds; the weights of the parts `elsewhere` need not be there. Raises ModelError that names what is
    missing, damaged, or not safe to load."""
    files = judged(folder)
    index = read_index(folder / INDEX)
    if lacking := tuple(file for file in missing(folder, index.parts) if not _is_weights_of(file, elsewhere)):
        raise _incomplete(folder, lacking)
    named = precision(folder, index.parts)
    parts = {name: _part(folder / name, *found, named) for name, found in index.parts.items()}
    return Contents(folder, index.pipeline, parts, index.settings, _fingerprint(folder, files), named)


def _is_weights_of(file: str, parts: Collection[str]) -> bool:
    return file.endswith(".safetensors") and file.partition("/")[0] in parts


def _part(place: Path, library: str, kind: str, wanted: str) -> Part:
    config = next((place / file for file in _CONFIGS if (place / file).is_file()), None)
    files = [file.name for file in place.glob("*") if file.is_file()]
    weights = weights_of(place, chosen(files, library, wanted))
    named = wanted if wanted in variants(files, library) else ""
    return Part(library, kind, read_json(config) if config else {}, weights, named)


def _incomplete(folder: Path, lacking: tuple[str, ...]) -> ModelError:
    files = ", ".join(lacking)
    if repository := repository_of(folder):
        return ModelError(
            "The model is not whole: {files} of {repository} is missing.",
            remedy="Get what is missing, or put these files of huggingface.co/{repository} into {folder}.",
            files=files,
            repository=repository,
            folder=folder,
        )
    return ModelError(
        "The model is not whole: {files} is missing in {folder}.",
        remedy="Get these files from where the model is published.",
        files=files,
        folder=folder,
    )


_CONFIGS = (
    "config.json",
    "scheduler_config.json",
    "guider_config.json",
    "preprocessor_config.json",
    "tokenizer_config.json",
)


def weights_of(place: Path, only: Collection[str] = ()) -> Weights:
    """The weights of a part: of all its files, or of these. Raises ModelError for damaged ones."""
    size, numbers, formats = 0, 0, dict[str, int]()
    for file in sorted(file for file in place.glob("*.safetensors") if file.is_file()):
        if only and file.name not in only:
            continue  # The same in another precision.
        size += file.stat().st_size
        for name, tensor in header(file).items():
            if name == "__metadata__":
                continue
            count = 1
            for side in tensor["shape"]:
                count *= side
            numbers += count
            formats[tensor["dtype"]] = formats.get(tensor["dtype"], 0) + count
    return Weights(size, numbers, tuple(sorted(formats, key=lambda one: -formats[one])))


def _fingerprint(folder: Path, files: Iterable[Path]) -> str:
    parts: list[object] = []
    for file in files:
        if file.suffix == ".json":
            parts.append((file.relative_to(folder).as_posix(), file.read_bytes()))
        elif file.suffix == ".safetensors":
            parts.append((file.relative_to(folder).as_posix(), sampled(file)))
    return digest(parts)[:16]

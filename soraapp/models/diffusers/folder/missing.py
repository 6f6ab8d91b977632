"""Which files a folder of diffusers lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from soraapp.models.diffusers.folder.headers import damaged, read_json
from soraapp.models.diffusers.folder.weight_files import precision, usual_stem, weightless


def missing(folder: Path, parts: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    """The files that are not there, relative to the folder of the model; a folder for a part of small files. `parts`
    has library and class by name. Raises ModelError for a list of files that is damaged."""
    ending = f"index.{named}.json" if (named := precision(folder, parts)) else "index.json"
    for name, (library, kind) in parts.items():
        place = folder / name
        if weightless(kind):
            if not any(file.is_file() for file in place.glob("*")):
                yield f"{name}/"
            continue
        if not (place / "config.json").is_file():
            yield f"{name}/config.json"
        usual = f"{usual_stem(library)}.safetensors"
        shards = _shards(place / f"{usual}.{ending}") or _shards(place / f"{usual}.index.json")
        yield from (f"{name}/{file}" for file in shards if not (place / file).is_file())
        if not shards and not any(file.is_file() for file in place.glob("*.safetensors")):
            yield f"{name}/{usual}"


def _shards(index: Path) -> list[str]:
    """The files over which the weights of a part are spread; none where it is one file."""
    if not index.is_file():
        return []
    files = read_json(index).get("weight_map")
    if not isinstance(files, dict):
        raise damaged(index, "it has no weight_map")
    return sorted({Path(str(file)).name for file in files.values()})  # pyright: ignore[reportUnknownVariableType]

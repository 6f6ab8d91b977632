"""The files of a stranger's folder, judged before anything is made of them: what runs, what names code or other places,
and what is out of all proportion is refused. Imports no torch.

Links are followed, as caches are made of them: what they lead to is judged as if it stood there.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, cast

from soraapp.errors import ModelError
from soraapp.models.diffusers.folder.headers import damaged, read_json

_PICKLES = (".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle", ".h5", ".msgpack")
_CODE = (".py", ".pyc", ".so", ".dll", ".dylib", ".exe")
RUNS = (*_PICKLES, *_CODE)
"""Endings of files that can run code when they are loaded, or are code."""
_MOST = 10_000
"""Files of a model, and of what stands beside it."""
_LARGEST = 128 * 2**20
"""Bytes of a file that is not of weights: the largest tokenizers take a quarter of that."""
_WEIGHTS = (".safetensors", ".gguf")
_CONFIGS = ("config.json", "tokenizer_config.json", "preprocessor_config.json", "processor_config.json")
_OWN = "auto_map"
"""Where the libraries look for classes of a folder's own."""


def judged(folder: Path) -> tuple[Path, ...]:
    """All files of a folder, in order. Raises ModelError that names the one that is not to be trusted."""
    files = _files(folder)
    for file in files:
        if file.suffix.lower() in RUNS:
            raise _running(folder, file)
        if file.suffix == ".json" and file.stat().st_size > _LARGEST:
            raise damaged(file, "it is too large")
        if file.name in _CONFIGS and _OWN in read_json(file):
            raise ModelError(
                "{file} in {folder} asks for code of its own, which could be any program.",
                remedy="Get the model from where its family publishes it.",
                file=file.name,
                folder=file.parent.name,
            )
        if ".safetensors.index." in file.name:
            _judge_list(file)
    return files


def _running(folder: Path, file: Path) -> ModelError:
    """The error of a file that runs; it is no loss where the same weights lie beside it."""
    facts = {"folder": folder.name, "file": file.relative_to(folder).as_posix()}
    if file.suffix.lower() in _PICKLES and any(file.parent.glob("*.safetensors")):
        return ModelError(
            "{folder} holds {file}, which could run a program when it is loaded.",
            remedy="Remove {file}: the weights beside it, which are safetensors, are all that is needed.",
            **facts,
        )
    return ModelError(
        "{folder} holds {file}, which could run a program when it is loaded.",
        remedy="Remove it, or get the model as safetensors.",
        **facts,
    )


def _judge_list(file: Path) -> None:
    """Weights stand beside the list that names them."""
    named = read_json(file).get("weight_map")
    if not isinstance(named, dict):
        raise damaged(file, "it has no weight_map")
    for one in set(map(str, cast("dict[str, Any]", named).values())):
        if Path(one).name != one or "\\" in one:
            raise damaged(file, f"it names {one[:80]}, which is elsewhere")


def _files(folder: Path) -> tuple[Path, ...]:
    found: list[Path] = []
    seen: set[str] = set()
    for place, inside, names in os.walk(folder, followlinks=True):
        true = os.path.realpath(place)
        if true in seen:
            inside.clear()  # A link that leads back.
            continue
        seen.add(true)
        found += [file for name in names if (file := Path(place, name)).is_file()]
        if len(found) + len(seen) > _MOST:
            raise ModelError(
                "{folder} holds more files than a model has.",
                remedy="Choose the folder of the model itself.",
                folder=folder,
            )
    return tuple(sorted(found))

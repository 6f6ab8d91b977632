"""How a film came about, as its credentials tell it: from which files, with which models, by which words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import cast

from soraapp.engine.cache import CachedClip
from soraapp.engine.origins import told
from soraapp.engine.provider import Models
from soraapp.errors import ModelError
from soraapp.media.audio.file import FileAudio
from soraapp.media.credentials.statement import Ingredient, ModelUsed, Statement
from soraapp.media.decode import FileClip
from soraapp.media.image import FileImage
from soraapp.media.sequence import SequenceClip

_CLIP, _PICTURE, _SOUND = "Clip", "Picture", "Sound"


def statement_of(film: object, results: Iterable[object], models: Models) -> Statement:
    """What a film is made of. `results` are those of all the steps that led to it: what is loaded in them and not part
    of the film itself was given to a model. A pinned take tells its model and words, not what these were given.

    Decodes nothing.
    """
    within, around = _Found(film), _Found(tuple(results))
    given, placed = around.files(), within.files()
    made = around.made | within.made
    return Statement(
        models=tuple(dict.fromkeys(_used(clip, models) for clip in made.values() if _identity(clip))),
        ingredients=tuple(Ingredient(paths, kind, paths in placed) for paths, kind in (given | placed).items()),
        prompts=told(tuple(made.values())),
    )


class _Found:
    """What media are made of: each thing once, however many ways lead to it."""

    def __init__(self, value: object) -> None:
        self._value = value  # What is gone could share its id with what is yet to be looked at.
        self._loaded: list[FileClip | FileImage | FileAudio | SequenceClip] = []
        self.made: dict[str, CachedClip] = {}
        """The clips that models made, by their digests."""
        waiting, seen = [value], set[int]()
        while waiting:
            one = waiting.pop()
            if id(one) in seen:
                continue
            seen.add(id(one))
            if isinstance(one, CachedClip):
                self.made.setdefault(one.digest, one)
            elif isinstance(one, FileClip | FileImage | FileAudio | SequenceClip):
                self._loaded.append(one)
            else:
                waiting.extend(reversed(list(_inside(one))))

    def files(self) -> dict[tuple[Path, ...], str]:
        """The files and what each is. One that is both seen and heard is a clip."""
        found: dict[tuple[Path, ...], str] = {}
        for one in self._loaded:
            if isinstance(one, SequenceClip):
                paths, kind = tuple(Path(one.folder) / name for name in one.names), _PICTURE
            else:
                kind = _SOUND if isinstance(one, FileAudio) else _PICTURE if isinstance(one, FileImage) else _CLIP
                paths = (Path(one.path),)
            if found.get(paths, _SOUND) == _SOUND:
                found[paths] = kind
        return found


def _inside(value: object) -> Iterator[object]:
    if isinstance(value, tuple | list):
        yield from cast("tuple[object, ...]", value)
    elif isinstance(value, Mapping):
        yield from cast("Mapping[object, object]", value).values()
    elif is_dataclass(value) and not isinstance(value, type):
        yield from (getattr(value, field.name) for field in fields(value))


def _identity(clip: CachedClip) -> str:
    """The identity of the model that made a clip, such as ``nano@1f0c``; empty where it was noted otherwise."""
    try:
        return str(clip.made_by()["request"]["fields"]["model"])
    except (KeyError, TypeError):
        return ""


def _used(clip: CachedClip, models: Models) -> ModelUsed:
    name, _, identity = _identity(clip).partition("@")
    try:
        return ModelUsed(models.capabilities(name).title, identity)
    except ModelError:  # It made an earlier take, and is not there any more.
        return ModelUsed(name, identity)

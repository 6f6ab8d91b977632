"""What a folder of diffusers weights can do, for those who choose a model: read, judged, and never loaded."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from soraapp.errors import ModelError
from soraapp.models.base import Capabilities
from soraapp.models.diffusers.families import BY_PIPELINE
from soraapp.models.diffusers.family import Family
from soraapp.models.diffusers.folder.contents import Contents, read_contents
from soraapp.models.diffusers.folder.single_file import PART, Single, lent
from soraapp.models.diffusers.reach import Reach, longest_count
from soraapp.models.diffusers.weights.economies import ECONOMIES

CODE_VERSION = 3
"""Raised when the same request gives other frames, or another sound, than before."""
_LIBRARIES = ("diffusers", "transformers")


def judge(name: str, pipeline: str, parts: Mapping[str, tuple[str, str]]) -> Family:
    """The family of a model by its pipeline, and library and class of its parts. Raises ModelError for one of no family
    that is known, or with parts from elsewhere than the two libraries or modules of its own family."""
    family = BY_PIPELINE.get(pipeline)
    if family is None:
        raise ModelError(
            "{name} is a {pipeline}, which is none of the families that can be used.",
            remedy="Choose a model of one of these: {families}.",
            name=name,
            pipeline=pipeline,
            families=", ".join(sorted({one.title for one in BY_PIPELINE.values()})),
        )
    for part, (library, kind) in parts.items():
        if library not in _LIBRARIES and family.own.get(kind) != library:
            raise ModelError(
                "{name} asks for {library} to load its {part}, which could run a program.",
                remedy="Get the model from where its family publishes it.",
                name=name,
                library=library,
                part=part,
            )
    return family


def describe(name: str, folder: Path, single: Single | None = None) -> tuple[Family, Contents, Capabilities]:
    """A folder with its family and what it can do. Raises ModelError for one that is damaged, of no family that
    is known, or not safe to load."""
    contents = read_contents(folder, () if single is None else (PART,))
    if single is not None:
        contents = lent(single, contents)
    family = judge(name, contents.pipeline, {part: (one.library, one.kind) for part, one in contents.parts.items()})
    told = family.describe(contents)
    capabilities = Capabilities(
        name=name,
        title=name.rpartition("/")[2].replace("-Diffusers", "").replace("-", " "),
        fingerprint=f"{contents.fingerprint}.{CODE_VERSION}",
        native_size=told.native_size,
        size_multiple=told.size_multiple,
        smallest=told.smallest,
        largest=told.largest,
        rate=told.rate,
        count_step=told.count_step,
        at_once=told.native_count,
        largest_count=longest_count(Reach.of(family, told), told.rate),
        keeps_anywhere=told.keeps_anywhere,
        negative=told.negative,
        steps=told.steps,
        guidance=told.guidance,
        prompt_limit=told.prompt_limit,
        sources=told.sources,
        masks=told.masks,
        performs=told.performs,
        sound=family.sound is not None,
        needs_first=told.needs_first,
        needs_last=told.needs_last,
        keeping_count=told.keeping_count,
        goes_on=told.goes_on,
        economies=ECONOMIES,
        note=told.note,
    )
    return family, contents, capabilities

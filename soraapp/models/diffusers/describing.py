"""What a folder of diffusers weights can do, for those who choose a model: read, judged, and never loaded."""

from __future__ import annotations

from pathlib import Path

from soraapp.errors import ModelError
from soraapp.models.base import Capabilities
from soraapp.models.diffusers.contents import Contents, foreign, read_contents
from soraapp.models.diffusers.families import BY_PIPELINE
from soraapp.models.diffusers.family import Family

CODE_VERSION = 1
"""Raised when the same request gives other frames than before."""


def describe(name: str, folder: Path) -> tuple[Family, Contents, Capabilities]:
    """A folder with its family and what it can do. Raises ModelError for one that is damaged, of no family that
    is known, or not safe to load."""
    contents = read_contents(folder)
    family = BY_PIPELINE.get(contents.pipeline)
    if family is None:
        raise ModelError(
            "{name} is a {pipeline}, which is none of the families that can be used.",
            remedy="Choose a model of one of these: {families}.",
            name=name,
            pipeline=contents.pipeline,
            families=", ".join(sorted({one.title for one in BY_PIPELINE.values()})),
        )
    for part in foreign(contents, family.own):
        raise ModelError(
            "{name} asks for {library} to load its {part}, which could run a program.",
            remedy="Get the model from where its family publishes it.",
            name=name,
            library=contents.parts[part].library,
            part=part,
        )
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
        largest_count=told.native_count,
        keeps_anywhere=told.keeps_anywhere,
        negative=told.negative,
        steps=told.steps,
        guidance=told.guidance,
        prompt_limit=told.prompt_limit,
        sources=told.sources,
        masks=told.masks,
        needs_first=told.needs_first,
    )
    return family, contents, capabilities

"""Opens a project from whatever holds one: its own file, or a film that was exported from it."""

from __future__ import annotations

from pathlib import Path

from soraapp.errors import ProjectError
from soraapp.media import provenance
from soraapp.media.image import IMAGE_SUFFIXES
from soraapp.project import storage
from soraapp.project.project import Project

PROJECT_SUFFIX = ".sora"


def read_project(path: Path) -> Project:
    """The project in a `.sora` file, or the one that made an exported film. Safe to call on any thread.

    Raises ProjectError and MediaError for what cannot be opened.
    """
    if path.suffix.lower() == PROJECT_SUFFIX:
        return storage.load(path)
    text = provenance.read(path)
    if text is None:
        remedy = "Open a .sora file, or a film that Soraapp exported. To use it as a clip, add a Load video node."
        if path.suffix.lower() in IMAGE_SUFFIXES:
            remedy = "Open a .sora file, or a film that Soraapp exported. To use a picture, add a Load image node."
        raise ProjectError("{file} holds no Soraapp project.", remedy=remedy, file=path.name)
    return storage.from_json(text, path.absolute().parent)

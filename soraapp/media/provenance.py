"""The project that made a film travels inside it, so that opening the film brings the project back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from soraapp.media.probe import opened

_KEY = "soraapp_project"


def embed(project_json: str) -> Mapping[str, str]:
    """The metadata to give to `encode.write_video`, so that the film carries the project."""
    return {_KEY: project_json}


def read(path: str | Path) -> str | None:
    """The JSON of the project that made a film, or None for a film from elsewhere.

    Raises MediaError when the file is missing, unreadable or no media. Decodes nothing.
    """
    with opened(Path(path)) as container:
        metadata = {key.lower(): value for key, value in container.metadata.items()}  # Matroska upper-cases keys.
    return metadata.get(_KEY)

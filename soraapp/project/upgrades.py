"""Project files of earlier versions, brought up to date step by step."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from soraapp.errors import ProjectError

Document = dict[str, object]
"""A project file as JSON."""

Upgrade = Callable[[Document], Document]
"""Makes a document of one version into one of the next; leaves the member ``version`` alone."""

VERSION = 5
"""The version that this program writes."""


def _before_takes(document: Document) -> Document:
    """Version 2 lets nodes have takes, which none had before."""
    return document


def _before_numbers(document: Document) -> Document:
    """Version 3 lets takes have numbers that stay; those without are numbered in order when they are read."""
    return document


def _before_drawing(document: Document) -> Document:
    """Version 4 lets graphs have frames and dots, nodes be muted, collapsed and coloured, and projects have groups."""
    return document


def _before_timelines(document: Document) -> Document:
    """Version 5 lets projects have timelines."""
    return document


UPGRADES: Mapping[int, Upgrade] = {1: _before_takes, 2: _before_numbers, 3: _before_drawing, 4: _before_timelines}
"""The upgrade from each version that is still read to the one after it."""


def upgraded(document: Document, version: int, upgrades: Mapping[int, Upgrade] = UPGRADES) -> Document:
    """The document of a version as one of VERSION. Raises ProjectError when the version is newer or no longer read."""
    if version > VERSION:
        raise ProjectError(
            "{file} was made by a newer Soraapp: it has the format {version}, and this one reads up to {newest}.",
            remedy="Update Soraapp to open it.",
            file="The project",
            version=version,
            newest=VERSION,
        )
    for step in range(version, VERSION):
        if step not in upgrades:
            raise ProjectError(
                "{file} has the format {version}, which is not known.",
                remedy="Open it with the Soraapp that made it, and save it there.",
                file="The project",
                version=version,
            )
        document = upgrades[step](document)
    return document

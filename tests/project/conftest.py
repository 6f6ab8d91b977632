"""A catalogue and a small project that the tests of the document share."""

from __future__ import annotations

from fractions import Fraction

import pytest

from soraapp.catalogue import Catalogue
from soraapp.errors import ModelError
from soraapp.media.clip import Size
from soraapp.models.base import Capabilities
from soraapp.project import edits
from soraapp.project.graph import Port
from soraapp.project.project import Project


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue.of("nodes")


@pytest.fixture
def project(catalogue: Catalogue) -> Project:
    """A prompt that feeds text to video, which feeds an export: ids p, v, e."""
    project = Project()
    for edit in (
        edits.add_node(catalogue["text.prompt"], (0, 0), id="p", values={"text": "a red ball"}),
        edits.add_node(catalogue["generate.text_to_video"], (260, 0), id="v"),
        edits.add_node(catalogue["output.export"], (520, 0), id="e"),
        edits.connect(Port("p", "text"), Port("v", "prompt"), catalogue),
        edits.connect(Port("v", "clip"), Port("e", "clips"), catalogue),
    ):
        project = edit.change(project)
    return project


def find(name: str) -> Capabilities:
    """The capabilities of a model called ``nano``; there is no other."""
    if name != "nano":
        raise ModelError("There is no model called {name}.", remedy="Choose nano.", name=name)
    return Capabilities(
        name="nano",
        title="Nano",
        fingerprint="0",
        native_size=Size(768, 432),
        size_multiple=16,
        smallest=Size(32, 32),
        largest=Size(1024, 1024),
        rate=Fraction(8),
        count_step=4,
        largest_count=97,
        keeps_anywhere=True,
        negative=True,
        steps=8,
        guidance=3.0,
        prompt_limit=256,
    )

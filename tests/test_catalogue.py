"""The catalogue: all node types of some packages, and no others."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

import pytest

from soraapp.catalogue import Catalogue

NODE = """
from soraapp.nodekit import node
from soraapp.media.clip import Clip
@node("{name}", version=1)
def {function}(clip: Clip) -> Clip:
    return clip
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty package ``plug`` that can be imported."""
    folder = tmp_path / "plug"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    for name in [name for name in sys.modules if name.partition(".")[0] == "plug"]:
        monkeypatch.delitem(sys.modules, name)
    return folder


def test_the_nodes_that_come_with_the_program_are_found() -> None:
    catalogue = Catalogue.of("nodes")
    assert {"text.prompt", "load.image", "load.video", "generate.text_to_video", "output.export"} <= set(catalogue)
    assert all(name == kind.name for name, kind in catalogue.items())
    assert [kind.name for kind in catalogue.categories()["Load"]] == [
        "load.image",
        "load.video",
        "load.image_sequence",
    ]


def test_a_node_is_one_function_in_one_file(package: Path) -> None:
    (package / "deep").mkdir()
    (package / "deep" / "__init__.py").write_text("")
    (package / "deep" / "b.py").write_text(NODE.format(name="plug.b", function="b"))
    (package / "a.py").write_text("from plug.deep.b import b\n" + NODE.format(name="plug.a", function="a"))
    assert list(Catalogue.of("plug")) == ["plug.a", "plug.b"]
    assert len(Catalogue.of("nodes", "plug")) == len(Catalogue.of("nodes")) + 2


def test_two_nodes_of_one_name_are_refused(package: Path) -> None:
    for file in "ab":
        (package / f"{file}.py").write_text(NODE.format(name="plug.same", function=file))
    with pytest.raises(ValueError, match=r"two node types are called plug\.same"):
        Catalogue.of("plug")


def test_a_single_module_will_do(package: Path) -> None:
    (package / "a.py").write_text(NODE.format(name="plug.a", function="a"))
    assert list(Catalogue.of("plug.a")) == ["plug.a"]


def test_catalogues_cross_processes() -> None:
    catalogue = Catalogue.of("nodes")
    back = pickle.loads(pickle.dumps(catalogue))  # noqa: S301 (our own bytes)
    assert list(back) == list(catalogue)
    assert Catalogue.of(*catalogue.packages) == catalogue

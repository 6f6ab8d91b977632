"""The export dialog suits its path to the node: a film, a picture, or numbered pictures."""

from __future__ import annotations

from pathlib import Path

import pytest

from soraapp.catalogue import Catalogue
from ui.dialogs.deliverable import suited

NODES = Catalogue.of("nodes")


@pytest.mark.parametrize(
    ("path", "kind", "expected"),
    [
        ("a.mp4", "output.export", "a.mp4"),
        ("a.mkv", "output.export", "a.mkv"),
        ("a", "output.export", "a.mp4"),
        ("a.png", "output.export", "a.mp4"),
        ("a_####.png", "output.export", "a.mp4"),
        ("a.mp4", "output.export_image", "a.png"),
        ("a.jpg", "output.export_image", "a.jpg"),
        ("a_####.jpg", "output.export_image", "a.jpg"),
        ("a.mp4", "output.export_images", "a_####.png"),
        ("a.tiff", "output.export_images", "a_####.tiff"),
        ("a_##.png", "output.export_images", "a_##.png"),
        ("a.mp4", "load.image", "a.png"),
    ],
)
def test_a_path_suits_its_node(path: str, kind: str, expected: str) -> None:
    assert suited(Path("folder") / path, NODES[kind]) == Path("folder") / expected


def test_a_path_for_no_node_is_a_film() -> None:
    assert suited(Path("a"), None) == Path("a.mp4")

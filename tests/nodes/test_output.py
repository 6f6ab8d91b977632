"""What leaves the graph: nodes called as functions, and their files written by the engine."""

from __future__ import annotations

import re
from fractions import Fraction

import numpy as np
import pytest

from nodes.output import Comparing, compare, export_image, export_image_sequence, viewer
from soraapp.catalogue import Catalogue
from soraapp.errors import InputError
from soraapp.media.clip import FrameImage, Size
from tests.nodes.artist import Pattern, whole

NODES = Catalogue.of("nodes")
CLIP = Pattern(Size(16, 12), count=5)
PICTURE = FrameImage(CLIP, 2)


def test_a_viewer_passes_on_what_it_shows() -> None:
    assert viewer(CLIP) == CLIP
    shown = viewer(image=PICTURE)
    assert shown.count == 1
    assert np.array_equal(whole(shown)[0], PICTURE.pixels())


@pytest.mark.parametrize("name", ["output.viewer", "output.export_image"])
def test_one_thing_must_be_wired(name: str) -> None:
    kind = NODES[name]

    def told(*wired: str) -> list[str]:
        values = {port.name: None for port in kind.inputs if port.name not in wired}
        assert kind.check is not None
        return [str(error) for error in kind.check(values, lambda _: pytest.fail("asks no model"))]

    assert told("clip") == told("image") == []
    [nothing], [both] = told(), told("clip", "image")
    assert re.match("Nothing is connected to .* Connect either a clip(,| or) a picture", nothing)
    assert re.match("(Two things are|More than one thing is) connected to .* Disconnect", both)
    for function in (viewer, export_image):
        with pytest.raises(InputError, match="Nothing is connected"):
            function()
        with pytest.raises(InputError, match="(Two things are|More than one thing is) connected"):
            function(CLIP, PICTURE)


def test_clips_of_any_kind_are_compared() -> None:
    other = Pattern(Size(9, 20), Fraction(5), 4, seed=2)
    for way in Comparing:
        made = compare(CLIP, other, way)
        assert made.rate == CLIP.rate
        assert made.count == 6
        assert made.size == (Size(32, 12) if way is Comparing.SIDE_BY_SIDE else CLIP.size)
        assert len(whole(made)) == 6
    assert np.array_equal(whole(compare(CLIP, other, position=100.0))[:5], whole(CLIP))
    assert not whole(compare(CLIP, CLIP, Comparing.DIFFERENCE)).any()


def test_a_moment_is_a_picture() -> None:
    for seconds, frame in ((0.0, 0), (0.124, 0), (0.125, 1), (99.0, 4)):
        assert export_image(CLIP, seconds=seconds) == FrameImage(CLIP, frame)
    assert export_image(image=PICTURE) == PICTURE


def test_a_sequence_is_its_clip() -> None:
    assert export_image_sequence(CLIP) == CLIP

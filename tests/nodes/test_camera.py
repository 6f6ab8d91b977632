"""Camera nodes called as functions."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest

from nodes.camera import PUSH_IN, camera, camera_on_a_still
from nodes.generate import image_to_video, text_to_video
from nodes.storyboard import storyboard
from soraapp.catalogue import Catalogue
from soraapp.errors import InputError
from soraapp.media.camera import Camera, Point
from soraapp.media.clip import FrameImage, Size
from soraapp.media.still_move import Easing, StillMove
from soraapp.models.request import Steer
from soraapp.models.storyboard import Cards
from soraapp.nodekit import Structured
from tests.models.requests import TINY
from tests.nodes.artist import Artist, Pattern

NODES = Catalogue.of("nodes")
PICTURE = FrameImage(Pattern(Size(64, 48)), 0)


def test_a_camera_is_its_moves() -> None:
    assert camera() == PUSH_IN
    port = NODES["camera.camera"].input("moves")
    assert port is not None
    assert port.read(port.default) == PUSH_IN
    assert port.read(Structured('{"pan":[[2,1],[0,0]]}')) == Camera(pan=(Point(0, 0), Point(2, 1)))
    assert port.read(port.parse('{"tilt":[[0,-1]]}')) == Camera(tilt=(Point(0, -1),))
    with pytest.raises(InputError, match="Point 1 of the camera's pan"):
        port.read(Structured('{"pan":[[0,99]]}'))
    with pytest.raises(InputError, match="is not camera moves"):
        port.read("left")
    assert [output.kind for output in NODES["camera.camera"].outputs] == ["camera"]


def test_a_camera_over_a_picture_is_a_clip() -> None:
    clip = camera_on_a_still(PICTURE, Camera(zoom=(Point(0, 1),)), 0.5, rate=25, width=32, height=24)
    assert (clip.size, clip.rate, clip.count) == (Size(32, 24), Fraction(25), 13)
    assert clip.frames(0, 13).shape == (13, 24, 32, 3)
    assert camera_on_a_still(PICTURE).size == Size(64, 48)


@pytest.mark.parametrize("easing", list(Easing))
@pytest.mark.parametrize("frames", [1, 2, 9])
def test_an_eased_move_goes_equally_far(easing: Easing, frames: int) -> None:
    zoom = Camera(zoom=(Point(0, 2),))
    plain, eased = (
        camera_on_a_still(PICTURE, zoom, frames / 8, way, rate=8, width=32, height=24) for way in (Easing.NONE, easing)
    )
    assert isinstance(plain, StillMove)
    assert isinstance(eased, StillMove)
    assert eased.count == frames
    assert eased.frames(0, frames).shape == (frames, 24, 32, 3)
    for at in (0, -1):
        assert eased.views()[at] == pytest.approx(plain.views()[at])


def test_easing_begins_or_ends_gently() -> None:
    zoom = Camera(zoom=(Point(0, 2),))

    def steps(easing: Easing) -> list[float]:
        made = camera_on_a_still(PICTURE, zoom, 1.125, easing, rate=8)
        assert isinstance(made, StillMove)
        widths = [math.log(view.width) for view in made.views()]
        return [one - other for one, other in pairwise(widths)]

    even, begins, ends, both = (steps(easing) for easing in Easing)
    assert even == pytest.approx([even[0]] * 8)
    assert begins == sorted(begins)
    assert ends == sorted(ends, reverse=True)
    assert both == pytest.approx(both[::-1])
    assert both[0] < even[0] / 2 < even[0] < both[4]


def test_half_a_size_is_told() -> None:
    check = NODES["camera.on_a_still"].check
    assert check is not None
    found = [str(one) for one in check({"width": 64, "height": None}, lambda _: pytest.fail("asks no model"))]
    assert "Only one of width and height" in found[0]
    assert not list(check({"width": 64, "height": 48}, lambda _: pytest.fail("asks no model")))


def test_a_camera_steers_what_makes_clips() -> None:
    job, moves = Artist(), Camera(pan=(Point(0, 1),))
    text_to_video(job, "a ball", 1.0, 48, 32, camera=moves)
    image_to_video(job, PICTURE, "it moves", 1.0, 48, 32, camera=moves)
    storyboard(job, seconds=1.0, cards=Cards(), width=48, height=32, camera=moves)
    text_to_video(job, "a ball", 1.0, 48, 32)
    assert [request.steers for request in job.requests] == [(Steer(pan=1.0),)] * 3 + [()]


@pytest.mark.parametrize("name", ["text_to_video", "image_to_video", "storyboard"])
def test_a_model_that_cannot_be_steered_is_told_before_it_runs(name: str) -> None:
    kind = NODES[f"generate.{name}"]
    assert kind.check is not None
    limits = replace(TINY, steers=False)
    plain = {port.name: port.read(port.default) for port in kind.inputs if port.control is not None}
    plain |= {"width": 48, "height": 32}
    assert [str(one) for one in kind.check(plain | {"camera": None}, lambda _: limits)] == []
    [error] = kind.check(plain, lambda _: limits)
    assert "cannot be steered" in str(error)

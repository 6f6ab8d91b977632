"""Camera moves as a model takes them."""

from __future__ import annotations

from fractions import Fraction

from soraapp.media.camera import Camera, Point
from soraapp.models.limits import problems
from soraapp.models.request import Steer
from soraapp.models.steers import steers_of
from tests.models.requests import TINY, ask

RATE = Fraction(8)


def test_a_steady_move_is_one_steer() -> None:
    assert steers_of(Camera(pan=(Point(1, -1.5),)), 17, RATE) == (Steer(pan=-1.5),)
    assert steers_of(Camera(), 17, RATE) == (Steer(),)
    assert steers_of(None, 17, RATE) == ()


def test_a_changing_move_is_a_steer_at_every_change() -> None:
    steers = steers_of(Camera(tilt=(Point(0.5, 0), Point(0.75, 1)), orbit=(Point(0, 1),)), 9, RATE)
    assert [(steer.start, steer.tilt) for steer in steers] == [
        (0, 0.0),
        (Fraction(5, 8), 0.5),
        (Fraction(6, 8), 1.0),
    ]
    assert {steer.orbit for steer in steers} == {1.0}


def test_a_zoom_goes_ahead_as_fast_as_can_be() -> None:
    assert steers_of(Camera(dolly=(Point(0, 0.5),), zoom=(Point(0, 1),)), 9, RATE) == (Steer(dolly=1.5),)
    assert steers_of(Camera(dolly=(Point(0, 3),), zoom=(Point(0, 3),)), 9, RATE) == (Steer(dolly=3.0),)


def test_a_model_takes_them() -> None:
    moves = Camera(pan=(Point(0, -3), Point(1, 3)), zoom=(Point(0, -3),))
    assert problems(ask(steers=steers_of(moves, 9, RATE)), TINY) == ()

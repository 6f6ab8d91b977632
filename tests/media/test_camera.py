"""Curves of a camera, and what they do to a still picture."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from soraapp.errors import InputError
from soraapp.media.camera import FASTEST, LONGEST, MOVES, Camera, Point, amount_at, speed_at
from soraapp.media.clip import Pixels, Size
from soraapp.media.identity import digest
from soraapp.media.image import open_image, write_image
from soraapp.media.still_move import STRIDE, StillMove
from tests.media.still import Drawn

POINTS = some.lists(
    some.tuples(some.floats(0, LONGEST), some.floats(-FASTEST, FASTEST)).map(lambda pair: Point(*pair)), max_size=6
).map(lambda points: tuple(sorted(points, key=lambda point: point.at)))
CAMERAS = some.tuples(*[POINTS] * len(MOVES)).map(lambda curves: Camera(*curves))


def test_a_speed_is_straight_between_points_and_stays_beyond_them() -> None:
    curve = (Point(1, 0), Point(3, 2), Point(3, -1), Point(4, -1))
    assert [speed_at(curve, at) for at in (0, 1, 2, 2.5, 3, 4, 9)] == [0, 0, 1, 1.5, -1, -1, -1]
    assert speed_at((), 3) == 0


def test_an_amount_is_the_area_below() -> None:
    curve = (Point(1, 0), Point(3, 2))
    assert [amount_at(curve, at) for at in (0, 1, 2, 3, 5)] == [0, 0, 0.5, 2, 6]
    assert amount_at((), 5) == 0


@given(POINTS, some.floats(0, 70))
def test_an_amount_is_what_many_small_steps_give(curve: tuple[Point, ...], at: float) -> None:
    steps = 4000
    total = sum(speed_at(curve, (index + 0.5) * at / steps) for index in range(steps)) * at / steps
    assert abs(amount_at(curve, at) - total) < 0.1


@given(CAMERAS)
def test_a_camera_comes_back_from_json(camera: Camera) -> None:
    back = Camera.of(json.loads(json.dumps(camera.plain())))
    assert back == camera
    assert digest(back) == digest(camera)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[]", "not an object"),
        ('{"fly":[]}', "no camera move fly"),
        ('{"pan":3}', "pan is not a list of at most 100 points"),
        ('{"pan":[3]}', "Point 1 of the camera's pan is not a time and a speed"),
        ('{"tilt":[[0,1],[1]]}', "Point 2 of the camera's tilt"),
        ('{"pan":[[0,"fast"]]}', "Point 1"),
        ('{"pan":[[-1,0]]}', "Point 1"),
        ('{"pan":[[0,3.1]]}', "Set a time from 0 to 60 and a speed from -3 to 3"),
        ('{"zoom":[[true,0]]}', "Point 1"),
        (json.dumps({"pan": [[0, 0]] * 101}), "at most 100 points"),
    ],
)
def test_moves_of_a_stranger_are_checked(text: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        Camera.of(json.loads(text))


SQUARES = Drawn(Size(160, 120))


SMALL = Size(40, 30)


def clip(camera: Camera, size: Size = SMALL, count: int = 9, picture: Drawn = SQUARES) -> StillMove:
    return StillMove(picture, camera, size, Fraction(8), count)


def test_without_a_move_the_picture_stands_still() -> None:
    frames = clip(Camera()).frames(0, 9)
    assert (frames == frames[0]).all()
    same = clip(Camera(), SQUARES.size).frames(0, 1)[0]
    assert np.abs(same.astype(int) - SQUARES.pixels()).max() <= 1


def test_a_pan_to_the_right_moves_what_is_seen_to_the_left() -> None:
    made = clip(Camera(pan=(Point(0, 2),)), Size(80, 60), 17)
    first, last = (view.x for view in (made.views()[0], made.views()[-1]))
    assert last - first == pytest.approx(STRIDE * 2 * 2 * made.views()[0].width)
    frames = made.frames(0, 17)
    shift = round((last - first) * 80 / made.views()[0].width)
    assert np.abs(frames[16][:, : 80 - shift].astype(int) - frames[0][:, shift:]).mean() < 6
    up = clip(Camera(tilt=(Point(0, 1),))).views()
    assert up[-1].y < up[0].y


def test_a_zoom_narrows_the_view_and_a_dolly_does_the_same() -> None:
    views = clip(Camera(zoom=(Point(0, 1),)), count=17).views()
    assert views[0][2:] == (160, 120)
    assert views[16].width == pytest.approx(160 * np.exp(-STRIDE * 2))
    assert views == clip(Camera(dolly=(Point(0, 1),)), count=17).views()
    out = clip(Camera(zoom=(Point(0, -1),)), count=17).views()
    assert out[16][2:] == pytest.approx((160, 120))
    assert out[0].width < out[16].width


@given(CAMERAS, some.integers(1, 30), some.sampled_from([Size(40, 30), Size(16, 64), Size(64, 16)]))
def test_the_view_never_leaves_the_picture(camera: Camera, count: int, size: Size) -> None:
    for view in clip(camera, size, count).views():
        assert view.x - view.width / 2 >= -1e-6
        assert view.x + view.width / 2 <= 160 + 1e-6
        assert view.y - view.height / 2 >= -1e-6
        assert view.y + view.height / 2 <= 120 + 1e-6
        assert view.width / view.height == pytest.approx(size.width / size.height)


def test_parts_of_a_clip_are_its_frames() -> None:
    made = clip(Camera(pan=(Point(0, 1),), zoom=(Point(0, -1), Point(1, 1))), count=7)
    frames = made.frames(0, 7)
    assert np.array_equal(frames[3:5], made.frames(3, 5))
    assert made.frames(4, 4).shape == (0, 30, 40, 3)
    assert clip(Camera(), count=1).frames(0, 1).shape == (1, 30, 40, 3)


def test_fine_detail_seen_small_is_grey_and_does_not_flicker() -> None:
    class Fine(Drawn):
        def pixels(self) -> Pixels:
            checks = np.indices((self.size.height, self.size.width)).sum(0) % 2 * 255
            return np.repeat(checks[..., None], 3, 2).astype(np.uint8)

    frames = clip(Camera(pan=(Point(0, 1),)), Size(40, 30), 9, Fine(Size(320, 240))).frames(0, 9)
    assert np.abs(frames.astype(int) - 127).max() < 12


def test_a_move_over_a_file_has_a_digest(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    write_image(file, SQUARES.pixels())
    moved = StillMove(open_image(file), Camera(pan=(Point(0, 1),)), Size(40, 30), Fraction(8), 3)
    assert digest(moved) != digest(StillMove(open_image(file), Camera(), Size(40, 30), Fraction(8), 3))

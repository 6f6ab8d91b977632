"""What stands still across a seam keeps the pixels of the kept frame; what moves is the model's own."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from soraapp.media.clip import FrameImage, Frames, Size
from soraapp.media.ops.carrying import Carried, Kept
from soraapp.media.ops.painting import Plain
from tests.nodes.artist import levels, whole

SIZE = Size(4, 2)


@dataclass(frozen=True)
class Moving(Plain):
    """Even frames in which a bright column moves to the right."""

    def frames(self, start: int, stop: int) -> Frames:
        frames = super().frames(start, stop)
        for picture, index in zip(frames, range(start, stop), strict=True):
            picture[:, index % 4] = 200
        return frames


def still(grey: int) -> FrameImage:
    return FrameImage(Plain(SIZE, Fraction(8), 1, grey), 0)


def test_what_stands_still_looks_as_in_the_kept_frame() -> None:
    clip = Moving(SIZE, Fraction(8), 4, 100)
    carried = whole(Carried(clip, Kept(still(102), still(110)), None))
    for index, picture in enumerate(carried):
        assert (picture[:, index] == 200).all()
        assert (np.delete(picture, index, 1) == 108).all()  # As far from what is true as it was from what is shown.
    assert np.array_equal(carried[1:3], Carried(clip, Kept(still(102), still(110)), None).frames(1, 3))


def test_the_more_it_differs_the_less_is_carried() -> None:
    shown = Kept(still(100), still(140))
    greys = [100, 104, 114, 123, 124, 160]
    assert [levels(Carried(Plain(SIZE, Fraction(8), 1, grey), shown, None))[0] for grey in greys] == [
        *(140, 144, 134, 125, 124, 160)
    ]


def test_between_two_kept_frames_one_gives_way_to_the_other() -> None:
    clip = Plain(SIZE, Fraction(8), 3, 100)
    assert levels(Carried(clip, Kept(still(100), still(120)), Kept(still(100), still(80)))) == [110, 100, 90]
    assert levels(Carried(clip, None, Kept(still(100), still(80)))) == [80, 80, 80]
    assert levels(Carried(clip, None, None)) == [100, 100, 100]


def test_light_has_its_limits() -> None:
    clip = Plain(SIZE, Fraction(8), 1, 250)
    assert levels(Carried(clip, Kept(still(240), still(255)), None)) == [255]
    assert levels(Carried(Plain(SIZE, Fraction(8), 1, 3), Kept(still(5), still(0)), None)) == [0]

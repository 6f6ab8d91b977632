"""Inpainting and reframing: what is not painted stays pixel for pixel, and what is painted meets its colours."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
import pytest

from nodes.paint import Aspect, Following, inpaint, inpaint_image, reframe, track_mask
from nodes.sampling import Strength
from soraapp.catalogue import Catalogue
from soraapp.errors import InputError
from soraapp.media.clip import FrameImage, Frames, Size
from soraapp.media.shapes import Shape, ShapeImage
from soraapp.models.base import Capabilities
from tests.models.requests import TINY
from tests.nodes.artist import Artist, Pattern, whole

NODES = Catalogue.of("nodes")
LARGE = replace(TINY, largest=Size(512, 512))


@dataclass(frozen=True)
class Curtain(Pattern):
    """A mask: a white bar from the left that grows by a quarter of the width with every frame."""

    def frames(self, start: int, stop: int) -> Frames:
        mask = np.zeros((stop - start, self.size.height, self.size.width, 3), np.uint8)
        for place, index in zip(mask, range(start, stop), strict=True):
            place[:, : (index + 1) * self.size.width // 4] = 255
        return mask


def problems(name: str, limits: Capabilities, **values: object) -> list[str]:
    check = NODES[name].check
    assert check is not None
    return [str(error) for error in check({"model": "tiny", **values}, lambda _: limits)]


@pytest.mark.parametrize(("count", "mask_size"), [(1, Size(32, 32)), (6, Size(32, 32)), (9, Size(64, 16))])
def test_what_the_mask_leaves_black_stays(count: int, mask_size: Size) -> None:
    job, clip = Artist(), Pattern(count=count)
    painted = inpaint(job, clip, FrameImage(Curtain(mask_size), 1), prompt="a door")
    assert np.array_equal(whole(painted)[:, :, 16:], whole(clip)[:, :, 16:])
    assert (whole(painted)[:, :, :16] == np.arange(60, 60 + count)[:, None, None, None]).all()
    [request] = job.requests
    assert (request.source, request.cues[0].text) == (None, "a door")


def test_a_moving_mask_goes_with_the_time_of_the_clip() -> None:
    clip, mask = Pattern(count=8), Curtain(rate=Fraction(4), count=3)
    painted = inpaint(Artist(), clip, None, mask)
    edges = [8, 8, 16, 16, 24, 24, 24, 24]  # To the nearest frame of the mask, which ends early.
    for index, edge in enumerate(edges):
        picture, ground = painted.frames(index, index + 1)[0], clip.frames(index, index + 1)[0]
        assert np.array_equal(picture[:, edge:], ground[:, edge:])
        assert (picture[:, :edge] == 60 + index).all()


def test_the_model_has_room_beyond_the_mask() -> None:
    job = Artist()
    inpaint(job, Pattern(count=5), FrameImage(Curtain(), 0), strength=Strength.STRONG)
    [keep] = job.requests[0].keeps
    assert keep.mask is not None
    kept = keep.mask.frames(0, 1)[0][16, :, 0]  # type: ignore[union-attr]
    assert list(kept) == [0] * 12 + [255] * 20
    assert job.requests[0].source is not None
    assert job.requests[0].source.change == 0.85


@dataclass(frozen=True)
class Walk(Pattern):
    """A patch of noise of 8x8 that goes 3 pixels to the right with every frame, over grey."""

    def frames(self, start: int, stop: int) -> Frames:
        patch = np.random.default_rng(self.seed).integers(0, 256, (8, 8, 3), np.uint8)
        frames = np.full((stop - start, self.size.height, self.size.width, 3), self.level, np.uint8)
        for place, index in zip(frames, range(start, stop), strict=True):
            place[12:20, 1 + 3 * index : 9 + 3 * index] = patch
        return frames


@pytest.mark.parametrize("follow", list(Following))
def test_a_mask_that_follows_a_thing_moves_what_is_painted(follow: Following) -> None:
    clip, mask = Walk(count=7), ShapeImage(Size(32, 32), Shape.RECTANGLE, (14, 16), (8, 8))
    moving = track_mask(clip, mask, 0.375, follow)
    assert (moving.size, moving.rate, moving.count) == (clip.size, clip.rate, 7)
    painted = inpaint(Artist(), clip, None, moving, "a ball")
    for index in range(7):
        picture, ground = painted.frames(index, index + 1)[0], clip.frames(index, index + 1)[0]
        there = slice(12, 20), slice(1 + 3 * index, 9 + 3 * index)
        assert np.abs(picture[there].astype(int) - (60 + index))[2:6, 2:6].max() <= 1
        assert np.array_equal(picture[:, : max(0, 3 * index - 1)], ground[:, : max(0, 3 * index - 1)])
        assert np.array_equal(picture[:, 11 + 3 * index :], ground[:, 11 + 3 * index :])


def test_a_moment_to_track_from_lies_within_the_clip() -> None:
    mask = ShapeImage(Size(32, 32), Shape.ELLIPSE, (14, 16), (8, 8))
    assert track_mask(Walk(count=4), mask, 0.5).count == 4
    with pytest.raises(InputError, match=r"no frame at 0\.6 s: the clip lasts 0\.5 s"):
        track_mask(Walk(count=4), mask, 0.6)


@pytest.mark.parametrize(("size", "mask_size"), [(Size(32, 32), Size(32, 32)), (Size(64, 40), Size(16, 8))])
def test_a_part_of_a_picture_is_painted_and_the_rest_stays(size: Size, mask_size: Size) -> None:
    job, picture = Artist(), FrameImage(Pattern(size), 2)
    painted = inpaint_image(job, picture, FrameImage(Curtain(mask_size), 1), "a door").pixels()
    half = size.width // 2
    soft = 0 if mask_size == size else 4  # An enlarged mask has a soft edge.
    assert np.array_equal(painted[:, half + soft :], picture.pixels()[:, half + soft :])
    assert (painted[:, : half - soft] == 60).all()
    [request] = job.requests
    assert (request.source, request.count, request.cues[0].text) == (None, 1, "a door")
    assert len(request.keeps) == 1


def test_a_painted_picture_has_named_strengths() -> None:
    job, picture = Artist(), FrameImage(Pattern(), 0)
    for strength in (Strength.SUBTLE, Strength.MILD, Strength.STRONG):
        inpaint_image(job, picture, FrameImage(Curtain(), 1), strength=strength)
    assert [request.source.change for request in job.requests if request.source] == [0.5, 0.7, 0.85]


def test_what_is_painted_meets_the_colours_of_the_rest() -> None:
    painted = inpaint(Artist(darker=15), Pattern(count=3), FrameImage(Curtain(), 0))
    assert (whole(painted)[:, :, :8] == np.array([75, 76, 77])[:, None, None, None]).all()


@pytest.mark.parametrize(
    ("aspect", "position", "size", "corner"),
    [
        (Aspect.TALL, 0.5, Size(32, 57), (0, 13)),
        (Aspect.WIDE, 0.0, Size(57, 32), (0, 0)),
        (Aspect.CINEMA, 1.0, Size(75, 32), (43, 0)),
    ],
)
def test_a_clip_lies_in_its_new_frame_as_it_was(
    aspect: Aspect, position: float, size: Size, corner: tuple[int, int]
) -> None:
    job, clip = Artist(LARGE), Pattern(count=5)
    framed = reframe(job, clip, "more of it", aspect, position)
    left, top = corner
    assert (framed.size, framed.rate, framed.count) == (size, clip.rate, 5)
    pixels = whole(framed)
    assert np.array_equal(pixels[:, top : top + 32, left : left + 32], whole(clip))
    around = pixels[0]
    around[max(top - 2, 0) : top + 34, max(left - 2, 0) : left + 34] = (
        60  # Where the model's size is another, edges mix.
    )
    assert set(np.unique(around)) == {60}
    assert job.requests[0].size == LARGE.nearest_size(size)


def test_a_clip_that_has_the_aspect_is_given_back() -> None:
    job, clip = Artist(), Pattern()
    assert reframe(job, clip, aspect=Aspect.SQUARE) == clip
    assert job.requests == []


def test_what_is_missing_or_cannot_be_done_is_told() -> None:
    blind = replace(TINY, masks=False)
    assert problems("paint.inpaint", TINY) == []
    assert "no mask" in problems("paint.inpaint", TINY, mask=None, moving_mask=None)[0]
    assert problems("paint.inpaint", TINY, mask=None) == []
    assert "keeps whole pictures only" in problems("paint.inpaint", blind)[0]
    assert problems("paint.inpaint_image", TINY) == []
    assert "keeps whole pictures only" in problems("paint.inpaint_image", blind)[0]
    assert "detail of 1 to 4" in problems("paint.inpaint_image", TINY, detail=8)[0]
    assert problems("paint.reframe", LARGE, aspect=Aspect.TALL) == []
    assert "keeps whole pictures only" in problems("paint.reframe", replace(LARGE, masks=False))[0]
    with pytest.raises(InputError, match="no mask"):
        inpaint(Artist(), Pattern())

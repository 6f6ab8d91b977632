"""Editing by text and refining: the request is the person's, and what lies outside a part stays bit for bit."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from nodes.edit import edit, edit_image, refine
from nodes.sampling import Strength
from soraapp.catalogue import Catalogue
from soraapp.errors import InputError, ModelError
from soraapp.media.clip import Clip, FrameImage, Size
from soraapp.models.base import Capabilities
from tests.models.requests import TINY
from tests.nodes.artist import Artist, Pattern, levels, whole

NODES = Catalogue.of("nodes")


def problems(name: str, limits: Capabilities, **values: object) -> list[str]:
    check = NODES[name].check
    assert check is not None
    return [str(error) for error in check({"model": "tiny", **values}, lambda _: limits)]


@pytest.mark.parametrize("count", [1, 2, 9, 16])
def test_a_whole_clip_is_changed_at_its_own_length_size_and_rate(count: int) -> None:
    job, clip = Artist(), Pattern(Size(40, 30), Fraction(12), count)
    edited = edit(job, clip, "in the snow", Strength.SUBTLE)
    [request] = job.requests
    assert (edited.size, edited.rate, edited.count) == (clip.size, clip.rate, count)
    assert request.source is not None
    assert (request.source.change, request.keeps, request.cues[0].text) == (0.5, (), "in the snow")
    assert (request.source.media.size, request.source.media.count) == (request.size, request.count)  # type: ignore[union-attr]


def test_the_model_is_told_what_the_clip_was_made_from() -> None:
    job, clip = Artist(known=("a red car in the desert", "by night")), Pattern(Size(40, 30), Fraction(12), 9)
    edit(job, clip, "in the snow")
    edit_image(job, FrameImage(clip, 0), "in the snow")
    refine(job, FrameImage(clip, 0), "in the snow")
    assert [request.context for request in job.requests] == [job.known] * 3
    assert all(request.cues[0].text == "in the snow" for request in job.requests)


def test_strengths_have_names_or_numbers() -> None:
    job, clip = Artist(), Pattern(count=5)
    for strength, amount in ((Strength.MILD, None), (Strength.STRONG, None), (Strength.STRONG, 0.1)):
        edit(job, clip, "", strength, amount)
    assert [request.source.change for request in job.requests if request.source] == [0.7, 0.85, 0.1]
    edit(job, clip, "", Strength.ANEW)
    assert job.requests[-1].source is None


@pytest.mark.parametrize(
    ("start", "seconds", "first", "last"),
    [
        (1.5, 1.0, 12, 20),
        (1.5, 1.25, 12, 20),
        (1.5, 0.25, 12, 16),
        (0.0, 0.75, 0, 6),
        (2.0, None, 16, 30),
        (3.0, 9.0, 24, 30),
    ],
)
def test_outside_of_a_part_every_frame_stays(start: float, seconds: float | None, first: int, last: int) -> None:
    job, clip = Artist(darker=8), Pattern(count=30)
    edited = edit(job, clip, "another", Strength.STRONG, None, start, seconds)
    same = [np.array_equal(one, other) for one, other in zip(whole(edited), whole(clip), strict=True)]
    assert same == [not first <= index < last for index in range(30)]
    assert len(job.requests[0].keeps) == (first > 0) + (last < 30)


def test_a_part_in_a_clip_of_another_rate_stays_within_its_time() -> None:
    clip = Pattern(rate=Fraction(24), count=90)
    edited = edit(Artist(), clip, "another", start=1.0, seconds=1.5)
    same = [np.array_equal(one, other) for one, other in zip(whole(edited), whole(clip), strict=True)]
    assert same.index(False) == 24
    assert 24 + 24 <= 90 - same[::-1].index(False) <= 24 + 36


def test_a_part_too_short_for_the_model_grows_into_what_follows() -> None:
    clip = Pattern(count=14)
    edited = edit(Artist(), clip, start=1.5, seconds=0.125)
    assert np.array_equal(edited.frames(0, 12), clip.frames(0, 12))
    assert edited.count == 14
    assert levels(edited)[12:] == [69, 70]


def test_a_part_beyond_the_end_is_told() -> None:
    with pytest.raises(InputError, match=r"begins at 4\.0 s, but the clip ends at 2\.5 s"):
        edit(Artist(), Pattern(count=20), start=4.0)


@pytest.mark.parametrize("size", [Size(32, 32), Size(31, 17), Size(1, 1), Size(300, 200)])
@pytest.mark.parametrize(
    ("strength", "change"), [(Strength.SUBTLE, 0.5), (Strength.MILD, 0.7), (Strength.STRONG, 0.85)]
)
def test_a_picture_is_changed_and_stays_a_picture_of_its_size(size: Size, strength: Strength, change: float) -> None:
    job, picture = Artist(), FrameImage(Pattern(size), 3)
    edited = edit_image(job, picture, "in the snow", strength)
    [request] = job.requests
    assert not isinstance(edited, Clip)
    assert edited.pixels().shape == (size.height, size.width, 3)
    assert (request.count, request.size, request.keeps) == (1, TINY.nearest_size(size), ())
    assert request.source is not None
    assert (request.source.change, request.cues[0].text) == (change, "in the snow")


def test_an_edited_picture_starts_from_all_of_the_picture() -> None:
    job, picture = Artist(), FrameImage(Pattern(Size(32, 32)), 3)
    edit_image(job, picture)
    assert job.requests[0].source is not None
    shown = job.requests[0].source.media
    assert isinstance(shown, Clip)
    assert np.array_equal(shown.frames(0, 1)[0], picture.pixels())


def test_a_large_picture_is_edited_as_finely_as_its_size_asks() -> None:
    job, picture = Artist(replace(TINY, largest=Size(512, 512))), FrameImage(Pattern(Size(64, 64)), 0)
    for detail in (None, 1):
        edit_image(job, picture, detail=detail)
    assert [request.detail for request in job.requests] == [2, 1]


@pytest.mark.parametrize(("size", "detail"), [(Size(16, 16), 2), (Size(13, 17), 2), (Size(31, 20), 3)])
def test_a_picture_is_enlarged_exactly(size: Size, detail: int) -> None:
    job = Artist(replace(TINY, largest=Size(512, 512)))
    picture = FrameImage(Pattern(size), 3)
    fine = refine(job, picture, "sharp", 4.0)
    [request] = job.requests
    assert fine.size == Size(4 * size.width, 4 * size.height)
    assert fine.pixels().shape == (fine.size.height, fine.size.width, 3)
    assert request.source is not None
    assert (request.count, request.source.media, request.source.change) == (1, picture, 0.25)
    assert request.detail == detail


def test_what_a_model_cannot_do_is_told_before_it_runs() -> None:
    deaf = replace(TINY, sources=False)
    first_only = replace(TINY, keeps_anywhere=False)
    assert problems("edit.edit", TINY, strength=Strength.MILD, amount=None, start=0.0, seconds=None) == []
    assert problems("edit.edit", TINY, start=1.0, seconds=1.0) == []
    assert "cannot start from media" in problems("edit.edit", deaf)[0]
    assert problems("edit.edit", deaf, strength=Strength.ANEW) == []
    assert "only at the first frame" in problems("edit.edit", first_only, seconds=1.0)[0]
    assert problems("edit.edit", first_only, start=1.0, seconds=None) == []
    assert problems("edit.edit_image", TINY, strength=Strength.MILD, amount=None) == []
    assert "cannot start from media" in problems("edit.edit_image", deaf)[0]
    assert problems("edit.edit_image", deaf, amount=1.0) == []
    assert "detail of 1 to 4" in problems("edit.edit_image", TINY, detail=8)[0]
    assert problems("edit.refine", TINY, scale=2.0, change=0.2, detail=None) == []
    assert "cannot start from media" in problems("edit.refine", deaf)[0]
    assert "detail of 1 to 4" in problems("edit.refine", TINY, detail=8)[0]
    with pytest.raises(ModelError, match="cannot start from media"):
        edit(Artist(deaf), Pattern())

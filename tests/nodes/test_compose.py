"""The nodes that put pictures together, called as the functions they are, on tiny clips."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from nodes.compose import mask_shape, overlay, side_by_side, title
from nodes.load import load_image
from soraapp.catalogue import Catalogue
from soraapp.errors import InputError
from soraapp.media.clip import FrameImage, Image, Size, seconds
from soraapp.media.fit import FitMode
from soraapp.media.identity import digest
from soraapp.media.lettering import Alignment, TextImage
from soraapp.media.ops import BlendMode, Ending, Overlay
from soraapp.media.shapes import ColourImage, Shape
from soraapp.models.registry import Registry
from tests.media.making import ArrayClip
from tests.nodes.clips import counted, noisy, plain, shown, whole

GROUND, TOP = (100, 150, 200), (200, 60, 100)


def problems(name: str, values: Mapping[str, object]) -> list[str]:
    check = Catalogue.of("nodes")[name].check
    assert check is not None
    return [str(error) for error in check(values, Registry.standard().capabilities)]


def level(image: Image) -> np.ndarray:
    """The brightness of a grey picture."""
    pixels = image.pixels()
    assert pixels.shape == (image.size.height, image.size.width, 3)
    assert (pixels == pixels[..., :1]).all()
    assert digest(image) == digest(image)
    return pixels[..., 0].astype(int)


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        (BlendMode.NORMAL, (200, 60, 100)),
        (BlendMode.MULTIPLY, (78, 35, 78)),
        (BlendMode.SCREEN, (222, 175, 222)),
        (BlendMode.ADD, (255, 210, 255)),
        (BlendMode.OVERLAY, (157, 94, 188)),
    ],
)
def test_colours_act_on_each_other(mode: BlendMode, expected: tuple[int, int, int]) -> None:
    seen = whole(overlay(plain(GROUND), plain(TOP), blend=mode))
    assert np.abs(seen - expected).max() <= 1
    half = whole(overlay(plain(GROUND), plain(TOP), blend=mode, opacity=50.0))
    assert np.abs(half - (np.array(expected) + GROUND) / 2).max() <= 1.5
    assert (whole(overlay(plain(GROUND), plain(TOP), blend=mode, opacity=0.0)) == GROUND).all()


@pytest.fixture
def sticker(tmp_path: Path) -> Image:
    """Of 6x4 pixels: transparent at the left, half seen in the middle, opaque at the right."""
    pixels = np.empty((4, 6, 4), np.uint8)
    pixels[..., :3] = TOP[::-1]
    pixels[..., 3] = np.repeat([0, 128, 255], 2)
    (tmp_path / "sticker.png").write_bytes(cv2.imencode(".png", pixels)[1].tobytes())
    return load_image(tmp_path / "sticker.png").image


@pytest.mark.parametrize("count", [1, 3])
def test_the_clip_shows_through_a_transparent_picture(sticker: Image, count: int) -> None:
    seen = whole(overlay(plain(GROUND, count), picture=sticker))
    assert (seen[:, :, :2] == GROUND).all()
    assert (seen[:, :, 4:] == TOP).all()
    half = np.array(GROUND) + (np.array(TOP) - GROUND) * 128 / 255
    assert np.abs(seen[:, :, 2:4] - half).max() <= 0.51


def test_masks_and_opacity_come_to_the_transparency_of_a_picture(sticker: Image) -> None:
    upper = np.zeros((1, 4, 6, 3), np.uint8)
    upper[:, :2] = 255
    mask = ArrayClip(np.concatenate([upper, upper[:, ::-1]]), Fraction(8))
    seen = whole(overlay(plain(GROUND), picture=sticker, moving_mask=mask, after_its_end=Ending.LOOP))
    still = whole(overlay(plain(GROUND), picture=sticker, mask=FrameImage(mask, 0), opacity=50.0))
    assert (seen[0, :2, 4:] == TOP).all()
    assert (seen[0, 2:] == GROUND).all()
    assert (seen[:, :, :2] == GROUND).all()
    assert np.abs(still[:, :2, 4:] - (np.array(GROUND) + TOP) / 2).max() <= 0.51
    assert (still[:, 2:] == GROUND).all()


@pytest.mark.parametrize("scale", [50.0, 150.0, 1000.0])
def test_a_transparent_picture_has_no_fringe_at_any_scale(sticker: Image, scale: float) -> None:
    ground = plain(TOP, 1, Size(24, 16))
    assert np.abs(whole(overlay(ground, picture=sticker, scale=scale)) - TOP).max() <= 1


def test_colours_act_through_transparency(sticker: Image) -> None:
    seen = whole(overlay(plain(GROUND), picture=sticker, blend=BlendMode.MULTIPLY))
    assert (seen[:, :, :2] == GROUND).all()
    assert np.abs(seen[:, :, 4:] - (78, 35, 78)).max() <= 1


def test_a_smaller_picture_lies_where_it_is_put() -> None:
    ground, top = plain((0, 0, 0), 2, Size(20, 10)), FrameImage(plain(TOP, 1, Size(8, 8)), 0)
    seen = whole(overlay(ground, picture=top, across=25.0, down=50.0, scale=40.0))
    assert (seen[:, 3:7, 3:7] == TOP).all()
    assert (seen.sum(axis=(0, 3)) > 0).sum() == 16
    corner = whole(overlay(ground, picture=top, across=100.0, down=0.0, scale=40.0))
    assert (corner[:, :2, 18:] == TOP).all()
    assert (corner.sum(axis=(0, 3)) > 0).sum() == 4


@given(across=some.floats(-100, 200), down=some.floats(-100, 200), scale=some.floats(1, 400))
def test_any_place_is_fine(across: float, down: float, scale: float) -> None:
    ground = plain(GROUND, 1, Size(9, 7))
    seen = whole(overlay(ground, plain(TOP, 1, Size(3, 5)), across=across, down=down, scale=scale))
    assert set(np.unique(seen[..., 0])) <= {GROUND[0], TOP[0]}


def test_a_mask_hides_and_shows() -> None:
    half = np.zeros((1, 4, 6, 3), np.uint8)
    half[:, :, 3:] = 255
    mask = FrameImage(ArrayClip(half), 0)
    seen = whole(overlay(plain(GROUND), plain(TOP), mask=mask))
    assert (seen[:, :, :3] == GROUND).all()
    assert (seen[:, :, 3:] == TOP).all()
    flashes = ArrayClip((counted(2).array * 255).astype(np.uint8), Fraction(8))
    seen = whole(overlay(plain(GROUND), plain(TOP), mask=mask, moving_mask=flashes))
    assert [int(one[0, 0, 0]) for one in seen] == [100, 200, 200]


@pytest.mark.parametrize(
    ("ending", "expected"),
    [
        (Ending.HOLD, [90, 90, 0, 1, 1, 1, 1]),
        (Ending.HIDE, [90, 90, 0, 1, 90, 90, 90]),
        (Ending.LOOP, [90, 90, 0, 1, 0, 1, 0]),
    ],
)
def test_what_lies_on_top_begins_and_ends(ending: Ending, expected: list[int]) -> None:
    seen = overlay(plain((90, 90, 90), 7), counted(2), start=0.25, after_its_end=ending)
    assert shown(seen) == expected


def test_other_rates_and_lengths_follow_the_clip_below() -> None:
    seen = overlay(plain((90, 90, 90), 5), counted(6, Fraction(16)))
    assert (seen.rate, seen.count, seen.size) == (Fraction(8), 5, Size(6, 4))
    assert shown(seen) == [0, 2, 4, 4, 4]
    with pytest.raises(InputError, match="has 16 frames a second, but the clip has 8"):
        Overlay(plain(GROUND), counted(6, Fraction(16)), 0, 0, Size(6, 4))


def test_one_thing_lies_on_top() -> None:
    for nothing in ({"over": None, "picture": None, "opacity": 3.0}, {"over": None, "picture": None}):
        assert "Nothing is connected to lay over the clip. Connect" in problems("compose.overlay", nothing)[0]
    assert "Two things are connected to lay over the clip. Disconnect" in problems("compose.overlay", {})[0]
    assert problems("compose.overlay", {"picture": None}) == problems("compose.overlay", {"over": None}) == []
    with pytest.raises(InputError, match="Nothing is connected to lay over"):
        overlay(plain(GROUND))
    with pytest.raises(InputError, match="Two things are connected to lay over"):
        overlay(plain(GROUND), plain(TOP), FrameImage(plain(TOP), 0))


def test_shapes_have_their_size_and_soft_edges() -> None:
    square = level(mask_shape(None, Shape.RECTANGLE, 40, 20, feather=0.0))
    assert (square[5:15, 10:30] == 255).all()
    assert square.sum() == 255 * 200
    ellipse = level(mask_shape(None, Shape.ELLIPSE, 201, 101, feather=0.0))
    assert ellipse.sum() / 255 == pytest.approx(np.pi * 50.25 * 25.25, rel=0.01)
    soft = level(mask_shape(None, Shape.ELLIPSE, 200, 100, feather=20.0))[50]
    assert list(soft[100:]) == sorted(soft[100:], reverse=True)
    assert ((soft > 0) & (soft < 255)).sum() == pytest.approx(40, abs=4)
    ramp = level(mask_shape(None, Shape.GRADIENT, 100, 3, feather=50.0))[1]
    assert (ramp[:25] == 255).all()
    assert (ramp[75:] == 0).all()
    assert ramp[50] == pytest.approx(127, abs=4)


def test_a_shape_turns_moves_and_is_inverted() -> None:
    upright = level(mask_shape(None, Shape.RECTANGLE, 40, 40, shape_width=80.0, shape_height=20.0, feather=0.0))
    turned = mask_shape(None, Shape.RECTANGLE, 40, 40, shape_width=80.0, shape_height=20.0, feather=0.0, angle=90.0)
    assert np.array_equal(level(turned), upright.T)
    moved = level(mask_shape(None, Shape.ELLIPSE, 40, 40, across=0.0, down=100.0))
    assert moved[39, 0] == 255
    assert moved[0, 39] == 0
    inverted = mask_shape(
        None, Shape.RECTANGLE, 40, 40, shape_width=80.0, shape_height=20.0, feather=0.0, inverted=True
    )
    assert np.array_equal(level(inverted), 255 - upright)
    downhill = level(mask_shape(None, Shape.GRADIENT, 8, 40, angle=90.0, feather=10.0))[:, 4]
    assert list(downhill) == sorted(downhill, reverse=True)


@pytest.mark.parametrize("shape", Shape)
def test_a_shape_takes_the_size_of_a_clip(shape: Shape) -> None:
    clip = noisy(2, size=Size(7, 1))
    mask = mask_shape(clip, shape, shape_width=0.1)
    assert mask.size == clip.size
    assert whole(overlay(clip, plain(TOP, 1), mask=mask)).shape == clip.array.shape


def test_clips_are_shown_at_once() -> None:
    joined = side_by_side(
        (plain((1, 1, 1), 5), plain((2, 2, 2), 3, Size(12, 8)), counted(2, Fraction(4), first=30)), 2, 3
    )
    assert (joined.size, joined.rate, joined.count) == (Size(15, 11), Fraction(8), 5)
    frames = whole(joined)
    assert (frames[:, :4, :6] == 1).all()
    assert (frames[:, :4, 9:] == 2).all()
    assert (frames[:, :4, 6:9] == 0).all()
    assert (frames[:, 7:, 9:] == 0).all()
    assert [int(one[8, 2, 0]) for one in frames] == [30, 30, 31, 31, 31]


def test_clips_stand_in_one_row_unless_told() -> None:
    assert side_by_side((plain(GROUND), plain(TOP), plain(TOP))).size == Size(18, 4)
    assert side_by_side((plain(GROUND),), 5).size == Size(6, 4)
    bars = whole(side_by_side((plain(GROUND), plain(TOP, size=Size(4, 4)))))
    assert (bars[:, :, 6] == 0).all()
    assert (whole(side_by_side((plain(GROUND), plain(TOP, size=Size(4, 4))), fit=FitMode.COVER))[:, :, 6:] == TOP).all()
    with pytest.raises(InputError, match="nothing to join"):
        side_by_side(())


@pytest.mark.parametrize("text", ["Sora", "红球在草地上", "第 1 章: Red ball"])
def test_a_title_is_written_over_a_clip(text: str) -> None:
    clip = plain((10, 20, 30), 6, Size(160, 90))
    seen = title(clip, text, 20.0, colour="yellow", start=0.25, seconds=0.25)
    frames = whole(seen)
    assert (frames[[0, 1, 4, 5]] == (10, 20, 30)).all()
    assert np.array_equal(frames[2], frames[3])
    written = (frames[2] != (10, 20, 30)).any(axis=-1)
    assert (frames[2] == (255, 214, 10)).all(axis=-1).sum() > 40
    rows, columns = np.nonzero(written)
    assert rows.mean() == pytest.approx(45, abs=4)
    assert columns.mean() == pytest.approx(80, abs=8)
    assert 0.08 * 90 < np.ptp(rows) < 0.3 * 90


def test_a_title_stands_on_a_colour_of_its_own() -> None:
    seen = title(None, "The end", ground="#1e88e5", seconds=0.5, width=64, height=36)
    assert (seen.size, seen.rate, seconds(seen)) == (Size(64, 36), Fraction(24), Fraction(1, 2))
    assert tuple(seen.frames(11, 12)[0, 0, 0]) == (30, 136, 229)
    assert seconds(title(None, "x", width=8, height=8)) == 3
    assert whole(seen)[..., 0].max() > 120


def test_an_outline_surrounds_the_letters() -> None:
    grey = plain((128, 128, 128), 1, Size(100, 60))
    bare, edged = whole(title(grey, "OO", 50.0)), whole(title(grey, "OO", 50.0, outline=10.0))
    assert (bare == 0).sum() == 0
    assert (edged == 0).sum() > 100
    assert np.array_equal(bare == 255, edged == 255)


def test_long_lines_are_broken() -> None:
    def lines(text: str) -> int:
        inked = level(TextImage(Size(200, 200), text, 20, (100, 100), 180)).any(axis=1)
        return int((np.diff(inked.astype(int)) == 1).sum())

    assert [lines(text) for text in ("aaaa", "aaaa\naaaa", "aaaa " * 8, "红" * 20)] == [1, 2, 3, 3]
    clinging = TextImage(Size(200, 200), "红红红红红红红红红，红", 20, (100, 100), 180)
    assert level(clinging).any()


def test_lines_are_aligned() -> None:
    def left(alignment: Alignment) -> int:
        rows = level(TextImage(Size(200, 100), "HHHHHH\nH", 30, (100, 50), 190, alignment))[50:]
        return int(np.nonzero(rows.any(axis=0))[0][0])

    assert left(Alignment.LEFT) < left(Alignment.CENTRE) < left(Alignment.RIGHT)


def test_what_cannot_be_written_is_told_before_anything_runs() -> None:
    assert problems("compose.title", {"text": "Hello, 世界"}) == problems("compose.title", {"colour": "red"}) == []
    assert problems("compose.title", {"text": "한 \U0001f600"})[0].startswith("The fonts of titles have no")
    assert "no text" in problems("compose.title", {"text": " \n"})[0]
    with pytest.raises(InputError, match="no 한"):
        title(plain(GROUND), "한")
    with pytest.raises(InputError, match="no text"):
        title(plain(GROUND), "")


def test_a_colour_that_nobody_knows_is_told() -> None:
    with pytest.raises(InputError, match="is no colour"):
        title(plain(GROUND), "x", colour="#12345")


def test_a_colour_is_a_picture() -> None:
    assert (ColourImage(Size(3, 2), (1, 2, 3)).pixels() == (1, 2, 3)).all()

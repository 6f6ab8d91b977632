"""Pictures come out upright, in 8-bit RGB, whatever they went in as."""

from __future__ import annotations

import os
from pathlib import Path

import cv2
import numpy as np
import pytest

from soraapp.errors import InputError, MediaError
from soraapp.media.clip import Image, Pixels, Size
from soraapp.media.cutout import Alpha, Colours, alpha_of
from soraapp.media.image import open_image, write_image

ORIENTATIONS = {
    1: lambda pixels: pixels,
    2: lambda pixels: pixels[:, ::-1],
    3: lambda pixels: pixels[::-1, ::-1],
    4: lambda pixels: pixels[::-1],
    6: lambda pixels: np.rot90(pixels, -1),
    8: lambda pixels: np.rot90(pixels),
}


@pytest.fixture
def picture() -> Pixels:
    pixels = np.zeros((16, 24, 3), np.uint8)
    pixels[:8, :8] = (255, 0, 0)
    pixels[8:, 16:] = (0, 0, 255)
    pixels[:8, 16:] = (40, 160, 80)
    return pixels


@pytest.mark.parametrize("suffix", [".png", ".bmp", ".tif", ".webp", ".jpg"])
def test_a_written_picture_reads_back(suffix: str, picture: Pixels, tmp_path: Path) -> None:
    write_image(tmp_path / f"图{suffix}", picture)
    image = open_image(tmp_path / f"图{suffix}")
    assert isinstance(image, Image)
    assert image.size == Size(24, 16)
    assert np.abs(image.pixels().astype(int) - picture)[4::8, 4::8].max() <= (0 if suffix != ".jpg" else 40)
    assert list(tmp_path.iterdir()) == [tmp_path / f"图{suffix}"]


@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_orientation_is_applied(orientation: int, picture: Pixels, tmp_path: Path) -> None:
    jpeg = cv2.imencode(".jpg", cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))[1].tobytes()
    tiff = b"II*\0\x08\0\0\0" + b"\x01\0" + b"\x12\x01\x03\0\x01\0\0\0" + bytes([orientation, 0, 0, 0]) + b"\0\0\0\0"
    exif = b"Exif\0\0" + tiff
    path = tmp_path / "phone.jpg"
    path.write_bytes(jpeg[:2] + b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif + jpeg[2:])
    upright = ORIENTATIONS[orientation](picture)
    image = open_image(path)
    assert image.size == upright.shape[1::-1]
    assert np.abs(image.pixels().astype(int) - upright)[4::8, 4::8].max() <= 40


def test_transparency_lies_over_black(tmp_path: Path) -> None:
    pixels = np.full((4, 4, 4), 200, np.uint8)
    pixels[:2, :, 3] = 0
    pixels[2:, :, 3] = 255
    (tmp_path / "a.png").write_bytes(cv2.imencode(".png", pixels)[1].tobytes())
    shown = open_image(tmp_path / "a.png").pixels()
    assert (shown[:2] == 0).all()
    assert (shown[2:] == 200).all()


@pytest.mark.parametrize(
    ("suffix", "deep"), [(".png", False), (".png", True), (".tif", False), (".tif", True), (".webp", False)]
)
def test_what_is_transparent_is_known(suffix: str, deep: bool, tmp_path: Path) -> None:
    pixels = np.full((4, 6, 4), 200, np.uint8)
    pixels[..., 3] = np.arange(24).reshape(4, 6) * 11
    stored = pixels * np.uint16(257) if deep else pixels
    options = [cv2.IMWRITE_WEBP_QUALITY, 101] if suffix == ".webp" else []
    (tmp_path / "a").with_suffix(suffix).write_bytes(cv2.imencode(suffix, stored, options)[1].tobytes())
    image = open_image((tmp_path / "a").with_suffix(suffix))
    assert image.transparent
    layer = image.layer()
    assert np.array_equal(layer.alpha, pixels[..., 3])
    assert (layer.colours[layer.alpha > 0] == 200).all()
    assert (alpha_of(image).pixels() == pixels[..., 3:]).all()
    assert (image.pixels() == (200 * pixels[..., 3:].astype(int) + 127) // 255).all()


def test_an_opaque_picture_has_a_white_alpha(picture: Pixels, tmp_path: Path) -> None:
    opaque = np.dstack([picture, np.full((16, 24, 1), 255, np.uint8)])
    (tmp_path / "a.png").write_bytes(cv2.imencode(".png", cv2.cvtColor(opaque, cv2.COLOR_RGBA2BGRA))[1].tobytes())
    write_image(tmp_path / "b.jpg", picture)
    for name in ("a.png", "b.jpg"):
        image = open_image(tmp_path / name)
        assert not image.transparent
        assert (image.layer().alpha == 255).all()
        assert (alpha_of(image).pixels() == 255).all()
        assert np.array_equal(image.layer().colours, image.pixels())


@pytest.mark.parametrize("size", [Size(8, 6), Size(4, 3), Size(5, 2), Size(16, 12), Size(11, 13)])
@pytest.mark.parametrize("hidden", [0, 255])
def test_what_is_hidden_never_shows_as_a_fringe(size: Size, hidden: int, tmp_path: Path) -> None:
    pixels = np.full((6, 8, 4), hidden, np.uint8)
    pixels[..., 3] = 0
    pixels[1:5, 1:6] = (40, 120, 200, 255)
    (tmp_path / "a.png").write_bytes(cv2.imencode(".png", pixels)[1].tobytes())
    image = open_image(tmp_path / "a.png")
    colours, alpha = Colours(image, size).pixels(), Alpha(image, size).pixels()
    assert colours.shape == alpha.shape == (size.height, size.width, 3)
    assert np.abs(colours[alpha[..., 0] > 0].astype(int) - (200, 120, 40)).max() <= 1
    share = alpha[..., 0].sum() / 255 / (size.width * size.height)
    assert abs(share - 20 / 48) < 0.05
    (tmp_path / "a.png").unlink()
    with pytest.raises(MediaError, match="does not exist"):
        Colours(image, size).pixels()


@pytest.mark.parametrize("channels", [1, 3, 4])
def test_sixteen_bits_and_grey_become_rgb(channels: int, tmp_path: Path) -> None:
    deep = np.full((4, 6, channels), 65535, np.uint16)
    deep[:, :3, : min(channels, 3)] = 128 * 257
    (tmp_path / "a.png").write_bytes(cv2.imencode(".png", deep)[1].tobytes())
    shown = open_image(tmp_path / "a.png").pixels()
    assert shown.shape == (4, 6, 3)
    assert np.unique(shown[:, :3]).tolist() == [128]
    assert np.unique(shown[:, 3:]).tolist() == [255]


def test_a_decoded_picture_cannot_be_painted_on(picture: Pixels, tmp_path: Path) -> None:
    write_image(tmp_path / "a.png", picture)
    with pytest.raises(ValueError, match="read-only"):
        open_image(tmp_path / "a.png").pixels()[0, 0] = 1


def test_a_picture_that_changed_or_vanished_is_an_error(picture: Pixels, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    write_image(path, picture)
    image = open_image(path)
    os.utime(path, ns=(1, 1))
    with pytest.raises(MediaError, match=r"a\.png has changed"):
        image.pixels()
    assert (open_image(path).pixels() == picture).all()
    path.unlink()
    with pytest.raises(MediaError, match=r"a\.png does not exist"):
        image.pixels()


def test_half_a_picture_is_an_error(tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (64, 64, 3), np.uint8)
    write_image(tmp_path / "a.png", noise)
    data = (tmp_path / "a.png").read_bytes()
    (tmp_path / "a.png").write_bytes(data[:50])
    with pytest.raises(MediaError, match=r"a\.png is damaged"):
        open_image(tmp_path / "a.png")


def test_unwritable_pictures_are_refused(picture: Pixels, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\.png, \.jpg"):
        write_image(tmp_path / "a.xyz", picture)
    with pytest.raises(MediaError, match="nowhere does not exist"):
        write_image(tmp_path / "nowhere" / "a.png", picture)
    (tmp_path / "b.png").mkdir()
    with pytest.raises(MediaError, match=r"b\.png is a folder"):
        write_image(tmp_path / "b.png", picture)

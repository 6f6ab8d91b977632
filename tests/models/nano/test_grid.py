"""The grid: any size of picture is whole squares of palette colours, and such a picture is read back exactly."""

from __future__ import annotations

import numpy as np
import pytest

from soraapp.media.clip import Size
from soraapp.models.nano.grid import Grid
from soraapp.models.nano.world.palette import RGB

SIZES = [(768, 432), (432, 768), (576, 576), (640, 480), (1280, 720), (1920, 1080), (96, 56), (64, 64), (333, 777)]


@pytest.mark.parametrize("size", SIZES)
def test_a_picture_of_any_size_comes_back_from_the_grid(size: tuple[int, int]) -> None:
    grid = Grid.of(Size(*size))
    drawn = np.random.default_rng(1).integers(0, 64, (grid.size.height, grid.size.width), np.uint8)
    [shown] = grid.show(drawn[None])
    assert shown.shape == (size[1], size[0], 3)
    read = grid.read(shown)
    rows, columns = (grid.size.height * grid.factor - size[1]) // 2, (grid.size.width * grid.factor - size[0]) // 2
    margin = max(-(-rows // grid.factor), -(-columns // grid.factor), 1)
    assert np.array_equal(read[margin:-margin, margin:-margin], drawn[margin:-margin, margin:-margin])


def test_native_sizes_have_native_grids() -> None:
    sizes = [Grid.of(Size(*size)).size for size in SIZES[:4]]
    assert sizes == [(96, 56), (56, 96), (72, 72), (80, 64)]
    assert Grid.of(Size(768, 432)).factor == 8
    assert Grid.of(Size(768, 432), detail=2).size == (192, 112)
    assert Grid.of(Size(64, 64)).factor == 1


def test_every_pixel_of_the_grid_is_a_square_of_one_colour() -> None:
    grid = Grid.of(Size(768, 432))
    drawn = np.random.default_rng(1).integers(0, 64, (2, 56, 96), np.uint8)
    shown = grid.show(drawn)
    squares = shown.reshape(2, 54, 8, 96, 8, 3)
    assert (squares == squares[:, :, :1, :, :1]).all()
    assert np.array_equal(squares[:, :, 0, :, 0], RGB[drawn[:, 1:55]])


def test_a_mask_covers_the_cells_that_are_mostly_bright() -> None:
    mask = np.zeros((432, 768, 3), np.uint8)
    mask[:, : 64 + 40] = 255
    covered = Grid.of(Size(768, 432)).covered(mask)
    assert covered.shape == (7, 12)
    assert covered[:, :2].all()
    assert not covered[:, 2:].any()

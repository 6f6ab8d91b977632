"""What is expected of a file is near to what it becomes, for a clip that goes on as it began."""

from __future__ import annotations

from pathlib import Path

import pytest

from soraapp.errors import Cancelled, InputError
from soraapp.media.audio.soundtrack import with_sound
from soraapp.media.clip import Size
from soraapp.media.export.estimate import estimate
from soraapp.media.export.order import Filling, Order, Shape
from soraapp.media.export.paths import with_numbers
from soraapp.media.export.presets import PRESETS
from soraapp.media.export.write import write
from tests.media.export.scenes import Drifting
from tests.media.sounds import Sweep

CLIP = with_sound(Drifting(90, size=Size(192, 128)), Sweep(180000))


@pytest.mark.parametrize("name", list(PRESETS))
def test_the_estimate_is_near(name: str, tmp_path: Path) -> None:
    order = Order(name)
    expected = estimate(CLIP, order)
    write(with_numbers(order, tmp_path / "a.mp4"), CLIP, order)
    size = sum(file.stat().st_size for file in tmp_path.iterdir())
    most = 4 if name == "flac" else 1.5  # A pure tone packs better than most sounds.
    assert size / 1.5 < expected.size < size * most
    assert 0 < expected.seconds < 600


def test_a_part_takes_its_share(tmp_path: Path) -> None:
    whole, half = (estimate(CLIP, Order("prores", last=last)).size for last in (None, 44))
    assert 0.45 < half / whole < 0.55


def test_following_is_measured_without_finding_the_way() -> None:
    order = Order(shape=Shape.TALL, filling=Filling.FOLLOW)
    assert estimate(CLIP, order).size > 0


def test_it_ends_when_nobody_wants_it_any_more() -> None:
    with pytest.raises(Cancelled):
        estimate(CLIP, Order(), cancelled=lambda: True)


def test_what_cannot_be_written_cannot_be_measured() -> None:
    with pytest.raises(InputError, match="there is no frame 500"):
        estimate(CLIP, Order(first=500))


def test_one_frame_has_an_estimate() -> None:
    assert all(estimate(Drifting(1), Order(name)).size >= 0 for name in PRESETS)

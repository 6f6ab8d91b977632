"""What is stored comes back bit for bit, whatever its size, in any order."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays

from soraapp.errors import Cancelled, InputError
from soraapp.media.clip import Frames, Size, stream
from soraapp.media.decode import close_readers, open_clip
from soraapp.media.store import write_frames

shapes = some.tuples(some.integers(1, 5), some.integers(1, 9), some.integers(1, 9), some.just(3))
rates = some.sampled_from([Fraction(24), Fraction(24000, 1001), Fraction(1, 3), Fraction(12), Fraction(120)])


@settings(max_examples=40, deadline=None)
@given(frames=arrays(np.uint8, shapes), rate=rates)
def test_any_frames_come_back_bit_for_bit(
    frames: Frames, rate: Fraction, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "stored.avi"
    clip = write_frames(path, [frames[:1], frames[1:]], Size(frames.shape[2], frames.shape[1]), rate)
    assert (clip.rate, clip.count, clip.size) == (rate, len(frames), (frames.shape[2], frames.shape[1]))
    assert np.array_equal(clip.frames(0, clip.count), frames)
    for index in reversed(range(clip.count)):
        assert np.array_equal(clip.frames(index, index + 1)[0], frames[index])
    assert open_clip(path) == clip


@pytest.mark.parametrize("size", [Size(1, 1), Size(5, 7), Size(333, 77), Size(256, 144)])
def test_noise_and_plain_colour_of_any_size(size: Size, tmp_path: Path) -> None:
    random = np.random.default_rng(0)
    noise = random.integers(0, 256, (20, size.height, size.width, 3), np.uint8)
    noise[5:9] = 0
    clip = write_frames(tmp_path / "stored.avi", stream_of(noise, 7), size, Fraction(24))
    assert np.array_equal(np.concatenate(list(stream(clip, 9))), noise)
    assert np.array_equal(clip.frames(13, 15), noise[13:15])


def stream_of(frames: Frames, chunk: int) -> Iterator[Frames]:
    for start in range(0, len(frames), chunk):
        yield frames[start : start + chunk]


def test_work_that_is_cancelled_leaves_no_file(tmp_path: Path) -> None:
    def cancelled() -> Iterator[Frames]:
        yield np.zeros((4, 8, 8, 3), np.uint8)
        raise Cancelled

    with pytest.raises(Cancelled):
        write_frames(tmp_path / "stored.avi", cancelled(), Size(8, 8), Fraction(24))
    assert list(tmp_path.iterdir()) == []


def test_no_frames_and_frames_of_another_size_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no frames"):
        write_frames(tmp_path / "stored.avi", [], Size(8, 8), Fraction(24))
    with pytest.raises(InputError, match=r"6x4 .* 8x8"):
        write_frames(tmp_path / "stored.avi", [np.zeros((1, 4, 6, 3), np.uint8)], Size(8, 8), Fraction(24))
    assert list(tmp_path.iterdir()) == []


def test_a_clip_may_be_stored_over_itself(tmp_path: Path) -> None:
    path = tmp_path / "stored.avi"
    old = write_frames(path, [np.full((12, 4, 4, 3), 7, np.uint8)], Size(4, 4), Fraction(24))
    old.frames(0, 12)
    close_readers(path)
    new = write_frames(path, [np.full((12, 4, 4, 3), 9, np.uint8)], Size(4, 4), Fraction(24))
    assert new.fingerprint != old.fingerprint
    assert (new.frames(0, 12) == 9).all()

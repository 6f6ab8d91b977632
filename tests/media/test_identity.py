"""The digest of a value follows what the value says, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from soraapp.media.clip import Size
from soraapp.media.fit import FitMode
from soraapp.media.identity import digest
from soraapp.media.ops import (
    AdjustColour,
    Between,
    Blur,
    Concatenate,
    Crop,
    Ending,
    Fit,
    Flip,
    Grain,
    MatchColour,
    Overlay,
    Resample,
    Reverse,
    Rotate,
    Sharpen,
    SideBySide,
    Speed,
    Transition,
    TransitionStyle,
    Trim,
    TurnedFrame,
)
from tests.media.making import NumberedClip

values = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats(allow_nan=False) | some.text() | some.binary(),
    lambda inner: some.tuples(inner, inner) | some.dictionaries(some.text(), inner, max_size=3),
    max_leaves=5,
)

CLIP = NumberedClip(9)
CLIPS = [
    CLIP,
    NumberedClip(8),
    Trim(CLIP, 0, 9),
    Trim(CLIP, 1, 9),
    Reverse(CLIP),
    Reverse(Reverse(CLIP)),
    Fit(CLIP, Size(8, 8)),
    Fit(CLIP, Size(8, 8), FitMode.CONTAIN),
    Resample(CLIP, Fraction(12)),
    Resample(CLIP, Fraction(12), Between.MOTION),
    Speed(CLIP, Fraction(1), Fraction(2)),
    Speed(CLIP, Fraction(2), Fraction(1)),
    Concatenate((CLIP, CLIP)),
    Transition(CLIP, CLIP, 3),
    AdjustColour(CLIP, 1),
    AdjustColour(CLIP, 0, 1.5),
    MatchColour(CLIP, CLIP),
    MatchColour(CLIP, CLIP, 0.5),
    Blur(CLIP, 1),
    Overlay(CLIP, CLIP, 0, 0, Size(2, 2)),
    Overlay(CLIP, CLIP, 0, 0, Size(2, 2), ending=Ending.LOOP),
    Overlay(CLIP, CLIP, 0, 0, Size(2, 2), CLIP),
    SideBySide((CLIP, CLIP), 2),
    SideBySide((CLIP, CLIP), 1),
    Crop(CLIP, 0, 1, Size(2, 2)),
    Crop(CLIP, 1, 0, Size(2, 2)),
    Flip(CLIP, across=True, down=False),
    Flip(CLIP, across=False, down=True),
    Rotate(CLIP, 90),
    Rotate(CLIP, 90, TurnedFrame.KEEP),
    Sharpen(CLIP, 1),
    Grain(CLIP, 1),
    Grain(CLIP, 1, 1, 1),
    Transition(CLIP, CLIP, 3, TransitionStyle.WIPE),
    Transition(CLIP, CLIP, 3, TransitionStyle.WIPE, 90),
]


@given(first=values, second=values)
def test_equal_text_equal_digest(first: object, second: object) -> None:
    assert (digest(first) == digest(second)) == (repr(first) == repr(second) or same_mapping(first, second))


def same_mapping(first: object, second: object) -> bool:
    """Mappings in another order are the same, and so are values in them that only differ in that way."""
    return repr(ordered(first)) == repr(ordered(second))


def ordered(value: object) -> object:
    if isinstance(value, dict):
        return {key: ordered(value[key]) for key in sorted(value)}
    return tuple(map(ordered, value)) if isinstance(value, tuple) else value


def test_every_operation_has_a_digest_of_its_own() -> None:
    assert len({digest(clip) for clip in CLIPS}) == len(CLIPS)
    assert digest(Trim(NumberedClip(9), 1, 9)) == digest(CLIPS[3])


def test_arrays_differ_by_content_shape_and_type() -> None:
    array = np.arange(6, dtype=np.uint8)
    others = [array[::-1], array.reshape(2, 3), array.astype(np.int16)]
    assert len({digest(value) for value in [array, *others]}) == 4
    assert digest(array[::-1]) == digest(array[::-1].copy())


def test_the_digest_is_the_same_in_another_process() -> None:
    code = (
        "from tests.media.test_identity import CLIPS\nfrom soraapp.media.identity import digest\nprint(digest(CLIPS))"
    )
    folder = Path(__file__).parents[2]
    child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=folder)
    assert child.stdout.strip() == digest(CLIPS)


def test_what_has_no_fixed_content_has_no_digest() -> None:
    with pytest.raises(TypeError, match="no content digest for object"):
        digest(object())

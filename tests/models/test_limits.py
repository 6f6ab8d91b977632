"""What a model cannot do is told before anything runs, with the remedy."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from soraapp.errors import InputError, ModelError
from soraapp.media.clip import Clip, Image, Pixels, Size, StillClip
from soraapp.models.keep_limits import kept_span
from soraapp.models.limits import problems, refuse
from soraapp.models.request import Cue, Keep
from tests.models.requests import TINY, ask


class Grey:
    size = Size(8, 8)

    def pixels(self) -> Pixels:
        return np.full((8, 8, 3), 128, np.uint8)


def still(count: int, rate: int = 8) -> Clip:
    return StillClip(Grey(), Fraction(rate), count)


def test_a_legal_request_has_no_problem() -> None:
    assert isinstance(Grey(), Image)
    keeps = (Keep(Grey()), Keep(Grey(), at=-1), Keep(still(4), at=-4, strength=0.5))
    assert problems(ask(keeps=keeps, negative="fog"), TINY) == ()


@pytest.mark.parametrize(
    ("changes", "kind", "words"),
    [
        ({"size": Size(33, 16)}, ModelError, "multiples of 16. Choose 32x16."),
        ({"size": Size(640, 480)}, ModelError, "16x16 to 64x48. Choose 64x48."),
        ({"size": Size(500, 500)}, ModelError, "16x16 to 64x48. Choose 48x48."),
        ({"size": Size(1001, 500)}, ModelError, "16x16 to 64x48. Choose 64x32."),
        ({"size": Size(16, 8)}, ModelError, "16x16 to 64x48. Choose 32x16."),
        ({"count": 0}, ModelError, "1 to 81"),
        ({"count": 85}, ModelError, "at most 10.0 s"),
        ({"count": 8}, ModelError, "Ask for 9 frames"),
        ({"rate": Fraction(24)}, ModelError, "Ask for 8.0 frames a second"),
        ({"steps": 0}, InputError, "steps is 0. Choose a value from 1"),
        ({"guidance": -1.0}, InputError, "guidance is -1.0"),
        ({"seed": -1}, InputError, "seed is -1"),
        ({"cues": ()}, InputError, "first prompt start at 0 s"),
        ({"cues": (Cue("a"), Cue("b", Fraction(2)), Cue("c", Fraction(1)))}, InputError, "later than the one before"),
        ({"keeps": (Keep(Grey(), at=9),)}, InputError, "frames 9 to 9, but the result has frames 0 to 8"),
        ({"keeps": (Keep(Grey(), at=-10),)}, InputError, "frames -1 to -1"),
        ({"keeps": (Keep(still(10)),)}, InputError, "frames 0 to 9"),
        ({"keeps": (Keep(Grey(), strength=1.5),)}, InputError, "1.5. Choose a value from 0 to 1"),
    ],
)
def test_each_problem_names_its_remedy(changes: dict[str, Any], kind: type[Exception], words: str) -> None:
    (problem,) = problems(ask(**changes), TINY)
    assert isinstance(problem, kind)
    assert words in str(problem)


def test_all_problems_are_told_at_once_and_the_first_is_raised() -> None:
    request = ask(size=Size(33, 16), count=8, steps=0)
    assert len(problems(request, TINY)) == 3
    with pytest.raises(ModelError, match="33x16"):
        refuse(request, TINY)


def test_a_lesser_model_refuses_what_it_lacks() -> None:
    lesser = replace(TINY, negative=False, keeps_anywhere=False)
    request = ask(negative="fog", keeps=(Keep(Grey(), at=4),))
    assert [str(problem) for problem in problems(request, lesser)] == [
        "Tiny takes no negative prompt. Leave the negative prompt empty.",
        "Tiny can keep media only at the first frame. Move them there.",
    ]


def test_a_kept_clip_keeps_its_duration() -> None:
    assert kept_span(Keep(still(24, rate=24)), ask()) == range(8)
    assert kept_span(Keep(still(8), at=-8), ask()) == range(1, 9)
    assert kept_span(Keep(Grey(), at=-1), ask()) == range(8, 9)


@given(st.integers(-50, 900), st.integers(-50, 900))
def test_the_nearest_size_is_legal(width: int, height: int) -> None:
    assert problems(ask(size=TINY.nearest_size(Size(width, height))), TINY) == ()

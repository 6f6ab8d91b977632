"""What models made media from is known as long as their records are."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from soraapp.engine.cache import Cache
from soraapp.engine.origins import told
from soraapp.media.clip import FrameImage, Size, StillClip
from soraapp.media.ops import Concatenate, Fit, Reverse, Trim
from soraapp.models.request import Cue
from tests.engine.cache_work import Windowed, job, request


def test_the_prompts_of_what_media_are_made_of_are_told_in_order(tmp_path: Path) -> None:
    model = Windowed(tmp_path / "trace", 0)
    work = job(Cache(tmp_path / "cache"), model)
    asked = request(model, 1, 7)
    first = work.generate(replace(asked, cues=(Cue("a car"), Cue(""), Cue("it stops", Fraction(1, 4)))))
    second = work.generate(replace(asked, cues=(Cue("in the snow"),), context=("a dog", "by night")))
    assert work.told(first) == ("a car", "it stops")
    assert work.told(second) == ("a dog", "by night", "in the snow")
    derived = Fit(Reverse(Trim(Concatenate((second, first, second)), 1, 9)), Size(8, 8))
    assert told(FrameImage(derived, 0)) == ("a dog", "by night", "in the snow", "a car", "it stops")


def test_nothing_is_told_of_other_media_and_of_what_is_gone(tmp_path: Path) -> None:
    model = Windowed(tmp_path / "trace", 0)
    clip = job(Cache(tmp_path / "cache"), model).generate(replace(request(model, 1, 7), cues=(Cue("a car"),)))
    assert told(StillClip(FrameImage(clip, 0), Fraction(8), 3)) == ("a car",)
    Cache(tmp_path / "cache").clear()
    assert told(clip) == ()
    assert told(object()) == ()

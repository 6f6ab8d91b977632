"""Storyboards become cues and keeps."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from nodes.sampling import Sampling
from nodes.storyboard import storyboard
from soraapp.catalogue import Catalogue
from soraapp.engine.content_key import content_key
from soraapp.errors import InputError
from soraapp.media.clip import FrameImage, Size
from soraapp.media.ops import Trim
from soraapp.models.base import Capabilities
from soraapp.models.registry import Registry
from soraapp.models.request import Cue
from soraapp.models.storyboard import Card, Cards
from soraapp.nodekit import Structured
from tests.models.requests import TINY
from tests.nodes.artist import Artist, Pattern

KIND = Catalogue.of("nodes")["generate.storyboard"]
PORT = KIND.input("cards")
assert PORT is not None

PICTURE = FrameImage(Pattern(), 1)
CLIP = Pattern(count=20)


def problems(limits: Capabilities = TINY, **values: object) -> list[str]:
    assert KIND.check is not None
    plain = {port.name: port.read(port.default) for port in KIND.inputs if port.control is not None}
    return [str(error) for error in KIND.check({**plain, "width": 64, "height": 48, **values}, lambda _: limits)]


def test_cards_become_cues_and_keeps() -> None:
    job = Artist()
    cards = Cards((Card(0.5, "a cat"), Card(1.5, image=1), Card(2.0, "a dog", clip=1), Card(4.0, image=1)))
    clip = storyboard(job, (PICTURE,), (CLIP,), cards, 4.0, 64, 48, Sampling(seed=3))
    [request] = job.requests
    assert request.cues == (Cue("a cat"), Cue("a dog", Fraction(2)))
    assert [(keep.media, keep.at) for keep in request.keeps] == [(PICTURE, 12), (Trim(CLIP, 0, 17), 16), (PICTURE, 32)]
    assert (request.count, request.size, request.seed) == (33, Size(64, 48), 3)
    assert (clip.count, clip.rate) == (32, Fraction(8))


def test_cards_without_texts_leave_the_words_out() -> None:
    job = Artist()
    storyboard(job, (PICTURE,), (), Cards((Card(0.0, image=1),)), 1.0, 64, 48)
    assert job.requests[0].cues == (Cue(""),)
    storyboard(job, seconds=0.125, cards=Cards(), width=64, height=48)
    assert (job.requests[1].cues, job.requests[1].keeps) == ((Cue(""),), ())


def test_a_minute_is_one_request() -> None:
    job = Artist(replace(TINY, largest_count=481))
    cards = Cards(tuple(Card(float(at), f"scene {at}") for at in range(0, 60, 5)))
    storyboard(job, cards=cards, seconds=60.0, width=64, height=48)
    assert job.requests[0].count == 481
    assert len(job.requests[0].cues) == 12


def test_what_is_wrong_with_cards_is_told() -> None:
    with pytest.raises(InputError, match=r"card at 1 s shows picture 2, but only 1 are connected"):
        storyboard(Artist(), (PICTURE,), (), Cards((Card(1.0, image=2),)))
    with pytest.raises(InputError, match=r"card at 5 s comes after the end"):
        storyboard(Artist(), cards=Cards((Card(0.0, "a"), Card(5.0, "b"))), seconds=4.0)
    assert problems() == []
    late = Cards((Card(0.0, "a"), Card(4.0, "b")))
    assert "comes after the end" in problems(cards=late)[0]
    assert "76x48" in problems(width=76)[0]
    assert KIND.check is not None
    assert not list(KIND.check({"model": "nano", "seconds": 2.0}, lambda _: TINY))


def test_a_model_of_first_frames_only_is_told_before_it_runs() -> None:
    limits = replace(TINY, keeps_anywhere=False)
    assert problems(limits, cards=Cards((Card(0.0, "a", image=1),))) == []
    [error] = problems(limits, cards=Cards((Card(0.0, "a"), Card(2.0, image=3))))
    assert "only at the first frame" in error


STRANGE = [
    ('{"at":1}', "not a list"),
    ("[3]", "Card 1 is not an object"),
    ('[{"at":0},{"text":"a"}]', "time of card 2 is not a number from 0 to 60"),
    ('[{"at":true}]', "time of card 1"),
    ('[{"at":-1}]', "time of card 1"),
    ('[{"at":1e99}]', "time of card 1"),
    ('[{"at":0,"text":7}]', "text of card 1"),
    ('[{"at":0,"image":1.5}]', "image of card 1"),
    ('[{"at":0,"clip":-1}]', "clip of card 1"),
    ('[{"at":0,"sound":1}]', "Card 1 has an unknown sound"),
    ('[{"at":1,"image":1,"clip":1}]', "card at 1 s shows a picture and a clip"),
    ('[{"at":1,"text":"a"},{"at":1,"text":"b"}]', "Two cards with a text begin at 1 s"),
    ('[{"at":1}' + ',{"at":1}' * 60 + "]", "There are 61 cards"),
]


@pytest.mark.parametrize(("text", "reason"), STRANGE)
def test_cards_of_a_stranger_are_checked(text: str, reason: str) -> None:
    port = PORT
    assert port is not None
    with pytest.raises(InputError, match=reason):
        port.read(port.parse(text))


@pytest.mark.parametrize("value", [3, "a", True, None])
def test_something_else_is_no_list_of_cards(value: str | int | None) -> None:
    port = PORT
    assert port is not None
    with pytest.raises(InputError, match="is not a list of cards"):
        port.read(value)
    with pytest.raises(InputError, match="is not JSON"):
        port.parse("[{")


def test_cards_are_kept_as_plain_json_and_have_a_key() -> None:
    port = PORT
    assert port is not None
    cards = Cards((Card(0.0, "一只猫"), Card(2.5, "a dog", clip=2)))
    kept = Structured.of(cards.plain())
    assert str(kept) == '[{"at":0.0,"text":"一只猫"},{"at":2.5,"text":"a dog","clip":2}]'
    assert port.read(kept) == cards
    assert port.read(Structured.of(list(reversed(cards.plain())))) == cards

    def key(value: Structured) -> str:
        return content_key(KIND, {"cards": value}, Registry.standard(), {})

    assert key(kept) == key(Structured(str(kept).replace("0.0", "0")))
    assert key(kept) != key(Structured(str(kept).replace("2.5", "2.25")))

"""The nodes that come with the program: each is an ordinary function, so its test is a call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from nodes.load import load_image, load_video
from nodes.output import export
from nodes.text import prompt
from soraapp.catalogue import Catalogue
from soraapp.errors import InputError, MediaError
from soraapp.media.clip import FrameImage, Frames, Size, StillClip, stream
from soraapp.media.export.film import write_video
from soraapp.media.image import write_image
from soraapp.models.registry import Registry
from soraapp.nodekit import LoraChoice, NodeType


@dataclass(frozen=True)
class Counted:
    """A clip whose every frame is filled with its number times ten."""

    size: Size = field(default=Size(16, 16))
    rate: Fraction = Fraction(8)
    count: int = 5

    def frames(self, start: int, stop: int) -> Frames:
        numbers = np.arange(start, stop, dtype=np.uint8)[:, None, None, None] * 10
        return np.broadcast_to(numbers, (stop - start, self.size.height, self.size.width, 3))


def kind(name: str) -> NodeType:
    return Catalogue.of("nodes")[name]


def problems(name: str, values: Mapping[str, object]) -> list[str]:
    check = kind(name).check
    assert check is not None
    return [str(error) for error in check(values, Registry.standard().capabilities)]


@pytest.mark.parametrize("name", list(Catalogue.of("nodes")))
def test_every_node_is_explained_and_its_defaults_are_sound(name: str) -> None:
    assert kind(name).help.endswith(".")
    assert kind(name).outputs
    for port in kind(name).inputs:
        if port.control is not None and port.kind != "file" and not isinstance(port.control, LoraChoice):
            port.read(port.default)


def test_a_prompt_is_its_text() -> None:
    assert prompt("a red ball") == "a red ball"


def test_files_are_loaded(tmp_path: Path) -> None:
    write_image(tmp_path / "a.png", np.full((6, 8, 3), 200, np.uint8))
    write_video(tmp_path / "a.mp4", Counted())
    picture = load_image(tmp_path / "a.png")
    assert (picture.image.size, picture.alpha.size) == (Size(8, 6), Size(8, 6))
    loaded = load_video(tmp_path / "a.mp4")
    assert (loaded.size, loaded.rate, loaded.count) == (Size(16, 16), Fraction(8), 5)
    with pytest.raises(MediaError, match=r"a\.png is not a video"):
        load_video(tmp_path / "a.png")
    with pytest.raises(MediaError, match=r"gone\.png does not exist"):
        load_image(tmp_path / "gone.png")


def test_a_film_is_its_clips_in_order_at_the_size_and_rate_of_the_first() -> None:
    film = export((Counted(), Counted(Size(32, 16), Fraction(4), 3)))
    assert (film.size, film.rate, film.count) == (Size(16, 16), Fraction(8), 5 + 6)
    values = [int(frame[8, 8, 0]) for chunk in stream(film) for frame in chunk]
    assert values[:5] == [0, 10, 20, 30, 40]
    assert values[5:] == sorted(values[5:])
    assert set(values[5:]) == {0, 10, 20}


def test_a_film_of_one_clip_is_that_clip() -> None:
    assert export((Counted(),)) == Counted()


def test_a_film_can_have_a_size_of_its_own() -> None:
    film = export((StillClip(FrameImage(Counted(), 2), Fraction(8), 4),), 32, 24)
    assert (film.size, film.count) == (Size(32, 24), 4)
    assert film.frames(0, 4).shape == (4, 24, 32, 3)


def test_a_film_of_nothing_is_refused() -> None:
    with pytest.raises((InputError, IndexError)):
        export(())


def test_half_a_size_is_told() -> None:
    assert problems("output.export", {"width": 64, "height": 64}) == []
    assert problems("output.export", {"width": None, "height": None}) == []
    assert problems("output.export", {"height": 64}) == []
    assert "Only one of width and height" in problems("output.export", {"width": 64, "height": None})[0]

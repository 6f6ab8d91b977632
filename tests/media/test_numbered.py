"""Names of numbered pictures."""

from __future__ import annotations

from pathlib import Path

from soraapp.media.numbered import is_numbered, numbered


def test_a_number_is_as_long_as_it_must_be() -> None:
    assert numbered(Path("a/f##.png"), 7) == Path("a/f07.png")
    assert numbered(Path("f#.png"), 123) == Path("f123.png")


def test_only_a_number_sign_stands_for_many() -> None:
    assert is_numbered(Path("a/f_##.png"))
    assert not is_numbered(Path("a#b/f_01.png"))

"""A file's identity follows its content, and a new file takes an old one's place whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from soraapp.errors import MediaError
from soraapp.media.files import check_unchanged, fingerprint, replacing


@pytest.mark.parametrize("length", [0, 10, 65_536, 65_537, 100_000, 500_000])
def test_the_identity_follows_the_ends_of_the_content(length: int, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(bytes(length))
    os.utime(path, ns=(5, 5))
    first = fingerprint(path)
    assert fingerprint(path) == first
    check_unchanged(path, first)
    for content in (b"x" + bytes(length), bytes(length)[:-1] + b"x", b"x" + bytes(length)[1:]):
        path.write_bytes(content)
        os.utime(path, ns=(5, 5))
        assert fingerprint(path) != first


def test_a_new_file_replaces_an_old_one_only_when_whole(tmp_path: Path) -> None:
    path = tmp_path / "file.txt"
    path.write_text("old")
    with replacing(path) as part:
        part.write_text("new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    with pytest.raises(IndexError), replacing(path) as part:
        part.write_text("half"[9])
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_done_last_sees_the_whole_file_and_can_refuse_it(tmp_path: Path) -> None:
    path = tmp_path / "file.txt"
    path.write_text("old")

    def sign(part: Path) -> None:
        part.write_text(part.read_text() + ", signed")

    with replacing(path, sign) as part:
        part.write_text("new")
    assert path.read_text() == "new, signed"

    def refuse(part: Path) -> None:
        raise MediaError("{text} is refused.", text=part.read_text())

    with pytest.raises(MediaError, match="newer is refused"), replacing(path, refuse) as part:
        part.write_text("newer")
    assert path.read_text() == "new, signed"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "film").write_text("")
    with pytest.raises(MediaError, match=r"folder .*film does not exist"), replacing(tmp_path / "film" / "a.mp4"):
        pass

"""The project travels in the film that it made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from soraapp.errors import MediaError
from soraapp.media.export.film import write_video
from soraapp.media.provenance import embed, read
from tests.media.making import NumberedClip, make_film


@pytest.mark.parametrize("suffix", [".mp4", ".mov", ".mkv"])
def test_a_megabyte_of_project_comes_back(suffix: str, tmp_path: Path) -> None:
    project = json.dumps({"prompt": "一只狐狸 = ; # \\ \n 🦊" * 40_000}, ensure_ascii=False)
    assert len(project.encode()) > 1_000_000
    write_video(tmp_path / f"film{suffix}", NumberedClip(2), metadata=embed(project))
    assert read(tmp_path / f"film{suffix}") == project


def test_a_film_from_elsewhere_holds_none(tmp_path: Path) -> None:
    assert read(make_film(tmp_path / "foreign.mp4", NumberedClip(3).frames(0, 3))) is None


def test_no_film_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "notes.mp4").write_text("no film")
    with pytest.raises(MediaError, match=r"notes\.mp4"):
        read(tmp_path / "notes.mp4")

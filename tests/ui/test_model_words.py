"""How long the clips of a model are is told as it is: how many frames are made at once, and how long by windows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from soraapp.models.registry import Registry
from tests.models.diffusers.conftest import Folders, folders  # noqa: F401  # pyright: ignore[reportUnusedImport]
from ui.dialogs.models.words import usual


def test_frames_at_once_and_the_length_by_windows_are_told_apart(
    folders: Folders,  # noqa: F811
    tmp_path: Path,
) -> None:
    (tmp_path / "wan").symlink_to(folders("wan_text"), target_is_directory=True)
    able = Registry((tmp_path,)).capabilities("wan")
    assert 1 < able.at_once < able.largest_count
    told = usual(able)
    seconds = f"{float(able.at_once / able.rate):.1f}"
    longest = f"{float(able.largest_count / able.rate):.1f}"
    assert f"{able.at_once} frames at once ({seconds} s at {float(able.rate):g} a second)" in told
    assert f"up to {longest} s by windows" in told
    alone = usual(replace(able, largest_count=able.at_once))
    assert f"up to {able.at_once} frames at once ({seconds} s" in alone
    assert "windows" not in alone
    nano = Registry.standard().capabilities("nano")
    assert f"up to {nano.largest_count} frames (" in usual(nano)

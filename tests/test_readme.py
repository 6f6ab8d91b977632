"""The README tells the truth: its file tree is that of the files, and its commands exist."""

from __future__ import annotations

from tests.file_tree import BEGIN, END, README, tree


def test_the_file_tree_is_up_to_date() -> None:
    shown = README.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0]
    assert shown == tree(), "run: python3 -m tests.file_tree"


def test_every_module_opens_with_a_sentence() -> None:
    assert not [line for line in tree().splitlines() if line.strip().endswith(".py")]

"""A LoRA is chosen from those that there are; what it feeds has the limits of the model behind it."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.models.diffusers.conftest import Folders, folders  # noqa: F401  # pyright: ignore[reportUnusedImport]
from tests.models.diffusers.lora_files import shelf_with_lora
from tests.ui.events import wait
from tests.ui.inspector.conftest import Desk
from ui.inspector.choice_field import ListField


@pytest.fixture(name="shelf")
def _shelf(
    folders: Folders,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """A folder of models with one and a LoRA for it, there before the desk is."""
    place = shelf_with_lora(tmp_path / "shelf", folders("wan_text"))
    monkeypatch.setenv("SORAAPP_MODELS", str(place))
    return place


def test_a_lora_is_chosen_by_keys_and_told_when_it_does_not_fit(shelf: Path, desk: Desk) -> None:
    desk.add("model.lora", "lora", model="wan")
    desk.open("lora")
    field = cast("ListField", desk.field("lora"))
    assert [field.list.itemText(place) for place in range(field.list.count())] == ["none chosen", "style · tiny"]
    wait(lambda: "No LoRA is chosen" in desk.inspector.rows["lora"].problem.text(), "the problem")
    field.list.setFocus()
    QTest.keyClick(field.list, Qt.Key.Key_Down)
    assert desk.value("lora") == "style"
    wait(lambda: not desk.inspector.rows["lora"].problem.text(), "no problem")
    assert desk.inspector.header.name.text() == "LoRA"


def test_what_a_lora_feeds_has_the_limits_of_the_model_behind_it(shelf: Path, desk: Desk) -> None:
    desk.add("model.lora", "lora", model="wan", lora="style")
    desk.add("generate.text_to_video", "clip")
    desk.connect("lora.model", "clip.model")
    desk.open("clip")
    assert desk.field("width").limits.step == 16
    assert desk.field("steps").limits.advised == 50

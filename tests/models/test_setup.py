"""How a person wants a model to run is kept by its name, and is part of its fingerprint where frames may be others."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from soraapp import places
from soraapp.errors import InputError
from soraapp.models.folders import choose_folder, chosen_folders, leave_folder
from soraapp.models.registry import Registry
from soraapp.models.setup import CHOICES, Offload, Quantise, Setup, Tiling, choose_setup, setup_of
from tests.models.diffusers.conftest import Folders, folders  # noqa: F401  # pyright: ignore[reportUnusedImport]


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SORAAPP_HOME", str(tmp_path / "home"))


def _file() -> Path:
    return places.settings_folder() / "models.json"


def test_all_is_left_to_the_program_until_somebody_chooses(tmp_path: Path) -> None:
    assert setup_of("mine") == Setup()
    assert not Setup().chosen
    assert not Setup().altering
    choose_folder(tmp_path)
    mine = Setup(offload=Offload.GROUP, quantise=Quantise.INT8)
    choose_setup("mine", mine)
    assert setup_of("mine") == mine
    assert setup_of("other") == Setup()
    assert chosen_folders() == (tmp_path,), "the rest of the file stays"
    leave_folder(tmp_path)
    assert setup_of("mine") == mine
    choose_setup("mine", Setup())
    assert json.loads(_file().read_text()) == {"folders": [], "setups": {}}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"setups": []}',
        '{"setups": {"mine": 3}}',
        '{"setups": {"mine": {"offload": ["group"], "tiling": "sideways", "colour": "red"}}}',
    ],
)
def test_what_is_damaged_or_not_known_counts_as_not_chosen(text: str) -> None:
    _file().parent.mkdir(parents=True)
    _file().write_text(text)
    assert setup_of("mine") == Setup()
    choose_setup("mine", Setup(tiling=Tiling.ON))
    assert setup_of("mine") == Setup(tiling=Tiling.ON)


def test_what_is_no_choice_is_told_with_those_that_are() -> None:
    assert Setup().changed(offload="disk") == Setup(offload=Offload.DISK)
    with pytest.raises(InputError, match="cheese is no choice for offload. Choose one of: auto, none, model, group"):
        Setup().changed(offload="cheese")
    with pytest.raises(InputError, match="colour is nothing that can be chosen for a model. Choose one of: precision,"):
        Setup().changed(colour="red")


def test_every_choice_begins_with_that_of_the_program_and_changes_no_frame_so() -> None:
    for values in CHOICES.values():
        assert next(iter(values)) == "auto"
        assert values["auto"].exact


def test_what_may_change_frames_is_part_of_the_fingerprint_and_of_nothing_else(
    folders: Folders,  # noqa: F811
    tmp_path: Path,
) -> None:
    shutil.copytree(folders("wan_text"), tmp_path / "shelf" / "mine")
    registry = Registry((tmp_path / "shelf",))
    exact = registry.capabilities("mine")
    choose_setup("mine", Setup(offload=Offload.GROUP, quantise=Quantise.NONE, tiling=Tiling.OFF))
    assert registry.capabilities("mine").identity == exact.identity
    choose_setup("mine", Setup(quantise=Quantise.INT8, tiling=Tiling.ON))
    assert registry.capabilities("mine").fingerprint == f"{exact.fingerprint}+quantise=int8,tiling=on"
    elsewhere = f"""
from soraapp.models.registry import Registry
from pathlib import Path
print(Registry((Path({str(tmp_path / "shelf")!r}),)).capabilities("mine").identity)
"""
    told = subprocess.run([sys.executable, "-c", elsewhere], capture_output=True, text=True, check=True, timeout=60)
    assert told.stdout.strip() == registry.capabilities("mine").identity


def test_another_setup_loads_the_model_anew_and_the_old_one_leaves(
    folders: Folders,  # noqa: F811
    tmp_path: Path,
) -> None:
    shutil.copytree(folders("wan_text"), tmp_path / "shelf" / "mine")
    registry = Registry((tmp_path / "shelf",))
    first = registry.load("mine")
    assert registry.load("mine") is first
    choose_setup("mine", Setup(tiling=Tiling.ON))
    second = registry.load("mine")
    assert second is not first
    assert second.capabilities == registry.capabilities("mine")

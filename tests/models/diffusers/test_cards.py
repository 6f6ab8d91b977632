"""One model on several cards: processes share the work of a network, here on the processor."""

from __future__ import annotations

import gc
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest
from torch import distributed

from soraapp.errors import Cancelled, ModelError
from soraapp.media.clip import Frames
from soraapp.models.devices import Device
from soraapp.models.diffusers.folder.describing import describe
from soraapp.models.diffusers.model import DiffusersModel
from soraapp.models.diffusers.weights import placing
from soraapp.models.machine import Machine, processor
from soraapp.models.setup import Cards, Compiling, Offload, Setup, StepCaching
from tests.models.diffusers.cases import CASES
from tests.models.diffusers.conftest import Folders
from tests.models.diffusers.watching import Watching

ROOT = Path(__file__).parents[3]
pytestmark = [
    pytest.mark.filterwarnings("ignore:__array_wrap__ must accept context:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:__array__ implementation doesn't accept a copy:DeprecationWarning"),
]
TOGETHER = Setup(cards=Cards.ALL)


@pytest.fixture(autouse=True)
def two_cards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each is a process; all else is as on a machine with two."""
    monkeypatch.setenv("SORAAPP_HOME", str(tmp_path))

    def machine(device: Device) -> Machine:
        assert device.torch.type == "cpu"
        return replace(processor(), cards=2)

    monkeypatch.setattr(placing, "_machine", machine)
    yield
    gc.collect()
    assert not companions(), "they go with the model"
    assert not distributed.is_initialized(), "and nobody is waited for"


def companions() -> list[psutil.Process]:
    children = psutil.Process().children()
    return [one for one in children if one.is_running() and "cards.companion" in " ".join(one.cmdline())]


def loaded(folder: Path, setup: Setup | None = None) -> DiffusersModel:
    setup = setup or Setup()
    family, contents, capabilities = describe(folder.name, folder)
    return DiffusersModel.load(contents, family, setup.applied(capabilities), setup)


def frames(model: DiffusersModel, pipeline: str, watch: Watching | None = None, **changed: Any) -> Frames:
    case = next(case for case in CASES.values() if case.pipeline == pipeline)
    request = replace(case.request(model.capabilities), **changed)
    return np.concatenate(list(model.generate(request, watch or Watching())))


def close(made: Frames, expected: Frames) -> bool:
    """But for the order in which numbers are summed."""
    return bool(np.abs(made.astype(int) - expected.astype(int)).max() <= 1)


@pytest.mark.parametrize("pipeline", ["wan_text", "wan_image", "wan_two_experts", "qwen_image", "flux", "flux2"])
def test_two_make_what_one_makes(pipeline: str, folders: Folders) -> None:
    expected = frames(loaded(folders(pipeline)), pipeline)
    model = loaded(folders(pipeline), TOGETHER)
    assert not companions(), "they are begun when a clip is made"
    made = frames(model, pipeline)
    assert close(made, expected)
    assert len(companions()) == 1
    assert np.array_equal(frames(model, pipeline), made)
    assert len(companions()) == 1, "they stay for the next"


def test_stopped_at_any_moment_they_go_on(folders: Folders) -> None:
    model = loaded(folders("wan_text"), TOGETHER)
    expected = frames(model, "wan_text")
    (before,) = companions()
    for stop in (1, 2, 3, 5, 8):
        with pytest.raises(Cancelled):
            frames(model, "wan_text", Watching(stop), seed=stop)
        assert np.array_equal(frames(model, "wan_text"), expected)
    assert companions() == [before], "nobody was left waiting"


def test_one_that_dies_comes_back(folders: Folders) -> None:
    model = loaded(folders("wan_text"), TOGETHER)
    expected = frames(model, "wan_text")
    (before,) = companions()
    before.kill()
    before.wait()
    assert np.array_equal(frames(model, "wan_text"), expected)
    watch, (before,) = Watching(), companions()
    block = model.pipeline.transformer.blocks[0].register_forward_pre_hook(
        lambda *_: before.kill() if watch.steps else None
    )
    with pytest.raises(ModelError, match="on another graphics card came to its end"):
        frames(model, "wan_text", watch)
    block.remove()
    assert np.array_equal(frames(model, "wan_text"), expected)


def test_models_take_turns(folders: Folders) -> None:
    first, second = (loaded(folders(pipeline), TOGETHER) for pipeline in ("wan_text", "flux"))
    expected = frames(first, "wan_text"), frames(second, "flux")
    assert len(companions()) == 1
    assert np.array_equal(frames(first, "wan_text"), expected[0])
    assert np.array_equal(frames(second, "flux"), expected[1])
    del first, second


ALONE = """
import os, signal, sys
from dataclasses import replace
from pathlib import Path
from soraapp.models.diffusers.weights import placing
from soraapp.models.machine import processor
from tests.models.diffusers import test_cards
placing._machine = lambda device: replace(processor(), cards=2)
test_cards.frames(test_cards.loaded(Path(sys.argv[1]), test_cards.TOGETHER), "wan_text")
print(test_cards.companions()[0].pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_they_end_with_the_process_that_began_them(folders: Folders) -> None:
    command = [sys.executable, "-c", ALONE, str(folders("wan_text"))]
    left = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert left.returncode == -signal.SIGKILL, left.stderr
    end = time.monotonic() + 10
    while psutil.pid_exists(int(left.stdout)):
        assert time.monotonic() < end
        time.sleep(0.05)


def test_what_cannot_be_had_together_is_refused(folders: Folders) -> None:
    folder = folders("wan_text")
    for setup in (
        replace(TOGETHER, step_cache=StepCaching.FIRST_BLOCK_LIGHT),
        replace(TOGETHER, compile=Compiling.ON),
        replace(TOGETHER, offload=Offload.DISK),
    ):
        with pytest.raises(ModelError, match="cannot be had on several graphics cards at once"):
            loaded(folder, setup)
    for pipeline in ("allegro", "ltx_text", "wan_vace"):
        with pytest.raises(ModelError, match="its networks cannot be divided"):
            loaded(folders(pipeline), TOGETHER)


def test_it_is_another_model_by_its_fingerprint(folders: Folders) -> None:
    alone, together = loaded(folders("wan_text")), loaded(folders("wan_text"), TOGETHER)
    assert together.capabilities.fingerprint == f"{alone.capabilities.fingerprint}+cards=all"
    assert together.capabilities.economies == ()

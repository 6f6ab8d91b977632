"""Blocks that are compiled: nearly the same frames, another fingerprint, and refused where there is no compiler."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from soraapp.errors import Cancelled, ModelError
from soraapp.models.diffusers.folder.describing import describe
from soraapp.models.diffusers.model import DiffusersModel
from soraapp.models.diffusers.speed.compiling import lacking, repeated
from soraapp.models.diffusers.speed.step_cache import Kind
from soraapp.models.setup import Compiling, Setup
from tests.models.diffusers.cases import CASES
from tests.models.diffusers.cases.asking import load
from tests.models.diffusers.conftest import Folders
from tests.models.diffusers.test_step_caching import EAGER, STEPS, made, with_cache
from tests.models.diffusers.watching import Watching

# Of torch's own making.
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:torch.*"),
    pytest.mark.filterwarnings("ignore::UserWarning:torch.*"),
]
COMPILED = Setup(compile=Compiling.ON)


@pytest.mark.skipif(bool(lacking("cpu")), reason="there is no C++ compiler here")
def test_compiled_blocks_give_nearly_the_same_frames_can_be_left_out_and_stopped(folders: Folders) -> None:
    family, contents, capabilities = describe("wan_text", folders("wan_text"))
    plain = load(folders("wan_text"))
    request = replace(CASES["wan text"].request(plain.capabilities), steps=STEPS)
    expected = made(plain, request)
    model = DiffusersModel.load(contents, family, COMPILED.applied(capabilities), COMPILED)
    assert model.capabilities.fingerprint == f"{capabilities.fingerprint}+compile=on"
    blocks = repeated(model.pipeline.transformer)
    assert len(blocks) == 2
    assert all(hasattr(block.forward, "get_compiler_config") for block in blocks), "it is torch that compiles"
    request = replace(request, model=model.capabilities.identity)
    frames = made(model, request)
    assert np.abs(frames.astype(int) - expected.astype(int)).max() <= 2
    with pytest.raises(Cancelled):
        made(model, request, Watching(stop=20))
    assert np.array_equal(made(model, request), frames)
    with_cache(model, Kind.FIRST_BLOCK, EAGER[Kind.FIRST_BLOCK])
    watch = Watching()
    made(model, request, watch)
    assert 0 < watch.blocks[0] < watch.blocks[1]


def test_without_a_compiler_it_is_refused_in_words(
    folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CXX", raising=False)
    family, contents, capabilities = describe("wan_text", folders("wan_text"))
    with pytest.raises(ModelError, match=r"wan_text cannot be compiled on this machine: there is no C\+\+ compiler"):
        DiffusersModel.load(contents, family, capabilities, COMPILED)


@pytest.mark.skipif(bool(lacking("cpu")), reason="there is no C++ compiler here")
def test_networks_that_do_not_tell_their_blocks_are_refused(folders: Folders) -> None:
    family, contents, capabilities = describe("mochi", folders("mochi"))
    with pytest.raises(ModelError, match="do not tell which blocks"):
        DiffusersModel.load(contents, family, capabilities, COMPILED)

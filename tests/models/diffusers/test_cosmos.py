"""Cosmos runs with its guardrail, or not at all, and begins with what it can begin with."""

from __future__ import annotations

import sys
from dataclasses import replace

import numpy as np
import pytest
from huggingface_hub import constants

from soraapp.errors import ModelError
from soraapp.models.diffusers.folder.describing import describe
from soraapp.models.registry import Registry
from soraapp.models.request import Cue, Keep
from tests.models.diffusers.cases import CASES
from tests.models.diffusers.cases.asking import clip, load, still
from tests.models.diffusers.conftest import Folders
from tests.models.diffusers.guardrails.cosmos_guardrail import CosmosSafetyChecker
from tests.models.diffusers.watching import Watching


def test_without_its_guardrail_it_is_refused_with_the_reason(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = folders("cosmos2_video")
    monkeypatch.setitem(sys.modules, "cosmos_guardrail", None)
    refused = Registry((folder,)).refused()["cosmos2_video"]
    assert "NVIDIA's licence asks that Cosmos runs with its guardrail" in str(refused)
    assert "pip install cosmos_guardrail" in str(refused)
    with pytest.raises(ModelError, match="cosmos_guardrail is not installed"):
        describe("cosmos2_video", folder)


def test_what_it_makes_has_gone_through_the_guardrail(folders: Folders) -> None:
    case = CASES["cosmos25 text"]
    model = load(folders(case.pipeline))
    request = case.request(model.capabilities)
    frames = np.concatenate(list(model.generate(request, Watching())))
    assert not frames[:, :4, :4].any(), "where the stand-in blackens"
    assert frames[:, 4:].any()
    assert "guardrail" in model.capabilities.note
    with pytest.raises(ModelError, match="finds the prompt unsafe"):
        list(model.generate(replace(request, cues=(Cue("a danger"),)), Watching()))
    assert np.array_equal(np.concatenate(list(model.generate(request, Watching()))), frames)


@pytest.mark.parametrize(("name", "keep", "reason"), [
    ("cosmos text", Keep(still(1)), "begins with text alone"),
    ("cosmos2 first", Keep(still(1), strength=0.5), "makes clips from a picture"),
    ("cosmos25 text", Keep(still(1), strength=0.5), "a clip of 1 or 5 frames"),
])  # fmt: skip
def test_what_it_cannot_begin_with_is_told(name: str, keep: Keep, reason: str, folders: Folders) -> None:
    case = CASES[name]
    model = load(folders(case.pipeline))
    with pytest.raises(ModelError, match=reason):
        list(model.generate(replace(case.request(model.capabilities), keeps=(keep,)), Watching()))


def test_a_clip_to_begin_with_fills_whole_latents(folders: Folders) -> None:
    case = CASES["cosmos2 clip"]
    model = load(folders(case.pipeline))
    request = replace(case.request(model.capabilities), keeps=(Keep(clip(3, 4, model.capabilities.rate)),))
    with pytest.raises(ModelError, match="1, 5, 9 and so on"):
        list(model.generate(request, Watching()))


def test_a_guardrail_without_its_weights_tells_what_to_get(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(_: object) -> None:
        assert constants.is_offline_mode(), "nothing is fetched"
        raise OSError("nvidia/Cosmos-1.0-Guardrail is not there")

    load(folders("cosmos2_image"))
    monkeypatch.setattr(CosmosSafetyChecker, "__init__", absent)
    with pytest.raises(ModelError, match="Get nvidia/Cosmos-1.0-Guardrail and Qwen/Qwen3Guard-Gen-0.6B"):
        load(folders("cosmos2_image"))

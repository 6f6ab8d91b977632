"""Step caches: exact where they are told to spare nothing, counted where they spare, and gone when a run ends."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import diffusers
import numpy as np
import pytest
import torch

from soraapp.errors import Cancelled, ModelError
from soraapp.media.clip import Frames
from soraapp.models.diffusers.folder.describing import describe
from soraapp.models.diffusers.model import DiffusersModel
from soraapp.models.diffusers.speed.magnitudes import Ratios, keep_ratios, mark, ratios_of
from soraapp.models.diffusers.speed.step_cache import TABLE, Kind, StepCache
from soraapp.models.diffusers.speed.step_caching import networks
from soraapp.models.request import Request
from soraapp.models.setup import Offload, Setup, StepCaching
from tests.models.diffusers.cases import CASES
from tests.models.diffusers.cases.asking import GUIDANCE, NEGATIVE, PROMPT, SEED, SIZE, load
from tests.models.diffusers.conftest import Folders
from tests.models.diffusers.watching import Watching

# Of diffusers' own making.
pytestmark = [
    pytest.mark.filterwarnings("ignore:__array__ implementation doesn't accept a copy:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:__array_wrap__ must accept context:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:In CPU autocast, but the target dtype is not supported:UserWarning"),
]
STEPS = 8
SOME = (
    "wan text", "wan two experts", "wan video", "wan vace", "ltx conditions", "flux text", "cogvideox text",
    "mochi text", "allegro text", "ltx2 text", "helios text", "kandinsky5 text", "hunyuan text", "framepack first",
    "hunyuan15 text", "skyreels forced long", "qwen_image text",
)  # fmt: skip
"""One or two of each family that has any."""
ALWAYS = {Kind.FIRST_BLOCK: {"threshold": 0.0}}
EAGER = {
    Kind.FIRST_BLOCK: {"threshold": 1e9},
    Kind.MAGNITUDE: {"threshold": 1e9, "max_skip_steps": 4, "retention_ratio": 0.2},
    Kind.TAYLOR: {"cache_interval": 3, "disable_cache_before_step": 2, "max_order": 1},
}
"""Settings with which something is left out whatever the numbers are."""


def ready(name: str, folders: Folders) -> tuple[DiffusersModel, Request]:
    """A model with at least two blocks in each of its lists, and what is asked of it."""
    case = CASES[name]
    model = load(folders(case.pipeline))
    for network in networks(model.pipeline).values():
        for part in network.children():
            if isinstance(part, torch.nn.ModuleList) and len(part) == 1:
                part.append(deepcopy(part[0]))
    return model, replace(case.request(model.capabilities), steps=STEPS)


def kinds(model: DiffusersModel) -> frozenset[Kind]:
    return model.family.describe(model.contents).step_caches


def with_cache(model: DiffusersModel, kind: Kind, settings: Any) -> None:
    even: Ratios = {name: [1.0] * STEPS for name in networks(model.pipeline)}
    model.pace = replace(model.pace, cache=StepCache(kind, "test", "", settings), ratios=even)


def made(model: DiffusersModel, request: Request, watch: Watching | None = None) -> Frames:
    return np.concatenate(list(model.generate(request, watch or Watching())))


@pytest.mark.parametrize("name", SOME)
def test_a_cache_that_spares_nothing_is_exact_and_one_that_does_is_counted(name: str, folders: Folders) -> None:
    model, request = ready(name, folders)
    exact = model.pace
    watch = Watching()
    plain = made(model, request, watch)
    assert watch.blocks == (0, 0), "nothing is told without a cache"
    if Kind.FIRST_BLOCK in kinds(model):
        with_cache(model, Kind.FIRST_BLOCK, ALWAYS[Kind.FIRST_BLOCK])
        watch = Watching()
        assert np.array_equal(made(model, request, watch), plain)
        assert watch.blocks[0] == watch.blocks[1] > 0
    for kind in sorted(kinds(model)):
        with_cache(model, kind, EAGER[kind])
        first, second = Watching(), Watching()
        frames = made(model, request, first)
        assert 0 < first.blocks[0] < first.blocks[1], kind
        assert np.array_equal(made(model, request, second), frames), "a run leaves no state for the next"
        assert second.blocks == first.blocks
        with pytest.raises(Cancelled):
            made(model, request, Watching(stop=first.checks * 2 // 3))
        assert np.array_equal(made(model, request), frames), "nor does one that was stopped"
    model.pace = exact
    assert np.array_equal(made(model, request), plain), "no hook is left"


@pytest.mark.parametrize("name", [name for name in SOME if "vace" not in name and "ltx2" not in name])
def test_measuring_changes_nothing_and_gives_a_ratio_for_each_step(name: str, folders: Folders) -> None:
    model, request = ready(name, folders)
    plain = made(model, request)
    measured: dict[str, Sequence[float]] = {}
    model.pace = replace(model.pace, measured=measured)
    assert np.array_equal(made(model, request), plain)
    assert set(measured) == set(networks(model.pipeline))
    assert all(ratios[0] == 1.0 and all(ratio >= 0 for ratio in ratios) for ratios in measured.values())
    if name != "wan video":  # That begins late.
        assert sum(map(len, measured.values())) in (STEPS, STEPS - 1)


@pytest.mark.parametrize("kind", [Kind.FIRST_BLOCK, Kind.TAYLOR])
def test_a_cache_has_the_bits_of_diffusers_with_that_cache(kind: Kind, folders: Folders) -> None:
    model, request = ready("wan text", folders)
    with_cache(model, kind, EAGER[kind])
    frames = made(model, request)
    by_hand: Any = diffusers.DiffusionPipeline.from_pretrained(folders("wan_text"), local_files_only=True)
    by_hand.set_progress_bar_config(disable=True)
    by_hand.transformer.enable_cache(
        diffusers.FirstBlockCacheConfig(1e9)
        if kind is Kind.FIRST_BLOCK
        else diffusers.TaylorSeerCacheConfig(3, 2, taylor_factors_dtype=torch.float32, **LITE)
    )
    given = by_hand(
        prompt=PROMPT,
        negative_prompt=NEGATIVE,
        height=SIZE.height,
        width=SIZE.width,
        num_frames=9,
        guidance_scale=GUIDANCE,
        num_inference_steps=STEPS,
        generator=torch.Generator().manual_seed(SEED),
    ).frames[0]
    assert np.array_equal(frames, (given * 255).round().astype(np.uint8))


LITE: Any = {"skip_predict_identifiers": [r"blocks\.\d+"], "cache_identifiers": ["proj_out"]}


def test_every_choice_is_in_the_table_and_diffusers_takes_its_settings() -> None:
    assert set(TABLE) == {str(one) for one in StepCaching} - {"auto"}
    assert len({cache.title for cache in TABLE.values()}) == len(TABLE)
    assert {cache.kind for cache in TABLE.values()} == set(Kind)
    for cache in TABLE.values():
        assert cache.effect


@pytest.mark.parametrize("pipeline", ["zimage", "sd3", "sana_video"])
def test_families_without_step_caches_refuse_them_in_words(pipeline: str, folders: Folders) -> None:
    family, contents, capabilities = describe("one", folders(pipeline))
    setup = Setup(step_cache=StepCaching.TAYLORSEER_LIGHT)
    with pytest.raises(ModelError, match="cannot run with the step cache taylorseer-light") as refused:
        DiffusersModel.load(contents, family, capabilities, setup)
    assert "without a step cache" in str(refused.value.remedy)


def test_vace_refuses_what_would_add_its_hints_twice(folders: Folders) -> None:
    family, contents, capabilities = describe("one", folders("wan_vace"))
    with pytest.raises(ModelError, match="first-block-light"):
        DiffusersModel.load(contents, family, capabilities, Setup(step_cache=StepCaching.FIRST_BLOCK_LIGHT))


def test_magcache_waits_for_a_measurement_and_another_one_is_another_model(
    folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SORAAPP_HOME", str(tmp_path))
    family, contents, capabilities = describe("one", folders("wan_text"))
    setup = Setup(step_cache=StepCaching.MAGCACHE_STRONG)
    with pytest.raises(ModelError, match="not measured") as refused:
        DiffusersModel.load(contents, family, setup.applied(capabilities), setup)
    assert "model bench one --measure" in str(refused.value)
    keep_ratios(capabilities.fingerprint, {"transformer": [1.0] * 20})
    applied = setup.applied(capabilities)
    assert applied.fingerprint == f"{capabilities.fingerprint}+step_cache=magcache-strong:{mark(applied.fingerprint)}"
    model, watch = DiffusersModel.load(contents, family, applied, setup), Watching()
    made(model, replace(CASES["wan text"].request(applied), steps=STEPS), watch)
    assert 0 < watch.blocks[0] < watch.blocks[1]
    keep_ratios(capabilities.fingerprint, {"transformer": [1.0, 0.9]})
    assert setup.applied(capabilities).fingerprint != applied.fingerprint
    assert ratios_of(applied.fingerprint) == {"transformer": [1.0, 0.9]}


def test_each_expert_has_a_state_of_its_own(folders: Folders) -> None:
    model, request = ready("wan two experts", folders)
    with_cache(model, Kind.FIRST_BLOCK, EAGER[Kind.FIRST_BLOCK])
    watch = Watching()
    made(model, request, watch)
    # With the prompt and without it, each expert computes its two blocks once, and then the first of them alone.
    assert watch.blocks == (2 * (STEPS + 2), 2 * 2 * STEPS)


@pytest.mark.parametrize("kind", [Kind.FIRST_BLOCK, Kind.TAYLOR])
def test_blocks_that_wait_on_the_disk_are_left_out_alike(
    kind: Kind, folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SORAAPP_HOME", str(tmp_path))
    model, request = ready("wan text", folders)
    family, contents, capabilities = describe("wan_text", folders("wan_text"))
    waiting = DiffusersModel.load(contents, family, capabilities, Setup(offload=Offload.DISK))
    plain = made(waiting, request)
    assert np.array_equal(plain, made(model, request))
    exact = waiting.pace
    with_cache(model, kind, EAGER[kind])
    with_cache(waiting, kind, EAGER[kind])
    frames = made(model, request)
    assert np.array_equal(made(waiting, request), frames)
    with pytest.raises(Cancelled):
        made(waiting, request, Watching(stop=40))
    assert np.array_equal(made(waiting, request), frames)
    waiting.pace = exact
    assert np.array_equal(made(waiting, request), plain)

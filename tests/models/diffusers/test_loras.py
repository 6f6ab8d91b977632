"""LoRAs give the bits that diffusers gives with them, and leave nothing behind; those that do not fit are refused."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import diffusers
import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from soraapp.errors import Cancelled, InputError, ModelError
from soraapp.media.clip import Frames
from soraapp.models.diffusers.families import ALL
from soraapp.models.references import with_lora
from soraapp.models.registry import Registry
from tests.models.diffusers.cases import CASES
from tests.models.diffusers.cases.asking import GUIDANCE, PROMPT, SEED, SIZE, STEPS, Case
from tests.models.diffusers.conftest import Folders
from tests.models.diffusers.lora_files import with_settings, write_lora
from tests.models.diffusers.watching import Watching

# Of diffusers' own making.
pytestmark = [
    pytest.mark.filterwarnings("ignore:__array__ implementation doesn't accept a copy:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:__array_wrap__ must accept context:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:Already found a `peft_config` attribute:UserWarning"),
]
PARTS = {"sdxl text": "unet"}
FAMILIES = ("wan text", "ltx text", "flux text", "sdxl text", "qwen_image text", "hunyuan text", "cogvideox text")


@pytest.fixture(name="place")
def _place(tmp_path: Path, folders: Folders) -> Path:
    """A folder of models with one, called wan, and two LoRAs for it."""
    shutil.copytree(folders("wan_text"), tmp_path / "wan")
    write_lora(tmp_path / "loras" / "style.safetensors", tmp_path / "wan", 1)
    write_lora(tmp_path / "loras" / "motion v2.safetensors", tmp_path / "wan", 2, layers=("to_out.0", "ffn.net.2"))
    return tmp_path


def made(registry: Registry, reference: str, case: str = "wan text") -> Frames:
    """The frames of a model by its reference."""
    model = registry.load(reference)
    assert model.capabilities.identity == registry.capabilities(reference).identity
    return np.concatenate(list(model.generate(CASES[case].request(model.capabilities), Watching())))


def by_hand(named: str | Case, folder: Path, loras: dict[Path, float]) -> Frames:
    """The frames that diffusers gives."""
    case = CASES[named] if isinstance(named, str) else named
    pipeline: Any = diffusers.DiffusionPipeline.from_pretrained(folder, local_files_only=True, use_safetensors=True)
    pipeline.set_progress_bar_config(disable=True)
    case.prepare(pipeline)
    names = [f"number{number}" for number in range(len(loras))]
    for name, file in zip(names, loras, strict=True):
        pipeline.load_lora_weights(str(file.parent), weight_name=file.name, adapter_name=name)
    if names:
        pipeline.set_adapters(names, list(loras.values()))
    torch.manual_seed(SEED)
    arguments = dict(case.arguments)
    if case.guidance is not None:
        arguments[str(case.guidance)] = GUIDANCE
    if case.negative is not None:
        arguments["negative_prompt"] = case.negative
    found = pipeline(
        **arguments,
        prompt=PROMPT,
        **({} if case.sized else {"height": SIZE.height, "width": SIZE.width}),
        num_inference_steps=STEPS,
        generator=torch.Generator().manual_seed(SEED),
        output_type="np",
    )
    frames = found.frames[0] if hasattr(found, "frames") else found.images
    return (case.shown(np.asarray(frames))[: case.count] * 255).round().astype(np.uint8)


@pytest.mark.parametrize("case", FAMILIES)
def test_a_lora_has_the_bits_of_diffusers_and_leaves_nothing_behind(
    case: str, folders: Folders, tmp_path: Path
) -> None:
    folder = folders(CASES[case].pipeline)
    shutil.copytree(folder, tmp_path / "base")
    lora = write_lora(tmp_path / "loras" / "style.safetensors", folder, 1, part=PARTS.get(case, "transformer"))
    registry = Registry((tmp_path,))
    before = made(registry, "base", case)
    with_it = made(registry, "base + style:0.8", case)
    assert not np.array_equal(with_it, before)
    assert np.array_equal(with_it, by_hand(case, folder, {lora: 0.8}))
    assert np.array_equal(made(registry, "base", case), before)
    assert np.array_equal(made(registry, "base + style:0.8", case), with_it)


def test_several_loras_and_their_strengths_are_those_of_diffusers(place: Path) -> None:
    registry = Registry((place,))
    style, motion = place / "loras" / "style.safetensors", place / "loras" / "motion v2.safetensors"
    reference = with_lora(with_lora("wan", "style", 0.5), "motion v2", -0.25)
    assert reference == "wan + style:0.5 + motion v2:-0.25"
    base = made(registry, "wan")
    both = made(registry, reference)
    assert np.array_equal(both, by_hand("wan text", place / "wan", {style: 0.5, motion: -0.25}))
    one = made(registry, "wan + motion v2:1")
    assert np.array_equal(one, by_hand("wan text", place / "wan", {motion: 1.0}))
    assert np.array_equal(made(registry, "wan"), base)
    assert registry.load("wan + style:1").capabilities.title == "wan + style 1"


@pytest.mark.parametrize(
    ("name", "second"), [("style", (False, True)), ("a_HighNoise", (False,)), ("low_noise", (True,))]
)
def test_two_networks_that_take_turns_get_what_is_for_them(
    name: str, second: tuple[bool, ...], tmp_path: Path, folders: Folders
) -> None:
    case = CASES["wan two experts"]
    folder = folders(case.pipeline)
    shutil.copytree(folder, tmp_path / "base")
    file = write_lora(tmp_path / "loras" / f"{name}.safetensors", folder, 1)
    registry = Registry((tmp_path,))
    model = registry.load(f"base + {name}:1")
    frames = np.concatenate(list(model.generate(case.request(model.capabilities), Watching())))

    def prepare(pipeline: Any) -> None:
        case.prepare(pipeline)
        for into in second:
            pipeline.load_lora_weights(str(file), adapter_name="a", load_into_transformer_2=into)

    assert np.array_equal(frames, by_hand(replace(case, prepare=prepare), folder, {}))


def test_without_strength_it_is_the_model_itself(place: Path) -> None:
    registry = Registry((place,))
    reference = with_lora(with_lora("wan", "style", 0.5), "style", -0.5)
    for named in (reference, "wan + style:0"):
        assert registry.capabilities(named) == registry.capabilities("wan")
        assert registry.load(named) is registry.load("wan")


def test_what_is_asked_for_is_told_apart(place: Path) -> None:
    registry = Registry((place,))
    named = ("wan", "wan + style:0.8", "wan + style:0.81", "wan + motion v2:0.8", "wan + style:1 + motion v2:1",
             "wan + motion v2:1 + style:1")  # fmt: skip
    before = {one: registry.capabilities(one).identity for one in named}
    assert len(set(before.values())) == len(named)
    write_lora(place / "loras" / "style.safetensors", place / "wan", 3)
    after = {one: registry.capabilities(one).identity for one in named}
    assert [one for one in named if after[one] != before[one]] == [one for one in named if "style" in one]
    made_now = made(registry, "wan + style:0.8")
    assert np.array_equal(made_now, by_hand("wan text", place / "wan", {place / "loras" / "style.safetensors": 0.8}))


def test_stopped_with_a_lora_at_work_the_model_is_what_it_was(place: Path) -> None:
    registry = Registry((place,))
    before = made(registry, "wan")
    model = registry.load("wan + style:2")
    with pytest.raises(Cancelled):
        list(model.generate(CASES["wan text"].request(model.capabilities), Watching(9)))
    assert np.array_equal(made(registry, "wan"), before)


def test_one_for_another_network_is_refused_by_its_header(place: Path, folders: Folders) -> None:
    save_file(
        {"transformer.blocks.7.attn1.to_q.lora_A.weight": torch.zeros(4, 24)}, place / "loras" / "deep.safetensors"
    )
    save_file(
        {"transformer.blocks.0.attn1.to_q.lora_A.weight": torch.zeros(4, 77)}, place / "loras" / "wide.safetensors"
    )
    save_file(
        {"diffusion_model.blocks.0.self_attn.q.lora_A.weight": torch.zeros(4, 5120)},
        place / "loras" / "large.safetensors",
    )
    registry = Registry((place,))
    for name, told in (
        ("deep", r"LoRA deep does not fit wan: there is no place for transformer.blocks.7.attn1.to_q\."),
        ("wide", r"transformer.blocks.0.attn1.to_q \(77 instead of \d+\)"),
        ("large", r"diffusion_model.blocks.0.self_attn.q \(5120\)"),
    ):
        with pytest.raises(ModelError, match=told):
            registry.capabilities(f"wan + {name}:1")


def test_one_that_diffusers_cannot_add_is_refused_and_nothing_stays(place: Path) -> None:
    save_file({"transformer.lora_nothing": torch.zeros(4)}, place / "loras" / "odd.safetensors")
    registry = Registry((place,))
    before = made(registry, "wan")
    with pytest.raises(ModelError, match="The LoRA odd cannot be used with wan"):
        registry.load("wan + odd:1")
    assert np.array_equal(made(registry, "wan"), before)
    assert not np.array_equal(made(registry, "wan + style:1"), before)


def test_settings_that_may_run_something_are_refused(place: Path) -> None:
    """The library for LoRAs imports the module that ``megatron_core`` names."""
    file = place / "loras" / "style.safetensors"
    with_settings(file, **{"transformer.r": 4, "transformer.lora_alpha": 4, "transformer.target_modules": ["to_q"]})
    Registry((place,)).capabilities("wan + style:1")
    with_settings(
        file, **{"transformer.r": 4, "transformer.megatron_config": {"a": 1}, "transformer.megatron_core": "x"}
    )
    with pytest.raises(ModelError, match="asks for megatron_config, megatron_core, which could run a program"):
        Registry((place,)).capabilities("wan + style:1")


def test_bad_references_are_told(place: Path) -> None:
    registry = Registry((place,))
    with pytest.raises(ModelError, match="There is no LoRA named styles.*motion v2, style"):
        registry.capabilities("wan + styles:1")
    with pytest.raises(InputError, match="The strength of style is 2.5"):
        registry.capabilities("wan + style:2.5")
    for named in ("wan + style", "wan + style:", "wan + style:much", "none + style:1"):
        with pytest.raises(ModelError, match="There is no model named"):
            registry.capabilities(named)


def test_a_family_says_whether_its_pipelines_take_loras(place: Path, folders: Folders) -> None:
    for family in ALL:
        able = [hasattr(getattr(diffusers, pipeline), "load_lora_weights") for pipeline in family.pipelines]
        assert any(able) == family.loras, family.name
    shutil.copytree(folders("allegro"), place / "allegro")
    for name in ("allegro", "nano"):
        with pytest.raises(ModelError, match="takes no LoRAs"):
            replace(Registry.standard(), folders=(place, *Registry.standard().folders)).capabilities(
                f"{name} + style:1"
            )

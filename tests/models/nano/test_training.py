"""Training nano, on tiny networks: every stage, what a seed decides, and what survives Ctrl-C."""

from __future__ import annotations

import json
import random
import shutil
import signal
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file

from soraapp import cli
from soraapp.errors import EngineError, InputError, ModelError
from soraapp.models.nano.attributes import ATTRIBUTES
from soraapp.models.nano.training import flow
from soraapp.models.nano.training.chance import Chance
from soraapp.models.nano.training.compression import build
from soraapp.models.nano.training.course import speed
from soraapp.models.nano.training.distil import Student
from soraapp.models.nano.training.muon import Muon, orthogonal, split
from soraapp.models.nano.training.ranks import Rank, together
from soraapp.models.nano.training.run import Run, averaged, read_checkpoint, read_progress
from soraapp.models.nano.training.scenes import crops, training_scene
from soraapp.models.nano.training.settings import (
    Compression,
    Distil,
    Export,
    Latents,
    Pace,
    Settings,
    Text,
    Transformer,
    read_settings,
    write_settings,
)
from soraapp.models.nano.training.shards import Shards, planned, read_shard
from soraapp.models.nano.training.stages import train
from soraapp.models.nano.world.scene import EVENTS, held_out
from soraapp.models.registry import Registry
from tests.models.nano import slope
from tests.models.requests import Onlooker, ask, joined

PACE = Pace(steps=6, warm_up=2, log_steps=1, muon_rate=2e-2, adam_rate=5e-3)
TINY = Settings(
    text=Text(steps=2, corpus=100),
    compression=Compression(latent_channels=4, fine_width=16, coarse_width=16, clips=1, judged=1, pace=PACE),
    latents=Latents(pictures=12, clips=12, per_shard=6, enlarged=0.5),
    transformer=Transformer(
        width=32, layers=2, heads=1, bands=(4, 6, 6), tokens=400, clips_share=0.5, pace=replace(PACE, steps=40)
    ),
    distil=Distil(steps=(4, 2), pace=replace(PACE, steps=2)),
    export=Export(transformer=("distil-4", "transformer"), preview_scenes=2),
)


def go(folder: Path, stage: str, settings: Settings = TINY, **options: Any) -> list[Mapping[str, object]]:
    """Train a stage on one rank, and give what it told."""
    told: list[Mapping[str, object]] = []
    train(folder, stage, tell=told.append, settings=settings, ranks=1, device="cpu", **options)
    return told


def alone() -> Rank:
    """The rank of a training in one process."""
    ranks: list[Rank] = []
    together(1, ranks.append)
    return ranks[0]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A run with all its stages."""
    folder = tmp_path_factory.mktemp("run")
    go(folder, "all")
    return Run(folder)


def test_a_stored_model_is_trained_on(run: Run, tmp_path: Path) -> None:
    shutil.copytree(run.latents, tmp_path / "latents")
    go(tmp_path, "transformer", start=run.model)
    begun, steps = Run(tmp_path), TINY.transformer.pace.steps
    assert read_progress(begun.checkpoint("transformer")).step == steps
    stored = load_file(run.model / "vae" / "diffusion_pytorch_model.safetensors")
    taken = read_checkpoint(begun.checkpoint("compression"))
    assert all(torch.equal(taken[f"average.{name}"].to(tensor.dtype), tensor) for name, tensor in stored.items())
    assert read_progress(begun.checkpoint("compression")).finished
    go(tmp_path, "export", start=run.model)  # What the run has by now stays.
    assert read_progress(begun.checkpoint("transformer")).step == steps
    weights = Path("transformer") / "diffusion_pytorch_model.safetensors"
    old, new = (load_file(model / weights) for model in (run.model, begun.model))
    assert not torch.equal(old["cells_in.weight"], new["cells_in.weight"])


def test_a_folder_without_a_model_is_no_start(tmp_path: Path) -> None:
    (tmp_path / "vae").mkdir()
    with pytest.raises(ModelError, match="has no transformer"):
        go(tmp_path / "run", "transformer", start=tmp_path)
    for part in ("transformer", "text_encoder", "tokenizer"):
        (tmp_path / part).mkdir()
    (tmp_path / "vae" / "diffusion_pytorch_model.safetensors").write_bytes(b"no weights")
    with pytest.raises(ModelError, match="vae/diffusion_pytorch_model.safetensors cannot be read"):
        go(tmp_path / "run", "transformer", start=tmp_path)


def test_every_stage_goes_into_the_model(run: Run) -> None:
    for stage in ("compression", "transformer", "distil-4", "distil-2"):
        assert read_progress(run.checkpoint(stage)).finished
        assert (run.folder / "plots" / f"{stage}.svg").read_text().count("<polyline") >= 2
    shipped = read_checkpoint(run.checkpoint("distil-4"))["average.cells_in.weight"]
    saved = read_checkpoint(run.model / "transformer" / "diffusion_pytorch_model.safetensors")["cells_in.weight"]
    assert saved.dtype is torch.float16
    torch.testing.assert_close(saved.float(), shipped, atol=1e-3, rtol=1e-3)
    assert list(run.model.rglob("*.part")) == []


def test_the_program_makes_clips_with_the_model(run: Run) -> None:
    model = Registry((run.folder,)).load("model")
    frames = joined(
        model.generate(ask("a red ball", size=model.capabilities.native_size, count=5, steps=1), Onlooker())
    )
    assert frames.shape[0] == 5


def test_an_export_keeps_what_else_is_there_and_renews_the_digest(run: Run, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("A card.")
    (tmp_path / "vae").mkdir()
    (tmp_path / "vae" / "old.safetensors").write_text("old")
    (tmp_path / "capabilities.json").write_text(json.dumps({"title": "mine", "weights": "old"}))
    go(run.folder, "export", output=tmp_path)
    assert (tmp_path / "README.md").read_text() == "A card."
    assert not (tmp_path / "vae" / "old.safetensors").exists()
    card = json.loads((tmp_path / "capabilities.json").read_text())
    made = json.loads((run.model / "capabilities.json").read_text())
    assert (card["title"], card["weights"]) == ("mine", made["weights"])
    assert not any("_name_or_path" in path.read_text() for path in tmp_path.rglob("config.json"))


def test_the_transformer_learns(run: Run) -> None:
    batch = flow.drawn(Shards(run.latents, alone()), ("pictures",), 2000, Chance(5, 5), spared=True)
    levels = torch.full(batch.latents.shape[:2], 0.7)
    mixed = torch.lerp(batch.latents, Chance(5, 6).normal(*batch.latents.shape), 0.7)
    trained = averaged(flow.build(TINY.transformer, 4), run, "transformer", "test")
    errors: list[float] = []
    for network in (flow.build(TINY.transformer, 4), trained):
        with torch.no_grad():
            guess = network(mixed, levels, batch.stills, batch.told, batch.controls)
        errors.append((guess - batch.latents).square().mean().item())
    assert errors[1] < 0.85 * errors[0]


def test_clips_come_after_pictures(run: Run) -> None:
    told = [entry for entry in run.read_log() if entry["stage"] == "transformer" and "share" in entry]
    assert all("loss clips" not in entry for entry in told if entry["share"] <= TINY.transformer.clips_begin)
    assert any("loss clips" in entry for entry in told)


@pytest.mark.parametrize("stage", ["compression", "transformer"])
def test_a_stopped_training_arrives_where_it_would_have(run: Run, tmp_path: Path, stage: str) -> None:
    settings = replace(TINY, transformer=replace(TINY.transformer, pace=PACE))
    other = Run(tmp_path / "other")
    for folder in (tmp_path, other.folder):
        folder.mkdir(exist_ok=True)
        (folder / "latents").symlink_to(run.latents)
    go(tmp_path, stage, settings)
    steps: list[object] = []

    def stop_at_three(entry: Mapping[str, object]) -> None:
        steps.append(entry["step"])
        if steps == [1, 2, 3]:
            signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        train(other.folder, stage, tell=stop_at_three, settings=settings, ranks=1, device="cpu")
    half = read_progress(other.checkpoint(stage))
    assert (half.step, half.finished) == (3, False)
    train(other.folder, stage, tell=stop_at_three, ranks=1, device="cpu")  # With the settings that it was begun with.
    straight, resumed = (read_checkpoint(one.checkpoint(stage)) for one in (Run(tmp_path), other))
    assert straight.keys() == resumed.keys()
    assert all(torch.equal(straight[name], resumed[name]) for name in straight)
    progress = [read_progress(one.checkpoint(stage)) for one in (Run(tmp_path), other)]
    assert progress[0].samples == progress[1].samples


def test_a_finished_stage_is_not_begun_again(run: Run) -> None:
    assert go(run.folder, "compression") == []
    assert go(run.folder, "latents") == []


def test_ranks_arrive_at_the_same_weights(tmp_path: Path) -> None:
    together(2, slope.learn, tmp_path)
    together(1, slope.learn, tmp_path)
    first, second, single = ((tmp_path / f"weights-{name}").read_text() for name in ("0-of-2", "1-of-2", "0-of-1"))
    assert first == second
    # A finished stage stays as it is, so the single rank read what both learned.
    assert single == first
    (tmp_path / "slope" / "checkpoint.safetensors").unlink()
    together(1, slope.learn, tmp_path)
    assert (tmp_path / "weights-0-of-1").read_text() != first


def test_a_rank_that_dies_is_an_error() -> None:
    with pytest.raises(EngineError, match="ended by itself"):
        together(2, slope.fail)


def test_nothing_held_out_is_trained(run: Run) -> None:
    rng = random.Random(2)
    scenes = [training_scene(rng) for _ in range(500)]
    assert not any(held_out(one.place, one.actors[0].kind, one.actors[0].colour) for one in scenes)
    names = list(ATTRIBUTES)
    for path in run.latents.glob("*.npz"):
        for told in read_shard(path).told.tolist():
            place, kind, colour = (
                ATTRIBUTES[name][told[names.index(name)] - 1] for name in ("place", "subject", "colour")
            )
            assert not held_out(place, kind, colour)


def test_what_is_learnt_badly_can_come_more_often() -> None:
    rng, weights = random.Random(3), (1, 0, 0, 3, 0, 0, 0, 0)
    assert [EVENTS[number] for number in (0, 3)] == ["none", "bite"]
    scenes = [training_scene(rng, weights=weights, moving=0.8) for _ in range(300)]
    still = [scene for scene in scenes if scene.event == "none"]
    assert {scene.event for scene in scenes} == {"none", "bite"}
    assert 0.15 < len(still) / len(scenes) < 0.35
    assert 0.8 < sum(scene.camera != "static" for scene in still) / len(still) < 1
    assert training_scene(random.Random(5)) == training_scene(random.Random(5), weights=(), moving=0)
    plan = planned(Latents(pictures=10, clips=100, per_shard=10, events=weights))
    assert [sum(name.startswith(kind) for name in plan) for kind in ("pictures", "clips", "stories")] == [1, 3, 8]


def test_encoded_scenes(run: Run) -> None:
    kinds = {"pictures": 1, "stories": 5, "clips": 6}
    found = {kind: [read_shard(path) for path in sorted(run.latents.glob(f"{kind}-*.npz"))] for kind in kinds}
    assert {kind: len(files) for kind, files in found.items()} == {"pictures": 2, "stories": 1, "clips": 2}
    for kind, files in found.items():
        for one in files:
            _, frames, channels, height, width = one.latents.shape
            assert (len(one), frames, channels) == (6, kinds[kind], 4)
            assert (one.latents.dtype, one.mask.shape) == (torch.float16, (6, frames, height, width))
            assert one.told.shape == (6, len(ATTRIBUTES))
            assert one.controls.shape == (6, frames, 10)
            assert 0 < one.mask.max() <= 1
            assert (one.controls[:, :, 4:].sum(2) - 1).abs().max() < 1e-6
    events = list(ATTRIBUTES).index("event")
    windowed = {ATTRIBUTES["event"].index(name) + 1 for name in ("none", "tracks", "meet")}
    assert {number for one in found["clips"] for number in one.told[:, events].tolist()} <= windowed
    assert not {number for one in found["stories"] for number in one.told[:, events].tolist()} & windowed
    scales = {number for one in found["pictures"] for number in one.told[:, -1].tolist()}
    assert scales == {0, 1, 2}


def test_crops_show_subjects() -> None:
    batch = crops(random.Random(1), 4, 48, 0.5)
    assert batch.groups.shape == batch.masks.shape == (12, 4, 48, 48)
    assert batch.groups.max() < 64
    assert batch.masks.any((1, 2, 3)).mean() > 0.6


def test_noise_levels() -> None:
    noised = flow.levels(Chance(1, 1), 400, 5, 4.0)
    free = noised.levels[~noised.given]
    assert 0.3 < noised.given.any(1).float().mean() < 0.5
    assert noised.levels[noised.given].max() <= 0.25
    assert not noised.given.all(1).any()
    assert free.median() > 0.65
    assert free.min() >= 0.02
    assert flow.levels(Chance(1, 1), 9, 1, 4.0).given.any().item() is False


def test_what_a_batch_tells(run: Run) -> None:
    shards = Shards(run.latents, alone())
    batches = [flow.drawn(shards, ("clips",), 4000, Chance(1, step)) for step in range(12)]
    for batch in batches:
        assert batch.latents.shape[1] == flow.WINDOW
        given = batch.controls[:, :, 10]
        assert torch.equal(batch.controls.abs().sum(2) > 0, given > 0)
        assert not batch.stills[:, 1:].any()
    assert {bool(batch.stills[0, 0]) for batch in batches} == {True, False}
    assert {number for batch in batches for number in batch.controls[:, 0, 10].tolist()} == {0, 1}
    told = torch.cat([batch.told for batch in batches])[:, 0]
    assert 0 < (told == 0).float().mean() < 0.5


def test_a_student_is_shown_where_its_teacher_arrives(run: Run) -> None:
    rank = alone()
    student = Student(TINY, run, "transformer", 4, 1.0, Shards(run.latents, rank), slope.EXACT)
    batch = flow.drawn(student.shards, ("pictures",), 400, Chance(1, 1))
    noise = Chance(1, 2).normal(*batch.latents.shape)
    now, middle, after = (torch.full(batch.latents.shape[:2], level) for level in (0.9, 0.8, 0.6))

    def seen(latents: torch.Tensor, at: torch.Tensor) -> torch.Tensor:
        return student.teacher(latents, at, batch.stills, batch.told, batch.controls)

    def towards(latents: torch.Tensor, clean: torch.Tensor, share: float) -> torch.Tensor:
        return share * latents + (1 - share) * clean

    with torch.no_grad():
        halfway = towards(noise, seen(noise, now), 0.8 / 0.9)
        arrived = towards(halfway, seen(halfway, middle), 0.6 / 0.8)
    target = student.target(noise, batch, now, middle, after)
    torch.testing.assert_close(towards(noise, target, 0.6 / 0.9), arrived, atol=1e-4, rtol=1e-4)


@pytest.mark.parametrize("shape", [(32, 64), (64, 32), (48, 48)])
def test_muon_makes_updates_orthogonal(shape: tuple[int, int]) -> None:
    source = torch.Generator().manual_seed(1)
    skewed = torch.randn(shape, generator=source) * torch.logspace(0, -1.5, shape[1])
    values = torch.linalg.svdvals(orthogonal(skewed, 6).float())
    assert 0.5 < values.min() < values.max() < 1.4
    assert torch.linalg.svdvals(skewed / skewed.norm()).min() < 0.05
    weight = torch.nn.Parameter(torch.zeros(shape))
    optimizer = Muon([weight], alone(), lr=0.1)
    weight.grad = skewed
    optimizer.step()
    # Every update has the same size, as large as AdamW's would be.
    assert 0.015 < weight.detach().square().mean().sqrt() < 0.025


def test_muon_has_the_matrices_within_and_adam_the_rest() -> None:
    muon, adam = split(build(TINY.compression))
    assert "decoder.coarse.0.first.weight" in muon
    assert {"encoder.colours.weight", "palette.weight", "decoder.coarse.0.first.bias"} <= adam.keys()
    muon, adam = split(flow.build(TINY.transformer, 4))
    assert "blocks.0.feed_in.weight" in muon
    assert {"blocks.0.modulation", "cells_in.weight", "told.0.weight"} <= adam.keys()


def test_rates_rise_stay_and_fall() -> None:
    pace = Pace(warm_up=10, decay=0.5, least=0.1)
    found = [speed(pace, step, share) for step, share in ((0, 0.0), (9, 0.1), (50, 0.5), (75, 0.75), (99, 1.0))]
    assert found == pytest.approx([0.1, 1, 1, 0.5, 0.1])


def test_hours_are_shared_out() -> None:
    whole = Settings()
    halved = whole.lasting(sum((1.5, 6.0, 2 * 0.5)) / 2, "all")
    assert (halved.compression.pace.hours, halved.distil.pace.hours) == (0.75, 0.25)
    assert whole.lasting(3.0, "transformer") == replace(
        whole, transformer=replace(whole.transformer, pace=replace(whole.transformer.pace, hours=3.0))
    )
    assert whole.lasting(1.0, "distil").distil.pace.hours == 0.5


@pytest.mark.parametrize("stage", ["latents", "transformer", "distil", "export"])
def test_a_stage_without_its_forerunner_says_what_to_run(tmp_path: Path, stage: str) -> None:
    with pytest.raises(ModelError) as caught:
        go(tmp_path, stage)
    assert f"The stage {stage} needs" in caught.value.trouble
    assert "--stage" in caught.value.advice


def test_a_checkpoint_of_another_network_is_an_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "compression").symlink_to(run.folder / "compression")
    wider = replace(TINY, compression=replace(TINY.compression, coarse_width=32))
    with pytest.raises(ModelError, match="made with other settings"):
        go(tmp_path, "compression", wider)


def test_a_damaged_checkpoint_is_an_error(tmp_path: Path) -> None:
    path = Run(tmp_path).checkpoint("compression")
    path.parent.mkdir()
    path.write_bytes(b"no checkpoint")
    with pytest.raises(ModelError, match="damaged"):
        go(tmp_path, "compression")


def test_settings_come_back_the_same(tmp_path: Path) -> None:
    path = tmp_path / "config.json"
    write_settings(TINY, path)
    assert read_settings(path) == TINY
    path.write_text('{"latents": {"pictures": 5}, "compression": {"noise": 1}}')
    assert read_settings(path).latents.pictures == 5
    assert read_settings(path).compression.noise == 1.0


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ('{"latents": {"drawings": 5}}', "There is no training setting named latents.drawings."),
        ('{"latents": {"pictures": "many"}}', 'The training setting latents.pictures cannot be "many".'),
        ('{"latents": 5}', "The training setting latents cannot be 5."),
        ("{", "The training settings config.json cannot be read"),
    ],
)
def test_settings_that_cannot_be_understood(tmp_path: Path, text: str, trouble: str) -> None:
    path = tmp_path / "config.json"
    path.write_text(text)
    with pytest.raises(InputError) as caught:
        read_settings(path)
    assert caught.value.trouble.startswith(trouble)


def test_the_command_trains(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = tmp_path / "given.json"
    config.write_text(json.dumps({"compression": asdict(TINY.compression)}))
    command = ["model", "train", "nano", "--folder", str(tmp_path / "run"), "--ranks", "1", "--device", "cpu"]
    assert cli.main([*command, "--config", str(config), "--stage", "compression"]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert "compression 83.3% step 6" in told.err
    assert cli.main([*command, "--stage", "transformer", "--json"]) == 1
    told = capsys.readouterr()
    assert json.loads(told.out)["error"]["remedy"] == "Run the training with --stage latents first."
    assert read_progress(Run(tmp_path / "run").checkpoint("compression")).step == 6

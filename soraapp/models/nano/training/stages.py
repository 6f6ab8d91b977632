"""The stages of a training run, one after the other or one alone, each from where it was left."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import torch

from soraapp.errors import InputError
from soraapp.models.devices import Device, best_device, thread_count
from soraapp.models.nano.training import compression, distil, flow, plots, text
from soraapp.models.nano.training.begin import begin_from
from soraapp.models.nano.training.course import Tell
from soraapp.models.nano.training.export import export
from soraapp.models.nano.training.ranks import together
from soraapp.models.nano.training.run import Run, missing
from soraapp.models.nano.training.settings import STAGES, Settings, read_settings, write_settings
from soraapp.models.nano.training.shards import encode_all


def train(
    folder: Path,
    stage: str = "all",
    *,
    tell: Tell,
    settings: Settings | None = None,
    hours: float | None = None,
    ranks: int | None = None,
    device: str | None = None,
    start: Path | None = None,
    output: Path | None = None,
) -> None:
    """Run one stage in a training folder, or all that are not finished.

    Without `settings`, those that the folder was begun with hold, or the standard ones. `hours` is the length of the
    stage over all its runs, or of all stages together. `ranks` processes work on the processor; on a CUDA device one
    trains, and all of them draw. `start` is a model folder whose networks are trained on where the run has none of its
    own; `output` is where the model folder goes. Raises KeyboardInterrupt once a person's Ctrl-C has left a checkpoint;
    InputError, ModelError and EngineError for what stands in the way.
    """
    run = Run(folder)
    settings = settings or (read_settings(run.config) if run.config.exists() else Settings())
    if hours is not None:
        settings = settings.lasting(hours, stage)
    folder.mkdir(parents=True, exist_ok=True)
    write_settings(settings, run.config)
    if start:
        begin_from(start, run, settings)
    making = _Making(run, settings, _device(device), ranks or thread_count(), output, tell)
    try:
        for name in STAGES if stage == "all" else (stage,):
            making.make(name, again=stage != "all")
    finally:
        plots.draw(run)


class _Making:
    """What all stages are made with."""

    def __init__(
        self, run: Run, settings: Settings, device: Device, ranks: int, output: Path | None, tell: Tell
    ) -> None:
        self.run, self.settings, self.device = run, settings, device
        self.ranks, self.output, self.tell = ranks, output, tell
        self.learning_ranks = ranks if device.torch.type == "cpu" else 1

    def make(self, stage: str, *, again: bool) -> None:
        """Run a stage. `again`: also where its product is there and would not change by going on."""
        run, settings = self.run, self.settings
        learn = partial(together, self.learning_ranks, tell=self.tell)
        match stage:
            case "text":
                if again or not (run.text / "text_encoder").is_dir():
                    self._text()
            case "compression":
                learn(compression.train, settings, run, self.device)
            case "latents":
                if not run.checkpoint(compression.STAGE).exists():
                    raise missing(stage, compression.STAGE, run.folder)
                together(self.ranks, encode_all, settings, run, self.device, tell=self.tell)
            case "transformer":
                self._need_latents(stage)
                learn(flow.train, settings, run, self.device)
            case "distil":
                self._need_latents(stage)
                if not run.checkpoint(flow.STAGE).exists():
                    raise missing(stage, flow.STAGE, run.folder)
                learn(distil.train, settings, run, self.device)
            case _:
                place = export(run, settings, self.device, self.output)
                self.tell({"stage": stage, "folder": str(place)})

    def _text(self) -> None:
        def log(facts: dict[str, float]) -> None:
            entry = {"stage": "text", **facts}
            self.run.write_log(entry)
            self.tell(entry)

        wanted = self.settings.text
        text.train(self.run.text, wanted.steps, log, seed=self.settings.seed, corpus=wanted.corpus)

    def _need_latents(self, stage: str) -> None:
        if not any(self.run.latents.glob("*.npz")):
            raise missing(stage, "latents", self.run.folder)


def _device(name: str | None) -> Device:
    if name == "cuda" and not torch.cuda.is_available():
        raise InputError(
            "There is no CUDA device that torch can use.", remedy="Leave out --device, or choose --device cpu."
        )
    best = best_device()
    if name == "cpu" and best.torch.type != "cpu":
        return Device(torch.device("cpu"), torch.bfloat16)
    return best

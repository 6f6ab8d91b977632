"""Making a clip: the whole way through plan, worker, previews and cache, beside the bare pipeline in this process.

Both have their networks loaded before the first measurement, and take turns with the same seeds.
"""

from __future__ import annotations

import queue
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from soraapp.catalogue import Catalogue
from soraapp.engine.client import Engine
from soraapp.engine.events import Event, Outcome, RunFinished, StepPreview
from soraapp.engine.plan import plan
from soraapp.models.registry import Registry
from soraapp.project import edits
from soraapp.project.project import Project
from tests.benchmarks.measure import Measure, Time, medians, timed

TURNS = 9
PROMPT = "a purple fish swims to the right underwater"


def measure() -> Iterator[Measure]:
    catalogue, registry = Catalogue.of("nodes"), Registry.standard()
    bare = _bare(registry)
    events: queue.Queue[Event] = queue.Queue()
    with tempfile.TemporaryDirectory() as folder, Engine(catalogue, events.put, cache_folder=Path(folder)) as engine:

        def run(seed: int, *, previews: bool) -> int:
            """One run to its end; gives how many previews came."""
            seen = 0
            engine.run(plan(_project(catalogue, seed), catalogue, registry), previews=previews)
            while not isinstance(event := events.get(), RunFinished):
                seen += isinstance(event, StepPreview)
            assert event.outcome is Outcome.DONE
            return seen

        run(1000, previews=True)
        bare(1000)
        watched: list[Time] = []
        plain: list[Time] = []
        alone: list[Time] = []
        for turn in range(TURNS):
            watched.append(timed(partial(run, 2 * turn, previews=True)))
            alone.append(timed(partial(bare, 2 * turn)))
            plain.append(timed(partial(run, 2 * turn + 1, previews=False)))
        other = medians(alone)
        for name, times in (("with moving previews", watched), ("without previews", plain)):
            ours = medians(times)
            yield Measure(f"17 frames of 768x432, {name}", ours.wall, other.wall, "s")
            yield Measure(f"17 frames of 768x432, {name}, processor", ours.cpu, other.cpu, "s")


def _project(catalogue: Catalogue, seed: int) -> Project:
    values = {"prompt": PROMPT, "seconds": 17 / 8, "seed": seed}
    made = edits.add_node(catalogue["generate.text_to_video"], (0.0, 0.0), id="clip", values=values)
    return made.change(Project())


def _bare(registry: Registry) -> Callable[[int], None]:
    """The pipeline as anyone would call it, with the defaults of the model."""
    import torch
    from diffusers.utils.logging import disable_progress_bar

    from soraapp.models.devices import best_device
    from soraapp.models.nano.grid import Grid
    from soraapp.models.nano.pipeline import NanoPipeline
    from soraapp.models.registry import STANDARD_FOLDER

    device, limits = best_device(), registry.capabilities("nano")
    disable_progress_bar()
    pipeline: Any = NanoPipeline.from_pretrained(
        STANDARD_FOLDER / "nano", local_files_only=True, use_safetensors=True, dtype=torch.float32
    )
    pipeline.vae.to(memory_format=torch.channels_last)
    pipeline.to(device.torch)

    def make(seed: int) -> None:
        pipeline(
            PROMPT,
            device,
            grid=Grid.of(limits.native_size),
            frames=17,
            seed=seed,
            steps=limits.steps,
            guidance=limits.guidance,
        )

    return make

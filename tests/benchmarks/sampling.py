"""What a model of diffusers costs through this program, beside calling its pipeline: processor time of one thread.

With a preview of the whole clip after every step, and with nobody looking. The pipeline has random weights, of a size
at which sampling takes most of the time. Runs are interleaved; a second series of bare calls tells how far two
measurements of the same thing differ.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

from soraapp.media.clip import Frames, Size
from soraapp.models.base import State
from soraapp.models.request import Cue, Request
from tests.benchmarks.measure import Measure, timed

TIMES = 9
STEPS, SIZE, COUNT, GUIDANCE, SEED = 12, Size(128, 128), 9, 4.0, 7
PROMPT, NEGATIVE = "a red ball bounces over green hills", "blurry"


class Onlooker:
    """A watch that looks at every preview, or at none."""

    economy = 0

    def __init__(self, *, looks: bool) -> None:
        self.looks, self.seen, self.told = looks, 0, 0

    def step(self, done: int, total: int, preview: Callable[[], Frames]) -> None:
        self.told += 1
        if self.looks:
            self.seen += len(preview())

    def check(self) -> None:
        pass

    def keep(self, done: int, state: Callable[[], State]) -> None:
        pass

    def kept(self) -> tuple[int, State]:
        return 0, {}

    def sound(self, samples: Any, rate: int) -> None:
        pass

    def computed(self, done: int, whole: int) -> None:
        pass


def measure() -> Iterator[Measure]:
    os.environ["OMP_NUM_THREADS"] = "1"  # Before torch is there.
    import torch

    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as folder:
        _pipeline().save_pretrained(folder)
        runs = _runs(Path(folder))
        for run in runs.values():
            run()
        taken: dict[str, list[float]] = {name: [] for name in runs}
        for _ in range(TIMES):
            for name, run in runs.items():
                taken[name].append(timed(run).cpu)
    bare = taken.pop("bare")
    for name, times in taken.items():
        yield Measure(f"sampling, {name}, processor", median(times), median(bare), "s")
        yield Measure(f"sampling, {name}, processor at best", min(times), min(bare), "s")
        each = median(one / other for one, other in zip(times, bare, strict=True))
        yield Measure(f"sampling, {name}, pair by pair", each, 1.0, "bare calls")


def _runs(folder: Path) -> dict[str, Callable[[], None]]:
    """The same clip, made in different ways."""
    import diffusers
    import numpy as np
    import torch

    from tests.models.diffusers.cases.asking import load

    model = load(folder)
    pipeline: Any = diffusers.DiffusionPipeline.from_pretrained(folder, local_files_only=True)
    pipeline.set_progress_bar_config(disable=True)
    able = model.capabilities
    request = Request(able.identity, (Cue(PROMPT),), SIZE, COUNT, able.rate, SEED, STEPS, GUIDANCE, NEGATIVE)
    made: list[Frames] = []

    def bare() -> None:
        given = pipeline(
            prompt=PROMPT,
            negative_prompt=NEGATIVE,
            height=SIZE.height,
            width=SIZE.width,
            num_frames=COUNT,
            guidance_scale=GUIDANCE,
            num_inference_steps=STEPS,
            generator=torch.Generator().manual_seed(SEED),
            output_type="np",
        )
        made[:] = [(given.frames[0] * 255).round().astype(np.uint8)]

    def ours(*, looks: bool) -> None:
        watch = Onlooker(looks=looks)
        frames = np.concatenate(list(model.generate(request, watch)))
        assert (watch.told, watch.seen) == (STEPS, STEPS * COUNT * looks)
        assert np.array_equal(frames, made[0])

    return {
        "bare": bare,
        "a preview each step": lambda: ours(looks=True),
        "nobody looks": lambda: ours(looks=False),
        "bare once more": bare,
    }


def _pipeline() -> Any:
    import torch
    from diffusers import WanPipeline, WanTransformer3DModel

    from tests.models.diffusers.tiny.wan import SHAPE, shared

    torch.manual_seed(0)
    shape: Any = {**SHAPE, "num_attention_heads": 8, "attention_head_dim": 32, "ffn_dim": 1024, "num_layers": 6}
    network = WanTransformer3DModel(in_channels=16, **shape).eval()
    return WanPipeline(**shared(), transformer=network, transformer_2=None)

"""Whatever a family can do natively has the same bits as calling its pipeline by hand with the same arguments."""

from __future__ import annotations

from typing import Any

import diffusers
import numpy as np
import pytest
import torch

from soraapp.media.audio.sound import Samples
from soraapp.media.clip import Frames
from soraapp.models.diffusers.folder.contents import read_contents
from soraapp.models.diffusers.weights.looking import looking
from tests.models.diffusers.cases import CASES
from tests.models.diffusers.cases.asking import GUIDANCE, PROMPT, SEED, STEPS, Case, load
from tests.models.diffusers.conftest import Folders
from tests.models.diffusers.watching import Watching

# Of diffusers' own making.
pytestmark = [
    pytest.mark.filterwarnings("ignore:__array__ implementation doesn't accept a copy:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:__array_wrap__ must accept context:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:In CPU autocast, but the target dtype is not supported:UserWarning"),
]


def by_hand(case: Case, folder: Any) -> tuple[Frames, tuple[Samples, int] | None]:
    """The frames that diffusers gives, and the sound if there is one."""
    base: Any = diffusers.DiffusionPipeline.from_pretrained(
        folder, local_files_only=True, use_safetensors=True, **looking(read_contents(folder)), **case.beside()
    )
    kind = getattr(diffusers, case.by_hand)
    pipeline = base if isinstance(base, kind) else kind.from_pipe(base)
    pipeline.set_progress_bar_config(disable=True)
    case.prepare(pipeline)
    torch.manual_seed(SEED)
    arguments = dict(case.arguments)
    if case.guidance is None:
        pipeline.guider = pipeline.guider.new(guidance_scale=GUIDANCE)
    else:
        arguments[case.guidance] = GUIDANCE
    if case.negative is not None:
        arguments["negative_prompt"] = case.negative
    made = pipeline(
        **arguments,
        prompt=PROMPT,
        **({} if case.sized else {"height": case.size.height, "width": case.size.width}),
        **({} if case.staged else {"num_inference_steps": STEPS}),
        generator=torch.Generator().manual_seed(SEED),
        output_type="np",
    )
    frames = made.frames[0] if hasattr(made, "frames") else made.image if hasattr(made, "image") else made.images
    heard = getattr(made, "audio", None)
    if heard is not None:
        heard = heard[0].T.numpy(), pipeline.vocoder.config.output_sampling_rate
    return (case.shown(np.asarray(frames))[: case.count] * 255).round().astype(np.uint8), heard


@pytest.mark.parametrize("name", CASES)
def test_native_abilities_have_the_bits_of_the_pipeline(name: str, folders: Folders) -> None:
    case = CASES[name]
    folder = folders(case.pipeline)
    model, watch = load(folder), Watching()
    request = case.request(model.capabilities)
    frames = np.concatenate(list(model.generate(request, watch)))
    expected, heard = by_hand(case, folder)
    assert np.array_equal(frames, expected)
    assert (watch.heard is not None) == (heard is not None) == model.capabilities.sound
    if watch.heard is not None and heard is not None:
        assert watch.heard[1] == heard[1]
        assert watch.heard[0].any()
        assert np.array_equal(watch.heard[0], heard[0]), "it sounds the same to the bit"
    again = np.concatenate(list(model.generate(request, Watching())))
    assert np.array_equal(again, frames), "nothing is left of the first run"
    assert watch.steps[-1][0] == watch.steps[-1][1] == len(watch.steps)
    assert all(preview.ndim == 4 and preview.shape[-1] == 3 for preview in watch.previews)

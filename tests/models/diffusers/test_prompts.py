"""What text encoders make of prompts is kept: one that was read before is not read again, and gives the same bits."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn

from soraapp import places
from soraapp.errors import ModelError
from soraapp.models.diffusers.prompts import Prompts
from soraapp.models.diffusers.weights.sleeping import sleeps
from soraapp.models.request import Cue
from tests.models.diffusers.cases import CASES
from tests.models.diffusers.cases.asking import load
from tests.models.diffusers.conftest import Folders
from tests.models.diffusers.watching import Watching


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SORAAPP_HOME", str(tmp_path))


def _readers(pipeline: Any) -> list[nn.Module]:
    found = [one for name, one in pipeline.components.items() if "text_encoder" in name and isinstance(one, nn.Module)]
    assert found
    return found


@contextmanager
def _counting(pipeline: Any) -> Generator[list[str]]:
    """Within, every call of a network that reads is noted."""
    read: list[str] = []
    # Some are called by their parts alone.
    hooks = [
        module.register_forward_pre_hook(lambda module, _: read.append(type(module).__name__))
        for reader in _readers(pipeline)
        for module in reader.modules()
    ]
    yield read
    for hook in hooks:
        hook.remove()


@pytest.mark.parametrize("pipeline", ["wan_text", "ltx_text", "ltx2", "hunyuan_text", "kandinsky5_text", "zimage"])
def test_a_prompt_is_read_once_and_gives_the_same_bits(pipeline: str, folders: Folders) -> None:
    case = next(case for case in CASES.values() if case.pipeline == pipeline)
    folder = folders(case.pipeline)
    model = load(folder)
    request = case.request(model.capabilities)
    with _counting(model.pipeline) as read:
        first = np.concatenate(list(model.generate(request, Watching())))
        assert read
        read.clear()
        again = np.concatenate(list(model.generate(request, Watching())))
        assert not read
        assert np.array_equal(first, again)
        later = load(folder)  # As in another process.
    with _counting(later.pipeline) as read:
        assert np.array_equal(first, np.concatenate(list(later.generate(request, Watching()))))
        assert not read
        assert all(sleeps(reader) for reader in _readers(later.pipeline)), "what reads is not even loaded"
        other = replace(request, cues=(Cue("something else"),))
        made = np.concatenate(list(later.generate(other, Watching())))
        assert read
        assert not any(sleeps(reader) for reader in _readers(later.pipeline))
    assert np.array_equal(made, np.concatenate(list(model.generate(other, Watching()))))


def test_one_that_cannot_be_loaded_is_told_and_known_prompts_go_on(folders: Folders, tmp_path: Path) -> None:
    case = next(case for case in CASES.values() if case.pipeline == "wan_text")
    folder = tmp_path / "model"
    shutil.copytree(folders(case.pipeline), folder)
    model = load(folder)
    request = case.request(model.capabilities)
    list(model.generate(request, Watching()))
    later = load(folder)
    (folder / "text_encoder" / "model.safetensors").unlink()
    other = replace(request, cues=(Cue("something else"),))
    with pytest.raises(ModelError, match=f"in {re.escape(str(folder))} cannot be loaded"):
        list(later.generate(other, Watching()))
    list(later.generate(request, Watching()))


def test_what_is_kept_comes_back_as_it_was(tmp_path: Path) -> None:
    class Pipeline:
        components: dict[str, Any] = {}  # noqa: RUF012
        _execution_device = torch.device("cpu")
        calls = 0

        def encode_prompt(self, prompt: str, extra: object = None) -> Any:
            self.calls += 1
            del prompt, extra
            wide = torch.arange(24.0).view(2, 3, 4)
            return [wide.transpose(1, 2), None], {"mask": wide[:1, :1].expand(5, 1, 4), "half": wide[0].bfloat16()}, 7

    pipeline, prompts, prepared = Pipeline(), Prompts("model", tmp_path), list[int]()

    def prepare() -> None:
        prepared.append(pipeline.calls)

    with prompts.remembered(pipeline, prepare):
        first = pipeline.encode_prompt("a cat")
        again = pipeline.encode_prompt(prompt="a cat")
        assert pipeline.calls == 1
        pipeline.encode_prompt("a cat", extra=object())
        pipeline.encode_prompt("a cat", extra=object())
        assert pipeline.calls == 3, "what has no words is not kept"
    assert prepared == [0, 1, 2], "before each is read"
    assert "encode_prompt" not in vars(pipeline)
    assert isinstance(again, tuple)
    assert again[2] == 7
    assert again[0][1] is None
    for made, kept in ((first[0][0], again[0][0]), *((first[1][one], again[1][one]) for one in ("mask", "half"))):
        assert torch.equal(made, kept)
        assert (made.dtype, made.stride(), made.data_ptr() % 64) == (kept.dtype, kept.stride(), kept.data_ptr() % 64)
    file = next(tmp_path.glob("*.safetensors"))
    file.write_bytes(b"cut off")
    with prompts.remembered(pipeline, prepare):
        pipeline.encode_prompt("a cat")
        assert pipeline.calls == 4, "what is damaged is made anew"
        pipeline.encode_prompt("a cat")
        assert pipeline.calls == 4


def test_no_more_is_kept_than_there_is_room_for(tmp_path: Path) -> None:
    class Pipeline:
        components: dict[str, Any] = {}  # noqa: RUF012
        _execution_device = torch.device("cpu")

        def encode_prompt(self, prompt: str) -> Any:
            return torch.full((256,), float(len(prompt)))

    pipeline, prompts = Pipeline(), Prompts("model", tmp_path, limit=3000)
    with prompts.remembered(pipeline, lambda: None):
        for number in range(1, 5):
            pipeline.encode_prompt("a" * number)
            for age, file in enumerate(sorted(tmp_path.iterdir(), key=lambda one: -one.stat().st_mtime_ns)):
                os.utime(file, (10**9 - age, 10**9 - age))
    assert len(list(tmp_path.iterdir())) == 2
    assert not (places.cache_folder() / "prompts").exists()

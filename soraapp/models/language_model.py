"""A language model of a person's own, in a folder as transformers stores it, that makes a prompt out of a few words.

Weights are read from safetensors only, nothing is fetched, and no code of the folder's is run. The model is loaded for
the occasion and given back, so that the memory is free for the model that makes the clip.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from soraapp.errors import InputError, ModelError
from soraapp.media.files import fingerprint
from soraapp.media.identity import digest

_KINDS = (".safetensors", ".json", ".txt", ".model", ".jinja")
"""Endings of the files that decide what a model writes."""
_BROKEN = (OSError, ValueError, KeyError, TypeError, AttributeError, ImportError, RuntimeError)
"""What transformers raises for a folder that it cannot make sense of."""
_THOUGHT = re.compile(r"^.*</think>", re.DOTALL)


@dataclass(frozen=True)
class Writing:
    """What a language model is asked to write."""

    text: str
    task: str
    """What to do with the text, in words."""
    most: int
    """Tokens that it writes at most."""
    temperature: float = 0.0
    """0 takes the likeliest word every time, whatever the seed; 1 takes words as often as they are likely."""
    seed: int = 0


def problem(folder: Path) -> ModelError | None:
    """Why a folder holds no language model that can be used, or None. Loads neither weights nor torch."""
    try:
        config = json.loads((folder / "config.json").read_text("utf-8"))
    except FileNotFoundError:
        return _unusable(folder, "The folder {folder} holds no language model: it has no config.json.")
    except (OSError, ValueError):
        return _unusable(folder, "The folder {folder} holds no language model: its config.json cannot be read.")
    kinds = config.get("architectures") if isinstance(config, dict) else None
    if not isinstance(kinds, list) or not any(str(kind).endswith("ForCausalLM") for kind in kinds):
        return _unusable(
            folder, "The folder {folder} holds no language model: its config.json names none that writes text."
        )
    if "auto_map" in config:
        return _unusable(folder, "The language model in {folder} needs program code of its own, which is never run.")
    if not any(folder.glob("*.safetensors")):
        return _unusable(folder, "The folder {folder} holds no language model: it has no weights as .safetensors.")
    if not any((folder / name).is_file() for name in ("tokenizer.json", "tokenizer.model", "vocab.json")):
        return _unusable(folder, "The folder {folder} holds no language model: it has no tokenizer.")
    return None


def folder_fingerprint(folder: Path) -> str:
    """The identity of what the files in a folder of a model hold. Raises MediaError when they cannot be read."""
    files = sorted(file for file in folder.iterdir() if file.suffix in _KINDS and file.is_file())
    return digest([(file.name, fingerprint(file)) for file in files])


def write(folder: Path, asked: Writing, check: Callable[[], None]) -> str:
    """What the model in a folder writes: the same for the same request on the same machine. `check` is called for every
    word. Raises ModelError for a folder that cannot be used, and InputError for a text that is too long."""
    trouble = problem(folder)
    if trouble is not None:
        raise trouble
    import torch

    from soraapp.models.devices import best_device

    device = best_device()
    check()
    tokenizer, model = _loaded(folder)
    model = model.to(device.torch).eval()
    try:
        words = _worded(tokenizer, f"{asked.task}\n\n{asked.text}".strip()).to(device.torch)
        with torch.random.fork_rng(devices=[device.torch] if device.torch.type == "cuda" else []):
            torch.manual_seed(asked.seed)
            written = model.generate(
                words,
                attention_mask=torch.ones_like(words),
                generation_config=_settings(tokenizer, model, asked, words.shape[1]),
                stopping_criteria=[_going_on(check)],
            )
    finally:
        del model
        device.free()
    told = said(tokenizer.decode(written[0, words.shape[1] :], skip_special_tokens=True))
    if not told:
        raise ModelError(
            "The language model in {folder} wrote nothing.",
            remedy="Try another seed with some freedom, or another model.",
            folder=folder.name,
        )
    return told


def said(text: str) -> str:
    """What a model said, without what it thought aloud before."""
    return _THOUGHT.sub("", text).strip()


def _loaded(folder: Path) -> tuple[Any, Any]:
    """The tokenizer and the model."""
    import torch
    from safetensors import SafetensorError
    from transformers import AutoModelForCausalLM, AutoTokenizer
    from transformers.utils import logging

    logging.disable_progress_bar()  # Progress is told by the program, not on the terminal.
    own: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}
    try:
        tokenizer = AutoTokenizer.from_pretrained(folder, **own)
        model = AutoModelForCausalLM.from_pretrained(folder, use_safetensors=True, dtype="auto", **own)
    except torch.OutOfMemoryError:
        raise
    except (*_BROKEN, SafetensorError) as error:
        reason = f"{type(error).__name__} {(str(error).splitlines() or [''])[0]}"
        raise _unusable(folder, "The language model in {folder} is damaged: {reason}.", reason) from error
    return tokenizer, model


def _worded(tokenizer: Any, text: str) -> Any:
    """The numbers of the words, (1, words): as a conversation where the model was made for such."""
    if tokenizer.chat_template:
        talk = [{"role": "user", "content": text}]
        # Models that can think aloud are asked not to; others do not know the word.
        text = tokenizer.apply_chat_template(talk, add_generation_prompt=True, tokenize=False, enable_thinking=False)
        return tokenizer(text, return_tensors="pt", add_special_tokens=False)["input_ids"]
    return tokenizer(f"{text}\n\n", return_tensors="pt")["input_ids"]


def _settings(tokenizer: Any, model: Any, asked: Writing, length: int) -> Any:
    from transformers import GenerationConfig

    room = getattr(model.config, "max_position_embeddings", None) or length + asked.most
    if length >= room:
        raise InputError(
            "The text has {count} tokens, but the language model reads {most}.",
            remedy="Shorten the text or the task.",
            count=length,
            most=room - 1,
        )
    ends = model.generation_config.eos_token_id
    ends = tokenizer.eos_token_id if ends is None else ends
    pad = tokenizer.pad_token_id if tokenizer.pad_token_id is not None else ends[0] if isinstance(ends, list) else ends
    free: dict[str, Any] = {"do_sample": True, "temperature": asked.temperature} if asked.temperature > 0 else {}
    most = min(asked.most, room - length)
    return GenerationConfig(max_new_tokens=most, eos_token_id=ends, pad_token_id=pad, **free)


def _going_on(check: Callable[[], None]) -> Callable[[Any, Any], Any]:
    """Tells that no text is over before its end, unless the run is cancelled."""
    import torch

    def over(ids: Any, _: Any) -> Any:
        check()
        return torch.zeros(ids.shape[0], dtype=torch.bool, device=ids.device)

    return over


def _unusable(folder: Path, message: str, reason: str = "") -> ModelError:
    return ModelError(
        message,
        remedy="Choose a folder with config.json, a tokenizer and .safetensors, as transformers stores them.",
        folder=folder.name,
        reason=reason.rstrip("."),
    )

"""The guardrail of NVIDIA's models: a package of its own, which their licence asks to leave at work.

It refuses prompts and blurs faces, so that it changes frames; it is never left out. Imports it when first needed.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

from soraapp.errors import ModelError

PACKAGE, WEIGHTS = "cosmos_guardrail", "nvidia/Cosmos-1.0-Guardrail and Qwen/Qwen3Guard-Gen-0.6B"


def need_guardrail(model: str) -> None:
    """Raises ModelError when the package is not installed. Imports nothing."""
    if find_spec(PACKAGE) is None:
        raise ModelError(
            "NVIDIA's licence asks that {model} runs with its guardrail, and the package {package} is not installed.",
            remedy="Install it into the environment of this program with pip install {package}, and get {weights}.",
            model=model,
            package=PACKAGE,
            weights=WEIGHTS,
        )


def guardrail() -> Mapping[str, Any]:
    """The part of a pipeline. Its weights come from the cache of Hugging Face, nothing is fetched. Raises ModelError
    when they are not there."""
    # The class that pipelines know: they leave the check of pictures out for any other one.
    from diffusers.pipelines.cosmos.pipeline_cosmos2_5_predict import CosmosSafetyChecker

    with _offline():
        try:
            made: Any = CosmosSafetyChecker()
        except (OSError, ValueError, RuntimeError, ImportError, AttributeError) as error:
            raise ModelError(
                "The guardrail that NVIDIA's licence asks for cannot be loaded: {reason}.",
                remedy="Get {weights} into the cache of Hugging Face; see the notes of the package {package}.",
                reason=" ".join(str(error).split())[:300].rstrip("."),
                weights=WEIGHTS,
                package=PACKAGE,
            ) from error
    made.check_text_safety = _text(made.check_text_safety)
    made.check_video_safety = _pictures(made.check_video_safety)
    return {"safety_checker": made}


def _text(check: Callable[[str], bool]) -> Callable[[str], bool]:
    def checked(prompt: str) -> bool:
        if not check(prompt):
            raise ModelError(
                "The guardrail of the model finds the prompt unsafe.",
                remedy="Write another prompt, or use another model.",
            )
        return True

    return checked


def _pictures(check: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def checked(frames: Any) -> Any:
        found = check(frames)
        if found is None:
            raise ModelError(
                "The guardrail of the model finds what was made unsafe.",
                remedy="Change the prompt or the seed, or use another model.",
            )
        return found

    return checked


@contextmanager
def _offline() -> Generator[None]:
    """Within, nothing is fetched from Hugging Face."""
    from huggingface_hub import constants

    before, constants.HF_HUB_OFFLINE = constants.HF_HUB_OFFLINE, True
    try:
        yield
    finally:
        constants.HF_HUB_OFFLINE = before

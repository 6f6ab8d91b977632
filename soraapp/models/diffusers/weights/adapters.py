"""LoRAs on the networks of a loaded model: added when first asked for, at work only while a clip is made with them."""

from __future__ import annotations

import re
import warnings
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Self

from soraapp.errors import ModelError
from soraapp.media.clip import Frames
from soraapp.models.base import Capabilities, Model, Watch
from soraapp.models.diffusers.model import DiffusersModel
from soraapp.models.loras import Lora
from soraapp.models.request import Request

_FAILURES = (OSError, ValueError, KeyError, RuntimeError, TypeError, AttributeError, ImportError, IndexError)
"""What diffusers raises for a LoRA that it cannot add."""


class Adapted:
    """A model with LoRAs, each with its strength."""

    def __init__(self, model: DiffusersModel, capabilities: Capabilities, loras: Sequence[tuple[Lora, float]]) -> None:
        self._model, self._capabilities, self._loras = model, capabilities, tuple(loras)

    @classmethod
    def of(cls, model: Model, capabilities: Capabilities, loras: Sequence[tuple[Lora, float]]) -> Self:
        """The model with LoRAs. Raises ModelError where it is of a kind that takes none, or one cannot be added."""
        if not isinstance(model, DiffusersModel) or not hasattr(model.pipeline, "load_lora_weights"):
            raise ModelError("{model} takes no LoRAs.", remedy="Leave them out.", model=model.capabilities.title)
        if model.placed.placement.cards > 1:
            raise ModelError(
                "{model} takes no LoRAs on several graphics cards at once.",
                remedy="Leave them out, or choose one card for it in Models.",
                model=model.capabilities.title,
            )
        adapted = cls(model, capabilities, loras)
        with adapted.at_work():
            return adapted

    @property
    def capabilities(self) -> Capabilities:
        return self._capabilities

    def generate(self, request: Request, watch: Watch) -> Iterator[Frames]:
        """See `soraapp.models.base.Model`."""
        with self.at_work():
            yield from self._model.generate(request, watch)

    @contextmanager
    def at_work(self) -> Generator[None]:
        """Within, the LoRAs count; afterwards the model is what it was. Raises ModelError for one that does not fit."""
        pipeline = self._model.pipeline
        names = [_name(lora) for lora, _ in self._loras]
        try:
            if _present(pipeline) != set(names):
                with self._model.placed.changing(pipeline):
                    self._change(pipeline, set(names))
            pipeline.enable_lora()
            pipeline.set_adapters(names, [strength for _, strength in self._loras])
        except BaseException:
            with self._model.placed.changing(pipeline):
                pipeline.unload_lora_weights()
            raise
        try:
            yield
        finally:
            pipeline.disable_lora()

    def _change(self, pipeline: Any, wanted: set[str]) -> None:
        """Its networks have these LoRAs and no others."""
        _leave(pipeline, wanted)
        present = _present(pipeline)
        for lora, _ in self._loras:
            if _name(lora) not in present:
                _add(pipeline, lora, self._model.capabilities.title)


def _name(lora: Lora) -> str:
    """By which networks know it: another file of the same name is another LoRA."""
    return f"lora_{lora.fingerprint}"


def _present(pipeline: Any) -> set[str]:
    """The names of the LoRAs that its networks have."""
    return {name for names in pipeline.get_list_adapters().values() for name in names}


def _leave(pipeline: Any, wanted: set[str]) -> None:
    """Those of earlier clips make room."""
    if unwanted := sorted(_present(pipeline) - wanted):
        pipeline.delete_adapters(unwanted)


def _add(pipeline: Any, lora: Lora, model: str) -> None:
    try:
        with warnings.catch_warnings():
            # That there are several is what was asked for.
            warnings.filterwarnings("ignore", "Already found a `peft_config`", UserWarning)
            for options in _networks(pipeline, lora):
                pipeline.load_lora_weights(
                    str(lora.file.parent),
                    weight_name=lora.file.name,
                    adapter_name=_name(lora),
                    local_files_only=True,
                    use_safetensors=True,
                    **options,
                )
    except _FAILURES as error:
        # Where diffusers fails to tidy up after an error, the first one tells more.
        first = error.__context__ if isinstance(error, KeyError) and error.__context__ is not None else error
        raise _unfit(lora, model, " ".join(str(first).split())[:300].rstrip(".")) from error
    if _name(lora) not in _present(pipeline):
        raise _unfit(lora, model, "none of it is for its networks")


def _networks(pipeline: Any, lora: Lora) -> list[dict[str, bool]]:
    """How diffusers is told the networks that a LoRA is for. Where two take turns, the one for much noise and the one
    for little, both get it, unless the name of its file tells which it was made for."""
    first, second = {}, {"load_into_transformer_2": True}
    if getattr(pipeline, "transformer_2", None) is None or "transformer_2" not in pipeline._lora_loadable_modules:
        return [first]
    told = re.sub(r"[^a-z]", "", lora.name.lower())
    if "lownoise" in told:
        return [second]
    return [first] if "highnoise" in told else [first, second]


def _unfit(lora: Lora, model: str, reason: str) -> ModelError:
    return ModelError(
        "The LoRA {lora} cannot be used with {model}: {reason}.",
        remedy="Choose a LoRA that was made for this model.",
        lora=lora.name,
        model=model,
        reason=reason,
    )

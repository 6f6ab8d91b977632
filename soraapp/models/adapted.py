"""Models with LoRAs: what they can do is what the model can, and they share its weights."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from soraapp.errors import ModelError, SoraError
from soraapp.media.identity import digest
from soraapp.models.about import Known
from soraapp.models.base import Capabilities, Model
from soraapp.models.diffusers.folder.lora_fit import refuse_misfit
from soraapp.models.loras import Lora
from soraapp.models.references import Reference, too_strong, with_lora
from soraapp.models.setup import Quantise, setup_of

VERSION = 1
"""Raised when the same LoRAs give other frames than before."""


@dataclass(frozen=True)
class Adaption:
    """A model with LoRAs, before it is loaded."""

    capabilities: Capabilities
    loras: tuple[tuple[Lora, float], ...]
    """Each with its strength."""

    def of(self, model: Model) -> Model:
        """The loaded model with them. Raises ModelError for one that cannot be added."""
        from soraapp.models.diffusers.weights.adapters import Adapted

        return Adapted.of(model, self.capabilities, self.loras)


def adaption(plain: Capabilities, known: Known, asked: Reference, loras: Mapping[str, Lora]) -> Adaption:
    """A model with the LoRAs of a reference. `plain` is what it can do as it is set up. Raises ModelError for a LoRA
    that is not there or does not fit, and InputError for one that is too strong."""
    if not known.takes_loras:
        raise ModelError(
            "{model} takes no LoRAs.", remedy="Leave the LoRA out, or choose another model.", model=plain.title
        )
    if setup_of(asked.model).quantise is Quantise.FLOAT8:
        raise ModelError(
            "{model} takes no LoRAs while its weights wait in 8 bits (float8).",
            remedy="Leave the bits of its weights to the program in Models, or leave the LoRA out.",
            model=plain.title,
        )
    chosen = tuple((_lora(one.lora, loras), one.strength) for one in asked.loras)
    for one, (lora, _) in zip(asked.loras, chosen, strict=True):
        if problem := too_strong(one):
            raise problem
        if lora.foreign:
            raise _foreign(lora)
        refuse_misfit(lora, known.about.folder, plain.title)
    marks = digest((VERSION, tuple((lora.fingerprint, strength) for lora, strength in chosen)))[:16]
    capabilities = replace(
        plain,
        name=str(asked),
        title=" + ".join((plain.title, *(f"{lora.name} {strength:g}" for lora, strength in chosen))),
        fingerprint=f"{plain.fingerprint}+{marks}",
    )
    return Adaption(capabilities, chosen)


def takers(lora: str, models: Iterable[str], find: Callable[[str], Capabilities]) -> tuple[str, ...]:
    """Those of some models that a LoRA is for, as far as headers tell. `find` knows what a reference can do."""
    return tuple(model for model in models if _takes(model, lora, find))


def _takes(model: str, lora: str, find: Callable[[str], Capabilities]) -> bool:
    try:
        find(with_lora(model, lora, 1))
    except SoraError:
        return False
    return True


def _lora(name: str, loras: Mapping[str, Lora]) -> Lora:
    if name not in loras:
        raise ModelError(
            "There is no LoRA named {name}.",
            remedy="Put {name}.safetensors into a folder called loras in a folder of models. There are: {names}.",
            name=name,
            names=", ".join(sorted(loras)) or "(none)",
        )
    return loras[name]


def _foreign(lora: Lora) -> ModelError:
    return ModelError(
        "The LoRA {name} asks for {settings}, which could run a program when it is loaded.",
        remedy="Get it from where it is published, or leave it out.",
        name=lora.name,
        settings=", ".join(lora.foreign),
    )

"""The LoRAs of this machine, and the models that each can be added to."""

from __future__ import annotations

from collections.abc import Iterator

from soraapp.cli.report import amount, fields
from soraapp.models.adapted import takers
from soraapp.models.loras import Lora
from soraapp.models.registry import Registry


def lora_texts(registry: Registry) -> Iterator[str]:
    """A paragraph for each."""
    for name, lora in registry.loras().items():
        yield "\n".join([f"{name}  LoRA", *fields(_facts(name, lora, registry), 2)])


def loras_by_model(registry: Registry) -> dict[str, list[str]]:
    """The names of the LoRAs that each model takes."""
    found: dict[str, list[str]] = {}
    for name in registry.loras():
        for model in takers(name, registry.names(), registry.capabilities):
            found.setdefault(model, []).append(name)
    return found


def _facts(name: str, lora: Lora, registry: Registry) -> dict[str, str]:
    models = takers(name, registry.names(), registry.capabilities)
    return {
        "made for": lora.base or "not told",
        "fits": ", ".join(models) or "none of the models here",
        "size": f"{amount(lora.bytes)}, in {lora.file.parent}",
        "use": f'model "{models[0] if models else "NAME"} + {name}:1", or a LoRA node',
    }

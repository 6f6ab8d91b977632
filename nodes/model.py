"""Model: what makes frames, and what is added to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any, NamedTuple

from soraapp.errors import SoraError
from soraapp.models.base import Capabilities
from soraapp.models.references import STRONGEST, with_lora
from soraapp.nodekit import LoraChoice, ModelChoice, Slider, node


class Adapted(NamedTuple):
    """A model with one more LoRA."""

    model: str


def _check(values: Mapping[str, Any], find: Callable[[str], Capabilities]) -> Iterable[SoraError]:
    """Whether the LoRA is there and fits the model."""
    if not {"model", "lora"} <= values.keys():
        return ()
    try:
        find(with_lora(values["model"], values["lora"], 1))
    except SoraError as error:
        return (error,)
    return ()


@node("model.lora", version=1, check=_check, aliases=("adapter", "peft", "style", "fine-tune", "模型", "风格", "微调"))
def lora(
    model: Annotated[
        str, ModelChoice(help="The model that the LoRA was made for, or one with LoRAs by a wire.")
    ] = "nano",
    lora: Annotated[str, LoraChoice(help="A small addition to the weights of a model.")] = "",
    strength: Annotated[
        float,
        Slider(-STRONGEST, STRONGEST, step=0.05, help="1 is as it was trained, 0 leaves it out, less turns it around."),
    ] = 1.0,
) -> Adapted:
    """Add a LoRA to a model: a style, a subject or a way to move that it was taught.

    Connect the result to the model of other nodes, or to another LoRA. The weights of the model are shared, and stay
    what they are. Where two networks take turns, as in Wan 2.2, both get it, unless the name of its file tells high
    noise or low noise.
    """
    return Adapted(with_lora(model, lora, strength))

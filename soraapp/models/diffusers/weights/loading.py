"""Loads the pipeline of a folder in the bits that its placement tells."""

from __future__ import annotations

import threading
from collections.abc import Callable, Container, Generator, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import diffusers
import torch
import transformers
import transformers.utils.logging
from diffusers.utils import logging
from torch import nn
from tqdm.auto import tqdm

from soraapp.errors import ModelError
from soraapp.models.diffusers.folder.contents import Contents, Part
from soraapp.models.diffusers.weights.looking import looking
from soraapp.models.diffusers.weights.single_loading import single_network
from soraapp.models.diffusers.weights.sleeping import asleep
from soraapp.models.planning import Placement
from soraapp.models.setup import Offload, Precision, Quantise

FORMATS = {
    Precision.FLOAT32: torch.float32,
    Precision.BFLOAT16: torch.bfloat16,
    Precision.FLOAT16: torch.float16,
}
_SAFELY = {"local_files_only": True, "use_safetensors": True}
_LIBRARIES = {"diffusers": diffusers, "transformers": transformers}


@contextmanager
def loading(model: str, folder: Path) -> Generator[None]:
    """Within, what libraries raise becomes a ModelError about the model of that name."""
    try:
        yield
    except (OSError, ValueError, KeyError, RuntimeError, TypeError, AttributeError, ImportError) as error:
        raise ModelError(
            "The model {name} in {folder} cannot be loaded: {reason}.",
            remedy="Get it again, or use the version of diffusers that it was made with.",
            name=model,
            folder=folder,
            reason=" ".join(str(error).split())[:300].rstrip("."),
        ) from error


def pipeline_of(
    contents: Contents, placement: Placement, waits: Callable[[str, nn.Module], None], beside: Mapping[str, Any]
) -> Any:
    """The pipeline, on the processor, with the parts that are not in its folder. Networks that read prompts sleep.
    Where networks wait on the disk, each is loaded by itself, and given to `waits` before the next."""
    _quieten()
    form = FORMATS[placement.precision]
    there: dict[str, Any] = dict(_readers(contents, form))
    if placement.offload is Offload.DISK:
        for name, network in _networks(contents, form, there):
            if not contents.parts[name].weights.kept:
                fewer_bits({name: network}, placement)
            waits(name, network)
            there[name] = network
    else:
        there |= {name: single_network(contents, name, form) for name in contents.singles}
        fewer_bits({name: one for name, one in there.items() if not contents.parts[name].weights.kept}, placement)
    kind = pipeline_class(contents.pipeline)
    options = {**_SAFELY, "trust_remote_code": False, "dtype": form, **looking(contents), **there, **beside}
    if contents.precision:
        options["variant"] = contents.precision
    if config := _quantisation(contents, placement):
        options["quantization_config"] = config
    pipeline = kind.from_pretrained(contents.folder, **options)
    pipeline.set_progress_bar_config(disable=True)
    fewer_bits({name: part for name, part in pipeline.components.items() if name not in there}, placement)
    return pipeline


def pipeline_class(name: str) -> Any:
    found = getattr(diffusers, name)
    if not (isinstance(found, type) and issubclass(found, diffusers.DiffusionPipeline)):
        raise ValueError(f"{name} is no pipeline")
    return found


def sharing(name: str, pipeline: Any) -> Any:
    """A pipeline of the class of that name over the same parts, none of which is changed: diffusers would bring all of
    them to 32 bits."""
    kind = pipeline_class(name)
    leaving: Any = type(kind.__name__, (kind,), {"to": _stay, "__module__": kind.__module__})
    made: Any = leaving.from_pipe(pipeline)
    made.__class__ = kind
    made.set_progress_bar_config(disable=True)
    return made


def _stay(pipeline: object, *_: object, **__: object) -> object:
    return pipeline


def denoisers(components: Mapping[str, Any]) -> dict[str, Any]:
    """The networks that denoise, by name."""
    return {
        name: part
        for name, part in components.items()
        if name.startswith(("transformer", "unet")) and isinstance(part, nn.Module)
    }


def fewer_bits(components: dict[str, Any], placement: Placement) -> None:
    """Let the weights of those networks that denoise wait in 8 bits."""
    if placement.quantise is Quantise.FLOAT8:
        for network in denoisers(components).values():
            network.enable_layerwise_casting(torch.float8_e4m3fn, compute_dtype=FORMATS[placement.precision])


def _readers(contents: Contents, form: torch.dtype) -> Iterator[tuple[str, nn.Module]]:
    """Those that read prompts, asleep: prompts that were read before need none of them."""
    for name, part in contents.parts.items():
        if name.startswith("text_encoder") and part.library == "transformers" and name not in contents.singles:
            yield name, asleep(_class(part), contents.folder / name, form, partial(_network, contents, name, form))


def _networks(contents: Contents, form: torch.dtype, there: Container[str]) -> Iterator[tuple[str, nn.Module]]:
    """Those with weights, of the two libraries, that are not there yet; others are loaded with the pipeline."""
    for name, part in contents.parts.items():
        if name in contents.singles:
            yield name, single_network(contents, name, form)
        elif part.weights.bytes and part.library in _LIBRARIES and name not in there:
            yield name, _network(contents, name, form)


def _network(contents: Contents, name: str, form: torch.dtype) -> nn.Module:
    part, place = contents.parts[name], contents.folder / name
    return _class(part).from_pretrained(place, dtype=form, variant=part.precision or None, **_SAFELY).eval()


def _class(part: Part) -> Any:
    found = getattr(_LIBRARIES[part.library], part.kind)
    if not (isinstance(found, type) and issubclass(found, nn.Module)):
        raise ValueError(f"{part.kind} is no network")
    return found


def _quantisation(contents: Contents, placement: Placement) -> Any:
    """What diffusers is to do with the weights of networks that denoise, while it loads them."""
    if placement.quantise is Quantise.INT8:
        from torchao.quantization import Int8WeightOnlyConfig  # pyright: ignore[reportMissingImports, reportUnknownVariableType]

        config: Any = diffusers.TorchAoConfig(Int8WeightOnlyConfig())
    elif placement.quantise is Quantise.INT4:
        form = FORMATS[placement.precision]
        config = diffusers.BitsAndBytesConfig(load_in_4bit=True, bnb_4bit_quant_type="nf4", bnb_4bit_compute_dtype=form)
    else:
        return None
    inside = (name for name in contents.parts if name not in contents.singles)
    named: dict[str, Any] = {name: config for name in inside if name.startswith(("transformer", "unet"))}
    return diffusers.PipelineQuantizationConfig(quant_mapping=named)


def _quieten() -> None:
    """Standard error is not the libraries' to write to. Their bars would leave a lock behind them."""
    tqdm.set_lock(threading.RLock())
    for library in (logging, transformers.utils.logging):
        library.disable_progress_bar()
        library.set_verbosity_error()

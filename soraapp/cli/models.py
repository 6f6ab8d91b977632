"""List the models of this machine and what each can do, get one, or choose how one runs."""

from __future__ import annotations

import argparse

from soraapp.cli import models_get, models_set
from soraapp.cli.loras import lora_texts, loras_by_model
from soraapp.cli.report import amount, fields, print_json, print_warning, wrapped
from soraapp.models.abilities import abilities
from soraapp.models.about import About
from soraapp.models.base import Capabilities
from soraapp.models.fitting import Fitting, fitting
from soraapp.models.folders import chosen_folders
from soraapp.models.machine import this_machine
from soraapp.models.registry import Registry
from soraapp.models.setup import setup_of

_ACTIONS = (models_get, models_set)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What this command takes: nothing, or an action with its own arguments."""
    parser.set_defaults(act=_list)
    actions = parser.add_subparsers(title="actions", metavar="ACTION")
    for action in _ACTIONS:
        summary = (action.__doc__ or "").strip()
        name = action.__name__.rpartition("_")[2]
        added = actions.add_parser(name, help=summary.splitlines()[0], description=summary)
        action.add_arguments(added)
        added.add_argument(
            "--json", action="store_true", default=argparse.SUPPRESS, help="machine-readable output on standard output"
        )
        added.set_defaults(act=action.run)


def run(arguments: argparse.Namespace) -> int:
    """Do the action, or else print the models as text or JSON, and return the exit status."""
    status: int = arguments.act(arguments)
    return status


def _list(arguments: argparse.Namespace) -> int:
    registry = Registry.standard()
    machine, known = this_machine(), [(registry.capabilities(name), registry.about(name)) for name in registry.names()]
    found = [
        (capabilities, about, fitting(about, machine, setup_of(capabilities.name))) for capabilities, about in known
    ]
    refused = registry.refused()
    if arguments.json:
        loras = loras_by_model(registry)
        print_json([{**_json(*model), "loras": loras.get(model[0].name, [])} for model in found])
    else:
        print("\n\n".join([*(_text(*model) for model in found), *lora_texts(registry)]))
    for name, error in refused.items():
        print_warning(f"{name} cannot be used. {error}")
    for folder in chosen_folders():
        if not folder.is_dir():
            print_warning(f"The folder of models {folder} is not there now.")
    return 0


def _text(model: Capabilities, about: About, fits: Fitting) -> str:
    note = [wrapped(model.note, 2)] if model.note else []
    return "\n".join([f"{model.name}  {model.title}", *note, *fields(_facts(model, about, fits), 2)])


def _json(model: Capabilities, about: About, fits: Fitting) -> dict[str, object]:
    return {
        "family": about.family,
        "folder": str(about.folder),
        "files": {part: str(file) for part, file in about.singles.items()},
        "bytes": about.bytes,
        "formats": list(about.formats),
        "licence": about.licence,
        "repository": about.repository,
        "fits": fits.fit.value,
        "runs": models_set.sentences(fits),
        "chosen": setup_of(model.name).chosen,
        "needs": fits.needed,
        "memory": fits.machine.memory,
        "graphics_memory": fits.machine.graphics,
        "name": model.name,
        "title": model.title,
        "note": model.note,
        "abilities": abilities(model),
        "fingerprint": model.fingerprint,
        "native_size": list(model.native_size),
        "smallest": list(model.smallest),
        "largest": list(model.largest),
        "size_multiple": model.size_multiple,
        "rate": str(model.rate),
        "count_step": model.count_step,
        "largest_count": model.largest_count,
        "at_once": model.at_once,
        "keeps_anywhere": model.keeps_anywhere,
        "negative": model.negative,
        "needs_first": model.needs_first,
        "sources": model.sources,
        "masks": model.masks,
        "performs": model.performs,
        "sound": model.sound,
        "steps": model.steps,
        "guidance": model.guidance,
        "prompt_limit": model.prompt_limit,
    }


def _facts(model: Capabilities, about: About, fits: Fitting) -> dict[str, str]:
    longest = float(model.largest_count / model.rate)
    by_windows = 0 < model.at_once < model.largest_count
    windows = f"; {model.at_once} at once, more by windows" if by_windows else ""
    sizes = f"{model.smallest} to {model.largest}, in steps of {model.size_multiple}"
    weights = f"{amount(about.bytes)} of {' and '.join(about.formats)}, " if about.bytes else ""
    clips = {
        "length": f"1 to {model.largest_count} frames ({longest:.1f} s), {model.count_step}k + 1 of them{windows}",
        "rate": f"{float(model.rate):g} frames a second",
    }
    if model.largest_count == 1:
        clips = {"length": "pictures alone"}
    files = {part: f"in {file}; the rest is lent by the folder" for part, file in about.singles.items()}
    return {
        "makes": "; ".join(abilities(model)),
        "family": f"{about.family}: {weights}in {about.folder}",
        **files,
        "fits": f"{fits.fit.value}. {' '.join(models_set.sentences(fits))}",
        "licence": about.licence or "not told",
        "size": f"{sizes}; trained at {model.native_size}",
        **clips,
        "negative prompt": "yes" if model.negative else "no",
        "defaults": f"{model.steps} steps, guidance {model.guidance:g}",
        "prompt": f"up to about {model.prompt_limit} characters",
        "fingerprint": model.fingerprint,
    }

"""One of the processes that compute on the other graphics cards, begun by `companions.py`.

Is told on its standard input what to load, when to meet the others, and what networks are asked. Ends with the process
that began it.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path
from typing import Any, BinaryIO

import torch

from soraapp.errors import SoraError
from soraapp.models.diffusers.cards.messages import receive
from soraapp.models.diffusers.cards.sharing import Place, join, meet
from soraapp.models.diffusers.folder.describing import describe
from soraapp.models.diffusers.model import DiffusersModel
from soraapp.models.diffusers.packing import unpacked
from soraapp.models.diffusers.weights.loading import denoisers
from soraapp.models.setup import Setup
from soraapp.models.singles import single_of


def main() -> int:
    """Work along until nobody asks any more. Returns the exit status."""
    words, asked = os.fdopen(os.dup(1), "w"), sys.stdin.buffer
    os.dup2(2, 1)  # What libraries say is no answer.
    threading.Thread(target=_follow, args=(os.getppid(),), daemon=True).start()
    first = receive(asked)
    if first is None:
        return 0
    order = first[0]
    place = Place(order["rank"], order["count"], order["device"])
    if place.device != "cpu":
        torch.accelerator.set_device_index(place.rank)
    try:
        model = _load(order)
    except SoraError as error:
        print(" ".join(str(error).split()), file=words, flush=True)
        return 1
    print("ready", file=words, flush=True)
    if receive(asked) is None:
        return 0
    meet(place, Path(order["meeting"]))
    networks = denoisers(model.pipeline.components)
    for name in sorted(networks):
        join(networks[name], place)
    _work_along(networks, model, asked)
    return 0


def _load(order: Any) -> DiffusersModel:
    single = single_of(Path(order["file"])) if order["file"] else None
    family, contents, capabilities = describe(order["model"], Path(order["folder"]), single)
    return DiffusersModel.load(contents, family, capabilities, Setup().changed(**order["setup"]))


def _work_along(networks: dict[str, Any], model: DiffusersModel, asked: BinaryIO) -> None:
    device = model.placed.device.torch
    with torch.no_grad(), model.placed.attention():
        while (message := receive(asked)) is not None:
            told, tensors = message
            name, arguments, options = unpacked(told, tensors.__getitem__, device)
            networks[name](*arguments, **options)


def _follow(parent: int) -> None:
    """Whoever waits for the others in a network would wait forever when they are gone."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main())

"""The processes that compute with this one, each on a graphics card of its own.

They hold the same networks, and know nothing of pipelines: before a network works here, each gets what it was asked,
and works along. So prompts, previews, kept frames and cancelling are as with one card.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import weakref
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, cast

from torch import Tensor, nn

from soraapp.errors import ModelError
from soraapp.models.diffusers.cards.messages import send
from soraapp.models.diffusers.cards.sharing import Place, join, leave, meet
from soraapp.models.diffusers.folder.contents import Contents
from soraapp.models.diffusers.packing import packed
from soraapp.models.diffusers.weights.loading import denoisers
from soraapp.models.placeable import undivided
from soraapp.models.setup import Cards, Offload, Setup

_COMMAND = (sys.executable, "-m", "soraapp.models.diffusers.cards.companion")
_ROOT = Path(__file__).parents[4]
_PATIENCE = 2.0
"""Seconds in which the death of a process is known after others have noticed."""
_SHARED = weakref.WeakSet[nn.Module]()
_at_work: list[list[subprocess.Popen[bytes]]] = []
"""The processes of the model that has all cards, if there is one."""


class Companions:
    """Of one model. One model at a time has all cards: another one that works in this process takes their places."""

    def __init__(self, networks: Mapping[str, nn.Module], order: Mapping[str, object], count: int, device: str) -> None:
        self._networks, self._order, self._place = networks, order, Place(0, count, device)
        self._processes: list[subprocess.Popen[bytes]] = []
        self._working = False
        weakref.finalize(self, _end, self._processes)

    @contextmanager
    def working(self) -> Generator[None]:
        """Within, they work along. Raises ModelError when they cannot, or one of them dies."""
        # Who was left in a network waits there forever.
        if self._dead(0) or not self._processes or self._working or not any(one is self._processes for one in _at_work):
            self._begin()
        try:
            yield
        except (RuntimeError, OSError) as error:
            if self._dead(_PATIENCE):
                raise ModelError(
                    "A process that computes on another graphics card came to its end.",
                    remedy="Run it again; if that happens again, run {model} on one card.",
                    model=str(self._order["model"]),
                ) from error
            raise

    def _dead(self, seconds: float) -> bool:
        """Whether one of them is, or comes to be within so many seconds."""
        for process in self._processes:
            with suppress(subprocess.TimeoutExpired):
                process.wait(seconds)
                return True
        return False

    def before(self, name: str, _network: nn.Module, arguments: tuple[Any, ...], options: dict[str, Any]) -> None:
        """What a network is asked is asked of its companions."""
        tensors: dict[str, Tensor] = {}
        told = packed([name, arguments, options], tensors)
        for process in self._processes:
            send(_pipe(process), told, tensors)
        self._working = True

    def after(self, _network: nn.Module, _arguments: Any, _made: Any) -> None:
        self._working = False

    def _begin(self) -> None:
        for processes in (*_at_work, self._processes):
            _end(processes)
        _at_work.append(self._processes)
        self._working = False
        folder = Path(tempfile.mkdtemp(prefix="soraapp-cards-"))
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)  # Others may be slower to meet there.
        try:
            for rank in range(1, self._place.count):
                process = subprocess.Popen(_COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=_ROOT)
                self._processes.append(process)
                send(_pipe(process), {**self._order, "rank": rank, "meeting": str(folder / "meeting")})
            for process in self._processes:
                _wait_for(process, str(self._order["model"]))
            for process in self._processes:
                send(_pipe(process), "meet")
            meet(self._place, folder / "meeting")
            for name in sorted(self._networks):
                join(self._networks[name], self._place)
        except BaseException:
            _end(self._processes)
            raise


def share(model: str, pipeline: Any, contents: Contents, setup: Setup, count: int, device: str) -> Companions:
    """Let the networks of a pipeline that denoise compute on so many cards, of which the first is that of this
    process. Raises ModelError for those that cannot."""
    networks: dict[str, nn.Module] = denoisers(pipeline.components)
    if not all(getattr(network, "_cp_plan", None) for network in networks.values()):
        raise undivided(model)
    order = {
        "model": model,
        "folder": str(contents.folder),
        "file": next((str(file) for file in contents.singles.values()), ""),
        "setup": setup.changed(cards=str(Cards.AUTO), offload=str(Offload.NONE)).chosen,
        "count": count,
        "device": device,
    }
    companions = Companions(networks, order, count, device)
    for name, network in networks.items():
        _SHARED.add(network)
        network.register_forward_pre_hook(partial(companions.before, name), with_kwargs=True)
        network.register_forward_hook(companions.after)
    return companions


def shares(network: nn.Module) -> bool:
    """Whether it computes on several cards."""
    return network in _SHARED


def _pipe(process: subprocess.Popen[bytes]) -> Any:
    return cast("Any", process.stdin)


def _wait_for(process: subprocess.Popen[bytes], model: str) -> None:
    """Until it has loaded its networks. Raises ModelError where it cannot."""
    told = process.stdout.readline().decode(errors="replace").strip() if process.stdout else ""
    if told != "ready":
        raise ModelError(
            "{model} cannot be loaded for all graphics cards: {reason}.",
            remedy="Run it on one.",
            model=model,
            reason=told.rstrip(".") or "a process that loads it came to its end",
        )


def _end(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.kill()
        process.communicate()
    processes.clear()
    if any(one is processes for one in _at_work):
        _at_work.clear()
        leave()

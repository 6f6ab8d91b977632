"""The film at the end of a run: the first clip output of a node, written to a file."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import cast

from soraapp.engine.events import Delivered, DeliveryProgress
from soraapp.engine.generation import Surroundings
from soraapp.engine.plan import Delivery
from soraapp.errors import InputError
from soraapp.media.clip import Clip
from soraapp.media.encode import write_video
from soraapp.nodekit import NodeType

_INTERVAL = 0.1
"""Seconds between two reports of progress."""


def deliver(delivery: Delivery, kind: NodeType, outputs: Mapping[str, object], around: Surroundings) -> None:
    """Write the film and tell how it goes. Raises what writing raises, and InputError when there is no clip."""
    write_video(
        delivery.path,
        _clip(kind, outputs),
        metadata=delivery.metadata,
        crf=delivery.crf,
        progress=_Progress(around),
        cancelled=around.cancelled.is_set,
    )
    around.send(Delivered(around.run, delivery.path))


def _clip(kind: NodeType, outputs: Mapping[str, object]) -> Clip:
    for output in kind.outputs:
        if output.kind == "clip" and outputs[output.name] is not None:
            return cast("Clip", outputs[output.name])
    raise InputError("{kind} makes no clip.", remedy="Export a node that makes one.", kind=kind.title)


class _Progress:
    """Tells the first frame, the last, and some between."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._began = self._told = time.perf_counter()

    def __call__(self, done: int, total: int) -> None:
        now = time.perf_counter()
        if done == total or done == 1 or now - self._told >= _INTERVAL:
            self._told = now
            left = (now - self._began) / done * (total - done)
            self._around.send(DeliveryProgress(self._around.run, done, total, left))

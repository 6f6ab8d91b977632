"""The film or the pictures at the end of a run: the first output of a node that can be seen, written to files."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from typing import cast

from soraapp.engine.events import Delivered, DeliveryNotice, DeliveryProgress
from soraapp.engine.generation import Surroundings
from soraapp.engine.making import statement_of
from soraapp.engine.plan import Delivery
from soraapp.errors import InputError, SoraError
from soraapp.media.clip import Clip, FrameImage, Image
from soraapp.media.credentials.signing import Seal
from soraapp.media.export.paths import order_for
from soraapp.media.export.still import is_still, write_still
from soraapp.media.export.write import write
from soraapp.nodekit import NodeType

_INTERVAL = 0.1
"""Seconds between two reports of progress."""


def deliver(
    delivery: Delivery,
    kind: NodeType,
    outputs: Mapping[str, object],
    results: Iterable[object],
    around: Surroundings,
) -> None:
    """Write what was ordered, or else what the ending of the path asks for, and tell how it goes: a film, a picture, a
    sound, or with ``#`` in the name numbered pictures. Raises what writing raises, and InputError when the node gives
    nothing of the kind.

    `results` are those of all steps that led to it, for the credentials."""
    path, tell = delivery.path, _Progress(around)

    def notice(reason: SoraError) -> None:
        around.send(DeliveryNotice(around.run, reason))

    seal = Seal(path, lambda: statement_of(outputs, results, around.models), delivery.signing, around.check)
    with seal:
        finish = seal if delivery.signing is not None else None
        if is_still(path, delivery.order):
            write_still(path, _picture(kind, outputs), delivery.order, finish)
            tell(1, 1)
        else:
            write(
                path,
                _clip(kind, outputs),
                delivery.order or order_for(path),
                metadata=delivery.metadata,
                progress=tell,
                cancelled=around.cancelled.is_set,
                notice=notice,
                finish=finish,
            )
    for reason in seal.notices():
        notice(reason)
    around.send(Delivered(around.run, path))


def _clip(kind: NodeType, outputs: Mapping[str, object]) -> Clip:
    found = _first("clip", kind, outputs)
    if found is None:
        raise InputError("{kind} makes no clip.", remedy="Export a node that makes one.", kind=kind.title)
    return cast("Clip", found)


def _picture(kind: NodeType, outputs: Mapping[str, object]) -> Image:
    """The picture that the node gives, or else the first frame of its clip."""
    found = _first("image", kind, outputs)
    return FrameImage(_clip(kind, outputs), 0) if found is None else cast("Image", found)


def _first(what: str, kind: NodeType, outputs: Mapping[str, object]) -> object:
    given = (outputs[output.name] for output in kind.outputs if output.kind == what)
    return next((value for value in given if value is not None), None)


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

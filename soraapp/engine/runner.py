"""Runs a plan inside the worker, step by step: results at hand are taken, light nodes called, heavy ones get a job."""

from __future__ import annotations

import errno
import logging
import time
from collections import OrderedDict
from collections.abc import Mapping
from typing import cast

from soraapp.catalogue import Catalogue
from soraapp.engine.content_key import Source
from soraapp.engine.delivery import deliver
from soraapp.engine.economy import out_of_memory, told
from soraapp.engine.events import (
    DeliveryFailed,
    Outcome,
    RunFinished,
    RunStarted,
    StepBlocked,
    StepFailed,
    StepFinished,
    StepStarted,
)
from soraapp.engine.generation import StepJob, Surroundings
from soraapp.engine.plan import Delivery, Plan, Step, lost_take
from soraapp.errors import Cancelled, EngineError, MediaError, SoraError
from soraapp.nodekit import Input, NodeType
from soraapp.project.graph import Port

_REMEMBERED = 10_000
"""Results are descriptions of some hundred bytes, so remembering many costs little."""

_log = logging.getLogger(__name__)

Outputs = Mapping[str, object]
"""The results of a step: values by the names of the node type's outputs."""


class Runner:
    """Remembers results by step key from run to run."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._memory: OrderedDict[str, Outputs] = OrderedDict()

    def run(self, plan: Plan, delivery: Delivery | None, around: Surroundings) -> None:
        """Run a plan to its end. What goes wrong is told as events; the last one is RunFinished."""
        began = time.perf_counter()
        around.send(RunStarted(around.run, tuple(step.node for step in plan.steps)))
        try:
            fine = self._steps(plan, delivery, around)
            outcome = Outcome.DONE if fine else Outcome.FAILED
        except Cancelled:
            outcome = Outcome.CANCELLED
        around.send(RunFinished(around.run, outcome, time.perf_counter() - began))

    def _steps(self, plan: Plan, delivery: Delivery | None, around: Surroundings) -> bool:
        results: dict[str, Outputs] = {}
        causes: dict[str, str] = {}
        film: Step | None = None
        for index, step in enumerate(plan.steps):
            around.check()
            around.at(index)
            cause = next((causes[node] for node in _sources(step) if node in causes), None)
            if cause is not None and step.error is None:
                causes[step.node] = cause
                around.send(StepBlocked(around.run, step.node, cause))
                continue
            try:
                if step.error is not None:
                    raise step.error
                results[step.node] = self._step(step, results, around)
                if delivery is not None and step.node == delivery.node:
                    film = step
            except SoraError as error:
                if isinstance(error, Cancelled):
                    raise
                causes[step.node] = step.node
                around.send(StepFailed(around.run, step.node, error))
        around.at(len(plan.steps))
        delivered = film is None or delivery is None or self._deliver(delivery, film, results, around)
        return delivered and not causes

    def _step(self, step: Step, results: Mapping[str, Outputs], around: Surroundings) -> Outputs:
        began = time.perf_counter()
        outputs = self._at_hand(step, around)
        cached = outputs is not None
        if outputs is None:
            if step.pinned:
                raise lost_take(step.name)
            around.send(StepStarted(around.run, step.node))
            if step.heavy:
                around.flush()
            outputs = self._compute(step, results, around)
            if step.heavy:
                around.cache.keep_result(step.key, outputs)
            else:
                self._remember(step.key, outputs)
        around.send(StepFinished(around.run, step.node, outputs, cached, time.perf_counter() - began))
        return outputs

    def _deliver(self, delivery: Delivery, step: Step, results: Mapping[str, Outputs], around: Surroundings) -> bool:
        try:
            deliver(delivery, self._catalogue[step.kind], results[step.node], results.values(), around)
        except Cancelled:
            raise
        except SoraError as error:
            around.send(DeliveryFailed(around.run, error))
            return False
        except Exception as error:  # noqa: BLE001 - frames of a plug-in's clip are made only now
            around.send(DeliveryFailed(around.run, _told(error, step)))
            return False
        return True

    def _at_hand(self, step: Step, around: Surroundings) -> Outputs | None:
        """The outputs of an earlier run. Those of heavy steps lie on disk, from where they can vanish at any time."""
        if step.heavy:
            return around.cache.result(step.key)
        if step.key in self._memory:
            self._memory.move_to_end(step.key)
        return self._memory.get(step.key)

    def _remember(self, key: str, outputs: Outputs) -> None:
        self._memory[key] = outputs
        if len(self._memory) > _REMEMBERED:
            self._memory.popitem(last=False)

    def _compute(self, step: Step, results: Mapping[str, Outputs], around: Surroundings) -> Outputs:
        kind = self._catalogue[step.kind]
        try:
            arguments = {port.name: _argument(port, step, results) for port in kind.inputs}
            if kind.heavy:
                return _outputs(kind, kind.function(StepJob(step.node, around), **arguments))
            asked = (around.models,) if kind.asks else ()
            return _outputs(kind, kind.function(*asked, **arguments))
        except SoraError:
            raise
        except Exception as error:
            raise _told(error, step) from error


def _sources(step: Step) -> list[str]:
    """The nodes that feed a step."""
    found: list[str] = []
    for source in step.inputs.values():
        if isinstance(source, Port):
            found.append(source.node)
        elif isinstance(source, tuple):
            found.extend(port.node for port in source)
    return found


def _argument(port: Input, step: Step, results: Mapping[str, Outputs]) -> object:
    """What the function takes for an input."""
    source: Source = step.inputs.get(port.name, port.default)
    if isinstance(source, Port):
        return results[source.node][source.name]
    if isinstance(source, tuple):
        return tuple(results[one.node][one.name] for one in source)
    return () if port.many else port.read(source)


def _outputs(kind: NodeType, returned: object) -> Outputs:
    if len(kind.outputs) == 1 and not hasattr(returned, "_fields"):
        return {kind.outputs[0].name: returned}
    values = cast("tuple[object, ...]", returned)
    return {output.name: value for output, value in zip(kind.outputs, values, strict=True)}


def _told(error: Exception, step: Step) -> SoraError:
    """What a node's own exception means to a person."""
    if out_of_memory(error):
        return told(error, step.name)
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return MediaError("The disk is full: {node} could not go on.", remedy="Free some space.", node=step.name)
    _log.error("%s (%s) failed", step.name, step.kind, exc_info=error)
    return EngineError(
        "{node} failed: {reason}",
        remedy="This is a mistake in the node {kind}; the log says more.",
        node=step.name,
        kind=step.kind,
        reason=f"{type(error).__name__}: {error}".rstrip(".") + ".",
    )

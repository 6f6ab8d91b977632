"""What a person is told when a run gets over something, or when the process behind it is gone."""

from __future__ import annotations

from soraapp.errors import EngineError, SoraError


def lost(reason: str) -> EngineError:
    """The process ended while nothing ran."""
    return EngineError(
        "The process that computes has ended by itself: {reason}.",
        remedy="It was started anew: run again; what is done already is not done twice.",
        reason=reason,
    )


def gone_on(node: str, reason: str) -> EngineError:
    """The process ended, and the run goes on."""
    return EngineError(
        "The process that computes ended at {node}: {reason}.",
        remedy="Another one goes on with the run.",
        node=node,
        reason=reason,
    )


def thrifty(node: str, economy: str) -> EngineError:
    """Memory ran out, and the run goes on with less."""
    return EngineError(
        "{node} ran out of memory.", remedy="It goes on with less: {economy}.", node=node, economy=economy
    )


def spared(node: str, done: int, whole: int) -> EngineError:
    """A clip was made with a step cache."""
    if done == whole:
        return EngineError(
            "The step cache left nothing out of {node}: all {whole} blocks were computed.",
            remedy="Choose a stronger one for the model, or none.",
            node=node,
            whole=whole,
        )
    return EngineError(
        "{node} was made with a step cache: {done} of {whole} blocks were computed.",
        remedy="Without it every block is, and the clip comes out a little otherwise.",
        node=node,
        done=done,
        whole=whole,
    )


def shown(error: Exception) -> SoraError:
    """An error in a form that can be shown."""
    if isinstance(error, SoraError):
        return error
    return EngineError("{reason}", reason=f"{type(error).__name__}: {error}")

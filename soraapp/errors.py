"""The tree of errors. The text of every SoraError is fit to show a person.

SoraError
├── InputError          a value that cannot be used: out of range, of the wrong kind, missing
├── MediaError          a picture, clip or sound that cannot be read or written
│   └── Soundless       a file in which nothing is to be heard
├── GraphError          an edit that would make the graph meaningless: a wrong wire, a cycle
├── ProjectError        a project file that is broken, newer than this program, or unwritable
├── ModelError          a model that is missing, damaged, or cannot do what is asked
├── EngineError         the worker process died or could not start
│   └── OutOfMemory     the device or the machine ran out of memory
└── Cancelled           a person stopped the work; never shown as a failure
"""

from __future__ import annotations

from collections.abc import Mapping


class SoraError(Exception):
    """An error with a text, the remedy, and the facts that both name.

    `message` and `remedy` are English templates such as ``"{file} is not a video."``. They stay
    apart from `facts` so that the window can translate them before the facts are filled in.
    """

    def __init__(self, message: str, *, remedy: str = "", **facts: object) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.facts: Mapping[str, object] = facts

    @property
    def trouble(self) -> str:
        """What is wrong, in English."""
        return self.message.format(**self.facts)

    @property
    def advice(self) -> str:
        """What a person can do about it, in English; may be empty."""
        return self.remedy.format(**self.facts)

    def __str__(self) -> str:
        return " ".join(part for part in (self.trouble, self.advice) if part)

    def __reduce__(self) -> tuple[object, ...]:
        return (_restore, (type(self), self.message, self.remedy, dict(self.facts)))


def _restore(kind: type[SoraError], message: str, remedy: str, facts: dict[str, object]) -> SoraError:
    return kind(message, remedy=remedy, **facts)


class InputError(SoraError):
    """A value that cannot be used: out of range, of the wrong kind, or missing."""


class MediaError(SoraError):
    """A picture, clip or sound that cannot be read or written."""


class Soundless(MediaError):  # noqa: N818 (named for what the file lacks)
    """A file in which nothing is to be heard."""


class GraphError(SoraError):
    """An edit that would make the graph meaningless."""


class ProjectError(SoraError):
    """A project file that is broken, newer than this program, or cannot be written."""


class ModelError(SoraError):
    """A model that is missing or damaged, or that cannot do what is asked."""


class EngineError(SoraError):
    """The worker process died or could not start."""


class OutOfMemory(EngineError):  # noqa: N818 (named for what happened)
    """The device or the machine ran out of memory."""


class Cancelled(SoraError):  # noqa: N818 (it is no failure)
    """A person stopped the work."""

    def __init__(self, message: str = "Cancelled.", *, remedy: str = "", **facts: object) -> None:
        super().__init__(message, remedy=remedy, **facts)

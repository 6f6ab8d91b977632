"""The models as the window knows them: read in the background, and asked for without a look at the disk."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, Qt, Signal, Slot

from soraapp.engine.provider import Models
from soraapp.errors import ModelError, SoraError
from soraapp.models.base import Capabilities, Model
from soraapp.models.loras import Lora
from ui.background import Background

Answer = Capabilities | SoraError
"""What a model can do, or why it cannot be used."""


@dataclass(frozen=True)
class Seen:
    """What was found at one time."""

    names: tuple[str, ...] = ()
    loras: Mapping[str, Lora] = field(default_factory=dict[str, Lora])
    answers: Mapping[str, Answer] = field(default_factory=dict[str, Answer])
    """By the names that were found, and those that were asked for besides."""

    def same(self, other: Seen) -> bool:
        """Whether it is told alike."""
        return self._told() == other._told()

    def _told(self) -> object:
        answers = {name: str(one) if isinstance(one, SoraError) else one for name, one in self.answers.items()}
        return self.names, self.loras, answers


class KnownModels(QObject):
    """Models of which the GUI thread asks: what is not known yet has no answer, is read, and comes with `changed`.

    What runs is checked against the models themselves: what is told here may be as old as the last look.
    """

    changed = Signal()
    """Other answers are given than before."""
    others_found = Signal()
    """What is on the disk is not what it was at an earlier look."""
    failed = Signal(object)
    """The exception that kept the models from being read."""

    def __init__(self, models: Models, parent: QObject | None = None) -> None:
        """Nothing is read before `look`."""
        super().__init__(parent)
        self._models = models
        self._background = Background(self)
        self._seen = Seen()
        self._known = self._looking = self._outdated = False
        self._waiting: set[str] = set()
        """Names that were asked for and have no answer."""
        self._besides: set[str] = set()
        """Names that were asked for since the last look, beyond those found: such as models with LoRAs."""

    @property
    def known(self) -> bool:
        """Whether there has been a look."""
        return self._known

    def coming(self, name: str) -> bool:
        """Whether what a model can do is still to be read."""
        return not self._known or name not in self._seen.answers

    def names(self) -> Iterable[str]:
        return self._seen.names

    def loras(self) -> Mapping[str, Lora]:
        return self._seen.loras

    def capabilities(self, name: str) -> Capabilities:
        """What a model could do when it was last looked at. Raises ModelError when it cannot be used, or is not known
        yet: that is found out then."""
        answer = self._seen.answers.get(name)
        if name not in self._seen.names:
            self._besides.add(name)
        if answer is None:
            self._ask(name)
            raise ModelError("The model {name} is still being read.", remedy="Wait for a moment.", name=name)
        if isinstance(answer, SoraError):
            raise answer.with_traceback(None)
        return answer

    def load(self, name: str) -> Model:
        """For any thread but that of the window."""
        return self._models.load(name)

    def look(self) -> None:
        """Read the models anew, in the background."""
        self._outdated = self._looking
        if self._looking:
            return
        self._looking = True
        asked = frozenset(self._besides | self._waiting)
        self._besides.clear()
        self._waiting.clear()
        self._background.do(lambda: _read(self._models, asked), self._looked, self._could_not_look)

    @Slot(Qt.ApplicationState)
    def look_when_back(self, state: Qt.ApplicationState) -> None:
        """Whoever comes back from another program may have put models there."""
        if self._known and state is Qt.ApplicationState.ApplicationActive:
            self.look()

    def close(self) -> None:
        """Nothing is read or told any more."""
        self._background.close()

    def _ask(self, name: str) -> None:
        """Find out about a model that is not among those found. Those that are asked for in one turn come together."""
        if not self._waiting and not self._looking:
            self._background.do(lambda: None, lambda _: self._read_waiting(), self._could_not_look)
        self._waiting.add(name)

    def _read_waiting(self) -> None:
        asked = frozenset(self._waiting)
        if not self._looking and asked:
            self._background.do(lambda: _answers(self._models, asked), self._answered, self._could_not_look)

    def _answered(self, answers: Mapping[str, Answer]) -> None:
        self._waiting -= answers.keys()
        self._seen = replace(self._seen, answers={**self._seen.answers, **answers})
        self.changed.emit()
        self._read_waiting()

    def _looked(self, found: Seen) -> None:
        before, first = self._seen, not self._known
        self._looking, self._known, self._seen = False, True, found
        self._waiting -= found.answers.keys()
        if first or not found.same(before):
            self.changed.emit()
        if not first and not found.same(before):
            self.others_found.emit()
        if self._outdated:
            self.look()
        else:
            self._read_waiting()

    def _could_not_look(self, error: Exception) -> None:
        self._looking = False
        self._waiting.clear()
        self.failed.emit(error)


def is_coming(models: Models, name: str | None = None) -> bool:
    """Whether what a model can do, or which models there are, is still to be read."""
    if not isinstance(models, KnownModels):
        return False
    return not models.known if name is None else models.coming(name)


def _read(models: Models, besides: Collection[str]) -> Seen:
    names = tuple(models.names())
    return Seen(names, dict(models.loras()), _answers(models, (*names, *besides)))


def _answers(models: Models, names: Collection[str]) -> dict[str, Answer]:
    return {name: _answer(models, name) for name in names}


def _answer(models: Models, name: str) -> Answer:
    try:
        return models.capabilities(name)
    except SoraError as error:
        return error

"""What is got from Hugging Face for a person, one model at a time: it goes on while they do something else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import partial
from pathlib import Path
from threading import Thread

from PySide6.QtCore import QObject, Signal

from soraapp.errors import ModelError, SoraError
from soraapp.models.fitting import Fitting, fitting
from soraapp.models.getting.orders import Offer, Order, Progress
from soraapp.models.getting.process import Errand
from soraapp.models.machine import Machine, this_machine
from ui.background import Mailbox


class Stage(Enum):
    """What is going on."""

    NOTHING = 0
    ASKING = 1
    OFFERED = 2
    FETCHING = 3
    DONE = 4


@dataclass(frozen=True)
class Offered:
    """An offer, and what it means here; numbers are bytes."""

    offer: Offer
    left: int
    room: int
    fitting: Fitting

    @property
    def fits_disk(self) -> bool:
        return self.left <= self.room


class Getting(QObject):
    """Asks and fetches in threads, whose processes reach the network. Belongs to a window, and ends with it."""

    changed = Signal()
    fetched = Signal()
    """There is one more model, or a whole one."""

    failed = Signal(object)
    """Fetching has, and why: a SoraError."""

    def __init__(self, window: QObject) -> None:
        super().__init__(window)
        self.stage = Stage.NOTHING
        self.offered: Offered | None = None
        self.progress: Progress | None = None
        self.error: SoraError | None = None
        """Why the last thing failed."""
        self.folder = Path()
        """Where the model is that was fetched."""
        self._number = 0
        self._errands = errands = [Errand()]
        """The one that is under way."""
        self._mailbox = Mailbox(self._receive, self)
        # Nothing of this object may be used when it ends, hence the list.
        self.destroyed.connect(lambda: errands[0].cancel())

    @classmethod
    def of(cls, window: QObject) -> Getting:
        """The one of a window."""
        found = window.findChild(cls)
        return found if isinstance(found, cls) else cls(window)

    @property
    def name(self) -> str:
        """Of the repository that is offered or was fetched; empty before that."""
        return self.offered.offer.repository if self.offered is not None else ""

    @property
    def busy(self) -> bool:
        return self.stage in (Stage.ASKING, Stage.FETCHING)

    def ask(self, order: Callable[[Machine], Order]) -> None:
        """Find out what it would take. `order` may read the disk, and raise SoraErrors."""

        def asked(errand: Errand, _: Callable[[object], None]) -> Offered:
            machine = this_machine()
            return _weighed(errand.ask(order(machine)), machine)

        if not self.busy:
            self.offered = None
            self._do(Stage.ASKING, asked)

    def get(self) -> None:
        """Fetch what is offered."""
        if self.stage is Stage.OFFERED and self.offered is not None:
            offer = self.offered.offer
            self._do(Stage.FETCHING, lambda errand, post: errand.fetch(offer, post))

    def cancel(self) -> None:
        """Stop at once. What was fetched stays."""
        if not self.busy:
            return
        self._errands[0].cancel()
        offered = self.offered
        if offered is None:
            self._settle(Stage.NOTHING)
        else:  # Less is left now.
            self._do(Stage.ASKING, lambda *_: _weighed(offered.offer, offered.fitting.machine))

    def forget(self) -> None:
        """Think of something else."""
        if not self.busy:
            self.offered = self.error = None
            self._settle(Stage.NOTHING)

    def _do(self, stage: Stage, work: Callable[[Errand, Callable[[object], None]], object]) -> None:
        self._errands[0] = errand = Errand()
        self._number += 1
        self.error = self.progress = None
        post = partial(_post, self._mailbox, self._number)
        Thread(target=_work, args=(work, errand, post), name="getting", daemon=True).start()
        self._settle(stage)

    def _receive(self, items: list[tuple[int, object]]) -> None:
        for number, item in items:
            if number != self._number:
                continue  # It was cancelled.
            if isinstance(item, Progress):
                self.progress = item
            elif isinstance(item, Offered):
                self.offered = item
                self.stage = Stage.OFFERED
            elif isinstance(item, Path):
                self.folder, self.stage = item, Stage.DONE
                self.fetched.emit()
            elif isinstance(item, SoraError):
                self.error = item
                if self.stage is Stage.FETCHING:
                    self.failed.emit(item)
                self.stage = Stage.NOTHING if self.offered is None else Stage.OFFERED
        self.changed.emit()

    def _settle(self, stage: Stage) -> None:
        self.stage = stage
        self.changed.emit()


def _weighed(offer: Offer, machine: Machine) -> Offered:
    return Offered(offer, offer.left, offer.room, fitting(offer.about, machine))


def _post(mailbox: Mailbox, number: int, item: object) -> None:
    mailbox.post((number, item))


def _work(
    work: Callable[[Errand, Callable[[object], None]], object], errand: Errand, post: Callable[[object], None]
) -> None:
    """In a thread, which ends with the program whatever it waits for."""
    try:
        post(work(errand, post))
    except SoraError as error:
        post(error)
    except OSError as error:
        reason = error.strerror or str(error)
        post(ModelError("Nothing can be fetched: {reason}.", remedy="Try again.", reason=reason))

"""Offers the unsaved work of a program that died: restore it, keep both, or discard it; then the runs that waited."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from soraapp.errors import ProjectError, SoraError
from soraapp.project import storage
from soraapp.project.naming import free_name
from soraapp.project.opening import PROJECT_SUFFIX
from soraapp.project.project import Project
from soraapp.project.rescue import Waiting, Work, read_work
from soraapp.project.sessions import Left, left_behind, left_beside
from ui.background import Background
from ui.document import Document
from ui.jobs import Jobs
from ui.panels.offer_bar import OfferBar
from ui.project_files import ProjectFiles
from ui.runs import elsewhere


@dataclass(frozen=True)
class Offer:
    """The work of a window that died."""

    left: Left
    work: Work
    saved: Project | None
    """What its file holds now; None when it has none that can be read."""


class Recovery(QObject):
    """Looks for work left behind, and sees to the answer. Files are read and written in a thread."""

    told = Signal(str)
    """A short message about what was done."""
    failed = Signal(object)
    """A SoraError."""
    restored = Signal(object)
    """Restored work is in the document: what is sent is to be called once this window keeps it itself."""

    def __init__(
        self, document: Document, jobs: Jobs, files: ProjectFiles, folder: Path, bar: OfferBar, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._document, self._jobs, self._files, self._bar, self._folder = document, jobs, files, bar, folder
        self._background = Background(self)
        self._offers: deque[Offer] = deque()
        self._damaged: deque[Path] = deque()
        self.waiting: tuple[Waiting, ...] = ()
        """The runs that waited, until it is decided whether they are run."""
        files.opened.connect(self.look)
        document.leaving.connect(self._leave)

    def look(self) -> None:
        """Look for work left behind, also beside the file that is open."""
        folder, file = self._folder, self._document.path
        self._background.do(lambda: find(folder, file), self._found, self._fail)

    def close(self) -> None:
        """What was not decided is offered the next time."""
        self._background.close()
        while self._offers:
            self._offers.popleft().left.let_go()

    def retranslate(self) -> None:
        """Say the same in the language of the window."""
        self._show()

    # What is offered

    def _found(self, found: tuple[list[Offer], list[Path]]) -> None:
        offers, damaged = found
        self._offers.extend(offers)
        self._damaged.extend(damaged)
        if offers or damaged:
            self._show()

    def _show(self) -> None:
        if self.waiting:
            self._show_waiting()
        elif self._offers:
            self._show_offer(self._offers[0])
        elif self._damaged:
            text = self.tr("Unsaved work was damaged and cannot be recovered. What is left of it is in {file}")
            self._bar.offer(text.format(file=self._damaged[0]), [(self.tr("OK"), self._damage_seen)])
        else:
            self._bar.hide()

    def _show_offer(self, offer: Offer) -> None:
        same = offer.saved == offer.work.project
        told = (
            self.tr("{name} has runs since {time} that are not over")
            if same
            else self.tr("Recovered work on {name} from {time}")
        )
        text = told.format(name=_name(offer.work) or self.tr("Untitled"), time=_when(offer.work))
        answers: list[tuple[str, Callable[[], None]]] = [(self.tr("Restore"), lambda: self._restore(offer))]
        if offer.saved is not None and not same:
            answers.append((self.tr("Keep both"), lambda: self._keep_both(offer)))
        answers.append((self.tr("Discard"), lambda: self._discard(offer)))
        self._bar.offer(text, answers)

    def _show_waiting(self) -> None:
        count = len(self.waiting)
        text = self.tr("1 run was waiting") if count == 1 else self.tr("{count} runs were waiting").format(count=count)
        run = self.tr("Run it") if count == 1 else self.tr("Run them")
        self._bar.offer(text, [(run, self._run), (self.tr("Not now"), self._forget_waiting)])

    # What a person answers

    def _restore(self, offer: Offer) -> None:
        def restore() -> None:
            self._done(offer)
            work = offer.work
            self._document.replace(work.project, work.file, title=work.title, saved=offer.saved or Project())
            self.waiting += work.waiting
            self._show()
            self.restored.emit(lambda: self._background.do(offer.left.discard, lambda _: None, self._fail))

        self._files.when_safe(restore)

    def _keep_both(self, offer: Offer) -> None:
        file = offer.work.file
        assert file is not None, "only work with a file has two versions"

        def write() -> Path:
            taken = {path.stem for path in file.parent.glob(f"*{PROJECT_SUFFIX}")}
            copy = file.with_name(free_name(f"{file.stem} recovered", taken) + PROJECT_SUFFIX)
            storage.save(offer.work.project, copy)
            offer.left.discard()
            return copy

        def written(copy: Path) -> None:
            self.told.emit(self.tr("The recovered work is in {file}").format(file=copy.name))

        self._done(offer)
        self._background.do(write, written, lambda error: self._put_back(offer, error))

    def _put_back(self, offer: Offer, error: Exception) -> None:
        """The copy could not be written: ask again."""
        self._offers.appendleft(offer)
        self._fail(error)
        self._show()

    def _discard(self, offer: Offer) -> None:
        self._done(offer)
        self._background.do(offer.left.discard, lambda _: None, self._fail)

    def _damage_seen(self) -> None:
        self._damaged.popleft()
        self._show()

    def _done(self, offer: Offer) -> None:
        self._offers.remove(offer)
        self._show()

    def _run(self) -> None:
        waiting, self.waiting = self.waiting, ()
        self._show()
        self._jobs.resume(waiting)

    def _leave(self) -> None:
        """What waits to be decided is offered also when another project is open."""
        after = (elsewhere.left(asked, self._document.home) for asked in self.waiting)
        self.waiting = tuple(asked for asked in after if asked is not None)
        self._show()

    def _forget_waiting(self) -> None:
        if self.waiting:
            self.waiting = ()
            self._show()

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, SoraError):
            raise error
        self.failed.emit(error)


def find(folder: Path, file: Path | None) -> tuple[list[Offer], list[Path]]:
    """The work that windows left behind, and the damaged files of such that were set aside. Work that is in its file
    already, with no run waiting, is tidied away."""
    offers: list[Offer] = []
    damaged: list[Path] = []
    for left in [*left_behind(folder), *(left_beside(file, folder) if file else ())]:
        try:
            work = read_work(left.path)
        except ProjectError:
            damaged.append(left.set_aside())
            continue
        saved = _saved(work)
        if saved == work.project and not work.waiting:
            left.discard()
        else:
            offers.append(Offer(left, work, saved))
    return offers, damaged


def _saved(work: Work) -> Project | None:
    try:
        return storage.load(work.file) if work.file else None
    except SoraError:
        return None


def _name(work: Work) -> str:
    return work.file.stem if work.file else work.title


def _when(work: Work) -> str:
    """The time of the day, with the date when it is not of today."""
    at = work.at.astimezone()
    time = f"{at:%H:%M}"
    return time if at.date() == datetime.now().astimezone().date() else f"{at:%Y-%m-%d} {time}"

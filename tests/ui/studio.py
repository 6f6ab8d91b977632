"""A document and its jobs over a real engine, without a window, and what they told."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from soraapp.engine.client import Engine
from soraapp.engine.events import Outcome
from soraapp.errors import SoraError
from soraapp.project.takes import Take
from tests.engine.conftest import CATALOGUE, MODELS, PROVIDER, Draft
from tests.ui.events import wait
from ui.document import Document
from ui.jobs import Jobs, Phase


class Studio:
    """A document, its jobs, and what they told."""

    def __init__(self, folder: Path) -> None:
        self.document = Document(CATALOGUE)
        self.jobs = Jobs(
            self.document, MODELS, lambda listener: Engine(CATALOGUE, listener, cache_folder=folder, models=PROVIDER)
        )
        self.ends: list[Outcome] = []
        self.errors: list[SoraError] = []
        self.notices: list[SoraError] = []
        self.previews: list[tuple[str, Any]] = []
        self.phases: dict[str, list[Phase]] = {}
        self.threads: set[int] = set()
        self.jobs.finished.connect(lambda run: self.ends.append(run.outcome))
        self.jobs.failed.connect(self.errors.append)
        self.jobs.noticed.connect(self.notices.append)
        self.jobs.preview.connect(self._preview)
        self.jobs.node_changed.connect(self._node_changed)

    def open(self, draft: Draft) -> None:
        self.document.replace(draft.project, None)
        self.settle()

    def settle(self) -> None:
        """Wait until the survey of the document has come in."""
        wait(lambda: not self.jobs.surveying, "the survey")

    def run(self, *targets: str) -> Outcome:
        self.jobs.run(targets or None)
        assert self.jobs.running
        wait(lambda: not self.jobs.running, "the run to end")
        self.settle()
        return self.ends[-1]

    def phase(self, node: str) -> Phase:
        return self.jobs.state(node).phase

    def _preview(self, node: str, frames: Any, rate: Any) -> None:
        self.threads.add(threading.get_ident())
        self.previews.append((node, frames))

    def _node_changed(self, node: str) -> None:
        self.threads.add(threading.get_ident())
        told = self.phases.setdefault(node, [])
        if not told or told[-1] is not self.phase(node):
            told.append(self.phase(node))

    def takes(self, node: str) -> list[Take]:
        return list(self.document.graph.nodes[node].takes)

"""What a person asks of the studio: to run, to vary, to add, to play, to export."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QSettings, Signal

from soraapp.engine.provider import Models
from soraapp.nodekit import Input, NodeType, Seed
from soraapp.places import cache_folder
from soraapp.project.seed_edits import throw
from ui.accounts import Accounts
from ui.canvas import Canvas
from ui.dialogs.export import ExportDialog
from ui.dialogs.export.deliverable import offered_first
from ui.dialogs.models import ModelsDialog
from ui.dialogs.storage import StorageDialog
from ui.dialogs.variants import VariantsDialog, can_vary
from ui.document import Document
from ui.jobs import Jobs
from ui.project_files import FOLDER, ProjectFiles

if TYPE_CHECKING:
    from ui.main_window import MainWindow

VARIANTS = 4


class Commands(QObject):
    """The commands that are about nodes and what becomes of them."""

    refused = Signal(str)
    """Why something cannot be done now."""
    cleared = Signal()
    """The results on disk are gone."""
    models_read = Signal()
    """There may be other models than before."""

    def __init__(
        self,
        document: Document,
        jobs: Jobs,
        registry: Models,
        canvas: Canvas,
        files: ProjectFiles,
        settings: QSettings,
        window: MainWindow,
    ) -> None:
        super().__init__(window)
        self._document, self._jobs, self._registry, self._canvas, self._files = document, jobs, registry, canvas, files
        self._settings, self._window = settings, window
        self.accounts = Accounts(window)

    def run(self) -> None:
        """Compute all results, after the runs that wait."""
        self._throw_seeds(None)
        self._jobs.run()

    def _throw_seeds(self, targets: Collection[str] | None) -> None:
        """Give another value to the seeds that are not locked, as far as they take part."""
        if thrown := throw(self._document.project, targets, lambda: secrets.randbits(32)):
            self._document.apply(thrown, ())

    def show_storage(self) -> None:
        """Open what there is to know and to choose about the results on disk."""

        def removed() -> None:
            self._jobs.forget_stored()
            self.cleared.emit()

        StorageDialog(cache_folder(), removed, self._window).open()

    def show_models(self) -> None:
        """Open what there is to know of the models of this machine."""
        shown = ModelsDialog(self._window.theme, self._window)
        shown.looked.connect(self.models_read)
        shown.open()

    def show_account(self) -> None:
        """Ask for a film, and tell how it was made."""
        self.accounts.ask(self._folder())

    def run_selected(self) -> None:
        """Run what the selected nodes need, and these."""
        if chosen := self._canvas.selection():
            self._throw_seeds(chosen)
            self._jobs.run(chosen)

    def make_variants(self) -> None:
        """Run the selected node over the seeds after its own."""
        node = self.varied()
        if node is not None:
            found = self._document.flat.graph.nodes[node]
            port = _seed(self._document.catalogue[found.kind])
            assert port is not None, "only such nodes are varied"
            first = found.values.get(port.name, port.default)
            start = first if isinstance(first, int) else 0
            self._jobs.run_variants(node, port.name, [(start + step) % 2**32 for step in range(1, VARIANTS + 1)])

    def varied(self) -> str | None:
        """The node of which variants can be made: the selected one, if it gives takes and has a seed."""
        chosen = self._canvas.selection()
        found = self._document.flat.graph.nodes.get(chosen[0]) if len(chosen) == 1 else None
        kind = self._document.catalogue.get(found.kind) if found else None
        return chosen[0] if kind and kind.gives_takes and _seed(kind) else None

    def ask_variants(self, node: str = "") -> None:
        """Ask for variants of a node, by default the selected one."""
        wanted = node or next(iter(self._canvas.selection()), "")
        if can_vary(self._document, wanted):
            theme, window = self._window.theme, self._window
            VariantsDialog(self._document, self._jobs, self._registry, theme, wanted, window).open()
        else:
            self.refused.emit(self.tr("Choose a node that makes something to vary it."))

    def add(self, kind: str) -> None:
        """Add a node of the named kind in the middle of what is seen, beside those that are there."""
        canvas = self._canvas
        place = canvas.place_for_node(QPointF(canvas.viewport().rect().center()))
        taken = {node.position for node in self._document.graph.nodes.values()}
        while (place.x(), place.y()) in taken:
            place += QPointF(40, 40)
        canvas.commands.add(self._document.catalogue[kind], place)
        canvas.setFocus()

    def export(self) -> None:
        """Ask where to write the film, and of which node."""
        document = self._document
        node = self._window.film.node or offered_first(document, self._canvas.selection(), self._window.viewing.node)
        if not node:
            self.refused.emit(self.tr("There is no node that gives a clip or a picture."))
            return
        path = self._folder() / f"{self._files.name()}.mp4"
        window = self._window
        ExportDialog(document, self._jobs, window.theme, window.settings, node, path, window).open()

    def _folder(self) -> Path:
        """Where the project lies, or else where files were opened or saved last."""
        path = self._document.path
        return path.parent if path else Path(str(self._settings.value(FOLDER) or Path.home()))


def _seed(kind: NodeType) -> Input | None:
    return next((port for port in kind.inputs if isinstance(port.control, Seed)), None)

"""What the preview shows: the selected node; while a run goes on and none is selected, the node that runs."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from PySide6.QtCore import QObject, Signal

from soraapp.engine.events import Outcome
from soraapp.media.audio.sound import Audio
from soraapp.media.audio.waveform import waveform_clip
from soraapp.media.clip import Clip, Frames, Image
from soraapp.nodekit import NodeType
from soraapp.project.levels import node_at
from ui.canvas.words import step_of
from ui.document import Document
from ui.jobs import Jobs, Phase
from ui.nothing_seen import behind, nothing_chosen, seen_name, waiting_for
from ui.opened_files import OpenedFiles
from ui.preview import Preview
from ui.runs.run import Run

MEDIA = ("clip", "image", "audio")


class Viewing(QObject):
    """Follows the selection and the run, and hands the preview what there is to see."""

    film_left = Signal()
    """The film is not looked at any more: a node or a take was chosen."""

    def __init__(self, document: Document, jobs: Jobs, preview: Preview, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document, self._jobs, self._preview = document, jobs, preview
        self._node: str | None = None
        self._lost: str | None = None
        """The node that was shown until it was deleted: undo brings it back to the preview, too."""
        self._source: str | None = None
        """The node that runs whose result is shown: another one where the node only passes it on."""
        self._selected: str | None = None
        self._following = False
        self._take: tuple[object, str] | None = None
        """The media and title of a take that a person looks at, whatever happens to the nodes."""
        self._film: tuple[Clip | None, str] | None = None
        """The film that a person looks at, and its title: it stays until a node or a take is chosen."""
        jobs.preview.connect(self._live)
        jobs.node_changed.connect(self._node_changed)
        jobs.run_changed.connect(self._run_changed)
        jobs.finished.connect(self._finished)
        jobs.restored.connect(self._restored)
        document.changed.connect(self._edited)
        document.replaced.connect(self._replaced)
        preview.left.connect(self._left)
        self._was_running = False
        self._files = OpenedFiles(document, self._opened, self)

    @property
    def node(self) -> str | None:
        """The id of the node whose result is shown."""
        return self._node

    @property
    def shown(self) -> tuple[object, str] | None:
        """The media that is looked at, and what it is called; None where there is none."""
        if self._take:
            return self._take
        if self._film:
            return (self._film[0], self._film[1]) if self._film[0] is not None else None
        node = self._node if self._there(self._node) else None
        media = self._media(node) if node else None
        return (media, self._title(node)) if node and media is not None else None

    def select(self, node: str | None) -> None:
        """A person wants to see this node; a node without a picture leaves the preview as it is."""
        self._selected = node
        self._following = self._following and node is None
        self._take = self._take if node is None else None
        if node is None:
            if not self._there(self._node) and self._film is None:
                self._take = None
                self._show(None)
        elif self._has_picture(node):
            self._leave_film()
            self._show(node)

    def show_take(self, media: object, title: str) -> None:
        """A person looks at a take: it stays until a node is chosen or a run begins."""
        self._following, self._take = False, (media, title)
        self._leave_film()
        if isinstance(media, Clip):
            self._preview.show_clip(media, title)
        elif isinstance(media, Image):
            self._preview.show_image(media, title)

    def show_film(self, film: Clip | None, title: str, hint: str = "", *, keep_place: bool = False) -> None:
        """A person looks at the film, or at what there is of it. Where there is nothing, `hint` is seen; without one
        the preview stays as it is until the film is there."""
        self._film = (film, title)
        self._following, self._take = False, None
        if film is not None:
            self._preview.show_clip(film, title, keep_place=keep_place)
        elif hint:
            self._preview.show_empty(hint)

    def name_film(self, title: str) -> None:
        """The same film is called something else now."""
        if self._film and self._film[1] != title:
            self._film = (self._film[0], title)
            if self._film[0] is not None and not self._preview.comparing:
                self._preview.show_clip(self._film[0], title, keep_place=True)

    @property
    def filming(self) -> bool:
        """Whether the film is looked at."""
        return self._film is not None

    def _leave_film(self) -> None:
        if self._film is not None:
            self._film = None
            self.film_left.emit()

    def _left(self) -> None:
        """Several takes were compared: what was looked at before is shown again."""
        if self._take:
            self.show_take(*self._take)
        elif self._film:
            self.show_film(*self._film, keep_place=True)
        else:
            self._show(self._node)

    def refresh(self) -> None:
        """Show the same node again: its words may be different."""
        self._follow(self._node)

    def _run_changed(self) -> None:
        if self._jobs.running_here and not self._was_running:
            self._begin()
        self._was_running = self._jobs.running_here
        running = self._jobs.running_node
        if self._following and running and running != self._node and self._has_picture(running):
            self._follow(running)
        elif self._node is None:
            self._follow(None)

    def _begin(self) -> None:
        """A run begins: it is followed, unless a node is selected whose result will be seen."""
        chosen, self._take = self._selected, None
        if self._film:
            return
        self._following = chosen is None or not self._has_picture(chosen)
        if not self._following and chosen != self._node:
            self._follow(chosen)

    def _replaced(self) -> None:
        self._following, self._take, self._selected = False, None, None
        self._leave_film()
        self._preview.fit()
        self._show(None)
        self._lost = None

    def _edited(self) -> None:
        """A node that is no longer there is no longer shown, until it comes back; one that passes on something else
        than before shows that."""
        if self._film:
            return
        if self._node is None:
            if self._lost and self._there(self._lost):
                self._show(self._lost)
        elif not self._there(self._node) or self._behind(self._node) != self._source:
            self._follow(self._node)

    def _restored(self, nodes: Sequence[str]) -> None:
        """Results of an earlier session are here: where nothing is shown, the last of them is."""
        pictures = [node for node in nodes if self._has_picture(node) and self._media(node) is not None]
        if self._node is None and pictures:
            self._follow(pictures[-1])

    def _finished(self, run: Run) -> None:
        """A run that was followed and failed ends at the reason; those behind it are followed, too."""
        if self._following and run.outcome is Outcome.FAILED:
            nodes = [node for node in self._document.flat.graph.nodes if self._has_picture(node)]
            failed = [node for node in nodes if self._jobs.state(node).phase is Phase.FAILED]
            if failed:
                self._follow(failed[0])
        self._following = self._following and self._jobs.running_here
        if self._node is None and self._film is None:
            self._show(None)

    def _node_changed(self, node: str) -> None:
        if node != self._node and not self._following:
            return
        phase = self._jobs.state(node).phase
        over = phase in (Phase.DONE, Phase.FAILED)
        if node == self._node:
            if phase is not Phase.RUNNING:
                self._follow(node)
        elif over and self._following and self._jobs.running_here and self._computes(node):
            self._follow(node)

    def _live(self, node: str, frames: Frames, rate: Fraction) -> None:
        if self._take or self._film or self._preview.comparing:
            return
        own = self._behind(self._node) == node
        if own or (self._following and self._computes(node)):
            self._node = self._node if own else node
            self._preview.show_live(frames, rate, self._title(node), step_of(self._jobs.state(node)))

    def _follow(self, node: str | None) -> None:
        """Show a node that something happens to, unless a person looks at takes or at the film."""
        if not self._take and not self._film and not self._preview.comparing:
            self._show(node)

    def _show(self, node: str | None) -> None:
        if node is None or not self._there(node):
            self._lost = self._node or self._lost
            self._node = None
            self._preview.show_empty(nothing_chosen(self._document, self._jobs))
            return
        self._node, self._lost, self._source = node, None, self._behind(node)
        state = self._jobs.state(node)
        media = self._media(node)
        # An error of another phase is one that a run would meet: it matters where there is nothing to see.
        if state.error and (state.phase is Phase.FAILED or media is None):
            self._preview.show_error(state.error, self._title(node))
        elif isinstance(media, Clip):
            self._preview.show_clip(media, self._title(node))
        elif isinstance(media, Image):
            self._preview.show_image(media, self._title(node))
        elif isinstance(media, Audio):
            self._preview.show_clip(waveform_clip(media), self._title(node))
        else:
            self._preview.show_empty(waiting_for(self._document, node, state.phase))

    def _opened(self, node: str) -> None:
        """A file that a node loads can be looked at before any run."""
        if node == self._behind(self._node):
            self._follow(self._node)

    def _media(self, node: str) -> object:
        """The first clip, image or sound that the node has given, or else what is in the file that it loads."""
        kind = self._kind(node)
        result = self._jobs.result(node)
        if kind is None or result is None:
            real = self._behind(node)
            return self._files.media(real) if real else None
        return next((result.get(port.name) for port in kind.outputs if port.kind in MEDIA), None)

    def has_picture(self, node: str) -> bool:
        """Whether a node makes something that can be shown."""
        return self._has_picture(node)

    def _has_picture(self, node: str) -> bool:
        kind = self._kind(node)
        return kind is not None and any(port.kind in MEDIA for port in kind.outputs)

    def _computes(self, node: str) -> bool:
        """Whether a node makes something to see, and does not only show it again, as a group does."""
        return node in self._document.flat.graph.nodes and self._has_picture(node)

    def _there(self, node: str | None) -> bool:
        """Whether there is such a node, at whichever level."""
        return node is not None and node_at(self._document.project, node) is not None

    def _kind(self, node: str) -> NodeType | None:
        found = node_at(self._document.project, node)
        return self._document.catalogue.get(found.kind) if found else None

    def _title(self, node: str) -> str:
        return seen_name(self._document, node)

    def _behind(self, node: str | None) -> str | None:
        return behind(self._document, node) if node is not None else None

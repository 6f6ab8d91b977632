"""The document: every change is told once, and files come and go without losing work."""

from __future__ import annotations

from pathlib import Path

import pytest

from soraapp.catalogue import Catalogue
from soraapp.errors import GraphError, MediaError, ProjectError, SoraError
from soraapp.project import edits
from soraapp.project.graph import Port
from soraapp.project.project import Project
from ui.document import Document

CATALOGUE = Catalogue.of("tests.engine.sample_nodes")


class Heard:
    """What a document tells."""

    def __init__(self, document: Document) -> None:
        self.changes: list[tuple[Project, Project]] = []
        self.history = self.paths = 0
        self.refused: list[SoraError] = []
        document.changed.connect(lambda before, after: self.changes.append((before, after)))
        document.history_changed.connect(lambda: setattr(self, "history", self.history + 1))
        document.path_changed.connect(lambda: setattr(self, "paths", self.paths + 1))
        document.refused.connect(self.refused.append)


@pytest.fixture
def document(app: object) -> Document:
    return Document(CATALOGUE)


def add(document: Document, kind: str, node: str) -> None:
    document.apply(edits.add_node(CATALOGUE[kind], (0, 0), id=node))


def test_an_edit_tells_what_was_and_what_is(document: Document) -> None:
    heard = Heard(document)
    before = document.project
    add(document, "plain.number", "a")
    assert heard.changes == [(before, document.project)]
    assert heard.history == 1
    assert document.modified
    assert "a" in document.graph.nodes


def test_undo_and_redo_go_back_and_forth_and_have_names(document: Document) -> None:
    add(document, "plain.number", "a")
    after, label = document.project, document.undo_label
    heard = Heard(document)
    document.undo()
    assert not document.graph.nodes
    assert (document.can_undo, document.redo_label) == (False, label)
    document.redo()
    assert document.project is after
    assert len(heard.changes) == 2
    document.redo()
    assert len(heard.changes) == 2, "nothing is left to redo"


def test_a_refused_edit_changes_nothing_and_says_why(document: Document) -> None:
    add(document, "plain.number", "a")
    add(document, "making.clip", "b")
    heard, project = Heard(document), document.project
    edit = edits.connect(Port("b", "clip"), Port("b", "seed"), CATALOGUE)
    assert not document.attempt(edit)
    assert [type(error) for error in heard.refused] == [GraphError]
    assert document.project is project
    assert not heard.changes
    with pytest.raises(GraphError):
        document.apply(edit)


def test_saving_and_opening_give_the_same_project(document: Document, tmp_path: Path) -> None:
    add(document, "plain.number", "a")
    heard, project = Heard(document), document.project
    document.save(tmp_path / "film.sora")
    assert not document.modified
    assert document.path == tmp_path / "film.sora"
    assert heard.paths == 1
    document.replace(Project(), None)
    document.open(tmp_path / "film.sora")
    assert document.project == project
    assert not document.can_undo


def test_saving_needs_a_place(document: Document) -> None:
    add(document, "plain.number", "a")
    with pytest.raises(ProjectError):
        document.save()
    assert document.modified


def test_what_cannot_be_saved_stays_unsaved(document: Document, tmp_path: Path) -> None:
    add(document, "plain.number", "a")
    with pytest.raises(ProjectError):
        document.save(tmp_path / "nowhere" / "deep" / "film.sora" / "x.sora")
    assert document.modified
    assert document.path is None


def test_an_example_keeps_its_name_but_not_its_file(document: Document) -> None:
    document.replace(Project(), None, title="first_film")
    assert document.path is None
    assert document.title == "first_film"


def test_what_holds_no_project_is_refused_and_nothing_is_lost(document: Document, tmp_path: Path) -> None:
    add(document, "plain.number", "a")
    project = document.project
    (tmp_path / "broken.sora").write_text("{", "utf-8")
    (tmp_path / "no.mp4").write_text("no film", "utf-8")
    with pytest.raises(ProjectError):
        document.open(tmp_path / "broken.sora")
    with pytest.raises(MediaError):
        document.open(tmp_path / "no.mp4")
    assert document.project is project


def test_a_film_from_elsewhere_is_no_project(document: Document, tmp_path: Path) -> None:
    from fractions import Fraction

    from soraapp.media.clip import Size
    from soraapp.media.export.film import write_video
    from tests.engine.sample_nodes.plain import Ramp

    write_video(tmp_path / "foreign.mp4", Ramp(Size(32, 32), Fraction(12), 4), metadata={})
    with pytest.raises(ProjectError, match="holds no Soraapp project"):
        document.open(tmp_path / "foreign.mp4")

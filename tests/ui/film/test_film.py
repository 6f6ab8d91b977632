"""The film in the preview: slates where something is missing, its playhead, and what becomes of it as things happen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from soraapp.media.clip import Clip
from soraapp.media.film.picture import Film
from soraapp.media.probe import probe
from soraapp.project import edits
from soraapp.project.film import FILM, is_hidden
from soraapp.project.graph import Port
from soraapp.project.timeline.timeline import NodeSource, TimelineSource
from tests.ui.events import turn, wait
from tests.ui.film.conftest import CLIP, CUT, RATE, SIZE, item, put, row, settled, with_film
from tests.ui.window import Maker, click_node, press
from ui.canvas.offers import all_entries
from ui.dialogs.export.deliverable import deliverable, offered_first
from ui.film.slate import GROUND, Slate
from ui.jobs import Phase
from ui.main_window import MainWindow


def shown(window: MainWindow) -> Film:
    clip = window.preview.player.clip
    assert isinstance(clip, Film)
    return clip


def slates(window: MainWindow) -> list[str]:
    """What is missing in the film that is seen, and how it stands."""
    images = (getattr(clip, "image", None) for clip in shown(window).clips)
    return [f"{image.name}: {image.state}" for image in images if isinstance(image, Slate)]


def test_what_is_missing_is_a_slate_until_it_is_made(window: MainWindow) -> None:
    put(window, row(item("a", CLIP, 0, 6), item("b", CUT, 8, 4)))
    assert window.film.timeline is window.document.project.film
    window.film.show()
    settled(window)
    assert (shown(window).size, shown(window).rate, shown(window).count) == (SIZE, RATE, 12)
    assert slates(window) == ["Clip: not made yet", "Cut: not made yet"]
    assert tuple(shown(window).frames(0, 1)[0, 0, 0]) == GROUND
    assert not window.preview.player.playing
    window.film.seek(9)
    assert window.preview.player.frame == 9
    window.jobs.run()
    wait(lambda: not window.jobs.running, "the run")
    wait(lambda: not slates(window), "the film without slates")
    assert window.preview.player.frame == window.film.frame == 9
    assert window.film.shown
    made = window.jobs.result("cut")
    assert made is not None
    cut = made["clip"]
    assert isinstance(cut, Clip)
    frame = shown(window).frames(8, 9)[0]
    assert (frame[:, 16:48] == cut.frames(0, 1)[0]).all()
    assert not shown(window).frames(7, 8).any()
    assert window.jobs.state(FILM).phase is Phase.DONE


def test_while_a_shot_is_made_it_is_seen_as_it_stands(window: MainWindow) -> None:
    window.document.apply(edits.set_value("clip", "steps", 60))
    put(window, row(item("a", CLIP, 0, 8)))
    window.film.show()
    settled(window)
    assert slates(window)
    window.jobs.run(["clip"])
    wait(lambda: not slates(window) and window.jobs.running, "the first sketch")
    assert window.film.state_of(CLIP).phase is Phase.RUNNING
    wait(lambda: not window.jobs.running, "the end")
    turn(0.2)
    result = window.jobs.result("clip")
    assert result is not None
    assert shown(window).clips[0] == result["clip"]


def test_an_edit_is_seen_at_once_and_the_playhead_stays(window: MainWindow) -> None:
    put(window, row(item("a", CLIP, 0, 10)))
    window.film.show()
    window.film.seek(7)
    settled(window)
    changes: list[None] = []
    window.film.timeline_changed.connect(lambda: changes.append(None))
    put(window, row(item("a", CLIP, 4, 10)))
    settled(window)
    assert shown(window).count == 14
    assert window.preview.player.frame == window.film.frame == 7
    assert len(changes) == 1
    put(window, row(item("a", CLIP, 0, 5)))
    settled(window)
    assert shown(window).count == 5
    assert window.preview.player.frame == 4


def test_a_node_that_is_chosen_takes_the_place_of_the_film_and_it_comes_back_where_it_was(window: MainWindow) -> None:
    put(window, row(item("a", CLIP, 0, 10)))
    window.jobs.run()
    wait(lambda: not window.jobs.running, "the run")
    window.film.seek(6)
    settled(window)
    assert window.preview.player.frame == 6
    click_node(window, "cut")
    assert not window.film.shown
    wait(lambda: window.preview.player.clip is not None and window.preview.player.clip.count == 4, "the node")
    window.preview.seek(2)
    assert window.film.frame == 6
    window.film.show()
    settled(window)
    assert window.preview.player.frame == 6
    assert shown(window).count == 10


def test_it_plays_when_asked_also_before_it_is_there(window: MainWindow) -> None:
    put(window, row(item("a", CLIP, 0, 10)))
    moved: list[int] = []
    window.film.frame_changed.connect(moved.append)
    window.film.toggle()
    wait(lambda: len(set(moved)) > 4, "the playhead to run")
    assert window.preview.player.playing
    window.film.toggle()
    assert not window.preview.player.playing
    assert window.film.frame == window.preview.player.frame
    window.preview.setFocus()
    press(Qt.Key.Key_Home)
    wait(lambda: window.film.frame == 0, "the beginning")


def test_the_playhead_may_stand_behind_the_end(window: MainWindow) -> None:
    put(window, row(item("a", CLIP, 0, 10)))
    window.film.seek(30)
    settled(window)
    assert window.film.frame == 30
    assert window.preview.player.frame == 9
    put(window, row(item("a", CLIP, 0, 10), item("b", CUT, 28, 10)))
    settled(window)
    window.film.seek(30)
    assert window.preview.player.frame == 30


def test_a_film_whose_results_are_stored_can_be_played_at_once(windows: Maker) -> None:
    window = windows(None)
    put(window, row(item("a", CLIP, 0, 8), item("b", CUT, 8, 3)))
    window.jobs.run()
    wait(lambda: not window.jobs.running, "the run")
    project = window.document.project
    other = windows(None)
    other.document.replace(project, None)
    wait(lambda: other.film.shown and not slates(other) if other.preview.player.clip else False, "the film")
    assert not other.jobs.running
    assert other.film.timeline == project.film


def test_timelines_in_timelines_and_sources_that_are_gone(window: MainWindow) -> None:
    inner = row(item("c", CLIP, 0, 6), id="inner")
    gone = NodeSource(Port("gone", "clip"))
    put(window, row(item("a", TimelineSource("inner"), 0, 6), item("b", gone, 6, 4)), inner)
    window.film.show()
    settled(window)
    assert slates(window) == ["deleted node: missing"]
    nested = shown(window).clips[0]
    assert isinstance(nested, Film)
    assert isinstance(getattr(nested.clips[0], "image", None), Slate)
    assert window.film.length_of(TimelineSource("inner")) == inner.end / RATE
    assert window.film.state_of(gone).phase is Phase.MISSING
    assert window.film.clip_of(gone) is None
    window.film.open("inner")
    settled(window)
    assert shown(window).count == 6
    window.jobs.run(["clip"])
    wait(lambda: not window.jobs.running, "the run")
    wait(lambda: not slates(window), "the inner film")
    window.film.open()
    settled(window)
    assert slates(window) == ["deleted node: missing"]
    assert window.film.state_of(TimelineSource("inner")).phase is Phase.DONE


def test_an_empty_timeline_says_what_to_do(window: MainWindow) -> None:
    put(window, row())
    window.film.show()
    turn(0.1)
    assert window.preview.player.clip is None
    assert "empty" in window.preview.screen_area.words()
    put(window, row(item("a", CLIP, 0, 8)))
    settled(window)
    assert slates(window) == ["Clip: not made yet"]
    window.document.replace(with_film(window.document.project), None)
    turn(0.1)
    assert not window.film.shown


def test_a_problem_of_the_film_leads_to_the_item(window: MainWindow) -> None:
    gone = NodeSource(Port("gone", "clip"))
    put(window, row(item("a", CLIP, 0, 6), item("b", gone, 6, 4)))
    wait(lambda: not window.jobs.surveying, "the survey")
    (problem,) = window.problems.rows()
    assert problem.text(1).startswith("V1 at 00:00:00:06 shows gone, which is not there")
    window.docks["problems"].show()
    window.docks["problems"].raise_()
    turn(0.1)
    tree = window.problems.list
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualItemRect(problem).center())
    assert window.timeline.view.selection == ("b",)
    assert window.film.shown
    assert window.film.frame == 6
    assert window.timeline.view.playhead == 6


def test_what_is_there_for_films_alone_is_nowhere_else(window: MainWindow) -> None:
    put(window, row(item("a", NodeSource(CLIP.port, "ab" * 16), 0, 6)))
    wait(lambda: not window.jobs.surveying, "the survey")
    assert [node for node in window.document.flat.graph.nodes if is_hidden(node)] == ["/take/" + "ab" * 16, FILM]
    assert set(window.canvas.graph_scene.nodes) == {"clip", "cut"}
    assert "output.film" not in list(window.document.catalogue)
    assert "output.film" not in {entry.kind.name for entry in all_entries(window.document.catalogue)}
    assert deliverable(window.document)[0] == (FILM, "Film")
    assert len(deliverable(window.document)) == 3
    assert offered_first(window.document, (), None) == FILM


def test_the_film_is_exported_from_the_window(window: MainWindow, tmp_path: Path) -> None:
    put(window, row(item("a", CLIP, 0, 6), item("b", CUT, 8, 4)))
    window.film.show()
    settled(window)
    assert window.film.node == FILM
    path = tmp_path / "film.mp4"
    window.jobs.export(window.film.node, path)
    wait(path.exists, "the film")
    wait(lambda: not window.jobs.running, "the end")
    facts = probe(path)
    assert (facts.size, facts.rate, facts.count) == (SIZE, RATE, 12)
    wait(lambda: not slates(window), "the film as it is now")


def test_slates_speak_the_language_of_the_window(window: MainWindow) -> None:
    put(window, row(item("a", CLIP, 0, 6)))
    window.film.show()
    settled(window)
    window.speak("zh_CN")
    wait(lambda: slates(window)[0].endswith("尚未生成"), "the words")
    window.speak("en")
    wait(lambda: slates(window) == ["Clip: not made yet"], "the words")


def test_the_title_over_the_picture_speaks_the_language_of_the_window(window: MainWindow) -> None:
    """Also where nothing of the film itself is different."""
    put(window, row(item("a", CLIP, 0, 6)))
    window.jobs.run()
    wait(lambda: window.jobs.result("clip") is not None and not window.jobs.running, "the clip")
    window.film.show()
    settled(window)
    assert not slates(window)
    assert window.preview.head.title.text() == "Film"
    window.speak("zh_CN")
    wait(lambda: window.preview.head.title.text() == "影片", "the title")
    window.speak("en")
    wait(lambda: window.preview.head.title.text() == "Film", "the title")


def test_another_project_is_seen_as_a_whole(window: MainWindow) -> None:
    put(window, row(item("a", CLIP, 0, 6)))
    window.film.show()
    settled(window)
    window.preview.one_to_one()
    assert not window.preview.screen_area.fit
    window.document.replace(window.document.project, None)
    assert window.preview.screen_area.fit

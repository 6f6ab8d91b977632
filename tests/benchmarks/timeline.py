"""A timeline of ten minutes with 300 items on 6 tracks: how long a frame takes while it is scrolled, zoomed, played and
edited, at 1600x300 and 2560x600, with pictures and waves.

The alternative is one frame of a screen, 16.7 ms. Times are of the CPU of the window's thread, and hold all that is
done for the frame: the edit, the new project, the painting into a real surface, and the pictures that come meanwhile.
"""

from __future__ import annotations

import gc
import os
import statistics
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from time import monotonic, thread_time

import numpy as np
from PySide6.QtWidgets import QApplication

from soraapp.media.ops.transition import TransitionStyle
from soraapp.project.project import Project
from soraapp.project.timeline.timeline import FileSource, Item, Lead, Timeline, TitleSource, Track, TrackKind
from soraapp.project.timeline.trimming import Edge, trim
from tests.benchmarks.measure import Measure
from tests.engine.conftest import CATALOGUE
from tests.ui.events import turn
from tests.ui.timeline.reel import Hills, Stock, Waves
from ui.document import Document
from ui.theme import apply, install_fonts, load_theme
from ui.timeline.panel import TimelinePanel

FRAME = 1000 / 60
LENGTH = 14_400
"""Frames: ten minutes at 24 a second."""
COUNTS = {"v1": 120, "v2": 60, "v3": 40, "t1": 30, "a1": 30, "a2": 20}
KINDS = {"v": TrackKind.VIDEO, "t": TrackKind.TITLE, "a": TrackKind.AUDIO}
CLIPS = 40
SIZES = ((1600, 300), (2560, 600))
STEPS = 90
"""Frames that are measured of each kind."""


def film() -> Timeline:
    """300 items, some with transitions, fades, another pace, a link."""
    tracks: list[Track] = []
    for name, count in COUNTS.items():
        kind, step = KINDS[name[0]], LENGTH // count
        items = [_item(name, number, step, kind) for number in range(count)]
        tracks.append(Track(name, kind, name.upper(), tuple(items)))
    return Timeline("film", "Film", tracks=tuple(tracks))


def _item(track: str, number: int, step: int, kind: TrackKind) -> Item:
    if kind is TrackKind.TITLE:
        return Item(f"{track}-{number}", TitleSource(f"Title {number}"), number * step, step // 2)
    touching = number % 5 != 0
    path = Path(f"{'clip' if kind is TrackKind.VIDEO else 'sound'}{(number * 7) % CLIPS}.mp4")
    lead = Lead(TransitionStyle.DISSOLVE, 6, 6) if touching and number % 4 == 2 and kind is TrackKind.VIDEO else None
    return Item(
        f"{track}-{number}",
        FileSource(path),
        number * step,
        step if (number + 1) % 5 else step - 20,
        speed=Fraction(3, 2) if number % 7 == 3 else Fraction(1),
        reverse=number % 11 == 5,
        lead=lead,
        fade_in=12 if number % 6 == 1 else 0,
        name=f"Shot {number} of the film",
    )


def measure() -> Iterator[Measure]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(["benchmark"])
    assert isinstance(app, QApplication)
    install_fonts()
    theme = load_theme("dark")
    apply(app, theme)
    media = {f"clip{number}": Hills(number, count=720) for number in range(CLIPS)}
    sounds = {f"sound{number}": Waves(48000 * (20 + number)) for number in range(CLIPS)}
    document = Document(CATALOGUE)
    panel = TimelinePanel(document, Stock({**media, **sounds}), theme)
    document.replace(Project(timelines={"film": film()}), None)
    gc.collect()
    gc.freeze()  # As the program does once its window stands.
    for width, height in SIZES:
        panel.resize(width, height)
        panel.show()
        turn(0.2)
        for name, (zoom, do) in _deeds(panel, document).items():
            _prepare(panel, zoom)
            yield from _told(f"{width}x{height}: {name}", _times(panel, do))
    panel.close_pictures()


def _prepare(panel: TimelinePanel, zoom: float | None) -> None:
    """Stand in the middle of the film, all pictures there."""
    view = panel.view
    view.fit()
    if zoom is not None:
        view.zoom_to(zoom, 0)
        view.pan(-3000 * zoom, 0)
    late = monotonic() + 60
    turn(0.1)
    while view.pictures.waiting and monotonic() < late:
        turn(0.05)
    turn(0.1)


def _deeds(panel: TimelinePanel, document: Document) -> dict[str, tuple[float | None, Callable[[int], None]]]:
    """What is done, a step a frame, with the zoom where it begins; None for all in view."""
    view = panel.view

    def scroll(step: int) -> None:
        view.pan(-37 if step < STEPS // 2 else 37, 0)

    def zoom(step: int) -> None:
        view.zoom_to(view.geometry_.zoom * (1.09 if step < STEPS // 2 else 1 / 1.09), 500)

    def play(step: int) -> None:
        view.set_playhead(round(view.geometry_.place(100)) + step)

    def cut(step: int) -> None:
        edge = Edge.TAIL
        document.apply(trim("film", ["v1-40"], edge, -1 if step < STEPS // 2 else 1, merge="trim"))

    def draft(step: int) -> None:
        shown = document.project
        changed = trim("film", ["v1-40"], Edge.TAIL, -(step % 30)).change(shown)
        view.show_draft(changed.timelines["film"])

    return {
        "scroll, 4 px a frame": (4.0, scroll),
        "scroll, 0.5 px a frame": (0.5, scroll),
        "zoom out of all and back": (None, zoom),
        "the playhead moves": (1.0, play),
        "trim, all in view": (None, cut),
        "trim, 0.5 px a frame": (0.5, cut),
        "drag an edge, 0.5 px a frame": (0.5, draft),
    }


def _times(panel: TimelinePanel, do: Callable[[int], None]) -> list[float]:
    """Milliseconds of each step."""
    found: list[float] = []
    for step in range(STEPS):
        began = thread_time()
        do(step)
        QApplication.processEvents()
        found.append((thread_time() - began) * 1000)
    panel.view.show_draft(None)
    return found


def _told(name: str, times: list[float]) -> Iterator[Measure]:
    yield Measure(f"{name}: median", statistics.median(times), FRAME, "ms")
    yield Measure(f"{name}: 95 %", float(np.percentile(times, 95)), FRAME, "ms")
    yield Measure(f"{name}: longest", max(times), FRAME, "ms")

"""The film of a timeline: what its frames cost beside the plain tools that make the same, what a change of a long one
costs before anything is read, and the memory while a minute of 1080p with a title becomes a file.

The tools read the same film of 1080p in the same run. A change is held against 5 ms: it happens with every move of a
hand that drags an item.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from functools import partial
from pathlib import Path

from soraapp.catalogue import Catalogue
from soraapp.media.clip import Clip, Size, StillClip, stream
from soraapp.media.decode import open_clip
from soraapp.media.film.cut import Cut, Lead, Shot
from soraapp.media.film.film import film_of
from soraapp.media.fit import FitMode
from soraapp.media.ops import Concatenate, Fit, Overlay, Transition, TransitionStyle, Trim
from soraapp.media.shapes import ColourImage
from soraapp.project.flat import flat
from soraapp.project.graph import Graph, Node, Port
from soraapp.project.project import Project
from soraapp.project.storage import save
from soraapp.project.timeline.timeline import FileSource, Item, NodeSource, Timeline, TitleSource, Track, TrackKind
from tests.benchmarks.footage import HEIGHT, RATE, WIDTH, shoot
from tests.benchmarks.measure import Measure, medians, timed
from tests.benchmarks.memory import ROOT, use_of

SIZE, FPS = Size(WIDTH, HEIGHT), Fraction(RATE)
SECONDS, TURNS = 2, 3
LENGTHS = (4, 60)
ITEMS = 300
_LIMIT = 5.0


def measure() -> Iterator[Measure]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield from _frames(open_clip(shoot(folder / "short.mp4", SECONDS)))
        yield from _changes()
        yield from _memory(folder)


def _frames(clip: Clip) -> Iterator[Measure]:
    """Our films beside what the tools make of the same clip."""
    half, whole = clip.count // 2, clip.count
    shot = partial(Shot, source=0)
    tail = Fraction(half) / FPS
    small = Size(WIDTH // 2, HEIGHT // 2)
    ground = StillClip(ColourImage(SIZE, (40, 60, 80)), FPS, whole)
    pairs: dict[str, tuple[Clip, Clip]] = {
        "a row of shots": (
            _film(whole, (clip,), (shot(start=0, length=half, offset=tail), shot(start=half, length=half))),
            Concatenate((Trim(clip, half, whole), Trim(clip, 0, half))),
        ),
        "a covered track": (
            _film(whole, (clip,), (shot(start=0, length=whole),), (shot(start=0, length=whole),)),
            clip,
        ),
        "a dissolve": (
            _film(
                whole,
                (clip,),
                (
                    shot(start=0, length=half),
                    shot(start=half, length=half, offset=tail, lead=Lead(TransitionStyle.DISSOLVE, half, half)),
                ),
            ),
            Transition(clip, clip, whole),
        ),
        "another size": (
            _film(whole, (Fit(clip, small),), (shot(start=0, length=whole),)),
            Fit(Fit(clip, small), SIZE, FitMode.CONTAIN),
        ),
        "half seen over another": (
            _film(
                whole,
                (clip, ground),
                (shot(start=0, length=whole, source=1),),
                (shot(start=0, length=whole, opacity=0.5),),
            ),
            Overlay(ground, clip, 0, 0, SIZE, opacity=0.5),
        ),
    }
    for name, (ours, other) in pairs.items():
        mine, theirs = (medians([timed(partial(_drain, one)) for _ in range(TURNS)]) for one in (ours, other))
        yield Measure(f"film: {name}, a frame", _each(mine.wall, ours), _each(theirs.wall, other), "ms")
        yield Measure(f"film: {name}, a frame, processor", _each(mine.cpu, ours), _each(theirs.cpu, other), "ms")


def _film(count: int, clips: tuple[Clip, ...], *layers: tuple[Shot, ...]) -> Clip:
    return film_of(Cut(SIZE, FPS, count, layers), clips)


def _drain(clip: Clip) -> None:
    for _ in stream(clip):
        pass


def _each(seconds: float, clip: Clip) -> float:
    return 1000 * seconds / clip.count


def _changes() -> Iterator[Measure]:
    """What runs is found anew after an item was moved: before a plan, and before any frame."""
    catalogue = Catalogue.of("nodes")
    nodes = {f"n{at}": Node(f"n{at}", "generate.text_to_video", 1, f"Shot {at}", {"seed": at}) for at in range(ITEMS)}
    items = [Item(f"i{at}", NodeSource(Port(f"n{at}", "clip")), at * 48, 48, Fraction(at, 24)) for at in range(ITEMS)]
    project = Project(Graph(nodes))
    flat(project, catalogue)

    def moved(by: int) -> Callable[[], object]:
        row = (*items[:-1], replace(items[-1], start=items[-1].start + by))
        timeline = Timeline("film", "Film", SIZE, FPS, (Track("v", TrackKind.VIDEO, "V1", row),))
        changed = replace(project, timelines={"film": timeline})
        return lambda: flat(changed, catalogue)

    found = medians([timed(moved(by)) for by in range(21)])
    yield Measure(f"film: an item among {ITEMS} is moved, and what runs is known", 1000 * found.wall, _LIMIT, "ms")


def _memory(folder: Path) -> Iterator[Measure]:
    peaks: list[float] = []
    for length in LENGTHS:
        source, project, film = shoot(folder / f"{length}.mp4", length), folder / f"{length}.sora", folder / "film.mp4"
        save(_titled(source, length * RATE), project)
        use = use_of(film, str(ROOT / "main.py"), "render", str(project), "--film", "--output", str(film))
        plain = use_of(film, "-m", "tests.benchmarks.plain_loop", str(source), str(film))
        peaks.append(use.peak)
        yield Measure(f"film: {length} s of 1080p with a title, peak of all", use.peak, plain.peak, "MB")
        yield Measure(f"film: {length} s of 1080p with a title, time", use.seconds, plain.seconds, "s")
    yield Measure(f"film: {LENGTHS[-1]} s beside {LENGTHS[0]} s, peak", peaks[-1], peaks[0], "MB")


def _titled(source: Path, count: int) -> Project:
    """Two shots of a film with a dissolve between them, and a title over all of it."""
    half = count // 2
    first = Item("a", FileSource(source), 0, half)
    second = Item("b", FileSource(source), half, half, lead=Lead(TransitionStyle.DISSOLVE, 10, 10))
    title = Item("c", TitleSource("A minute of 1080p"), 0, count)
    tracks = (
        Track("v", TrackKind.VIDEO, "V1", (first, second)),
        Track("t", TrackKind.TITLE, "T1", (title,)),
    )
    return Project(timelines={"film": Timeline("film", "Film", SIZE, FPS, tracks)})

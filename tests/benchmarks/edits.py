"""Every edit of a timeline of ten minutes with 300 items on 6 tracks, as the history makes it, and of all at once.

The alternative is what an edit may take of a frame of a screen, 2 ms. Times are of the CPU.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from time import thread_time

from soraapp.media.ops.transition import TransitionStyle
from soraapp.project.edits import Edit
from soraapp.project.history import History
from soraapp.project.project import Project
from soraapp.project.timeline.copying import copied, paste
from soraapp.project.timeline.leads import add_leads
from soraapp.project.timeline.links import link
from soraapp.project.timeline.nesting import nest
from soraapp.project.timeline.pace import set_speed
from soraapp.project.timeline.placing import Placing, move, put, remove
from soraapp.project.timeline.properties import change_items
from soraapp.project.timeline.razor import cut
from soraapp.project.timeline.timeline import FileSource, Item, Timeline
from soraapp.project.timeline.trimming import Edge, roll, slide, slip, trim
from tests.benchmarks.measure import Measure
from tests.benchmarks.timeline import film

MOST = 2.0
"""Milliseconds."""
RUNS = 25


def edits(timeline: Timeline) -> dict[str, Edit]:
    """One edit of each kind, by what it does."""
    early, whole = "v1-2", list(timeline.by_id)
    new = Item("new", FileSource(timeline.tracks[0].items[0].source.path), 100, 50)  # type: ignore[union-attr]
    return {
        "overwrite one": put("film", [("v1", new)]),
        "insert one, all later ones make way": put("film", [("v1", new)], Placing.INSERT),
        "move one": move("film", [early], 7),
        "move all": move("film", whole, 7),
        "duplicate all": move("film", whole, timeline.end, copies=True),
        "ripple delete one, later ones close up": remove("film", [early], ripple=True, alone=True),
        "trim one": trim("film", [early], Edge.TAIL, -3),
        "ripple trim one": trim("film", [early], Edge.TAIL, 3, ripple=True),
        "trim all": trim("film", whole, Edge.TAIL, -3),
        "roll": roll("film", early, Edge.TAIL, 3),
        "slip all": slip("film", whole, -3),
        "slide one": slide("film", [early], 3),
        "cut all tracks": cut("film", 5000),
        "speed of one, later ones close up": set_speed("film", [early], Fraction(2)),
        "paint all": change_items("film", whole, "Change colour", color="blue"),
        "link all": link("film", whole),
        "transitions on all": add_leads("film", whole, TransitionStyle.DISSOLVE, 12),
        "nest all": nest("film", whole, "Scene"),
        "paste all": paste("film", copied(timeline, whole), timeline.end),
    }


def measure() -> Iterator[Measure]:
    timeline = film()
    for name, edit in edits(timeline).items():
        times: list[float] = []
        for _ in range(RUNS):
            whole = film()
            # What closes up is about one track of 120 items: on the others something is in the way.
            held = replace(
                whole, tracks=tuple(replace(one, locked="close up" in name and one.id != "v1") for one in whole.tracks)
            )
            history = History(Project(timelines={timeline.id: held}))
            began = thread_time()
            history.apply(edit)
            times.append((thread_time() - began) * 1000)
        yield Measure(f"300 items: {name}", statistics.median(times), MOST, "ms")

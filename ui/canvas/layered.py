"""Lays boxes out in columns by the flow from left to right, with few crossings and straight links.

The method of Sugiyama: columns by the longest way, links over several columns as a chain of points, an order within
each column by where the neighbours are, and heights that keep links as level as the order allows.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from ui.canvas.columns import columns, groups

ACROSS, DOWN, APART = 80.0, 32.0, 64.0
"""Between columns, between boxes in a column, and between parts that nothing links."""
POINT_DOWN = 12.0
SWEEPS = 8
"""How often the order and the heights are mended at the most; less often where there is much to mend."""
MUCH = 2000
"""Boxes and points from which on sweeps are fewer."""
LONGEST = 8
"""A link over more columns goes its way without points: they would be more than the boxes."""
WIDEST = 1400.0
"""How far a row of boxes without links goes, where the rest is not wider."""


class Box(NamedTuple):
    """Something to lay out, where it stands now."""

    x: float
    y: float
    width: float
    height: float


class Link(NamedTuple):
    """From one box to another, and how far below their tops it leaves and enters."""

    source: str
    target: str
    leaves: float
    enters: float


def layered(boxes: Mapping[str, Box], links: Iterable[Link]) -> dict[str, tuple[float, float]]:
    """The new top left corner of each box, the outermost where they are now. The same boxes give the same places."""
    if not boxes:
        return {}
    wires = [link for link in links if link.source != link.target]
    names = sorted(boxes, key=lambda name: (boxes[name].y, boxes[name].x, name))
    parts = groups(names, [(link.source, link.target) for link in wires])
    part_of = {name: index for index, part in enumerate(parts) for name in part}
    within: list[list[Link]] = [[] for _ in parts]
    for link in wires:
        within[part_of[link.source]].append(link)
    top, widest, found = 0.0, WIDEST, dict[str, tuple[float, float]]()
    for part, own in zip(parts, within, strict=True):
        if own:
            places = _flow(part, boxes, own)
            found |= {name: (x, y + top) for name, (x, y) in places.items()}
            top = max(found[name][1] + boxes[name].height for name in part) + APART
            widest = max(widest, *(x + boxes[name].width for name, (x, _) in places.items()))
    alone = [part[0] for part, own in zip(parts, within, strict=True) if not own]
    found |= _rows(alone, boxes, top, widest)
    left, upper = min(box.x for box in boxes.values()), min(box.y for box in boxes.values())
    return {name: (round(x + left), round(y + upper)) for name, (x, y) in found.items()}


def _rows(names: Sequence[str], boxes: Mapping[str, Box], top: float, widest: float) -> dict[str, tuple[float, float]]:
    """Boxes beside each other, in rows that are not wider than `widest`."""
    found: dict[str, tuple[float, float]] = {}
    x, lowest = 0.0, 0.0
    for name in names:
        if x and x + boxes[name].width > widest:
            x, top, lowest = 0.0, top + lowest + DOWN, 0.0
        found[name] = x, top
        x += boxes[name].width + DOWN
        lowest = max(lowest, boxes[name].height)
    return found


@dataclass
class _Flow:
    """The columns of a part of linked boxes. A link over several columns has a point in each between."""

    rows: list[list[str]]
    heights: dict[str, float]
    """Of the boxes; a point has none."""
    before: dict[str, list[tuple[str, float, float]]] = field(default_factory=dict[str, list[tuple[str, float, float]]])
    """For each the ones in the column on the left, how far below its top the link leaves there, and enters here."""
    after: dict[str, list[tuple[str, float, float]]] = field(default_factory=dict[str, list[tuple[str, float, float]]])

    def join(self, source: str, target: str, leaves: float, enters: float) -> None:
        self.before.setdefault(target, []).append((source, leaves, enters))
        self.after.setdefault(source, []).append((target, enters, leaves))

    @property
    def sweeps(self) -> int:
        return max(2, min(SWEEPS, SWEEPS * MUCH // max(1, sum(map(len, self.rows)))))

    def height(self, name: str) -> float:
        return self.heights.get(name, 0.0)


def _flow(names: Sequence[str], boxes: Mapping[str, Box], links: Sequence[Link]) -> dict[str, tuple[float, float]]:
    column = columns(names, [(link.source, link.target) for link in links])
    flow = _chained(names, boxes, links, column)
    flow.rows = _ordered(flow)
    heights = _heights(flow)
    x, found = 0.0, dict[str, tuple[float, float]]()
    for row in flow.rows:
        own = [name for name in row if name in boxes]
        found |= {name: (x, heights[name]) for name in own}
        x += max((boxes[name].width for name in own), default=0.0) + ACROSS
    top = min(y for _, y in found.values())
    return {name: (x, y - top) for name, (x, y) in found.items()}


def _chained(names: Sequence[str], boxes: Mapping[str, Box], links: Sequence[Link], column: Mapping[str, int]) -> _Flow:
    flow = _Flow([[] for _ in range(max(column.values()) + 1)], {name: boxes[name].height for name in names})
    level: dict[str, float] = {name: boxes[name].y for name in names}
    for number, link in enumerate(links):
        first, last = column[link.source], column[link.target]
        if first >= last or last - first > LONGEST:  # One that closes a circle, or a long one.
            continue
        previous, leaves = link.source, link.leaves
        start, end = boxes[link.source].y + link.leaves, boxes[link.target].y + link.enters
        for between in range(first + 1, last):
            point = f"{number} {between}"  # No id of a node has a space.
            level[point] = start + (end - start) * (between - first) / (last - first)
            flow.rows[between].append(point)
            flow.join(previous, point, leaves, 0.0)
            previous, leaves = point, 0.0
        flow.join(previous, link.target, leaves, link.enters)
    for name in names:
        flow.rows[column[name]].append(name)
    for row in flow.rows:
        row.sort(key=lambda name: (level[name], name))
    return flow


def _ordered(flow: _Flow) -> list[list[str]]:
    """The order with the fewest crossings that was found: from the present one on, and from one along the links."""
    best, least = flow.rows, crossings(flow)
    for rows in (flow.rows, _along(flow)):
        flow.rows = [list(row) for row in rows]
        for sweep in range(flow.sweeps):
            _sweep(flow, forwards=sweep % 2 == 0)
            count = crossings(flow)
            if count < least:
                best, least = [list(row) for row in flow.rows], count
            if not least:
                return best
    return best


def _along(flow: _Flow) -> list[list[str]]:
    """The order in which the boxes are met on the way along links."""
    column = {name: index for index, row in enumerate(flow.rows) for name in row}
    rows: list[list[str]] = [[] for _ in flow.rows]
    seen: set[str] = set()
    for first in (name for row in flow.rows for name in row):
        way = [first]
        while way:
            name = way.pop()
            if name in seen:
                continue
            seen.add(name)
            rows[column[name]].append(name)
            near = sorted((leaves, other) for other, _, leaves in flow.after.get(name, ()))
            near += sorted((enters, other) for other, _, enters in flow.before.get(name, ()))
            way += [other for _, other in reversed(near)]
    return rows


def _sweep(flow: _Flow, *, forwards: bool) -> None:
    """Put each column in the order of where its links come from in the one before it."""
    links = flow.before if forwards else flow.after
    rows = flow.rows if forwards else flow.rows[::-1]
    for fixed, row in pairwise(rows):
        place = {name: index for index, name in enumerate(fixed)}
        wish: dict[str, float] = {}
        for index, name in enumerate(row):
            near = [place[other] + 0.9 * there / (flow.height(other) or 1.0) for other, there, _ in links.get(name, ())]
            wish[name] = sum(near) / len(near) if near else float(index)
        row.sort(key=wish.__getitem__)


def crossings(flow: _Flow) -> int:
    """How many pairs of links cross each other."""
    total = 0
    for left, right in pairwise(flow.rows):
        place = {name: index for index, name in enumerate(right)}
        ends: list[tuple[int, float]] = []
        for name in left:
            links = sorted((leaves, place[other], enters) for other, enters, leaves in flow.after.get(name, ()))
            for _, index, enters in links:
                end = (index, enters)
                total += len(ends) - bisect_right(ends, end)
                insort(ends, end)
    return total


def _heights(flow: _Flow) -> dict[str, float]:
    """The top of each box and point: links are as level as the order and the gaps allow."""
    top: dict[str, float] = {}
    for row in flow.rows:
        y = 0.0
        for name in row:
            top[name] = y
            y += flow.height(name) + _gap(flow, name)
    for sweep in range(flow.sweeps):
        forwards = sweep % 2 == 0
        for row in flow.rows if forwards else reversed(flow.rows):
            _level(flow, row, top, flow.before if forwards else flow.after)
    return top


def _level(
    flow: _Flow, row: Sequence[str], top: dict[str, float], links: Mapping[str, Sequence[tuple[str, float, float]]]
) -> None:
    """Move the boxes of a column to where their links are level, no nearer to each other than the gaps: those that want
    the same room share it as a block around the middle of their wishes."""
    blocks: list[tuple[float, float, int]] = []
    """The top that all members wish on the average, how much they count, and how many they are."""
    shift, shifts = 0.0, list[float]()
    for name in row:
        near = links.get(name, ())
        point = name not in flow.heights
        wish = sum(top[other] + there - here for other, there, here in near) / len(near) if near else top[name]
        weight = (8.0 if point else len(near)) if near else 0.1
        blocks.append((wish - shift, weight, 1))
        shifts.append(shift)
        shift += flow.height(name) + _gap(flow, name)
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (one, first, some), (two, second, more) = blocks[-2:]
            blocks[-2:] = [((one * first + two * second) / (first + second), first + second, some + more)]
    begin = 0
    for wish, _, count in blocks:
        for index in range(begin, begin + count):
            top[row[index]] = wish + shifts[index]
        begin += count


def _gap(flow: _Flow, name: str) -> float:
    return DOWN if name in flow.heights else POINT_DOWN

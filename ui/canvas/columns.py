"""Which column each box of a flow stands in, from left to right: behind all that feed it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence


def columns(boxes: Sequence[str], links: Iterable[tuple[str, str]]) -> dict[str, int]:
    """The column of every box, from 0. Links that close a circle are left out of account; a box that nothing feeds
    stands right before the first that it feeds."""
    after: dict[str, list[str]] = {box: [] for box in boxes}
    for source, target in dict.fromkeys(links):
        after[source].append(target)
    order = _flow(after)
    place = {box: index for index, box in enumerate(order)}
    fed: set[str] = set()
    column = dict.fromkeys(boxes, 0)
    for box in order:
        for target in after[box]:
            if place[target] > place[box]:
                column[target] = max(column[target], column[box] + 1)
                fed.add(target)
    for box in reversed(order):
        ahead = [column[target] for target in after[box] if place[target] > place[box]]
        if box not in fed and ahead:
            column[box] = min(ahead) - 1
    return column


def groups(boxes: Sequence[str], links: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The boxes in groups that nothing links to each other, in the order of their first ones."""
    root = {box: box for box in boxes}

    def found(box: str) -> str:
        while root[box] != box:
            root[box] = root[root[box]]
            box = root[box]
        return box

    for source, target in links:
        root[found(source)] = found(target)
    parts: dict[str, list[str]] = {}
    for box in boxes:
        parts.setdefault(found(box), []).append(box)
    return list(parts.values())


def _flow(after: Mapping[str, Sequence[str]]) -> list[str]:
    """The boxes so that each comes before those that it feeds, as far as they feed each other in no circle."""
    left: list[str] = []
    seen: set[str] = set()
    for first in reversed(list(after)):
        if first in seen:
            continue
        seen.add(first)
        way = [(first, iter(reversed(after[first])))]
        while way:
            box, rest = way[-1]
            target = next((one for one in rest if one not in seen), None)
            if target is None:
                left.append(box)
                way.pop()
            else:
                seen.add(target)
                way.append((target, iter(reversed(after[target]))))
    return left[::-1]

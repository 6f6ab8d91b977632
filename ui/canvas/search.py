"""Which node types a few typed letters mean, best first: by title, alias and category."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from soraapp.nodekit import NodeType
from ui.texts import category_title, node_title

ALIAS, CATEGORY = 0.8, 0.5
"""How much a match in an alias or the category counts beside one in the title."""


class Entry(NamedTuple):
    """A node type that is offered, and what is to be connected when it is chosen."""

    kind: NodeType
    port: str = ""
    """The input or output that fits the dragged wire; empty when none is dragged."""


class Found(NamedTuple):
    """An entry, and where in its title the letters are that matched."""

    entry: Entry
    letters: tuple[int, ...]


def search(query: str, entries: Iterable[Entry], recent: Sequence[str] = ()) -> list[Found]:
    """The entries that match every word of the query, best first. Without a query: recent ones, then all in order."""
    words = query.casefold().split()
    ranked: list[tuple[float, int, int, Found]] = []
    for order, entry in enumerate(entries):
        scored = _score(words, entry.kind)
        if scored is not None:
            age = recent.index(entry.kind.name) if entry.kind.name in recent else len(recent)
            ranked.append((-scored[0], age, order, Found(entry, scored[1])))
    return [item[-1] for item in sorted(ranked, key=lambda item: item[:3])]


def _score(words: Sequence[str], kind: NodeType) -> tuple[float, tuple[int, ...]] | None:
    title = node_title(kind)
    total, letters = 0.0, set[int]()
    for word in words:
        best = match(word, title)
        score = best[0] if best else 0.0
        others = [(alias, ALIAS) for alias in (*kind.aliases, kind.title)]
        others += [(kind.category, CATEGORY), (category_title(kind.category), CATEGORY)]
        for text, weight in others:
            other = match(word, text)
            score = max(score, other[0] * weight if other else 0.0)
        if not score:
            return None
        total += score
        letters.update(best[1] if best else ())
    return total, tuple(sorted(letters))


def match(word: str, text: str) -> tuple[float, tuple[int, ...]] | None:
    """How well a word fits a text, from above 0 to 100, and the letters that it uses; None if it does not.

    The text's beginning is better than a word's beginning, that is better than an inside, that than scattered letters.
    """
    folded = text.casefold()
    start = folded.find(word)
    if start >= 0:
        whole = 5.0 * len(word) / max(len(folded), 1)
        place = 95.0 if start == 0 else 80.0 if folded[start - 1] in " -_." else 60.0
        return place + whole, tuple(range(start, start + len(word)))
    letters: list[int] = []
    for letter in word:
        start = folded.find(letter, letters[-1] + 1 if letters else 0)
        if start < 0:
            return None
        letters.append(start)
    starts = sum(1 for index in letters if index == 0 or folded[index - 1] in " -_.")
    spread = letters[-1] - letters[0] + 1 - len(letters)
    score = 20.0 + 20.0 * starts / len(letters) - min(spread, 15)
    return (score, tuple(letters)) if len(word) > 1 and (starts or spread <= 2) else None

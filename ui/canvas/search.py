"""What a few typed letters mean of what is offered, best first: by title, other names and group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, Protocol, TypeVar

from soraapp.nodekit import NodeType
from ui.texts import category_title, node_help, node_title

ALIAS, GROUP = 0.8, 0.5
"""How much a match in another name or the group counts beside one in the title."""


class Offer(Protocol):
    """Something that can be found and chosen."""

    @property
    def key(self) -> str:
        """By which it is known again among what was chosen lately; empty for what happens once."""
        ...

    @property
    def title(self) -> str: ...

    @property
    def aside(self) -> str:
        """A word or two at the right: the group that it belongs to."""
        ...

    @property
    def help(self) -> str: ...

    @property
    def shape(self) -> str:
        """The kind of port that it is marked with."""
        ...

    @property
    def names(self) -> tuple[str, ...]:
        """Other words for it."""
        ...

    @property
    def groups(self) -> tuple[str, ...]:
        """Words for what it belongs to."""
        ...


O = TypeVar("O", bound=Offer)  # noqa: E741


@dataclass(frozen=True)
class Entry:
    """A node type that is offered, and what is to be connected when it is chosen."""

    kind: NodeType
    port: str = ""
    """The input or output that fits the dragged wire; empty when none is dragged."""
    output: str = ""
    """The output from which a wire goes on when the node is put into it."""

    @property
    def key(self) -> str:
        return self.kind.name

    @property
    def title(self) -> str:
        return node_title(self.kind)

    @property
    def aside(self) -> str:
        return category_title(self.kind.category)

    @property
    def help(self) -> str:
        return node_help(self.kind)

    @property
    def shape(self) -> str:
        return self.kind.outputs[0].kind if self.kind.outputs else ""

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.kind.aliases, self.kind.title)

    @property
    def groups(self) -> tuple[str, ...]:
        return self.kind.category, category_title(self.kind.category)


class Found(NamedTuple, Generic[O]):
    """An offer, and where in its title the letters are that matched."""

    entry: O
    letters: tuple[int, ...]


def search(query: str, entries: Iterable[O], recent: Sequence[str] = ()) -> list[Found[O]]:
    """The offers that match every word of the query, best first. Without a query: recent ones, then all in order."""
    words = query.casefold().split()
    ranked: list[tuple[float, int, int, Found[O]]] = []
    for order, entry in enumerate(entries):
        scored = _score(words, entry)
        if scored is not None:
            age = recent.index(entry.key) if entry.key in recent else len(recent)
            ranked.append((-scored[0], age, order, Found(entry, scored[1])))
    return [item[-1] for item in sorted(ranked, key=lambda item: item[:3])]


def _score(words: Sequence[str], entry: Offer) -> tuple[float, tuple[int, ...]] | None:
    if not words:
        return 0.0, ()
    title = entry.title
    others = [*((name, ALIAS) for name in entry.names), *((group, GROUP) for group in entry.groups)]
    total, letters = 0.0, set[int]()
    for word in words:
        best = match(word, title)
        score = best[0] if best else 0.0
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

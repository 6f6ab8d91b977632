"""What is asked for, what it would take, and what is told meanwhile: plain data that travels between processes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from soraapp.errors import ModelError
from soraapp.models.about import About
from soraapp.models.diffusers.folder.contents import Weights
from soraapp.models.diffusers.folder.index import read_index
from soraapp.models.diffusers.folder.missing import missing
from soraapp.models.finding import INDEX, cached_as, hub_cache
from soraapp.models.getting.targets import Cached, Piece, Plain, Target, fetched, free
from soraapp.models.readme import repository_of


@dataclass(frozen=True)
class Order:
    """What a person wants."""

    repository: str
    revision: str = ""
    """Empty for what is current."""
    folder: Path | None = None
    """Where to put a folder of the repository's name; None for the cache of Hugging Face."""
    precision: str | None = None
    """One of `Offer.precisions`; None for the one that suits the machine."""
    filling: Path | None = None
    """The folder of a model that is not whole: nothing but what it lacks is wanted."""
    wide: bool = True
    """Whether the machine computes in 32 bits."""


@dataclass(frozen=True)
class Offer:
    """What it would take. Nothing of it was fetched yet, but what was there before."""

    repository: str
    commit: str
    target: Target
    pieces: tuple[Piece, ...]
    """The files, the index last."""
    family: str
    licence: str
    """As the repository tells, such as ``apache-2.0``; empty where it does not."""
    asks: bool
    """Whether it asks people to accept its terms, or to ask for it."""
    precision: str
    precisions: tuple[str, ...]
    """Names such as ``fp16``; an empty one for the one that is published as the usual."""
    weights: Mapping[str, Weights] = field(default_factory=dict[str, Weights])
    """Of each network, as the headers of its files tell; none where a folder is filled in."""

    @property
    def bytes(self) -> int:
        """Of all files."""
        return sum(piece.bytes for piece in self.pieces)

    @property
    def left(self) -> int:
        """Bytes that are to be fetched."""
        return self.bytes - sum(fetched(self.target, piece) for piece in self.pieces)

    @property
    def room(self) -> int:
        """Bytes that are free where it goes."""
        return free(self.target.folder)

    @property
    def about(self) -> About:
        """The model as it would be, to see whether it fits a machine."""
        return About(self.family, self.target.folder, self.weights, self.licence, self.repository)

    def refuse(self) -> None:
        """Raises ModelError when there is not room enough on the disk."""
        if self.left > self.room:
            raise ModelError(
                "{repository} takes {needed} more on the disk, where {room} are free.",
                remedy="Make room there, or choose another disk.",
                repository=self.repository,
                needed=gigabytes(self.left),
                room=gigabytes(self.room),
            )


@dataclass(frozen=True)
class Progress:
    """How far it is; numbers are bytes and seconds."""

    done: int
    """What need not be fetched any more, of `total`."""
    total: int
    file: str
    """The file that is fetched now."""
    speed: float = 0.0
    """Bytes a second."""

    @property
    def left(self) -> float | None:
        """The seconds that it still takes at that speed; None where it stands still."""
        return (self.total - self.done) / self.speed if self.speed > 0 else None


Tell = Callable[[Progress], None]


def to_fill(name: str, folder: Path) -> Order:
    """An order for what a model lacks. Raises ModelError when it lacks nothing, or does not tell where it is from."""
    if not tuple(missing(folder, read_index(folder / INDEX).parts)):
        raise ModelError("{name} lacks no files.", name=name)
    repository = repository_of(folder)
    if not repository:
        raise ModelError(
            "The folder of {name} does not tell where it is published.",
            remedy="Get the whole model by the name of its repository.",
            name=name,
        )
    return Order(repository, folder.name if cached_as(folder) else "", filling=folder)


def target_of(order: Order, commit: str) -> Target:
    """Where the files go."""
    name = order.revision or "main"
    if order.filling is not None:
        if cached_as(order.filling):
            return Cached(order.filling.parents[2], order.repository, commit, "")
        return Plain(order.filling, order.repository, commit, filling=True)
    if order.folder is not None:
        return Plain(order.folder / order.repository.partition("/")[2], order.repository, commit)
    return Cached(hub_cache(), order.repository, commit, "" if name == commit else name)


def gigabytes(size: int) -> str:
    """Bytes in words."""
    return f"{size / 10**9:.1f} GB" if size >= 10**8 else f"{size / 10**6:.1f} MB"

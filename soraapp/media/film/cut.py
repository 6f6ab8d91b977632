"""A cut: an edit as plain data. It tells which parts of which sources are seen and heard, when, and how.

Sources are told apart by number; what they are is told to those who make a film of it. All times are whole frames of
the film, but for moments of a source, which are exact seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import MISSING, Field, asdict, dataclass, fields, replace
from fractions import Fraction
from functools import lru_cache
from typing import Any, Protocol, Self, TypeVar, cast

from soraapp.errors import InputError
from soraapp.media.clip import Size
from soraapp.media.fit import FitMode
from soraapp.media.ops.transition import TransitionStyle

_P = TypeVar("_P", bound="Part")


class Paced(Protocol):
    """A part of a source at its place in a film."""

    @property
    def start(self) -> int: ...
    @property
    def length(self) -> int: ...
    @property
    def offset(self) -> Fraction: ...
    @property
    def speed(self) -> Fraction: ...
    @property
    def reverse(self) -> bool: ...


def moment(part: Paced, frame: int, rate: Fraction) -> Fraction:
    """The second of the source at a frame of a film of that rate. Outside of the part it may be outside of the source,
    too."""
    gone = frame - part.start
    return part.offset + (part.length - 1 - gone if part.reverse else gone) * part.speed / rate


@dataclass(frozen=True)
class Lead:
    """The transition at the beginning of a part, over the cut to the one before, which it touches.

    Both are seen from `before` frames before the cut to `after` frames after it. Beyond its own ends a source goes on,
    or rests on its last frame.
    """

    style: TransitionStyle
    before: int
    after: int

    @property
    def span(self) -> int:
        return self.before + self.after


@dataclass(frozen=True)
class Title:
    """Text over what is below."""

    text: str
    height: float
    """Of a line, in percent of the picture's height."""
    across: float
    """Where the middle of the text is, in percent of the picture's width."""
    down: float
    ink: str
    outline: float
    """The width of the dark line around the letters, in percent of their height."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """What is seen or heard of a source, at its place in the film."""

    source: int | Title
    """The number of a source; only what is seen can be a title."""
    start: int
    """The first frame of the film in which it is."""
    length: int
    """Frames, at least 1."""
    offset: Fraction = Fraction(0)
    """The earliest moment of the source, in its seconds."""
    speed: Fraction = Fraction(1)
    """Seconds of the source that pass in one second, above 0."""
    reverse: bool = False
    """The latest moment comes first."""
    fade_in: int = 0
    """Frames over which it appears, or grows out of silence: they count where no transition leads to it."""
    fade_out: int = 0
    """The same at its end, where no transition leads on."""
    lead: Lead | None = None

    @property
    def end(self) -> int:
        """The frame after its last."""
        return self.start + self.length


@dataclass(frozen=True, kw_only=True)
class Shot(Part):
    """What is seen of a source."""

    fit: FitMode = FitMode.CONTAIN
    """How a picture of another size is fitted; what is around it stays as it is."""
    opacity: float = 1.0
    """From 0 to 1."""


@dataclass(frozen=True, kw_only=True)
class Heard(Part):
    """What is heard of a source."""

    gain: float = 0.0
    """Decibels."""


@dataclass(frozen=True)
class Cut:
    """An edit. In every layer and voice, parts are in the order of their time, and none overlaps another."""

    size: Size
    rate: Fraction
    """Frames a second."""
    count: int
    """The length of the film in frames, at least 1."""
    layers: tuple[tuple[Shot, ...], ...] = ()
    """What is seen, the lowest first: what comes later covers what comes earlier. Below all of them it is black."""
    voices: tuple[tuple[Heard, ...], ...] = ()
    """What is heard, all of it at once."""

    @classmethod
    def of(cls, plain: object) -> Self:
        """The cut that `plain` wrote. Raises InputError for anything else."""
        try:
            members = cast("Mapping[str, Any]", plain)
            return cls(
                Size(*map(int, members["size"])),
                Fraction(members["rate"]),
                int(members["count"]),
                tuple(tuple(_read(one, Shot) for one in layer) for layer in members["layers"]),
                tuple(tuple(_read(one, Heard) for one in voice) for voice in members["voices"]),
            )
        except (LookupError, TypeError, ValueError, ZeroDivisionError, AttributeError) as error:
            raise InputError(
                "This is no cut: {reason}.", remedy="Use the cut of a timeline.", reason=str(error)
            ) from error

    def plain(self) -> dict[str, object]:
        """The cut as JSON values. What is as usual is not written."""
        return {
            "size": list(self.size),
            "rate": str(self.rate),
            "count": self.count,
            "layers": [[_plain(shot) for shot in layer] for layer in self.layers],
            "voices": [[_plain(heard) for heard in voice] for voice in self.voices],
        }

    def sources(self) -> frozenset[int]:
        """The numbers of the sources that it shows or lets hear."""
        parts = (part for row in (*self.layers, *self.voices) for part in row)
        return frozenset(part.source for part in parts if isinstance(part.source, int))

    def renumbered(self, numbers: Sequence[int | None]) -> Self:
        """The cut with another number for each source, told by the old one; parts of those without one are left out,
        and so are transitions from them."""
        if all(number == old for old, number in enumerate(numbers)):
            return self
        layers = tuple(_renumbered(layer, numbers) for layer in self.layers)
        voices = tuple(_renumbered(voice, numbers) for voice in self.voices)
        return replace(self, layers=layers, voices=voices)


def touching(parts: Collection[_P]) -> tuple[_P, ...]:
    """Parts in the order of their time, without transitions from what is not there."""
    kept: list[_P] = []
    for part in parts:
        alone = part.lead is not None and (not kept or kept[-1].end != part.start)
        kept.append(replace(part, lead=None) if alone else part)
    return tuple(kept)


def _renumbered(parts: tuple[_P, ...], numbers: Sequence[int | None]) -> tuple[_P, ...]:
    kept: list[_P] = []
    for part in parts:
        number = numbers[part.source] if isinstance(part.source, int) else part.source
        if number is not None:
            kept.append(part if number == part.source else replace(part, source=number))
    return touching(kept)


def _plain(part: Part) -> dict[str, object]:
    """The members that are not as usual."""
    found: dict[str, object] = {}
    for field in _fields(type(part)):
        value = getattr(part, field.name)
        if field.default is MISSING or value != field.default:
            found[field.name] = _WRITERS.get(type(value), _as_it_is)(value)
    return found


def _read(plain: Mapping[str, Any], kind: type[_P]) -> _P:
    readers = {**_READERS, "source": _read_source}
    found: dict[str, Any] = {name: readers.get(name, _as_it_is)(value) for name, value in plain.items()}
    part = kind(**found)
    if part.length < 1 or part.start < 0 or part.speed <= 0 or min(part.fade_in, part.fade_out) < 0:
        raise ValueError("a part of it has no place or no speed")
    return part


def _read_source(plain: object) -> int | Title:
    return Title(**cast("dict[str, Any]", plain)) if isinstance(plain, dict) else int(cast("int", plain))


def _read_lead(plain: Mapping[str, Any]) -> Lead:
    return Lead(TransitionStyle(plain["style"]), int(plain["before"]), int(plain["after"]))


def _as_it_is(value: Any) -> Any:
    return value


@lru_cache(maxsize=2)
def _fields(kind: type[Part]) -> tuple[Field[Any], ...]:
    return fields(kind)


_WRITERS: Mapping[type, Callable[[Any], object]] = {
    Fraction: str,
    FitMode: lambda fit: fit.value,
    Lead: lambda lead: {"style": lead.style.value, "before": lead.before, "after": lead.after},
    Title: asdict,
}
_READERS: Mapping[str, Callable[[Any], object]] = {
    "offset": Fraction,
    "speed": Fraction,
    "fit": FitMode,
    "lead": _read_lead,
}

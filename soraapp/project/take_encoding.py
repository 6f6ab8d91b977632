"""Takes as JSON values and back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from soraapp.project.part import Part
from soraapp.project.takes import STARS, Take, is_digest
from soraapp.project.value_encoding import read_value, write_value


def write_take(take: Take, base: Path | None) -> dict[str, object]:
    """A take as JSON values; what is not known of it is left out."""
    return {
        "key": take.key,
        "number": take.number,
        "at": take.at.isoformat(),
        "values": {name: write_value(value, base) for name, value in take.values.items()},
        **({} if take.seconds is None else {"seconds": round(take.seconds, 3)}),
        **({"clip": take.clip} if take.clip else {}),
        **({"name": take.name} if take.name else {}),
        **({"stars": take.stars} if take.stars else {}),
    }


def read_takes(part: Part, base: Path | None) -> tuple[Take, ...]:
    takes = tuple(_read_take(item, base, place) for place, item in enumerate(part.items(), 1))
    if len({take.key for take in takes}) < len(takes):
        raise part.wrong("holds a take twice")
    if len({take.number for take in takes}) < len(takes):
        raise part.wrong("holds two takes with the same number")
    return takes


def _read_take(part: Part, base: Path | None, place: int) -> Take:
    """Without a number it has that of its place."""
    members = part.members(("key", "at"), ("number", "values", "seconds", "clip", "name", "stars"))
    try:
        at = datetime.fromisoformat(members["at"].text())
    except ValueError:
        raise members["at"].wrong("is not a time") from None
    stars = members["stars"].whole() if "stars" in members else 0
    if not 0 <= stars <= STARS:
        raise members["stars"].wrong("is not from 0 to 5")
    number = members["number"].whole() if "number" in members else place
    if number < 1:
        raise members["number"].wrong("is not at least 1")
    values = members["values"].members() if "values" in members else {}
    return Take(
        key=read_digest(members["key"]),
        at=at if at.tzinfo else at.replace(tzinfo=UTC),
        values={name: read_value(value, base) for name, value in values.items()},
        seconds=members["seconds"].number() if "seconds" in members else None,
        clip=read_digest(members["clip"]) if "clip" in members else None,
        name=members["name"].text() if "name" in members else "",
        stars=stars,
        number=number,
    )


def read_digest(part: Part) -> str:
    """A key, which becomes the name of a file: a stranger's file must not make it anything else."""
    if not is_digest(part.text()):
        raise part.wrong("is not a key of the cache")
    return part.text()

"""What is told of a model that can be got, in words."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from soraapp.models.getting.orders import Progress
from ui.cache_size import size_text
from ui.dialogs.models import words
from ui.getting import Offered

_NAMED = 6
"""How many missing files are told by name."""


def facts(offered: Offered) -> Iterator[tuple[str, str]]:
    """All that is to be known before it begins, by label."""
    offer = offered.offer
    yield _tr("Family"), offer.family
    yield _tr("Licence"), licence(offered)
    yield _tr("Download"), _size(offered)
    if offer.weights:
        yield _tr("Fits"), words.fit_text(offered.fitting)
    else:
        yield _tr("Missing"), _missing(offered)
    yield _tr("Into"), str(offer.target.folder)


def licence(offered: Offered) -> str:
    """As its page tells."""
    named = offered.offer.licence or _tr("not told on its page")
    return _tr("{licence}; its page asks you to accept terms").format(licence=named) if offered.offer.asks else named


def precision_title(name: str) -> str:
    """A precision as a person chooses it."""
    return name or _tr("as published, the finest")


def _size(offered: Offered) -> str:
    offer = offered.offer
    told = {
        "size": size_text(offer.bytes),
        "count": len(offer.pieces),
        "left": size_text(offered.left),
        "room": size_text(offered.room),
    }
    if not offered.left:
        return _tr("{size}, files: {count}; all of it is here already").format(**told)
    if offered.left == offer.bytes:
        return _tr("{size}, files: {count}; free on the disk: {room}").format(**told)
    return _tr("{size}, files: {count}; left to fetch: {left}; free on the disk: {room}").format(**told)


def _missing(offered: Offered) -> str:
    names = [piece.path for piece in offered.offer.pieces]
    more = len(names) - _NAMED
    listed = _tr(", ").join(names[:_NAMED])
    return _tr("{files} and {count} more").format(files=listed, count=more) if more > 0 else listed


def progress_text(progress: Progress) -> str:
    """How far it is, how fast, and how long it still takes."""
    parts = [_tr("{done} of {total}").format(done=size_text(progress.done), total=size_text(progress.total))]
    if progress.speed:
        parts.append(_tr("{speed} a second").format(speed=size_text(round(progress.speed))))
    if progress.left is not None and progress.done < progress.total:
        parts.append(_tr("{time} left").format(time=duration(progress.left)))
    return " · ".join(parts)


def duration(seconds: float) -> str:
    """A time as a person says it."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return _tr("{hours} h {minutes} min").format(hours=hours, minutes=minutes)
    return (
        _tr("{minutes} min {seconds} s").format(minutes=minutes, seconds=rest)
        if minutes
        else _tr("{seconds} s").format(seconds=rest)
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("models", text)

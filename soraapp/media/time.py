"""Rational time: frame counts, frame rates and timecodes without a float in between."""

from __future__ import annotations

from fractions import Fraction
from math import floor
from unicodedata import normalize

from soraapp.errors import InputError

_FASTEST = 1000


def frame_count(seconds: float | Fraction, rate: Fraction) -> int:
    """The number of frames nearest to a duration, at least 1 (halves round up)."""
    return max(1, floor(Fraction(seconds) * rate + Fraction(1, 2)))


def frame_at(seconds: float | Fraction, rate: Fraction) -> int:
    """The number of the frame that begins nearest to a moment (halves round up)."""
    return floor(exact(seconds) * rate + Fraction(1, 2))


def exact(number: float | Fraction) -> Fraction:
    """The fraction that a person means by a decimal: 1/10 for 0.1, which as a float is a little more."""
    return number if isinstance(number, Fraction) else Fraction(str(number))


def timecode(frame: int, rate: Fraction) -> str:
    """``HH:MM:SS:FF`` of a frame, non-drop: a second has as many frames as the nearest whole rate, 24 at 24000/1001."""
    base = nominal(rate)
    seconds, frames = divmod(frame, base)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}:{frames:02d}"


def parse_moment(text: str, rate: Fraction, here: int = 0) -> int:
    """The number of a frame from what a person types: a timecode such as ``1:12`` (second 1, frame 12) or
    ``00:01:02:03``, a frame such as ``250``, seconds such as ``2.5`` or ``2s``; with a sign, so much after or before
    the frame `here`. It may lie before the first.

    Raises InputError for anything else.
    """
    typed = normalize("NFKC", text).strip().lower()
    sign = {"+": 1, "-": -1}.get(typed[:1], 0)
    body = typed[1:].strip() if sign else typed
    frames = _frames_in(body, rate)
    if frames is None:
        raise InputError(
            "{text} is not a time.",
            remedy="Type a timecode such as 1:12, a frame such as 250, seconds such as 2.5s, or +10.",
            text=repr(text),
        )
    return here + sign * frames if sign else frames


def _frames_in(body: str, rate: Fraction) -> int | None:
    if ":" in body:
        parts = body.split(":")
        if len(parts) > 4 or not all(part.isdecimal() or not part for part in parts):
            return None
        hours, minutes, seconds, frames = [0] * (4 - len(parts)) + [int(part or 0) for part in parts]
        return ((hours * 60 + minutes) * 60 + seconds) * nominal(rate) + frames
    if body.isdecimal():
        return int(body)
    number = body.removesuffix("s").strip()
    whole, _, part = number.partition(".")
    if number.count(".") > 1 or not (whole + part).isdecimal():
        return None
    return frame_at(Fraction(number), rate)


def nominal(rate: Fraction) -> int:
    """The whole number of frames that a second of timecode counts, at least 1: 24 for 24000/1001."""
    return max(1, floor(rate + Fraction(1, 2)))


def parse_rate(text: str) -> Fraction:
    """A frame rate from ``24``, ``24000/1001`` or ``23.976``, which is read as the broadcast rate 24000/1001.

    Raises InputError unless it is above 0 and at most 1000 frames a second.
    """
    try:
        rate = Fraction(text.strip())
    except (ValueError, ZeroDivisionError) as error:
        raise _unusable(text) from error
    if not 0 < rate <= _FASTEST:
        raise _unusable(text)
    return rate if "/" in text else _broadcast(rate)


def _broadcast(rate: Fraction) -> Fraction:
    """Decimals such as 23.976 and 29.97 stand for n·1000/1001; other decimals stay as they are written."""
    candidate = Fraction(floor(rate + 1) * 1000, 1001)
    written = rate.denominator > 1
    return candidate if written and abs(candidate - rate) < Fraction(1, 200) else rate


def _unusable(text: str) -> InputError:
    return InputError(
        "{text} is not a frame rate.", remedy="Write a number such as 24, 23.976 or 30000/1001.", text=repr(text)
    )

"""How clips carry sound: one is given a sound, and what is made of it keeps its sound in step with its pictures.

The table here says what becomes of the sound in each operation that changes time. One that leaves rate and length of a
clip as they are leaves its sound as it is. Frames that a model makes are silent, or have the sound it made with them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from fractions import Fraction
from typing import Any, Protocol, TypeVar, cast, runtime_checkable

from soraapp.media.audio.fit import Retimed, agreed
from soraapp.media.audio.ops import Cut, Fade, FadeCurve, Mixed, Placed, Reversed
from soraapp.media.audio.sound import Audio, sample_at
from soraapp.media.clip import Clip, Frames, seconds
from soraapp.media.comparison import Pair
from soraapp.media.ops import Concatenate, Derived, Repeated, Resample, Reverse, SideBySide, Speed, Transition, Trim

FASTEST = 8
"""At a higher speed a sound is not heard: it would be no more than a hiss."""

T = TypeVar("T")


@dataclass(frozen=True)
class Sounding(Derived):
    """A clip with a sound that begins when its pictures do. It need not be as long as they are."""

    audio: Audio | None
    """None takes away what sound the clip has."""

    def frames(self, start: int, stop: int) -> Frames:
        return self.clip.frames(start, stop)


@runtime_checkable
class Voiced(Protocol):
    """A clip that may have come into being with a sound."""

    @property
    def own_sound(self) -> Audio | None:
        """What is heard from its first frame on. It need not be as long as the pictures are."""
        ...


def sound_of(clip: Clip) -> Audio | None:
    """What is heard while a clip plays, from its first frame on; None when nothing is. Decodes nothing."""
    if isinstance(clip, Voiced):
        return clip.own_sound
    for kind, rule in _RULES:
        if isinstance(clip, kind):
            return rule(clip)
    source: object = getattr(clip, "clip", None)
    if isinstance(source, Clip) and (source.rate, source.count) == (clip.rate, clip.count):
        return sound_of(source)
    return None


def with_sound(clip: Clip, audio: Audio | None) -> Clip:
    """The clip with this sound in place of its own, or with none."""
    if audio is None and sound_of(clip) is None:
        return clip
    return Sounding(clip.clip if isinstance(clip, Sounding) else clip, audio)


def keeping_sound(clip: Clip, changed: Clip) -> Clip:
    """What was made of a clip, with the sound of the clip if it lasts as long."""
    same = (clip.rate, clip.count) == (changed.rate, changed.count)
    return with_sound(changed, sound_of(clip)) if same else changed


def muted(value: T) -> T:
    """The same, with every clip in it as it is without a sound: what a model is asked for depends on no sound."""
    if isinstance(value, Sounding):
        return cast("T", muted(value.clip))
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        items = cast("tuple[object, ...]", value)
        quiet = tuple(map(muted, items))
        return value if all(map(_same, items, quiet)) else cast("T", quiet)
    if is_dataclass(value) and not isinstance(value, type):
        found = {field.name: getattr(value, field.name) for field in fields(value) if field.init}
        changes = {name: silenced for name, one in found.items() if (silenced := muted(one)) is not one}
        return cast("T", replace(cast("Any", value), **changes)) if changes else value
    return value


def _same(one: object, other: object) -> bool:
    return one is other


def _own(clip: Sounding) -> Audio | None:
    return clip.audio


def _trimmed(clip: Trim) -> Audio | None:
    return _part(sound_of(clip.clip), Fraction(clip.start) / clip.rate, Fraction(clip.stop) / clip.rate)


def _reversed(clip: Reverse) -> Audio | None:
    whole = _part(sound_of(clip.clip), Fraction(0), seconds(clip))
    return None if whole is None else Reversed(whole)


def _concatenated(clip: Concatenate) -> Audio | None:
    at, parts = 0, list[tuple[Audio, Fraction]]()
    for one in clip.clips:
        heard = _part(sound_of(one), Fraction(0), seconds(one))
        if heard is not None:
            parts.append((heard, at / clip.rate))
        at += one.count
    return _together(parts)


def _repeated(clip: Repeated) -> Audio | None:
    whole = sound_of(clip.clip)
    parts: list[tuple[Audio, Fraction]] = []
    for start in range(0, clip.count if whole else 0, clip.clip.count):
        left = min(clip.clip.count, clip.count - start)
        heard = _part(whole, Fraction(0), left / clip.rate)
        if heard is not None:
            parts.append((heard, start / clip.rate))
    return _together(parts)


def _transition(clip: Transition) -> Audio | None:
    """The sounds cross-fade while both clips are seen."""
    parts: list[tuple[Audio, Fraction]] = []
    leaving = _part(sound_of(clip.first), Fraction(0), seconds(clip.first))
    coming = _part(sound_of(clip.second), Fraction(0), seconds(clip.second))
    both = clip.span / clip.rate
    if leaving is not None:
        parts.append((Fade(leaving, 0, sample_at(both, leaving.rate), FadeCurve.EQUAL_POWER), Fraction(0)))
    if coming is not None:
        fade = Fade(coming, sample_at(both, coming.rate), 0, FadeCurve.EQUAL_POWER)
        parts.append((fade, (clip.first.count - clip.span) / clip.rate))
    return _together(parts)


def _sped(clip: Speed) -> Audio | None:
    heard = sound_of(clip.clip)
    if heard is None or max(clip.first, clip.last) > FASTEST:
        return None
    return Retimed(heard, clip.first, clip.last, seconds(clip.clip))


def _resampled(clip: Resample) -> Audio | None:
    return sound_of(clip.clip)


def _pair(clip: Pair) -> Audio | None:
    return sound_of(clip.first)


def _beside(clip: SideBySide) -> Audio | None:
    return sound_of(clip.clips[0])


def _part(audio: Audio | None, start: Fraction, stop: Fraction) -> Audio | None:
    """What is heard between two moments; None when the sound is over before."""
    if audio is None:
        return None
    first, last = sample_at(start, audio.rate), sample_at(stop, audio.rate)
    if first >= audio.count or first == last:
        return None
    return audio if (first, last) == (0, audio.count) else Cut(audio, first, last - first)


def _together(parts: Sequence[tuple[Audio, Fraction]]) -> Audio | None:
    if not parts:
        return None
    fitted = agreed(audio for audio, _ in parts)
    return Mixed(tuple(Placed(one, sample_at(at, one.rate)) for one, (_, at) in zip(fitted, parts, strict=True)))


_RULES: tuple[tuple[type, Callable[[Any], Audio | None]], ...] = (
    (Sounding, _own),
    (Trim, _trimmed),
    (Reverse, _reversed),
    (Concatenate, _concatenated),
    (Repeated, _repeated),
    (Transition, _transition),
    (Speed, _sped),
    (Resample, _resampled),
    (Pair, _pair),
    (SideBySide, _beside),
)

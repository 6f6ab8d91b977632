"""The sound of a film: all that a cut lets hear, in exact sample positions, at one rate."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil

from soraapp.media.audio.fit import Retimed, conformed
from soraapp.media.audio.ops import Cut as Part
from soraapp.media.audio.ops import Fade, FadeCurve, Gain, Mixed, Placed, Reversed
from soraapp.media.audio.sound import Audio, sample_at
from soraapp.media.audio.soundtrack import FASTEST
from soraapp.media.film.cut import Cut, Heard, moment

RATE, CHANNELS = 48000, 2


def mix(cut: Cut, sounds: Sequence[Audio | None]) -> Audio | None:
    """What is heard while the film plays, exactly as long as its pictures; None where there is nothing.

    `sounds` are the sources by number, None for a silent one. Where a transition leads from one part to the next, both
    are heard and stay equally loud. What is faster than `soundtrack.FASTEST` is not heard.
    """
    parts = [
        placed
        for voice in cut.voices
        for heard, following in zip(voice, (*voice[1:], None), strict=True)
        if (placed := _placed(heard, following, cut.rate, sounds)) is not None
    ]
    return Part(Mixed(tuple(parts)), 0, _sample(cut.count, cut.rate)) if parts else None


def _placed(heard: Heard, following: Heard | None, rate: Fraction, sounds: Sequence[Audio | None]) -> Placed | None:
    source = sounds[heard.source] if isinstance(heard.source, int) else None
    if source is None or heard.speed > FASTEST:
        return None
    lead, leaving = heard.lead, following.lead if following else None
    begin = heard.start - (lead.before if lead else 0)
    stop = heard.end + (leaving.after if leaving else 0)
    at = _sample(begin, rate)
    count = _sample(stop, rate) - at
    if count < 1:
        return None
    audio = _paced(conformed(source, RATE, CHANNELS), heard, begin, rate, count)
    audio = Gain(audio, heard.gain) if heard.gain else audio
    coming = _sample(begin + (lead.span if lead else heard.fade_in), rate) - at
    going = at + count - _sample(stop - (leaving.span if leaving else heard.fade_out), rate)
    return Placed(Fade(audio, coming, going, FadeCurve.EQUAL_POWER) if coming or going else audio, at)


def _paced(audio: Audio, heard: Heard, begin: int, rate: Fraction, count: int) -> Audio:
    """So many samples of a sound as they are heard from a frame of the film on."""
    first = sample_at(moment(heard, begin, rate), RATE)
    length = count if heard.speed == 1 else ceil(count * heard.speed) + 1
    if heard.reverse:
        # The moment of a frame is that at which it begins, and backwards that is where it ends.
        end = sample_at(moment(heard, begin, rate) + heard.speed / rate, RATE)
        played: Audio = Reversed(Part(audio, end - length, length))
    else:
        played = Part(audio, first, length)
    if heard.speed == 1:
        return played
    return Part(Retimed(played, heard.speed, heard.speed, Fraction(length, RATE)), 0, count)


def _sample(frame: int, rate: Fraction) -> int:
    return sample_at(frame / rate, RATE)

"""A film with its sound, made of a cut and of what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from soraapp.media.audio.sound import Audio
from soraapp.media.audio.soundtrack import sound_of, with_sound
from soraapp.media.clip import Clip, Image, StillClip
from soraapp.media.film.cut import Cut
from soraapp.media.film.picture import Film
from soraapp.media.film.sound import mix

Media = Clip | Image | Audio


def film_of(cut: Cut, media: Sequence[Media]) -> Clip:
    """The film that a cut makes of its sources, which are in the order of their numbers.

    A picture is seen as long as it is shown, a sound is heard alone. What is heard of a clip is told by the cut, too:
    its pictures do not bring it along.
    """
    clips, sounds = tuple(map(_seen, media)), tuple(map(_heard, media))
    return with_sound(Film(cut, clips), mix(cut, sounds))


def _seen(media: Media) -> Clip | None:
    if isinstance(media, Clip):
        return media
    return StillClip(media, Fraction(1), 1) if isinstance(media, Image) else None


def _heard(media: Media) -> Audio | None:
    if isinstance(media, Audio):
        return media
    return sound_of(media) if isinstance(media, Clip) else None

"""Film: what a timeline becomes. The program adds these nodes itself to what runs."""

from __future__ import annotations

from typing import Annotated

from soraapp.media.audio.sound import Audio
from soraapp.media.clip import Clip, Image
from soraapp.media.film.cut import Cut
from soraapp.media.film.film import film_of
from soraapp.nodekit import Control, node


@node("output.film", version=1, hidden=True)
def film(
    cut: Annotated[Cut, Control()],
    clips: tuple[Clip, ...] = (),
    images: tuple[Image, ...] = (),
    sounds: tuple[Audio, ...] = (),
) -> Clip:
    """The film of a timeline: what its cut shows of clips and pictures, and lets hear of clips and sounds.

    The cut numbers the clips first, then the pictures, then the sounds.
    """
    return film_of(cut, (*clips, *images, *sounds))

"""One picture in a file of its own, framed as an order asks."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from soraapp.media.clip import Image, StillClip
from soraapp.media.export.order import Order, without_time
from soraapp.media.export.picture import picture_bytes
from soraapp.media.export.preset import Family
from soraapp.media.files import Finish, replacing
from soraapp.media.image import IMAGE_SUFFIXES, write_image
from soraapp.media.numbered import is_numbered

_ANY = Fraction(24)


def is_still(path: Path, order: Order | None) -> bool:
    """Whether a path stands for one picture: by its ending where nothing was ordered, WebP too."""
    if is_numbered(path):
        return False
    return path.suffix.lower() in IMAGE_SUFFIXES if order is None else order.kind.family is Family.PICTURES


def write_still(path: Path, image: Image, order: Order | None, finish: Finish | None = None) -> None:
    """Writes a picture as the ending of the path says, or as was ordered. Raises InputError for an ending or size that
    cannot be, and MediaError when it cannot be read or written."""
    if order is None:
        write_image(path, image.pixels(), finish)
        return
    order.kind.container(path)
    coding = order.chosen.coding
    assert coding is not None, "pictures are coded"
    pixels = without_time(order).of(StillClip(image, _ANY, 1)).frames(0, 1)[0]
    with replacing(path.absolute(), finish) as part:
        part.write_bytes(picture_bytes(pixels, coding))

"""What is asked of Kandinsky 5 for images."""

from __future__ import annotations

from collections.abc import Mapping

from soraapp.media.clip import Size
from tests.models.diffusers.cases.asking import Case
from tests.models.diffusers.cases.stills import edit

_SIZE = Size(1024, 1024)
"""It makes no smaller pictures."""
CASES: Mapping[str, Case] = {
    "kandinsky5_image text": Case("kandinsky5_image", 1, "Kandinsky5T2IPipeline", size=_SIZE),
    "kandinsky5_image edit": edit("kandinsky5_edit", "Kandinsky5I2IPipeline", _SIZE),
}

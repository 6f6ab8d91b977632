"""The gallery is that of the examples: its page is up to date, and every example has its picture."""

from __future__ import annotations

import pytest
from PIL import Image

from tests.gallery import EXAMPLES, PAGE, PICTURES, page


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python3 -m tests.gallery"


@pytest.mark.parametrize("name", [file.stem for file in EXAMPLES])
def test_an_example_has_its_picture(name: str) -> None:
    with Image.open(PICTURES / f"{name}.webp") as picture:
        assert max(picture.size) <= 384
        assert (getattr(picture, "n_frames", 1) == 1) == (name in STILLS)


STILLS = ("refine", "text_to_image")

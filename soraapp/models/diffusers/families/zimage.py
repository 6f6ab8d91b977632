"""Z-Image (Tongyi): text to image, image to image, parts painted anew."""

from __future__ import annotations

from soraapp.models.diffusers.asked import Asked
from soraapp.models.diffusers.family import Call, Described, Family
from soraapp.models.diffusers.folder.contents import Contents
from soraapp.models.diffusers.imaging import STILL, described, drawn, factor, painted

TEXT, IMAGE = "ZImagePipeline", "ZImageImg2ImgPipeline"
PART = "ZImageInpaintPipeline"


def describe(contents: Contents) -> Described:
    """From the compression network's factor. The quick one (Turbo) wants 9 steps and a guidance of 0, which nothing in
    its folder tells."""
    return described(2 * factor(contents), 50, 5.0)


def call(_: Contents, asked: Asked) -> Call:
    """The class and its arguments."""
    return painted(asked, PART, asked.usual()) or drawn(asked, TEXT, IMAGE, asked.usual())


FAMILY = Family(
    "zimage",
    "Z-Image",
    (TEXT, IMAGE),
    describe,
    call,
    STILL,
    repositories=("Tongyi-MAI/Z-Image-Turbo",),
)

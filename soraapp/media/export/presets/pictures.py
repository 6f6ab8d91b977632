"""Pictures: a file for every frame, as compositing programs take them."""

from __future__ import annotations

from soraapp.media.clip import Size
from soraapp.media.export.coding import Coding
from soraapp.media.export.preset import Family, Preset, Quality

_MOST = Size(65535, 65535)


def _exact(encoder: str, *options: tuple[str, str]) -> tuple[Quality, ...]:
    """Nothing is lost with either: the second is for programs that ask for as much."""
    return (
        Quality("good", Coding(encoder, "rgb24", options, most=_MOST), told="8 bit, nothing is lost"),
        Quality("best", Coding(encoder, "rgb48", options, most=_MOST), told="16 bit, nothing is lost"),
    )


PICTURES = (
    Preset(
        "png",
        "PNG pictures",
        "Every frame as it is, in a file of its own.",
        Family.PICTURES,
        {".png": "png"},
        _exact("png", ("compression", "3")),
    ),
    Preset(
        "jpeg",
        "JPEG pictures",
        "Small files that open everywhere.",
        Family.PICTURES,
        {".jpg": "jpeg", ".jpeg": "jpeg"},
        (
            Quality("draft", Coding("jpeg", "yuvj420p", (("quality", "70"),), most=_MOST)),
            Quality("good", Coding("jpeg", "yuvj444p", (("quality", "92"),), most=_MOST)),
            Quality("best", Coding("jpeg", "yuvj444p", (("quality", "98"),), most=_MOST)),
        ),
    ),
    Preset(
        "tiff",
        "TIFF pictures",
        "For print and for compositing programs.",
        Family.PICTURES,
        {".tif": "tiff", ".tiff": "tiff"},
        _exact("tiff", ("compression", "lzw")),
    ),
    Preset(
        "exr",
        "OpenEXR pictures",
        "Linear light in half floats, as Nuke and Blender work in.",
        Family.PICTURES,
        {".exr": "exr"},
        (Quality("best", Coding("exr", "gbrpf32le", (("compression", "zip16"), ("format", "half")), most=_MOST)),),
        usual="best",
    ),
)

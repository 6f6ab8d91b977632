"""Pictures: a file for every frame, as compositing programs take them."""

from __future__ import annotations

from soraapp.media.clip import Size
from soraapp.media.export.coding import Coding
from soraapp.media.export.preset import Family, Preset, Quality

_MOST = Size(65535, 65535)

PICTURES = (
    Preset(
        "png",
        "PNG pictures",
        "Every frame as it is, in a file of its own.",
        Family.PICTURES,
        {".png": "png"},
        (Quality("lossless", Coding("png", "rgb24", (("compression", "3"),), most=_MOST)),),
        usual="lossless",
    ),
    Preset(
        "png16",
        "PNG pictures, 16 bit",
        "The same with 16 bits for each colour, for programs that ask for them.",
        Family.PICTURES,
        {".png": "png"},
        (Quality("lossless", Coding("png", "rgb48", (("compression", "3"),), most=_MOST)),),
        usual="lossless",
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
        "tiff16",
        "TIFF pictures, 16 bit",
        "For print and for old compositing programs.",
        Family.PICTURES,
        {".tif": "tiff", ".tiff": "tiff"},
        (Quality("lossless", Coding("tiff", "rgb48", (("compression", "lzw"),), most=_MOST)),),
        usual="lossless",
    ),
    Preset(
        "exr",
        "OpenEXR pictures",
        "Linear light in half floats, as Nuke and Blender work in.",
        Family.PICTURES,
        {".exr": "exr"},
        (Quality("lossless", Coding("exr", "gbrpf32le", (("compression", "zip16"), ("format", "half")), most=_MOST)),),
        usual="lossless",
    ),
)

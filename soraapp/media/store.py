"""The exact frame store: RGB kept losslessly as MagicYUV in AVI, which holds any size from 1x1 up and seeks at once."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import av
from av.video.frame import VideoFrame

from soraapp.errors import InputError
from soraapp.media.clip import Frames, Size
from soraapp.media.decode import FileClip, open_clip
from soraapp.media.encode import writing
from soraapp.media.files import replacing

STORE_SUFFIX = ".avi"
"""The usual ending of a stored clip."""


def write_frames(path: str | Path, frames: Iterable[Frames], size: Size, rate: Fraction) -> FileClip:
    """Writes frames as they come, bit for bit, and gives the clip that reads them back.

    `frames` are arrays of shape (any number, size.height, size.width, 3). Memory holds one array at a time. Whatever
    the iterable raises passes through and leaves no file. Raises InputError when there is no frame or one is of
    another size, and MediaError when the file cannot be written.
    """
    path = Path(path).absolute()
    written = 0
    with replacing(path) as part, writing(part), av.open(str(part), "w", format="avi") as container:
        stream = container.add_stream("magicyuv", rate=rate, options={"pred": "gradient"})
        stream.width, stream.height, stream.pix_fmt = size.width, size.height, "gbrp"
        stream.thread_type = "AUTO"
        for chunk in frames:
            _check_size(chunk, size)
            for pixels in chunk:
                container.mux(stream.encode(VideoFrame.from_ndarray(pixels, format="gbrp")))
            written += len(chunk)
        if not written:
            raise InputError("There are no frames to store.", remedy="Ask for at least one frame.")
        container.mux(stream.encode())
    return open_clip(path)


def _check_size(chunk: Frames, size: Size) -> None:
    if chunk.shape[1:] != (size.height, size.width, 3):
        raise InputError(
            "Frames of {given} cannot be stored in a clip of {size}.",
            remedy="Resize them first.",
            given=f"{chunk.shape[2]}x{chunk.shape[1]}",
            size=str(size),
        )

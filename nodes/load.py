"""Load: media from files of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from soraapp.media.clip import Clip, Image
from soraapp.media.decode import open_clip
from soraapp.media.image import open_image
from soraapp.nodekit import File, node


@node("load.image", version=1, aliases=("picture", "photo", "still", "open", "图片"))
def load_image(file: Annotated[Path, File("image")]) -> Image:
    """A picture from a file: PNG, JPEG, WebP, TIFF or BMP."""
    return open_image(file)


@node("load.video", version=1, aliases=("clip", "film", "movie", "open", "视频"))
def load_video(file: Annotated[Path, File("video")]) -> Clip:
    """A clip from a video file. It is read frame by frame, never as a whole."""
    return open_clip(file)

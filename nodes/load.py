"""Load: media from files of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NamedTuple

from soraapp.media.audio.file import own_sound
from soraapp.media.audio.soundtrack import with_sound
from soraapp.media.clip import Clip, Image
from soraapp.media.cutout import alpha_of
from soraapp.media.decode import open_clip
from soraapp.media.image import open_image
from soraapp.media.sequence import open_sequence
from soraapp.media.time import parse_rate
from soraapp.nodekit import File, Slider, node


class Picture(NamedTuple):
    """A picture and its transparency."""

    image: Image
    alpha: Image


@node("load.image", version=1, aliases=("picture", "photo", "still", "open", "transparent", "图片", "透明"))
def load_image(file: Annotated[Path, File("image")]) -> Picture:
    """A picture from a file: PNG, JPEG, WebP, TIFF or BMP.

    What is transparent is seen over black, and shows what lies beneath in an overlay. Alpha is a mask of it: white
    where the picture is opaque.
    """
    image = open_image(file)
    return Picture(image, alpha_of(image))


@node("load.video", version=2, aliases=("clip", "film", "movie", "open", "视频"))
def load_video(file: Annotated[Path, File("video")]) -> Clip:
    """A clip from a video file, with its own sound. It is read frame by frame, never as a whole."""
    return with_sound(open_clip(file), own_sound(file))


@node("load.image_sequence", version=1, aliases=("frames", "png sequence", "time lapse", "open", "序列帧", "图片序列"))
def image_sequence(
    file: Annotated[Path, File("sequence", help="The first picture. Those numbered on from it follow by themselves.")],
    rate: Annotated[float, Slider(0.1, 240, step=0.001, unit="fps", soft=60, help="Pictures a second.")] = 24.0,
) -> Clip:
    """A clip from numbered pictures, such as frame_0001.png, frame_0002.png and on, up to the first gap.

    Pictures of another size than the first are fitted into its size, with black bars.
    """
    return open_sequence(file, parse_rate(str(rate)))

"""GIF: 256 colours that suit the whole clip, or each frame, spread by dithering."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import av
import av.error
import numpy as np
from av.container import OutputContainer
from av.filter import Graph
from av.filter.context import FilterContext
from av.video.format import VideoFormat
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from soraapp.media.clip import Clip, Pixels
from soraapp.media.export.film import checking, pictures, stream_of, writing
from soraapp.media.export.preset import Quality
from soraapp.media.files import Finish, replacing

_RGB = VideoFormat("bgra")
"""What the filters know as rgb32."""
_LOOKS = 400
"""Frames at most from which a palette for the whole clip is made, evenly spread: more tell nothing new."""


def write_gif(
    path: Path,
    clip: Clip,
    quality: Quality,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    finish: Finish | None = None,
) -> None:
    """Writes a clip as a GIF that repeats for ever. A palette for the whole clip takes a look at it first: that is the
    first half of the progress. GIF counts in hundredths of a second, so that frames of 24 a second last 4 or 5 of them,
    and the whole as long as the clip. Raises as `film.write_video` does."""
    coding = quality.coding
    assert coding is not None, "a GIF has pictures"
    check = checking(cancelled)
    wishes = dict(coding.options)
    chosen = f"dither={wishes['dither']}" + (":bayer_scale=3" if wishes["dither"] == "bayer" else "")
    each = "every frame" in quality.told
    tell = _Halves(progress, clip.count, whole=each)
    with replacing(path, finish) as part, writing(part), av.open(str(part), "w", format="gif") as container:
        video = stream_of(container, clip, replace(coding, options=()), "gif")
        if each:
            painter = _painter_of_each(clip, wishes["colours"], chosen)
        else:
            painter = _painter(clip, _palette(clip, wishes["colours"], check, tell.first), chosen)
        for index, pixels in enumerate(pictures(clip)):
            check()
            painter.vpush(_frame(pixels, index, clip), 0)
            _drain(painter, container, video)
            tell.second(index + 1)
        painter.vpush(None, 0)
        _drain(painter, container, video)
        container.mux(video.encode(None))


class _Halves:
    """Tells progress: where the clip is gone through twice, each time counts for half."""

    def __init__(self, progress: Callable[[int, int], None] | None, total: int, *, whole: bool) -> None:
        self._progress, self._total, self._whole = progress, total, whole

    def first(self, share: float) -> None:
        """So much of the clip has been looked at."""
        self._tell(int(share * self._total / 2))

    def second(self, done: int) -> None:
        """So many frames are written."""
        self._tell(done if self._whole else (self._total + done) // 2)

    def _tell(self, done: int) -> None:
        if self._progress and done:
            self._progress(done, self._total)


def _palette(clip: Clip, colours: str, check: Callable[[], None], tell: Callable[[float], None]) -> VideoFrame:
    """The colours that suit the whole clip, as the filter takes them."""
    graph = Graph()
    source, sink = _source(graph, clip), graph.add("buffersink")
    maker = graph.add("palettegen", f"max_colors={colours}:stats_mode=full")
    _chain(source, maker, sink)
    graph.configure()
    looks = sorted({index * clip.count // min(clip.count, _LOOKS) for index in range(min(clip.count, _LOOKS))})
    for done, index in enumerate(looks):
        check()
        graph.vpush(_frame(clip.frames(index, index + 1)[0], index, clip))
        tell((done + 1) / len(looks))
    graph.vpush(None)
    return graph.vpull()


def _painter(clip: Clip, palette: VideoFrame, chosen: str) -> Graph:
    """Frames that are pushed into it come out in the colours of a palette; what stands still is left as it is."""
    graph = Graph()
    source = _source(graph, clip)
    colours = graph.add_buffer(width=16, height=16, format=palette.format, time_base=1 / clip.rate)
    painter, sink = graph.add("paletteuse", f"diff_mode=rectangle:{chosen}"), graph.add("buffersink")
    source.link_to(painter, 0, 0)
    colours.link_to(painter, 0, 1)
    painter.link_to(sink)
    graph.configure()
    palette.pts, palette.time_base = 0, 1 / clip.rate
    graph.vpush(palette, 1)
    graph.vpush(None, 1)
    return graph


def _painter_of_each(clip: Clip, colours: str, chosen: str) -> Graph:
    """Frames that are pushed into it come out each in the colours that suit it best."""
    graph = Graph()
    source, fork = _source(graph, clip), graph.add("split", "2")
    maker = graph.add("palettegen", f"max_colors={colours}:stats_mode=single")
    painter, sink = graph.add("paletteuse", f"new=1:{chosen}"), graph.add("buffersink")
    source.link_to(fork)
    fork.link_to(painter, 0, 0)
    fork.link_to(maker, 1, 0)
    maker.link_to(painter, 0, 1)
    painter.link_to(sink)
    graph.configure()
    return graph


def _source(graph: Graph, clip: Clip) -> FilterContext:
    return graph.add_buffer(width=clip.size.width, height=clip.size.height, format=_RGB, time_base=1 / clip.rate)


def _chain(*filters: FilterContext) -> None:
    for before, after in pairwise(filters):
        before.link_to(after)


def _frame(pixels: Pixels, index: int, clip: Clip) -> VideoFrame:
    frame = VideoFrame.from_ndarray(np.ascontiguousarray(pixels), format="rgb24").reformat(format="bgra")
    frame.pts, frame.time_base = index, 1 / clip.rate
    return frame


def _drain(painter: Graph, container: OutputContainer, video: VideoStream) -> None:
    """Write what has come out."""
    while True:
        try:
            frame = painter.vpull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return
        container.mux(video.encode(frame))

"""How pictures and samples become streams: an encoder of FFmpeg with everything that decides its bits."""

from __future__ import annotations

from dataclasses import dataclass, replace

from soraapp.errors import InputError
from soraapp.media.clip import Size

Options = tuple[tuple[str, str], ...]
"""Names and values as FFmpeg knows them, in the order in which they are shown."""

_COARSE = {"yuv420p": (2, 2), "nv12": (2, 2), "yuv420p10le": (2, 2), "yuv422p10le": (2, 1)}
"""How many pixels across and down share one colour; in all other formats each has its own."""


LEAST, MOST = Size(1, 1), Size(16384, 16384)
"""The sizes of pictures, unless an encoder has limits of its own."""


@dataclass(frozen=True)
class Coding:
    """How pictures are coded."""

    encoder: str
    """By its name in FFmpeg, such as ``libx264``."""
    pixel_format: str
    options: Options = ()
    """What the quality decides: it is shown to a person."""
    fixed: Options = ()
    """What holds for every quality: the same bits on every machine, mostly."""
    threads: int = 0
    """0 lets the encoder choose: allowed where the number does not change the bits."""
    tag: str = ""
    """The four letters by which MP4 and MOV name the codec, where FFmpeg's own are not those that players know."""
    least: Size = LEAST
    most: Size = MOST

    @property
    def step(self) -> tuple[int, int]:
        """The sides of a picture are whole multiples of these."""
        return _COARSE.get(self.pixel_format, (1, 1))

    @property
    def is_video(self) -> bool:
        """Whether colours become those of BT.709 with the range of video; else they are kept as they are."""
        return self.pixel_format.startswith(("yuv4", "nv12"))

    def fitted(self, size: Size) -> Size:
        """The nearest size, not larger in either side unless it must be, that can be coded."""
        across, down = self.step
        return Size(
            min(max(self.least.width, size.width // across * across), self.most.width),
            min(max(self.least.height, size.height // down * down), self.most.height),
        )

    def check(self, size: Size, title: str) -> None:
        """Raises InputError, with sizes that could be, unless pictures of this size can be coded."""
        if size == self.fitted(size):
            return
        across, down = self.step
        if (size.width % across or size.height % down) and size >= self.least:
            raise InputError(
                "A film cannot be {size}: {title} needs even sides.",
                remedy="Fit it to {down} or {up} first.",
                size=str(size),
                title=title,
                down=str(self.fitted(size)),
                up=str(self.fitted(Size(size.width + across - 1, size.height + down - 1))),
            )
        raise InputError(
            "A film cannot be {size}: {title} holds pictures from {least} to {most}.",
            remedy="Choose another size, or another format.",
            size=str(size),
            title=title,
            least=str(self.least),
            most=str(self.most),
        )

    def with_options(self, **options: str) -> Coding:
        """The same with other values for some of the options that it has."""
        return replace(self, options=tuple((name, options.get(name, value)) for name, value in self.options))


@dataclass(frozen=True)
class SoundCoding:
    """How sound is coded, at 48 kHz."""

    encoder: str
    """By its name in FFmpeg, such as ``aac``."""
    title: str
    """What people call it."""
    kilobits: tuple[int, int, int] = (0, 0, 0)
    """A second, in mono, stereo and 5.1; 0 where there is nothing to choose."""
    bits: int = 16
    """Of a sample, where nothing is lost."""
    channels: int = 6
    """The most that it holds."""

    def bit_rate(self, channels: int) -> int:
        """Bits a second for so many channels: of what loses nothing, as they come in."""
        chosen = self.kilobits[{1: 0, 2: 1, 6: 2}[channels]] * 1000
        return chosen or 48000 * channels * self.bits

    @property
    def told(self) -> str:
        """Such as ``AAC 192 kbit/s`` or ``PCM 24 bit``; as sound mostly is, in stereo."""
        return f"{self.title} {self.kilobits[1]} kbit/s" if self.kilobits[1] else f"{self.title} {self.bits} bit"

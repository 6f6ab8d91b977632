"""An order: which preset a clip is written with, which part of it, and how it is framed; also as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

from soraapp.errors import InputError
from soraapp.media.clip import Clip, Size
from soraapp.media.export.coding import Coding
from soraapp.media.export.follow import Followed
from soraapp.media.export.preset import Preset, Quality
from soraapp.media.export.presets import preset_named
from soraapp.media.fit import FitMode, inside
from soraapp.media.ops import Crop, Fit, Resample, Trim

LARGEST = 8192
"""The most pixels that the shorter side can be asked to have."""
FASTEST = 240
"""The most frames a second that can be asked for."""


class Shape(Enum):
    """The proportion of the frame."""

    AS_IT_IS = "as it is"
    WIDE = "16:9"
    TALL = "9:16"
    SQUARE = "1:1"
    PORTRAIT = "4:5"

    @property
    def ratio(self) -> Size:
        """Width to height; of AS_IT_IS there is none."""
        width, _, height = self.value.partition(":")
        return Size(int(width), int(height))


class Filling(Enum):
    """How a picture of one proportion gets into a frame of another."""

    FIT = "fit"
    """All of it is seen, between black bars."""
    FILL = "fill"
    """The frame is filled: what juts out of it is cut off."""
    FOLLOW = "follow"
    """The frame is filled, and moves over the picture with what happens there."""


@dataclass(frozen=True)
class Order:
    """How a clip is to be written. What is left as it is here is as in the clip."""

    preset: str = "h264"
    quality: str = ""
    """A word of the preset; its usual one if empty."""
    shape: Shape = Shape.AS_IT_IS
    filling: Filling = Filling.FILL
    across: float = 0.5
    """Filling: where the frame lies over the picture, from 0, left, to 1, right."""
    down: float = 0.5
    """The same from 0, top, to 1, bottom."""
    size: int | None = None
    """Pixels of the shorter side: 1080 for 1080p."""
    rate: Fraction | None = None
    """Frames a second."""
    first: int | None = None
    """The first frame, counted from 0 as the preview does."""
    last: int | None = None
    """The last frame, which is part of it."""
    hardware: bool = False
    """Whether an encoder of the graphics card is used, if there is one."""

    def __post_init__(self) -> None:
        """Raises InputError for what cannot be, whatever the clip."""
        self.kind.quality(self.quality)
        if self.size is not None and not 16 <= self.size <= LARGEST:
            raise InputError(
                "A film cannot be {size} pixels high.",
                remedy="Choose from 16 to {most}.",
                size=self.size,
                most=LARGEST,
            )
        if self.rate is not None and not 0 < self.rate <= FASTEST:
            raise _no_rate(self.rate, FASTEST)
        if not (0 <= self.across <= 1 and 0 <= self.down <= 1):
            raise InputError("The frame cannot lie there.", remedy="Choose places from 0 to 1.")
        first = self.first or 0
        if not 0 <= first <= (first if self.last is None else self.last):
            raise InputError(
                "There are no frames from {first} to {last}.",
                remedy="Frames are counted from 0; the last does not come before the first.",
                first=first,
                last=first if self.last is None else self.last,
            )

    @property
    def kind(self) -> Preset:
        return preset_named(self.preset)

    @property
    def chosen(self) -> Quality:
        return self.kind.quality(self.quality)

    def of(self, clip: Clip, coding: Coding | None = None) -> Clip:
        """What of a clip is written: a description, as lazy as the clip is. `coding` is what is used in place of that
        of the quality. Raises InputError where the clip and the order, or the preset, do not go together."""
        coding = coding or self.chosen.coding
        part = self._part(clip)
        if coding is None:
            return part
        if self.rate is not None and self.rate != part.rate:
            part = Resample(part, self.rate)
        fastest = self.kind.fastest
        if fastest is not None and part.rate > fastest:
            raise _no_rate(part.rate, fastest, self.kind.title)
        framed = self._framed(part, coding)
        coding.check(framed.size, self.kind.title)
        return framed

    def number(self, index: int) -> int:
        """The number in the name of the picture of a frame, counted from 1. As long as the rate is kept it is the same
        whatever part of the clip is written, so that a part can be written anew."""
        return index + 1 + (self.first or 0 if self.rate is None else 0)

    def suits(self, path: Path) -> bool:
        """Whether the ending of a path is one of the preset's."""
        return path.suffix.lower() in self.kind.containers

    def _part(self, clip: Clip) -> Clip:
        start, stop = self.first or 0, clip.count if self.last is None else self.last + 1
        if start >= clip.count or stop > clip.count:
            raise InputError(
                "The last frame of the clip is {end}: there is no frame {frame}.",
                remedy="Choose a range within it. Frames are counted from 0.",
                end=clip.count - 1,
                frame=stop - 1 if stop > clip.count else start,
            )
        return clip if (start, stop) == (0, clip.count) else Trim(clip, start, stop)

    def _framed(self, clip: Clip, coding: Coding) -> Clip:
        size = clip.size
        if self.shape is Shape.AS_IT_IS:
            if self.size is None:
                return clip
            target = stepped(_sized(size, self.size), coding)
            return clip if target == size else Fit(clip, target)
        ratio = self.shape.ratio
        if self.filling is Filling.FIT:
            target = stepped(_sized(ratio, self.size or min(size)), coding)
            return clip if target == size else Fit(clip, target, FitMode.CONTAIN)
        part = stepped(inside(ratio, size), coding)
        cut = clip if part == size else self._cut(clip, part)
        target = part if self.size is None else stepped(_sized(ratio, self.size), coding)
        return cut if target == part else Fit(cut, target)

    def _cut(self, clip: Clip, part: Size) -> Clip:
        if self.filling is Filling.FOLLOW:
            return Followed(clip, part)
        left, top = clip.size.width - part.width, clip.size.height - part.height
        return Crop(clip, round(left * self.across), round(top * self.down), part)

    # As JSON

    def to_json(self) -> Mapping[str, object]:
        """What is not as at first, as JSON values."""
        usual = Order()
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        changed = {name: value for name, value in found.items() if value != getattr(usual, name)}
        return {name: _plain(value) for name, value in changed.items()}

    @staticmethod
    def from_json(values: Mapping[str, object]) -> Order:
        """The order that `to_json` told of. Raises InputError for anything else."""
        known = {field.name for field in fields(Order)}
        try:
            if values.keys() - known:
                raise ValueError
            return Order(**{name: _read(name, value) for name, value in values.items()})
        except (ValueError, TypeError, ArithmeticError) as error:
            raise InputError("What was to be exported cannot be read.", remedy="Choose it anew.") from error


def stepped(size: Size, coding: Coding) -> Size:
    """The nearest size, not larger, whose sides the coding can take, though it may be too small for it."""
    across, down = coding.step
    return Size(max(across, size.width // across * across), max(down, size.height // down * down))


def without_time(order: Order) -> Order:
    """The same for one picture, which has neither a range nor a rate."""
    return replace(order, first=None, last=None, rate=None)


def _sized(shape: Size, short: int) -> Size:
    """A size in the proportion of a shape whose shorter side has so many pixels."""
    if shape.width < shape.height:
        return Size(short, round(short * shape.height / shape.width))
    return Size(round(short * shape.width / shape.height), short)


def _no_rate(rate: Fraction, most: int, title: str = "A film") -> InputError:
    return InputError(
        "{title} cannot show {rate} frames a second.",
        remedy="Choose a rate above 0, up to {most}.",
        title=title,
        rate=f"{float(rate):.5g}",
        most=most,
    )


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    return str(value) if isinstance(value, Fraction) else value


def _read(name: str, value: Any) -> Any:
    kinds: Mapping[str, type] = {"shape": Shape, "filling": Filling, "rate": Fraction}
    if name in kinds:
        return cast("Any", kinds[name])(value)
    expected = {"across": (int, float), "down": (int, float), "hardware": (bool,)}.get(
        name, (str,) if name in ("preset", "quality") else (int,)
    )
    if not isinstance(value, expected) or (isinstance(value, bool) and bool not in expected):
        raise TypeError
    return value

"""A preset: a kind of file that people know by name, and what each word for its quality means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from soraapp.errors import InputError
from soraapp.media.export.coding import Coding, SoundCoding


class Family(Enum):
    """What becomes of a clip."""

    FILM = "film"
    """A file of pictures and sound."""
    LOOP = "loop"
    """A picture that moves, without sound."""
    PICTURES = "pictures"
    """A file for every frame."""
    SOUND = "sound"
    """What is heard alone."""


@dataclass(frozen=True)
class Quality:
    """What a word means."""

    word: str
    """``draft``, ``small``, ``good``, ``best`` or ``lossless``."""
    coding: Coding | None = None
    """How pictures are coded; None where there are none."""
    sound: SoundCoding | None = None
    """How sound is coded; None where there is none."""
    told: str = ""
    """What else is worth showing of it."""

    @property
    def settings(self) -> str:
        """The exact settings in one line, such as ``libx264 crf=16 preset=medium yuv420p BT.709 · AAC 192 kbit/s``."""
        pictures: list[str] = []
        if self.coding is not None:
            named = [f"{name}={value}" for name, value in self.coding.options]
            colours = ["BT.709"] if self.coding.is_video else []
            pictures = [self.coding.encoder, *named, self.coding.pixel_format, *colours]
        parts = [" ".join(pictures), self.told, self.sound.told if self.sound else ""]
        return " · ".join(part for part in parts if part)


@dataclass(frozen=True)
class Preset:
    """A kind of file."""

    name: str
    """By which commands and kept orders know it, such as ``h264``."""
    title: str
    """What people call it, such as ``H.264``."""
    about: str
    """What it is good for, in a sentence."""
    family: Family
    containers: Mapping[str, str]
    """The endings that it can have, the usual first, and FFmpeg's names of the formats."""
    qualities: tuple[Quality, ...]
    usual: str = "good"
    hardware: str = ""
    """The stem of the names of encoders in hardware for it, such as ``h264``; empty where there are none."""
    same_everywhere: bool = True
    """Whether the same clip gives the same bytes whatever processor and however many cores there are."""
    fastest: int | None = None
    """The most frames a second that it can show; None where any rate will do."""

    @property
    def ending(self) -> str:
        """The usual one."""
        return next(iter(self.containers))

    def quality(self, word: str = "") -> Quality:
        """What a word means here; the usual one if it is empty. Raises InputError, with those there are, for others."""
        for found in self.qualities:
            if found.word == (word or self.usual):
                return found
        raise InputError(
            "{preset} has no quality called {word}.",
            remedy="Choose one of: {words}.",
            preset=self.title,
            word=word,
            words=", ".join(one.word for one in self.qualities),
        )

    def container(self, path: Path) -> str:
        """FFmpeg's name of the format that the ending of a path stands for. Raises InputError for others."""
        if path.suffix.lower() not in self.containers:
            raise InputError(
                "{file} cannot be {preset}.",
                remedy="Use one of: {allowed}.",
                file=path.name,
                preset=self.title,
                allowed=", ".join(self.containers),
            )
        return self.containers[path.suffix.lower()]

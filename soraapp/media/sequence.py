"""Clips in numbered picture files, such as renderers and cameras for time lapses write."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import takewhile
from pathlib import Path

import numpy as np

from soraapp.errors import MediaError
from soraapp.media.clip import Frames, Size
from soraapp.media.files import fingerprint, reading
from soraapp.media.fit import FitMode, fit_pixels
from soraapp.media.identity import digest
from soraapp.media.image import IMAGE_SUFFIXES, FileImage, open_image
from soraapp.media.numbered import is_numbered

LEAST = 2
"""Pictures that make a sequence."""
_NUMBERED = re.compile(r"(.*?)(\d+)(\.[^.]+)", re.DOTALL)


@dataclass(frozen=True)
class SequenceClip:
    """Pictures of one folder, a frame each, decoded when asked for. Those of other sizes than the first are fitted into
    its size, with black bars."""

    folder: str
    names: tuple[str, ...]
    fingerprints: tuple[str, ...]
    size: Size
    rate: Fraction

    @property
    def count(self) -> int:
        return len(self.names)

    def frames(self, start: int, stop: int) -> Frames:
        """The frames start <= i < stop. Raises MediaError when a file has vanished, changed, or is damaged."""
        target = np.empty((stop - start, self.size.height, self.size.width, 3), np.uint8)
        for place, name, known in zip(target, self.names[start:stop], self.fingerprints[start:stop], strict=True):
            picture = FileImage(str(Path(self.folder) / name), known, self.size).pixels()
            place[:] = fit_pixels(picture, self.size, FitMode.CONTAIN)
        return target


def open_sequence(first: str | Path, rate: Fraction) -> SequenceClip:
    """The clip of a picture and all that are numbered on from it without a gap. With ``####`` in place of the number
    it is that of the lowest number that there is.

    Raises MediaError when the picture is missing, damaged, or has no number in its name.
    """
    first = begin_of(Path(first).absolute())
    files = numbered_on(first)
    size = open_image(first).size
    return SequenceClip(
        str(first.parent), tuple(file.name for file in files), tuple(map(fingerprint, files)), size, rate
    )


def rows(names: Iterable[str]) -> list[list[str]]:
    """The names in rows that a sequence could be made of, in the order of their numbers: those that are alike but for a
    number and of a kind of picture; any other name is a row of its own."""
    found: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for name in names:
        match = _NUMBERED.fullmatch(name)
        alike = (match[1], match[3].lower()) if match and match[3].lower() in IMAGE_SUFFIXES else (name, "")
        found.setdefault(alike, []).append((int(match[2]) if match else 0, name))
    return [[name for _, name in sorted(row)] for row in found.values()]


def longest_row(folder: Path) -> Path:
    """The first picture of the longest sequence in a folder. Raises MediaError where there is none."""
    with reading(folder):
        names = sorted(file.name for file in folder.iterdir())
    longest = max(rows(names), key=len, default=[])
    if len(longest) < LEAST:
        raise MediaError(
            "There are no numbered pictures in {folder}.",
            remedy="Choose a folder with pictures such as frame_0001.png, or the pictures themselves.",
            folder=folder.name,
        )
    return folder / longest[0]


def all_of(first: Path) -> Path:
    """The name that stands for all pictures of a sequence, such as ``frame_####.png``, by the first of them."""
    match = _NUMBERED.fullmatch(first.name)
    return first.with_name(match[1] + "#" * len(match[2]) + match[3]) if match else first


def begin_of(path: Path) -> Path:
    """The first picture of a sequence that is named by ``####``; any other path as it is. Raises MediaError where there
    is none."""
    if not is_numbered(path):
        return path
    before, _, rest = path.name.partition("#")
    after = rest.lstrip("#")
    alike = re.compile(re.escape(before) + rf"(\d{{{len(rest) - len(after) + 1},}})" + re.escape(after), re.IGNORECASE)
    with reading(path):
        found = [(int(match[1]), file.name) for file in path.parent.iterdir() if (match := alike.fullmatch(file.name))]
    if not found:
        raise MediaError(
            "There are no pictures {file}.", remedy="Choose the first of the pictures again.", file=path.name
        )
    return path.with_name(min(found)[1])


def numbered_on(first: Path) -> list[Path]:
    """The file and those that follow it: the same name but for a number that is one higher each time. Raises MediaError
    for a name without a number."""
    match = _NUMBERED.fullmatch(first.name)
    if match is None:
        raise MediaError(
            "{file} has no number in its name.",
            remedy="Choose the first of the pictures, with a name such as frame_0001.png.",
            file=first.name,
        )
    with reading(first):
        first.stat()
        names = [file.name for file in first.parent.iterdir()]
    found: dict[int, str] = {int(match[2]): first.name}
    for name in sorted(names):
        other = _NUMBERED.fullmatch(name)
        if other is not None and (other[1], other[3].lower()) == (match[1], match[3].lower()):
            found.setdefault(int(other[2]), name)
    numbers = sorted(number for number in found if number >= int(match[2]))
    row = takewhile(lambda pair: pair[1] == numbers[0] + pair[0], enumerate(numbers))
    return [first.parent / found[number] for _, number in row]


def sequence_fingerprint(first: Path) -> str:
    """The identity of the content of a picture and of all that are numbered on from it."""
    return digest([(file.name, fingerprint(file)) for file in numbered_on(begin_of(first))])

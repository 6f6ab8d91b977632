"""How long and how large what is put on a timeline is, and whether it has a sound."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import cast

from soraapp.catalogue import Catalogue
from soraapp.media.audio.sound import Audio, length
from soraapp.media.audio.soundtrack import sound_of
from soraapp.media.clip import Clip, Image, Size, seconds
from soraapp.media.time import frame_count
from soraapp.models.base import Capabilities
from soraapp.nodekit import NodeType, Value
from soraapp.project.filming import loader_of, loading
from soraapp.project.graph import Port
from soraapp.project.timeline.bringing import Footage
from soraapp.project.timeline.timeline import FIRST_RATE, FileSource, NodeSource, Source

KINDS = ("clip", "image", "audio")
"""What can be put on a timeline, the best first."""
LASTING = "seconds"
"""The input that tells how long the clip of a node will be."""


def of_media(source: Source, media: object) -> Footage:
    """What there is to put, where it is known what a source gives."""
    if isinstance(media, Clip):
        return Footage(source, seconds(media), media.size, media.rate, heard=sound_of(media) is not None)
    if isinstance(media, Audio):
        return Footage(source, length(media), seen=False, heard=True)
    return Footage(source, None, media.size if isinstance(media, Image) else None)


def of_node(
    path: str, values: Mapping[str, Value], kind: NodeType, output: str = "", model: Capabilities | None = None
) -> Footage | None:
    """What there is to put of a node that has not given anything yet: as long as it is set to, and where its model is
    known, of the size that it is set to and at the rate of the model. An input whose value is None is not known. None
    where it gives nothing to see or hear."""
    name = output or given(kind)
    port = kind.output(name) if name else None
    if not name or port is None or port.kind not in KINDS:
        return None
    told = {one.name: values.get(one.name, one.default) for one in kind.inputs}
    value, width, height = (told.get(one) for one in (LASTING, "width", "height"))
    lasts = Fraction(value).limit_denominator(1000) if isinstance(value, int | float) and value > 0 else None
    size = Size(width, height) if model and isinstance(width, int) and isinstance(height, int) else None
    source = NodeSource(Port(path, name))
    if port.kind == "audio":
        return Footage(source, lasts, seen=False, heard=True)
    if port.kind == "image":
        return Footage(source, None, size)
    if model is not None and lasts is not None:
        lasts = frame_count(lasts, model.rate) / model.rate
    return Footage(source, lasts, size, model.rate if model else None)


def given(kind: NodeType) -> str:
    """The output of a kind of node that is put on a timeline; empty where it has none."""
    outputs = [port for port in kind.outputs if port.kind in KINDS]
    return min(outputs, key=lambda port: KINDS.index(port.kind)).name if outputs else ""


def of_file(path: Path, catalogue: Catalogue) -> Footage:
    """What there is to put of a file. It is opened: not for the GUI thread. Raises MediaError."""
    name = loader_of(path)
    kind = catalogue.get(name) if name else None
    if kind is None:
        return Footage(FileSource(path))
    told = {port.name: port.default for port in kind.inputs} | dict(loading(path, kind.name, FIRST_RATE))
    media: object = kind.function(**{port.name: port.read(told[port.name]) for port in kind.inputs})
    return of_media(FileSource(path), _first(media))


def of_path(path: Path, catalogue: Catalogue) -> Footage:
    """What is known of a file by its name: whether it is seen or heard. Nothing is read."""
    kind = catalogue.get(loader_of(path) or "")
    output = kind.output(given(kind)) if kind else None
    heard = output is not None and output.kind == "audio"
    return Footage(FileSource(path), seen=not heard, heard=heard)


def is_loaded(path: Path) -> bool:
    """Whether a file can be put on a timeline. Nothing is read."""
    return loader_of(path) is not None


def _first(media: object) -> object:
    """The media that a node gave, the first of several."""
    if isinstance(media, Clip | Image | Audio):
        return media
    return next(iter(cast("tuple[object, ...]", media)), None) if isinstance(media, tuple) else None

"""The content key of a step, the digest of its kind, version and inputs: steps with one key have the same results."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from pathlib import Path

from soraapp.engine.provider import Models
from soraapp.media.files import fingerprint
from soraapp.media.identity import digest
from soraapp.media.sequence import sequence_fingerprint
from soraapp.models.language_model import folder_fingerprint
from soraapp.nodekit import STRUCTURES, File, Input, ModelChoice, NodeType, Value
from soraapp.project.graph import Port

Source = Value | Port | tuple[Port, ...]
"""Where an input of a step comes from: a value, an output of another step, or several outputs in order."""


def content_key(kind: NodeType, sources: Mapping[str, Source], models: Models, keys: Mapping[str, str]) -> str:
    """The key of a step without problems, from the keys of those that feed it; empty when one of these has none.

    Raises SoraError for a file that cannot be read.
    """
    parts: list[object] = [kind.name, kind.version]
    for port in kind.inputs:
        source = sources.get(port.name, port.default)
        if not isinstance(source, tuple):
            parts.append((port.name, _content(port, source, models)))
            continue
        ports = (source,) if isinstance(source, Port) else source
        if not all(keys.get(one.node) for one in ports):
            return ""
        parts.append((port.name, "wires", tuple((keys[one.node], one.name) for one in ports)))
        if isinstance(port.control, ModelChoice):
            parts.append(("models", _identities(models)))
    # Only texts, numbers and tuples: their representation is as unambiguous as a digest of each, and faster.
    return digest(repr(parts))


def _content(port: Input, value: Value, models: Models) -> str | int | float | bool | None:
    """What a value means: of a file its content, of a model's name its weights and code."""
    read = port.read(value)
    if isinstance(read, Path):
        media = port.control.media if isinstance(port.control, File) else ""
        return {"sequence": sequence_fingerprint, "folder": folder_fingerprint}.get(media, fingerprint)(read)
    if isinstance(port.control, ModelChoice) and isinstance(read, str):
        return models.capabilities(read).identity
    if isinstance(read, Enum):
        read = read.value
    if type(read) in STRUCTURES:
        return digest(read)
    assert read is None or isinstance(read, str | int | float | bool), f"{port.name} has no content key"
    return read


def _identities(models: Models) -> tuple[str, ...]:
    """All models and LoRAs: a wire chooses among them only when the graph runs."""
    found = [models.capabilities(name).identity for name in models.names()]
    return tuple(sorted([*found, *(lora.fingerprint for lora in models.loras().values())]))

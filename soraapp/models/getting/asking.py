"""Asks Hugging Face what a model would take. In a process that may reach the network; see `process.py`."""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from huggingface_hub import HfApi, hf_hub_url
from huggingface_hub.errors import NotASafetensorsRepoError, SafetensorsParsingError
from huggingface_hub.file_download import http_get
from huggingface_hub.hf_api import ModelInfo, RepoSibling
from huggingface_hub.utils import build_hf_headers

from soraapp.errors import ModelError
from soraapp.models.diffusers.folder.contents import Weights
from soraapp.models.diffusers.folder.describing import judge
from soraapp.models.diffusers.folder.index import Index, read_index
from soraapp.models.diffusers.folder.missing import missing
from soraapp.models.diffusers.folder.weight_files import variants, weightless
from soraapp.models.finding import INDEX
from soraapp.models.getting import choosing
from soraapp.models.getting.failing import told
from soraapp.models.getting.orders import Offer, Order, target_of
from soraapp.models.getting.targets import Piece, begun

_PATH = re.compile(r"[\w][\w.+-]*(/[\w][\w.+-]*)*")
_SUM = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_LARGEST_INDEX = 2**20
_AT_ONCE = 8
"""Headers that are asked for at a time."""


def ask(order: Order) -> Offer:
    """What it would take. Raises ModelError for what is not there, not open, none of the families, or not safe."""
    with told(order.repository):
        info = HfApi().model_info(order.repository, revision=_revision(order), files_metadata=True)
    commit, pieces = str(info.sha), {piece.path: piece for piece in _pieces(info)}
    if not _SUM.fullmatch(commit) or INDEX not in pieces:
        raise ModelError(
            "{repository} is no model that diffusers saved: it has no {file}.",
            remedy="Choose a repository with a folder for each part; its name often ends with Diffusers.",
            repository=order.repository,
            file=INDEX,
        )
    index = _index(order.repository, commit, pieces[INDEX])
    family = judge(order.repository, index.pipeline, index.parts)
    offered = choosing.precisions(pieces, index.parts)
    precision = _precision(order, index, offered)
    names = choosing.wanted(order.repository, pieces, index.parts, precision)
    if order.filling is not None:
        names = choosing.only(missing(order.filling, index.parts), names)
    chosen = tuple(pieces[name] for name in names)
    filled = order.filling is not None
    return Offer(
        repository=order.repository,
        commit=commit,
        target=target_of(order, commit),
        pieces=chosen,
        family=family.title,
        licence=_licence(info),
        asks=bool(info.gated),
        precision=precision,
        precisions=offered,
        weights={} if filled else _weights(order.repository, commit, chosen),
    )


def _revision(order: Order) -> str | None:
    """What is asked for, or else the version that was begun with."""
    if order.revision or order.folder is None:
        return order.revision or None
    known = begun(order.folder / order.repository.partition("/")[2])
    return known[1] if known and known[0] == order.repository else None


def _pieces(info: ModelInfo) -> Iterable[Piece]:
    """The files whose names and sums are such; others are none of a model's."""
    for one in info.siblings or ():
        found = _sum(one)
        if one.size is not None and _PATH.fullmatch(one.rfilename) and _SUM.fullmatch(found):
            yield Piece(one.rfilename, one.size, found)


def _sum(one: RepoSibling) -> str:
    return (one.lfs.sha256 if one.lfs is not None else one.blob_id) or ""


def _index(repository: str, commit: str, piece: Piece) -> Index:
    if piece.bytes > _LARGEST_INDEX:
        raise ModelError("The {file} of {repository} is too large.", file=INDEX, repository=repository)
    content = io.BytesIO()
    with told(repository):
        url = hf_hub_url(repository, piece.path, revision=commit)
        http_get(url, content, headers=build_hf_headers(), expected_size=piece.bytes)
    with tempfile.TemporaryDirectory(prefix="soraapp-") as folder:
        file = Path(folder) / INDEX
        file.write_bytes(content.getvalue())
        return read_index(file)


def _precision(order: Order, index: Index, offered: tuple[str, ...]) -> str:
    if order.filling is not None:
        have = [
            variants((file.name for file in (order.filling / part).glob("*")), library)
            for part, (library, kind) in index.parts.items()
            if not weightless(kind)
        ]
        named = sorted(set().union(*have) - {""})
        return named[0] if named and not any("" in one for one in have) else ""
    if order.precision is None:
        return choosing.preferred(offered, wide=order.wide)
    if order.precision not in offered:
        raise ModelError(
            "{repository} is not there in {precision}.",
            remedy="Choose one of: {precisions}.",
            repository=order.repository,
            precision=order.precision or "usual",
            precisions=", ".join(one or "usual" for one in offered),
        )
    return order.precision


def _licence(info: ModelInfo) -> str:
    card = info.card_data.to_dict() if info.card_data is not None else {}
    named = [str(card[name]) for name in ("license", "license_name") if isinstance(card.get(name), str)]
    tagged = [tag.partition(":")[2] for tag in info.tags or () if tag.startswith("license:")]
    return next((one[:60] for one in (*named, *tagged) if one and one != "other"), "")


def _weights(repository: str, commit: str, pieces: Iterable[Piece]) -> dict[str, Weights]:
    """Of each part, by the headers of its files alone."""
    files = [piece for piece in pieces if piece.path.endswith(".safetensors")]

    def numbers(piece: Piece) -> dict[str, int]:
        found = HfApi().parse_safetensors_file_metadata(repository, piece.path, revision=commit)
        return {str(name): count for name, count in found.parameter_count.items()}

    try:
        with told(repository), ThreadPoolExecutor(_AT_ONCE) as pool:
            counted = list(pool.map(numbers, files))
    except (SafetensorsParsingError, NotASafetensorsRepoError) as error:
        raise ModelError(
            "The weights of {repository} are damaged: {reason}.",
            remedy="Choose another repository.",
            repository=repository,
            reason=" ".join(str(error).split())[:200],
        ) from error
    found: dict[str, Weights] = {}
    for piece, formats in zip(files, counted, strict=True):
        part = piece.path.partition("/")[0]
        before = found.get(part, Weights())
        ranked = tuple(sorted(formats, key=lambda name: -formats[name]))
        found[part] = Weights(
            before.bytes + piece.bytes,
            before.numbers + sum(formats.values()),
            tuple(dict.fromkeys((*before.formats, *ranked))),
        )
    return found

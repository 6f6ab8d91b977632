"""Fetches the files of a model, goes on where it was cut off, and proves each by its sum.

In a process that may reach the network; see `process.py`. The hub's own download throws away what it has of a file when
it is cut off; so parts are kept here, and its function for a single transfer is told where to go on.
"""

from __future__ import annotations

import hashlib
import time
from collections import deque
from pathlib import Path
from typing import Any, BinaryIO, cast

from huggingface_hub import constants, hf_hub_url
from huggingface_hub.file_download import http_get
from huggingface_hub.utils import build_hf_headers

from soraapp.errors import ModelError
from soraapp.models.getting.failing import told
from soraapp.models.getting.orders import Offer, Progress, Tell
from soraapp.models.getting.targets import Piece, held, is_whole

_CHUNK = 2**16
"""Bytes that are written at a time: so many are lost at most when the work is cut off."""
_OFTEN = 0.1
"""Seconds between two tellings."""
_WINDOW = 5.0
"""Seconds over which the speed is measured."""
_GIT = 40
"""The length of a sum of Git."""


def fetch(offer: Offer, tell: Tell) -> Path:
    """Get all that is not there, the index last, and give the folder. Raises ModelError; what was fetched stays."""
    constants.DOWNLOAD_CHUNK_SIZE = _CHUNK
    target, repository = offer.target, offer.repository
    with told(repository), held(target, repository):
        offer.refuse()
        target.begin()
        pace = _Pace(offer.bytes, offer.bytes - offer.left, tell)
        for piece in offer.pieces:
            if is_whole(target.place(piece), piece):
                continue
            if not target.kept(piece):
                _download(offer, piece, pace)
            target.settle(piece)
        target.finish()
        pace.end()
    return target.folder


def _download(offer: Offer, piece: Piece, pace: _Pace) -> None:
    part = offer.target.part(piece)
    part.parent.mkdir(parents=True, exist_ok=True)
    offer.target.place(piece).parent.mkdir(parents=True, exist_ok=True)
    pace.begin(piece.path)
    with part.open("ab"):
        pass  # It is there now.
    with part.open("r+b") as stream:
        growing = _Growing(stream, piece, pace)
        http_get(
            hf_hub_url(offer.repository, piece.path, revision=offer.commit),
            cast("BinaryIO", growing),
            resume_size=growing.tell(),
            headers=build_hf_headers(),
            expected_size=piece.bytes,
            displayed_filename=piece.path,
        )
    if growing.sum() != piece.sum:
        part.unlink()
        raise ModelError(
            "{file} of {repository} came damaged: its checksum is not as published.",
            remedy="Try again: it is fetched anew.",
            file=piece.path,
            repository=offer.repository,
        )


class _Growing:
    """A part of a file: it is written at its end, and summed on the way."""

    def __init__(self, stream: BinaryIO, piece: Piece, pace: _Pace) -> None:
        self._stream, self._piece, self._pace = stream, piece, pace
        self._sum = self._begun()
        while chunk := stream.read(2**20):
            self._sum.update(chunk)
        if stream.tell() > piece.bytes:
            stream.seek(0)
            self.truncate()

    def write(self, data: bytes) -> int:
        self._sum.update(data)
        self._pace.grew(len(data))
        return self._stream.write(data)

    def tell(self) -> int:
        return self._stream.tell()

    def seek(self, position: int) -> int:
        """To the beginning, before it is emptied: what came before was something else."""
        self._pace.grew(position - self._stream.tell())
        return self._stream.seek(position)

    def truncate(self) -> int:
        self._sum = self._begun()
        return self._stream.truncate()

    def sum(self) -> str:
        return self._sum.hexdigest()

    def _begun(self) -> Any:
        if len(self._piece.sum) != _GIT:
            return hashlib.sha256()
        return hashlib.sha1(b"blob %d\0" % self._piece.bytes, usedforsecurity=False)


class _Pace:
    """Counts bytes, and tells now and then how many there are and how fast they come."""

    def __init__(self, total: int, done: int, tell: Tell) -> None:
        self._total, self._done, self._tell, self._file = total, done, tell, ""
        self._told = 0.0
        self._seen = deque([(time.monotonic(), done)])

    def begin(self, file: str) -> None:
        """A file comes next."""
        self._file = file
        self._say(time.monotonic())

    def end(self) -> None:
        """All is there."""
        self._say(time.monotonic())

    def grew(self, count: int) -> None:
        """So many bytes more; fewer where what came before was of no use."""
        self._done += count
        now = time.monotonic()
        if now - self._told >= _OFTEN:
            self._say(now)

    def _say(self, now: float) -> None:
        self._told = now
        self._seen.append((now, self._done))
        while len(self._seen) > 2 and now - self._seen[0][0] > _WINDOW:
            self._seen.popleft()
        since, before = self._seen[0]
        speed = max(0.0, (self._done - before) / (now - since)) if now > since else 0.0
        self._tell(Progress(self._done, self._total, self._file, speed))

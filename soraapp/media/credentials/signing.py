"""Signs a file that is complete before it takes its place; what cannot hold its credentials has them beside it."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any, Self

from soraapp.errors import Cancelled, MediaError, SoraError
from soraapp.media.credentials.installation import installation_key
from soraapp.media.credentials.key import Key, named_key
from soraapp.media.credentials.library import ANY, context, from_library, library, media_type
from soraapp.media.credentials.sidecar import drop_sidecar, sidecar_for
from soraapp.media.credentials.statement import Statement, ingredient, manifest
from soraapp.media.files import reading, replacing
from soraapp.media.numbered import is_numbered
from soraapp.places import signing_folder

LARGE = 64 * 2**20
"""From how many bytes on a file is signed in a way that takes little memory."""
_TEMPORARY = "TMP" if os.name == "nt" else "TMPDIR"


@dataclass(frozen=True)
class Signing:
    """Who signs, and how much is told."""

    certificates: Path | None = None
    """A person's own, with `key`; None for the key of this installation."""
    key: Path | None = None
    telling: bool = False
    """Whether names of files and prompts may be told."""
    required: bool = False
    """Whether nothing is written at all when it cannot be signed. A person's own key always is."""

    def opened(self) -> Key:
        """The key, which is made if it is the first of this installation. Raises MediaError and InputError."""
        if self.certificates is not None and self.key is not None:
            return named_key(self.certificates, self.key)
        return installation_key(signing_folder())

    def check(self) -> None:
        """Sign something that nobody sees. Raises MediaError or InputError for a key that cannot be used."""
        builder = _builder(Statement(), "", telling=False)
        builder.set_no_embed()
        remedy = "Choose another certificate: it must be one for signing documents or mail, and no authority's."
        with from_library("The key cannot sign: {reason}.", remedy):
            _signed(builder, self.opened(), ANY, io.BytesIO(b"nothing"), _Nowhere())

    @property
    def strict(self) -> bool:
        """Whether a file that cannot be signed is not written."""
        return self.required or self.key is not None


class Seal:
    """Is called with each part of `path` that is complete, and signs it. Around the writing of it, as a context, it
    puts the credentials of a file that cannot hold them beside it, once it is in its place.

    Unless the signing is strict, a file that cannot be signed is written without, and `trouble` says why.
    """

    def __init__(
        self, path: Path, statement: Callable[[], Statement], signing: Signing | None, check: Callable[[], None]
    ) -> None:
        """`statement` is called when the file is complete, and `check` while files are read; both may raise."""
        self._path, self._statement, self._signing, self._check = path, statement, signing, check
        self._prepared: tuple[Key, bytes] | None = None
        """The key and what is said, ready to be signed for as many pictures as there are."""
        self._beside: bytes | None = None
        self.sidecar: Path | None = None
        """Where the credentials lie, once they do, if the file cannot hold them."""
        self.trouble: SoraError | None = None
        self._lock = Lock()

    def notices(self) -> Iterator[SoraError]:
        """What a person should know when the file is in its place: that it is not signed, and why, or that its
        credentials lie beside it."""
        if self.trouble is not None:
            yield MediaError(
                "{file} was written without Content Credentials: {reason}",
                file=self._path.name,
                reason=self.trouble,
            )
        if self.sidecar is not None:
            yield MediaError(
                "{file} cannot hold its Content Credentials: they lie beside it, in {sidecar}.",
                remedy="Keep both together.",
                file=self._path.name,
                sidecar=self.sidecar.name,
            )

    def __call__(self, part: Path) -> None:
        if self._signing is None or self.trouble is not None:
            return
        try:
            self._sign(part, self._signing)
        except Cancelled:
            raise
        except SoraError as error:
            if self._signing.strict:
                raise
            self.trouble = error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if kind is not None:
            return
        if self._beside is not None:
            self.sidecar = sidecar_for(self._path)
            with replacing(self.sidecar) as part:
                part.write_bytes(self._beside)
        else:
            drop_sidecar(self._path)

    def _sign(self, part: Path, signing: Signing) -> None:
        kind = media_type(self._path)
        if kind is None and is_numbered(self._path):
            raise MediaError(
                "Numbered {kind} pictures cannot hold Content Credentials.",
                remedy="Write PNG, JPEG, WebP or TIFF.",
                kind=self._path.suffix.lstrip(".").upper(),
            )
        with self._lock:  # Numbered pictures come from several threads.
            key, archive = self._prepared = self._prepared or (signing.opened(), self._said(signing))
        with reading(part):
            large = part.stat().st_size > LARGE
        with (
            copying_beside(part) if large else nullcontext(),
            from_library("{file} cannot be signed: {reason}.", "", file=self._path.name),
        ):
            builder = library().Builder({}, context(large=large)).with_archive(io.BytesIO(archive))
            if kind is None:
                builder.set_no_embed()
                with reading(part), part.open("rb") as whole:
                    self._beside = _signed(builder, key, ANY, whole, _Nowhere())
            else:
                with replacing(part) as signed, part.open("rb") as whole, signed.open("w+b") as target:
                    _signed(builder, key, kind, whole, target)

    def _said(self, signing: Signing) -> bytes:
        builder = _builder(self._statement(), self._path.name, telling=signing.telling, check=self._check)
        archive = io.BytesIO()
        with from_library("{file} cannot be signed: {reason}.", "", file=self._path.name):
            builder.to_archive(archive)
        return archive.getvalue()


def _builder(statement: Statement, title: str, *, telling: bool, check: Callable[[], None] = lambda: None) -> Any:
    builder = library().Builder(manifest(statement, title, telling=telling, check=check), context())
    for index, one in enumerate(statement.ingredients):
        path = one.paths[0]
        with (
            reading(path),
            path.open("rb") as file,
            from_library("What {file} says of itself cannot be told: {reason}.", "", file=path.name),
        ):
            builder.add_ingredient(ingredient(statement, index, telling=telling), media_type(path) or ANY, file)
        check()
    return builder


def _signed(builder: Any, key: Key, kind: str, source: Any, target: Any) -> bytes:
    """The credentials, which are written into the target, too, unless the builder is told otherwise."""
    facts = library().C2paSignerInfo(key.algorithm, key.chain.encode(), key.private, None)
    with library().Signer.from_info(facts) as signer:
        return builder.sign(signer, kind, source, target)


@contextmanager
def copying_beside(part: Path) -> Generator[None]:
    """The library copies a large file once more: where the file lies there is room for it, while the usual place may be
    memory. Holds for the whole process."""
    before = os.environ.get(_TEMPORARY)
    os.environ[_TEMPORARY] = str(part.absolute().parent)
    try:
        yield
    finally:
        if before is None:
            del os.environ[_TEMPORARY]
        else:
            os.environ[_TEMPORARY] = before


class _Nowhere(io.BytesIO):
    """What the library copies a file to when the credentials go beside it."""

    def write(self, data: Any, /) -> int:
        return len(data)

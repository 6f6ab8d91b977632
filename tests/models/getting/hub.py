"""A Hub on this machine: the few addresses of Hugging Face that are used, over real connections."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

COMMIT = "0123456789abcdef" * 2 + "01234567"
_LARGE = (".safetensors", ".bin", ".model")


@dataclass
class Repository:
    """What is published, and how it behaves."""

    folder: Path
    licence: str = "apache-2.0"
    gated: str | bool = False
    sizes: dict[str, int] = field(default_factory=dict[str, int])
    """Sizes that are told and not so, by path."""
    wrong: set[str] = field(default_factory=set[str])
    """Files that come with other bytes than are told."""


class Hub:
    """Serves repositories by name. Counts the bytes of files that went out, by path."""

    def __init__(self) -> None:
        self.repositories: dict[str, Repository] = {}
        self.sent: dict[str, int] = {}
        self.cut_after: dict[str, int] = {}
        """After so many bytes of a file the connection breaks, once."""
        self.stall_after: dict[str, int] = {}
        """After so many bytes of a file nothing comes any more, until `go_on`."""
        self.failing = 0
        """The status of all answers, where it is not 0."""
        self.ranges: list[str] = []
        self.go_on = threading.Event()
        hub = self

        class Handler(_Handler):
            def answer(self) -> None:
                hub.answer(self)

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        self.go_on.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, request: _Handler) -> None:
        path = unquote(urlsplit(request.path).path).lstrip("/")
        if self.failing:
            request.say(self.failing)
        elif path.startswith("api/models/"):
            name, _, revision = path.removeprefix("api/models/").partition("/revision/")
            self._describe(request, name, revision)
        else:
            name, _, rest = path.partition("/resolve/")
            self._send(request, name, *rest.split("/", 1))

    def _describe(self, request: _Handler, name: str, revision: str) -> None:
        published = self.repositories.get(name)
        if published is None:
            request.say(401, {"X-Error-Code": "RepoNotFound"})
        elif revision not in ("", "main", COMMIT):
            request.say(404, {"X-Error-Code": "RevisionNotFound"})
        else:
            request.say(200, {"Content-Type": "application/json"}, json.dumps(_told(name, published)).encode())

    def _send(self, request: _Handler, name: str, revision: str, path: str) -> None:
        published = self.repositories[name]
        if published.gated:
            request.say(401 if published.gated == "manual" else 403, {"X-Error-Code": "GatedRepo"})
            return
        assert revision == COMMIT, "files are asked for by the version that was offered"
        content = (published.folder / path).read_bytes()
        if path in published.wrong:
            content = bytes(len(content))
        asked = request.headers.get("Range", "")
        start, end, status = 0, len(content), 200
        headers = {"X-Repo-Commit": COMMIT}
        if asked:
            self.ranges.append(f"{path} {asked}")
            first, _, last = asked.removeprefix("bytes=").partition("-")
            start, status = int(first), 206
            end = min(len(content), int(last) + 1) if last else len(content)
            headers["Content-Range"] = f"bytes {start}-{end - 1}/{len(content)}"
        if not last_asked(asked):
            self._body(request, path, status, headers, content[start:end])
        else:
            request.say(status, headers, content[start:end])  # A header of weights.

    def _body(self, request: _Handler, path: str, status: int, headers: dict[str, str], content: bytes) -> None:
        request.say(status, headers | {"Content-Length": str(len(content))}, None)
        most = min(self.cut_after.pop(path, len(content)), self.stall_after.get(path, len(content)))
        request.wfile.write(content[:most])
        request.wfile.flush()
        self.sent[path] = self.sent.get(path, 0) + len(content[:most])
        if most < len(content):
            if path in self.stall_after:
                self.go_on.wait(30)
            request.close_connection = True


def last_asked(asked: str) -> bool:
    """Whether a range ends somewhere."""
    return bool(asked.partition("-")[2])


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self) -> None:
        raise NotImplementedError

    def do_GET(self) -> None:
        try:
            self.answer()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def say(self, status: int, headers: dict[str, str] | None = None, content: bytes | None = b"") -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if content is not None:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if content:
            self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Nobody reads it."""


def _told(name: str, published: Repository) -> dict[str, Any]:
    files = sorted(file for file in published.folder.rglob("*") if file.is_file())
    return {
        "id": name,
        "sha": COMMIT,
        "gated": published.gated,
        "private": False,
        "tags": [f"license:{published.licence}", "diffusers"],
        "cardData": {"license": published.licence},
        "siblings": [_sibling(published, file) for file in files],
    }


def _sibling(published: Repository, file: Path) -> dict[str, Any]:
    path, content = file.relative_to(published.folder).as_posix(), file.read_bytes()
    size = published.sizes.get(path, len(content))
    git = hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
    told: dict[str, Any] = {"rfilename": path, "size": size, "blobId": git}
    if file.suffix in _LARGE:
        told["lfs"] = {"sha256": hashlib.sha256(content).hexdigest(), "size": size, "pointerSize": 134}
    return told


@contextmanager
def serving() -> Generator[Hub]:
    """A Hub while the block runs."""
    hub = Hub()
    try:
        yield hub
    finally:
        hub.close()

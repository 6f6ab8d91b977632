"""Nothing is fetched from the network, whatever a file asks for."""

from __future__ import annotations

import http.server
import io
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from soraapp.media.credentials.installation import installation_key
from soraapp.media.credentials.library import library
from soraapp.media.credentials.reading import Standing, read_credentials
from soraapp.media.credentials.statement import Statement
from soraapp.places import signing_folder
from tests.media.credentials.scene import MADE, content, loaded, sign


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """A server, and what it was asked for."""
    asked: list[str] = []

    class Listening(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, format: str, *args: Any) -> None: ...  # noqa: A002

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listening)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/film.c2pa", asked
    server.shutdown()
    thread.join()
    server.server_close()


def remote(url: str, data: bytes) -> bytes:
    """A picture that says only where its credentials are, made as other programs make it."""
    c2pa, key = library(), installation_key(signing_folder())
    builder = c2pa.Builder({"claim_generator_info": [{"name": "Elsewhere"}]})
    builder.set_intent(c2pa.C2paBuilderIntent.CREATE, c2pa.C2paDigitalSourceType.DIGITAL_CREATION)
    builder.set_no_embed()
    builder.set_remote_url(url)
    made = io.BytesIO()
    facts = c2pa.C2paSignerInfo(key.algorithm, key.chain.encode(), key.private, None)
    with c2pa.Signer.from_info(facts) as signer:
        builder.sign(signer, "image/png", io.BytesIO(data), made)
    return made.getvalue()


def test_credentials_elsewhere_are_named_and_not_fetched(tmp_path: Path, listener: tuple[str, list[str]]) -> None:
    url, asked = listener
    picture = tmp_path / "picture.png"
    picture.write_bytes(remote(url, content(".png", tmp_path)))
    with pytest.raises(library().C2paError):  # Left to itself the library does ask.
        library().Reader("image/png", io.BytesIO(picture.read_bytes()))
    assert asked == ["/film.c2pa"]
    asked.clear()
    found = read_credentials(picture)
    assert found is not None
    assert (found.standing, found.remote) == (Standing.REMOTE, url)
    seal = sign(tmp_path / "film.mp4", content(".mp4", tmp_path), Statement(MADE.models, (loaded(picture),)))
    assert seal.trouble is None
    assert asked == []

"""Who signs: the installation with a key of its own, or a person with theirs."""

from __future__ import annotations

import multiprocessing
import os
import stat
import sys
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from soraapp.errors import InputError, MediaError, SoraError
from soraapp.media.credentials.choice import CERTIFICATES, KEY, Choice, chosen, keep, stored
from soraapp.media.credentials.installation import NAME, installation_key
from soraapp.media.credentials.key import named_key
from soraapp.media.credentials.reading import Standing, read_credentials
from soraapp.media.credentials.signing import Signing
from soraapp.places import settings_folder
from tests.media.credentials.scene import content, person, private, sign


def _make(folder: Path, begin: Barrier, found: Queue[bytes]) -> None:
    begin.wait()
    found.put(installation_key(folder).private)


def test_programs_that_make_the_first_key_at_once_get_the_same(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    begin, found = context.Barrier(4), context.Queue()
    programs = [context.Process(target=_make, args=(tmp_path / "signing", begin, found)) for _ in range(4)]
    for program in programs:
        program.start()
    keys = {found.get(timeout=60) for _ in programs}
    for program in programs:
        program.join()
    assert len(keys) == 1
    assert [file.name for file in (tmp_path / "signing").iterdir()] == [NAME]


@pytest.mark.skipif(sys.platform == "win32", reason="has no such permissions")
def test_nobody_else_may_read_the_key(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        first = installation_key(tmp_path)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / NAME).stat().st_mode) == 0o600
    assert installation_key(tmp_path) == first
    assert "PRIVATE" not in repr(first)


def test_every_installation_has_a_key_of_its_own(tmp_path: Path) -> None:
    keys = [installation_key(tmp_path / name) for name in ("one", "two")]
    assert keys[0].private != keys[1].private
    assert keys[0].chain != keys[1].chain


def test_what_another_installation_signed_is_of_an_unknown_signer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "film.mp4"
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("SORAAPP_HOME", str(tmp_path / "elsewhere"))
        sign(path, content(".mp4", tmp_path))
    found = read_credentials(path)
    assert found is not None
    assert (found.standing, found.problems) == (Standing.UNKNOWN, ())
    assert found.signer.startswith("Soraapp installation ")


def test_a_damaged_key_of_the_installation_is_told(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("what is this")
    with pytest.raises(InputError, match=rf"damaged.*Remove {tmp_path / NAME}"):
        installation_key(tmp_path)


def test_a_person_signs_with_their_own_key(tmp_path: Path) -> None:
    certificates, key = person(tmp_path)
    signing = Signing(certificates, key)
    signing.check()
    sign(tmp_path / "film.mp4", content(".mp4", tmp_path), signing=signing)
    found = read_credentials(tmp_path / "film.mp4")
    assert found is not None
    assert (found.standing, found.signer) == (Standing.UNKNOWN, "Ada Film")
    keep(Choice(certificates=certificates, key=key))
    try:
        known = read_credentials(tmp_path / "film.mp4")
    finally:
        (settings_folder() / "provenance.json").unlink()
    assert known is not None
    assert known.standing is Standing.OWN


def test_a_key_that_cannot_be_used_is_told_before_anything_is_written(tmp_path: Path) -> None:
    certificates, key = person(tmp_path)
    path = tmp_path / "film.mp4"

    def refused(kind: type[SoraError], text: str, certificates: Path = certificates, key: Path = key) -> None:
        with pytest.raises(kind, match=text):
            Signing(certificates, key).check()
        with pytest.raises(kind, match=text):
            sign(path, b"", signing=Signing(certificates, key))
        assert not path.exists()

    other = tmp_path / "other.pem"
    refused(MediaError, r"gone\.pem does not exist", key=tmp_path / "gone.pem")
    refused(MediaError, r"gone\.pem does not exist", certificates=tmp_path / "gone.pem")
    refused(InputError, r"chain\.pem holds no private key", key=certificates)
    refused(InputError, r"key\.pem holds no certificates", certificates=key)
    other.write_bytes(private(ec.generate_private_key(ec.SECP256R1())))
    refused(InputError, r"chain\.pem is not that of the key in other\.pem", key=other)
    other.write_bytes(private(ec.generate_private_key(ec.SECP256R1()), b"secret"))
    refused(InputError, r"other\.pem is locked with a password", key=other)
    other.write_bytes(private(rsa.generate_private_key(65537, 1024)))
    refused(InputError, r"cannot be signed with the key in other\.pem.*2048", key=other)
    old = tmp_path / "old"
    old.mkdir()
    refused(InputError, r"chain\.pem is valid from .* only", *person(old, days=-3))
    ruler = tmp_path / "ruler"
    ruler.mkdir()
    authority = Signing(*person(ruler, authority=True))
    with pytest.raises(MediaError, match=r"The key cannot sign: .*no authority's"):
        authority.check()
    with pytest.raises(MediaError, match=r"film\.mp4 cannot be signed"):
        sign(path, content(".mp4", tmp_path), signing=authority)
    assert not path.exists()


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nobody keeps a file from root")
def test_a_key_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    certificates, key = person(tmp_path)
    key.chmod(0)
    with pytest.raises(MediaError, match=r"key\.pem cannot be read"):
        named_key(certificates, key)


def test_the_choice_of_a_person_is_kept_and_the_environment_goes_before_it(tmp_path: Path) -> None:
    assert chosen({}) == Choice()
    path = settings_folder() / "provenance.json"
    mine = Choice(signed=False, project=False, certificates=tmp_path / "c.pem", key=tmp_path / "k.pem")
    keep(mine)
    try:
        assert stored() == chosen({}) == mine
        other = {CERTIFICATES: str(tmp_path / "e.pem"), KEY: str(tmp_path / "f.pem")}
        assert chosen(other) == Choice(
            signed=False, project=False, certificates=tmp_path / "e.pem", key=tmp_path / "f.pem"
        )
        path.write_text("{")
        with pytest.raises(InputError, match="Remove that file"):
            chosen({})
    finally:
        path.unlink()
    with pytest.raises(InputError, match="only the key is named"):
        chosen({KEY: str(tmp_path / "f.pem")}).signing()


def test_the_library_that_is_missing_keeps_no_film_from_being_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "c2pa", None)
    data = content(".mp4", tmp_path)
    seal = sign(tmp_path / "film.mp4", data)
    assert "c2pa-python does not load" in str(seal.trouble)
    assert (tmp_path / "film.mp4").read_bytes() == data
    with pytest.raises(MediaError, match="c2pa-python does not load"):
        read_credentials(tmp_path / "film.mp4")
    with pytest.raises(MediaError, match="c2pa-python does not load"):
        sign(tmp_path / "strict.mp4", data, signing=Signing(required=True))
    assert not (tmp_path / "strict.mp4").exists()

"""Every kind of file is signed, is proven as it is, and one changed bit is found out."""

from __future__ import annotations

import getpass
import os
from hashlib import sha256
from pathlib import Path

import pytest

from soraapp.errors import Cancelled, MediaError
from soraapp.media.credentials import signing
from soraapp.media.credentials.library import CARRYING
from soraapp.media.credentials.reading import Act, Standing, read_credentials
from soraapp.media.credentials.signing import Seal, Signing
from soraapp.media.credentials.statement import Statement
from soraapp.media.files import replacing
from soraapp.media.probe import probe
from tests.media.credentials.scene import COMPRESSED, MADE, PICTURES, SOUNDS, content, flipped, loaded, sign

KINDS = (*PICTURES, *COMPRESSED, *SOUNDS, ".mp4", ".mov", ".mkv")


@pytest.mark.parametrize("suffix", KINDS)
def test_what_is_signed_proves_itself_until_a_bit_is_changed(suffix: str, tmp_path: Path) -> None:
    path, data = tmp_path / f"film{suffix}", content(suffix, tmp_path)
    path.write_bytes(data)
    plain = probe(path)
    seal = sign(path, data)
    assert seal.trouble is None
    found = read_credentials(path)
    assert found is not None
    assert (found.standing, found.problems) == (Standing.OWN, ())
    assert found.generator.startswith("Soraapp ")
    assert found.acts == (Act("c2pa.created", "trainedAlgorithmicMedia", found.generator),)
    assert [(part.name, part.relation, part.model, part.identity) for part in found.parts] == [
        ("nano", "inputTo", True, "1f0c")
    ]
    carries = suffix in CARRYING
    assert (found.sidecar, seal.sidecar) == ((None, None) if carries else (tmp_path / "film.c2pa",) * 2)
    beside = [] if carries else ["film.c2pa"]
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted([path.name, *beside])
    assert probe(path).codec == plain.codec
    assert carries or path.read_bytes() == data

    middle = data[len(data) // 2 : len(data) // 2 + 24]  # Of the media, wherever the credentials were put.
    flipped(path, path.read_bytes().index(middle))
    changed = read_credentials(path)
    assert changed is not None
    assert changed.standing is Standing.TAMPERED
    assert any("mismatch" in problem for problem in changed.problems)


@pytest.mark.parametrize("suffix", [".mp4", ".wav", ".mkv"])
def test_a_large_film_is_signed_chunk_by_chunk(suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signing, "LARGE", 0)
    places = dict(os.environ)
    path, data = tmp_path / f"film{suffix}", content(suffix, tmp_path)
    sign(path, data)
    assert dict(os.environ) == places
    found = read_credentials(path)
    assert found is not None
    assert found.standing is Standing.OWN
    flipped(path, path.read_bytes().index(data[len(data) // 2 : len(data) // 2 + 24]))
    changed = read_credentials(path)
    assert changed is not None
    assert changed.standing is Standing.TAMPERED


def test_a_bit_changed_in_the_claim_is_found_out(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    sign(path, content(".mp4", tmp_path))
    flipped(path, path.read_bytes().index(b"trainedAlgorithmicMedia") + 3)
    found = read_credentials(path)
    assert found is not None
    assert found.standing is Standing.TAMPERED


def test_credentials_of_another_film_prove_nothing(tmp_path: Path) -> None:
    data = content(".mkv", tmp_path)
    sign(tmp_path / "one.mkv", data)
    sign(tmp_path / "two.mkv", data + b"\0")
    (tmp_path / "one.c2pa").replace(tmp_path / "two.c2pa")
    found = read_credentials(tmp_path / "two.mkv")
    assert found is not None
    assert found.standing is Standing.TAMPERED
    assert read_credentials(tmp_path / "one.mkv") is None


def test_two_films_of_one_name_do_not_take_each_others_credentials(tmp_path: Path) -> None:
    for suffix in (".mkv", ".webm"):
        assert sign(tmp_path / f"film{suffix}", content(suffix, tmp_path)).sidecar is not None
    for suffix in (".mkv", ".webm"):
        found = read_credentials(tmp_path / f"film{suffix}")
        assert found is not None
        assert found.standing is Standing.OWN


def test_a_film_without_credentials_sheds_those_of_the_one_that_it_replaces(tmp_path: Path) -> None:
    path, foreign = tmp_path / "film.mkv", tmp_path / "other.c2pa"
    sign(path, content(".mkv", tmp_path))
    foreign.write_bytes(b"of another program")
    for place in (path, tmp_path / "other.mkv"):
        with Seal(place, lambda: MADE, None, lambda: None) as seal, replacing(place, seal) as part:
            part.write_bytes(content(".mkv", tmp_path))
    assert read_credentials(path) is None
    assert foreign.read_bytes() == b"of another program"


def test_what_was_loaded_is_told_with_its_digest_and_its_own_credentials(tmp_path: Path) -> None:
    photo, clip = tmp_path / "photo.png", tmp_path / "clip.mkv"
    sign(photo, content(".png", tmp_path), Statement())
    clip.write_bytes(content(".mkv", tmp_path))
    statement = Statement(MADE.models, (loaded(photo), loaded(clip, "Clip", placed=False)))
    sign(tmp_path / "film.mp4", content(".mp4", tmp_path), statement, Signing(telling=True))
    found = read_credentials(tmp_path / "film.mp4")
    assert found is not None
    assert found.standing is Standing.OWN
    assert [act.name for act in found.acts] == ["c2pa.created", "c2pa.placed"]
    assert found.acts[0].source == "compositeWithTrainedAlgorithmicMedia"
    _, first, second = found.parts
    assert (first.name, first.relation, second.name, second.relation) == (
        "photo.png",
        "componentOf",
        "clip.mkv",
        "inputTo",
    )
    assert first.signer.startswith("Soraapp installation ")
    assert second.signer == ""
    assert (first.identity, second.identity) == tuple(sha256(file.read_bytes()).hexdigest() for file in (photo, clip))


@pytest.mark.parametrize(
    ("statement", "acts"),
    [
        (Statement(), [("c2pa.created", "digitalCreation")]),
        (MADE, [("c2pa.created", "trainedAlgorithmicMedia")]),
        (1, [("c2pa.opened", ""), ("c2pa.edited", "")]),
        (2, [("c2pa.created", "composite"), ("c2pa.placed", ""), ("c2pa.placed", "")]),
    ],
)
def test_what_was_done_is_told_in_the_words_of_the_standard(
    statement: Statement | int, acts: list[tuple[str, str]], tmp_path: Path
) -> None:
    if isinstance(statement, int):
        files = [tmp_path / f"photo{index}.jpg" for index in range(statement)]
        for file in files:
            file.write_bytes(content(".jpg", tmp_path))
        statement = Statement(ingredients=tuple(loaded(file) for file in files))
    sign(tmp_path / "film.mp4", content(".mp4", tmp_path), statement)
    found = read_credentials(tmp_path / "film.mp4")
    assert found is not None
    assert found.standing is Standing.OWN
    assert [(act.name, act.source) for act in found.acts] == acts


def test_nothing_is_told_of_the_person_or_the_machine(tmp_path: Path) -> None:
    folder = tmp_path / "Home of Ada"
    folder.mkdir()
    photo = folder / "holiday with Ada.png"
    photo.write_bytes(content(".png", tmp_path))
    statement = Statement(MADE.models, (loaded(photo),), MADE.prompts)
    for telling, name in ((False, "quiet.png"), (True, "told.png")):
        sign(folder / name, content(".png", tmp_path), statement, Signing(telling=telling))
    quiet, told = ((folder / name).read_bytes() for name in ("quiet.png", "told.png"))
    for secret in (str(tmp_path), "Home of", getpass.getuser(), "a fox in snow", "holiday", "quiet.png"):
        assert secret.encode() not in quiet, secret
    assert str(tmp_path).encode() not in told
    assert b"Home of" not in told
    for word in (b"a fox in snow", b"holiday with Ada.png", b"told.png"):
        assert word in told


def test_a_signed_film_is_whole_or_not_there(tmp_path: Path) -> None:
    photo = tmp_path / "photo.png"
    photo.write_bytes(content(".png", tmp_path))
    path, data = tmp_path / "film.mp4", content(".mp4", tmp_path)
    path.write_bytes(b"old")

    def stop() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        sign(path, data, Statement(ingredients=(loaded(photo),)), check=stop)
    with pytest.raises(MediaError, match="gone.png does not exist"):
        sign(path, data, Statement(ingredients=(loaded(tmp_path / "gone.png"),)), Signing(required=True))
    assert path.read_bytes() == b"old"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["film.mp4", "photo.png"]

    seal = sign(path, data, Statement(ingredients=(loaded(tmp_path / "gone.png"),)))
    assert seal.trouble is not None
    assert "gone.png" in str(seal.trouble)
    assert path.read_bytes() == data

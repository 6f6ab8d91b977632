"""A person renders a film, and asks it later how it was made."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from soraapp.cli import main
from soraapp.media import provenance
from soraapp.media.credentials.installation import NAME
from soraapp.media.export.film import write_video
from soraapp.places import signing_folder
from tests.cli.conftest import EXAMPLE, lines, sora
from tests.media.credentials.scene import flipped, person, private
from tests.media.making import NumberedClip


def told(path: Path) -> dict[str, Any]:
    """What `inspect` says of a file that nobody changed."""
    run = sora("inspect", path, "--json")
    assert (run.returncode, run.stderr) == (0, "")
    return json.loads(run.stdout)


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory, tiny: list[str]) -> Path:
    """The example as a film, signed as it is when nothing is said."""
    path = tmp_path_factory.mktemp("films") / "film.mp4"
    made = sora("render", EXAMPLE, "--output", path, *tiny)
    assert made.returncode == 0, made.stderr
    return path


def test_a_film_says_how_it_was_made(film: Path) -> None:
    found = told(film)
    assert found["media"] == {
        "kind": "video",
        "codec": "h264",
        "size": [768, 432],
        "rate": "8",
        "frames": 8,
        "seconds": 1.0,
        "sound": None,
    }
    credentials = found["credentials"]
    assert credentials["standing"] == "own"
    assert credentials["problems"] == []
    assert [action["action"] for action in credentials["actions"]] == ["c2pa.created"]
    assert credentials["actions"][0]["source"] == "compositeWithTrainedAlgorithmicMedia"
    model, photo = credentials["ingredients"]
    assert (model["model"], model["relation"], len(model["identity"])) == (True, "inputTo", 16)
    assert (photo["name"], photo["relation"], len(photo["identity"])) == ("astronaut.png", "inputTo", 64)
    assert credentials["prompts"] == [
        "a purple fish swims to the right underwater",
        "a white astronaut walks to the right in the desert",
    ]
    nodes = {node["name"]: node for node in found["project"]["nodes"]}
    assert set(nodes) == {"Prompt", "Text to video", "Load image", "Image to video", "Film"}
    assert nodes["Image to video"]["model"] == "nano"
    assert nodes["Prompt"]["prompts"] == ["a purple fish swims to the right underwater"]

    words = sora("inspect", film).stdout
    assert "valid: the file is as it was when it was signed" in words
    assert "astronaut.png" in words


def test_a_film_that_was_changed_is_told_and_fails(film: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed.mp4"
    changed.write_bytes(film.read_bytes())
    flipped(changed, changed.read_bytes().index(b"mdat") + 400)
    run = sora("inspect", changed, "--json")
    assert run.returncode == 1
    assert json.loads(run.stdout)["credentials"]["standing"] == "tampered"
    assert "TAMPERED" in sora("inspect", changed).stdout


def test_a_film_can_keep_project_and_words_to_itself(film: Path, tmp_path: Path) -> None:
    quiet, plain = tmp_path / "quiet.mp4", tmp_path / "plain.mp4"
    assert sora("render", film, "--output", quiet, "--no-project").returncode == 0
    found = told(quiet)
    assert found["project"] is None
    assert found["credentials"]["prompts"] == []
    assert [part["name"] for part in found["credentials"]["ingredients"] if not part["model"]] == ["Picture 1"]
    for word in (b"astronaut", b"fish", str(tmp_path).encode(), b"quiet"):
        assert word not in quiet.read_bytes()

    assert sora("render", film, "--output", plain, "--credentials", "none").returncode == 0
    assert told(plain)["credentials"] is None
    assert provenance.read(plain) is not None
    assert sora("render", film, "--output", plain, "--credentials", "none", "--no-project").returncode == 0
    run = sora("inspect", plain, "--json")
    assert run.returncode == 1
    assert json.loads(run.stdout)["error"]["message"].startswith("plain.mp4 says nothing of how it was made")


@pytest.mark.parametrize("name", ["film.mkv", "film.webm", "film.png", "frame_##.png"])
def test_every_kind_of_file_says_it(name: str, film: Path, tmp_path: Path) -> None:
    kinds = ["--range", "1-3"] if "#" in name else []
    made = sora("render", film, "--output", tmp_path / name, "--node", "Film", *kinds, "--json")
    assert made.returncode == 0, made.stderr
    notices = [event["notice"]["message"] for event in lines(made) if event["event"] == "delivery_notice"]
    beside = name.endswith((".mkv", ".webm"))
    assert notices == (
        [f"{name} cannot hold its Content Credentials: they lie beside it, in film.c2pa."] if beside else []
    )
    files = sorted(file.name for file in tmp_path.iterdir())
    if "#" in name:
        assert len(files) == 3
    else:
        assert files == ["film.c2pa"] * beside + [name]
    for file in files:
        assert told(tmp_path / file)["credentials"]["standing"] == "own"


def test_a_person_signs_with_their_own_key(film: Path, tmp_path: Path) -> None:
    certificates, key = person(tmp_path)
    named = ("--certificate", certificates, "--key", key)
    assert sora("render", film, "--output", tmp_path / "mine.mp4", *named).returncode == 0
    assert told(tmp_path / "mine.mp4")["credentials"]["signer"] == "Ada Film"
    assert told(tmp_path / "mine.mp4")["credentials"]["standing"] == "unknown signer"


def test_a_key_that_cannot_sign_is_told_before_any_work(
    film: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from cryptography.hazmat.primitives.asymmetric import ec

    certificates, key = person(tmp_path)
    key.write_bytes(private(ec.generate_private_key(ec.SECP256R1())))
    asked = ["render", str(film), "--output", str(tmp_path / "mine.mp4"), "--certificate", str(certificates)]
    assert main([*asked, "--key", str(key)]) == 1
    assert "is not that of the key in key.pem" in capsys.readouterr().err
    assert main(asked) == 1
    assert "only the certificate is named" in capsys.readouterr().err
    assert not (tmp_path / "mine.mp4").exists()


def test_without_a_usable_key_a_film_is_written_and_says_so_unless_it_must_be_signed(
    film: Path, tmp_path: Path
) -> None:
    own = signing_folder() / NAME
    kept = own.read_bytes()
    own.write_text("damaged")
    try:
        made = sora("render", film, "--output", tmp_path / "film.mp4", "--json")
        strict = sora("render", film, "--output", tmp_path / "strict.mp4", "--credentials", "signed")
    finally:
        own.write_bytes(kept)
    assert made.returncode == 0
    (notice,) = [event["notice"] for event in lines(made) if event["event"] == "delivery_notice"]
    assert notice["message"].startswith(
        "film.mp4 was written without Content Credentials: The key of this installation"
    )
    assert str(own) in notice["message"]
    assert told(tmp_path / "film.mp4")["credentials"] is None
    assert strict.returncode == 1
    assert not (tmp_path / "strict.mp4").exists()


def test_what_says_nothing_and_what_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_video(tmp_path / "foreign.mp4", NumberedClip(2))
    for name, text in {
        "foreign.mp4": "foreign.mp4 says nothing of how it was made",
        "gone.mp4": "gone.mp4 does not exist",
        "alone.c2pa": "The file that alone.c2pa belongs to is not beside it",
        "notes.txt": "notes.txt says nothing of how it was made",
    }.items():
        if name not in ("gone.mp4", "foreign.mp4"):
            (tmp_path / name).write_text("words")
        assert main(["inspect", str(tmp_path / name)]) == 1
        assert text in capsys.readouterr().err

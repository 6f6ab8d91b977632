"""What a film is made of is known when it is written: files, models and words, each once."""

from __future__ import annotations

import wave
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np

from soraapp.engine.cache import Cache
from soraapp.engine.events import Delivered, DeliveryNotice
from soraapp.engine.making import statement_of
from soraapp.engine.plan import Delivery
from soraapp.media.audio.file import open_audio
from soraapp.media.audio.soundtrack import with_sound
from soraapp.media.clip import FrameImage, Size, StillClip
from soraapp.media.credentials.reading import Standing, read_credentials
from soraapp.media.credentials.signing import Signing
from soraapp.media.credentials.statement import Ingredient, ModelUsed, Statement
from soraapp.media.decode import open_clip
from soraapp.media.image import open_image, write_image
from soraapp.media.ops import Concatenate, Fit, Resample, Reverse, Trim
from soraapp.media.sequence import open_sequence
from soraapp.models.request import Cue
from tests.engine.cache_work import Models, Windowed, job, request
from tests.engine.conftest import Bench, Draft
from tests.media.making import NumberedClip, make_film


def picture(path: Path) -> Path:
    write_image(path, np.full((8, 8, 3), 90, np.uint8))
    return path


def sound(path: Path) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(16_000))
    return path


def test_files_models_and_words_are_found_wherever_they_are(tmp_path: Path) -> None:
    model = Windowed(tmp_path / "trace", 0)
    work, models = job(Cache(tmp_path / "cache"), model), Models(model)
    made = work.generate(replace(request(model, 1, 7), cues=(Cue("a car"),)))
    clip, photo, music = (tmp_path / name for name in ("clip.mp4", "photo.png", "music.wav"))
    make_film(clip, NumberedClip(4).frames(0, 4))
    shot = open_clip(clip)
    still = StillClip(open_image(picture(photo)), Fraction(24), 3)
    film = with_sound(
        Concatenate((Trim(shot, 0, 2), Reverse(shot), Resample(Fit(made, shot.size), shot.rate))),
        open_audio(sound(music)),
    )
    found = statement_of({"clip": film}, [{"clip": film}, {"clip": still}], models)
    assert set(found.ingredients) == {
        Ingredient((clip,), "Clip", placed=True),
        Ingredient((music,), "Sound", placed=True),
        Ingredient((photo,), "Picture", placed=False),
    }
    name, _, identity = model.capabilities.identity.partition("@")
    assert name == "windowed"
    assert found.models == (ModelUsed(model.capabilities.title, identity),)
    assert found.prompts == ("a car",)
    assert found.source == "compositeWithTrainedAlgorithmicMedia"


def test_numbered_pictures_are_one_thing_and_a_film_with_its_sound_is_one_file(tmp_path: Path) -> None:
    files = tuple(picture(tmp_path / f"shot_{number}.png") for number in (1, 2, 3))
    row = open_sequence(files[0], Fraction(8))
    assert statement_of({"clip": row}, [], Models(Windowed(tmp_path, 0))).ingredients == (
        Ingredient(files, "Picture", placed=True),
    )
    clip = make_film(tmp_path / "clip.mp4", NumberedClip(4).frames(0, 4))
    path = sound(tmp_path / "clip.wav").replace(tmp_path / "same.wav")
    one = replace(open_audio(path), path=str(clip))
    film = statement_of({"clip": with_sound(open_clip(clip), one)}, [], Models(Windowed(tmp_path, 0)))
    assert film.ingredients == (Ingredient((clip,), "Clip", placed=True),)
    assert film.parent is not None


def test_what_a_thousand_ways_lead_to_is_found_once(tmp_path: Path) -> None:
    clip = open_clip(make_film(tmp_path / "clip.mp4", NumberedClip(4).frames(0, 4)))
    joined = Concatenate((clip, clip))
    for _ in range(40):  # Two to the fortieth of ways.
        joined = Concatenate((joined, joined))
    found = statement_of({"clip": joined, "image": FrameImage(clip, 0)}, [], Models(Windowed(tmp_path, 0)))
    assert len(found.ingredients) == 1


def test_what_a_program_alone_made_is_said_to_be_that(tmp_path: Path) -> None:
    found = statement_of({"clip": NumberedClip(3, size=Size(16, 16))}, [], Models(Windowed(tmp_path, 0)))
    assert found == Statement()
    assert found.source == "digitalCreation"


def test_a_film_that_is_delivered_says_what_it_was_made_from(bench: Bench, tmp_path: Path) -> None:
    photo, film = picture(tmp_path / "photo.png"), tmp_path / "film.mkv"
    draft = Draft()("photo", "plain.picture", file=photo)("clip", "making.clip", {"image": "photo"}, prompt="a ball")
    run = bench.do(draft, deliver=Delivery("clip", film, signing=Signing(telling=True)))
    assert bench.heard.of(Delivered, run) == [Delivered(run, film)]
    [notice] = bench.heard.of(DeliveryNotice, run)
    assert "beside it, in film.c2pa" in str(notice.notice)
    found = read_credentials(film)
    assert found is not None
    assert found.standing is Standing.OWN
    assert [(part.name, part.relation) for part in found.parts] == [("Sample", "inputTo"), ("photo.png", "inputTo")]
    assert found.prompts == ("a ball",)
    bench.do(draft, deliver=Delivery("clip", film))
    assert read_credentials(film) is None
    assert sorted(file.name for file in tmp_path.glob("film*")) == ["film.mkv"]

"""A language model of a person's own: a tiny one with random weights writes, and folders that hold none are told."""

from __future__ import annotations

import json
import shutil
import socket
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import pytest

from nodes.text import language_model
from soraapp.catalogue import Catalogue
from soraapp.engine.content_key import content_key
from soraapp.errors import Cancelled, InputError, ModelError
from soraapp.models.language_model import Writing, problem, said, write
from soraapp.models.registry import Registry
from tests.models.writer import WORDS, save
from tests.nodes.artist import Artist


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture
def copy(small: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small, tmp_path / "mine"))


def go_on() -> None:
    pass


def asked(text: str = "a red cat", **changes: Any) -> Writing:
    return replace(Writing(text, "", 12), **changes)


def test_it_is_a_few_kilobytes(small: Path) -> None:
    assert sum(file.stat().st_size for file in small.iterdir()) < 100_000
    assert problem(small) is None


def test_the_same_request_gives_the_same_text_and_the_likeliest_words_need_no_seed(small: Path) -> None:
    first = write(small, asked(), go_on)
    assert first
    assert len(first.split()) <= 12
    assert set(first.split()) <= {*WORDS, "<unk>"}
    assert [write(small, asked(seed=seed), go_on) for seed in (0, 7)] == [first, first]
    assert write(small, asked("the dog swims"), go_on) != first


def test_with_freedom_the_seed_decides(small: Path) -> None:
    texts = [write(small, asked(temperature=1.5, seed=seed), go_on) for seed in (1, 2, 3, 1)]
    assert texts[0] == texts[3]
    assert len(set(texts)) > 1


def test_random_numbers_of_others_are_left_alone(small: Path) -> None:
    import torch

    torch.manual_seed(5)
    expected = torch.rand(3)
    torch.manual_seed(5)
    write(small, asked(temperature=1.0), go_on)
    assert torch.equal(torch.rand(3), expected)


def test_nothing_is_fetched(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> NoReturn:
        raise AssertionError("somebody wants to reach the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert write(small, asked(), go_on)


def test_a_model_for_conversations_is_spoken_to_as_such(copy: Path) -> None:
    plain = write(copy, asked(), go_on)
    settings = json.loads((copy / "tokenizer_config.json").read_text())
    settings["chat_template"] = "the dog : {{ messages[0]['content'] }} in the snow"
    (copy / "tokenizer_config.json").write_text(json.dumps(settings))
    assert write(copy, asked(), go_on) != plain


def test_what_it_thought_aloud_is_left_out() -> None:
    assert said("<think>\nA cat?\n</think>\n\nA cat in the snow. ") == "A cat in the snow."
    assert said("A cat, 3 < 4.") == "A cat, 3 < 4."


def test_it_stops_at_the_next_word_when_it_is_cancelled(small: Path) -> None:
    asked_for: list[int] = []

    def stop() -> None:
        asked_for.append(1)
        if len(asked_for) == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        write(small, asked(most=40), stop)
    assert len(asked_for) == 3


def test_a_text_that_is_too_long_is_told(small: Path) -> None:
    with pytest.raises(InputError, match=r"has 70 tokens, but the language model reads 63"):
        write(small, asked("cat " * 70), go_on)
    assert len(write(small, asked("cat " * 60, most=50), go_on).split()) <= 4


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda folder: (folder / "config.json").unlink(), r"it has no config\.json"),
        (lambda folder: (folder / "config.json").write_text("{"), "its config.json cannot be read"),
        (lambda folder: (folder / "config.json").write_text("[]"), "its config.json names none that writes text"),
        (lambda folder: (folder / "model.safetensors").unlink(), r"it has no weights as \.safetensors"),
        (lambda folder: (folder / "tokenizer.json").unlink(), "it has no tokenizer"),
    ],
)
def test_a_folder_that_holds_no_model_is_told_before_anything_is_loaded(copy: Path, change: Any, reason: str) -> None:
    change(copy)
    check = Catalogue.of("nodes")["text.language_model"].check
    assert check is not None
    [error] = check({"folder": copy, "text": "a cat"}, Registry.standard().capabilities)
    assert isinstance(error, ModelError)
    with pytest.raises(ModelError, match=f"The folder mine holds no language model: {reason}"):
        language_model(Artist(), copy, "a cat")
    assert not list(check({"folder": copy, "edited": "mine"}, Registry.standard().capabilities))
    assert language_model(Artist(), copy, "a cat", "my own words") == "my own words"


def test_weights_that_are_pickled_or_code_of_its_own_are_never_run(copy: Path) -> None:
    (copy / "model.safetensors").rename(copy / "pytorch_model.bin")
    with pytest.raises(ModelError, match=r"no weights as \.safetensors"):
        write(copy, asked(), go_on)
    (copy / "pytorch_model.bin").rename(copy / "model.safetensors")
    config = json.loads((copy / "config.json").read_text())
    ran = copy / "ran"
    (copy / "own.py").write_text(f"open({str(ran)!r}, 'w')")
    (copy / "config.json").write_text(json.dumps({**config, "auto_map": {"AutoModelForCausalLM": "own.Model"}}))
    with pytest.raises(ModelError, match="never run"):
        write(copy, asked(), go_on)
    assert not ran.exists()


@pytest.mark.parametrize("damage", [b"", b"no weights at all" * 10])
def test_damaged_weights_are_told(copy: Path, damage: bytes) -> None:
    (copy / "model.safetensors").write_bytes(damage)
    with pytest.raises(ModelError, match="The language model in mine is damaged: SafetensorError"):
        write(copy, asked(), go_on)


@pytest.mark.parametrize(("name", "told"), [("", "No folder is chosen"), ("away", "There is no folder .*away")])
def test_a_folder_that_is_not_there_is_told(tmp_path: Path, name: str, told: str) -> None:
    port = Catalogue.of("nodes")["text.language_model"].input("folder")
    assert port is not None
    assert port.read(tmp_path) == tmp_path
    with pytest.raises(InputError, match=told):
        port.read(tmp_path / name if name else None)


def test_the_node_writes_and_its_key_knows_what_the_folder_holds(copy: Path) -> None:
    told = language_model(Artist(), copy, "a red cat", task="", tokens=8)
    assert told == write(copy, asked(most=8), go_on)

    def key() -> str:
        kind = Catalogue.of("nodes")["text.language_model"]
        return content_key(kind, {"folder": copy, "text": "a red cat"}, Registry.standard(), {})

    before = key()
    assert key() == before
    (copy / "notes.md").write_text("nothing that counts")
    assert key() == before
    (copy / "chat_template.jinja").write_text("{{ messages[0]['content'] }}")
    assert key() != before

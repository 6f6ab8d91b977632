"""Models are fetched from a Hub: what they need and no more, on with what was cut off, and never half a model."""

from __future__ import annotations

import json
import os
import shutil
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from soraapp.errors import Cancelled, ModelError
from soraapp.models.getting.orders import Offer, Order, Progress, to_fill
from soraapp.models.getting.process import Errand
from soraapp.models.registry import Registry
from tests.models.getting.conftest import NAME, NEEDLESS, WEIGHTS
from tests.models.getting.hub import COMMIT, Hub

_PATIENCE = 30


def ask(order: Order) -> Offer:
    return Errand().ask(order)


def fetch(offer: Offer) -> tuple[Path, list[Progress]]:
    told: list[Progress] = []
    return Errand().fetch(offer, told.append), told


def names(cache: Path) -> tuple[str, ...]:
    return Registry((cache,)).names()


def wait(accept, what: str) -> None:
    end = time.monotonic() + _PATIENCE
    while not accept():
        assert time.monotonic() < end, what
        time.sleep(0.01)


def test_an_offer_tells_what_it_takes_and_fetches_no_weights(hub: Hub, tmp_path: Path) -> None:
    offer = ask(Order(NAME))
    paths = [piece.path for piece in offer.pieces]
    assert not set(paths) & set(NEEDLESS)
    assert paths[-1] == "model_index.json"
    assert {"README.md", "tokenizer/tokenizer.json", WEIGHTS, "vae/config.json"} <= set(paths)
    published = hub.repositories[NAME].folder
    assert offer.bytes == offer.left == sum((published / path).stat().st_size for path in paths)
    assert (offer.family, offer.licence, offer.asks, offer.precisions) == ("Wan", "apache-2.0", False, ("",))
    assert {part: one.bytes for part, one in offer.weights.items()} == {
        path.partition("/")[0]: (published / path).stat().st_size for path in paths if path.endswith(".safetensors")
    }
    assert offer.weights["transformer"].formats == ("F32",)
    assert WEIGHTS not in hub.sent
    assert not (tmp_path / "hub").exists()


def test_a_model_comes_whole_into_the_cache_that_programs_share(hub: Hub, tmp_path: Path) -> None:
    offer = ask(Order(NAME))
    folder, told = fetch(offer)
    assert folder == tmp_path / "hub" / "models--Wan-AI--Tiny-Diffusers" / "snapshots" / COMMIT
    assert names(tmp_path / "hub") == (NAME,)
    for piece in offer.pieces:
        assert (folder / piece.path).read_bytes() == (hub.repositories[NAME].folder / piece.path).read_bytes()
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()) == sorted(
        piece.path for piece in offer.pieces
    )
    assert [one.done for one in told] == sorted(one.done for one in told)
    assert (told[-1].done, told[-1].total) == (offer.bytes, offer.bytes)
    assert all(not file.name.endswith(".incomplete") for file in tmp_path.rglob("*"))
    before = dict(hub.sent)
    again = ask(Order(NAME))
    assert again.left == 0
    assert fetch(again)[0] == folder
    assert {path: hub.sent[path] - before[path] for path in before} == {
        path: before[path] // 2 if path == "model_index.json" else 0 for path in before
    }, "nothing but the index is looked at again"
    from huggingface_hub import scan_cache_dir

    found = scan_cache_dir(tmp_path / "hub")
    assert [(one.repo_id, sorted(one.refs)) for one in found.repos] == [(NAME, ["main"])]
    assert not found.warnings


def test_a_broken_connection_goes_on_where_it_broke(hub: Hub) -> None:
    hub.cut_after[WEIGHTS] = 100_000
    offer = ask(Order(NAME))
    folder, _ = fetch(offer)
    assert hub.ranges[-1] == f"{WEIGHTS} bytes=65536-"
    size = (folder / WEIGHTS).stat().st_size
    assert hub.sent[WEIGHTS] == 100_000 + size - 65536
    assert (folder / WEIGHTS).read_bytes() == (hub.repositories[NAME].folder / WEIGHTS).read_bytes()


@pytest.mark.parametrize("plain", [False, True])
def test_a_person_who_cancels_waits_for_nothing_and_goes_on_later(hub: Hub, tmp_path: Path, plain: bool) -> None:
    hub.stall_after[WEIGHTS] = 100_000
    order = Order(NAME, folder=tmp_path / "mine") if plain else Order(NAME)
    offer, errand = ask(order), Errand()
    ended: list[float | BaseException] = []

    def work() -> None:
        try:
            errand.fetch(offer, lambda _: None)
        except Cancelled as error:
            ended.extend((time.monotonic(), error))

    thread = threading.Thread(target=work)
    thread.start()
    part = offer.target.part(next(piece for piece in offer.pieces if piece.path == WEIGHTS))
    wait(lambda: part.is_file() and part.stat().st_size == 65536, "the weights to begin")
    with pytest.raises(ModelError, match="is being fetched already"):
        fetch(offer)
    asked = time.monotonic()
    errand.cancel()
    thread.join(_PATIENCE)
    assert isinstance(ended[0], float)
    assert ended[0] - asked < 0.2
    assert names(tmp_path / "hub") == names(tmp_path / "mine") == (), "half a model is none"
    hub.stall_after.clear()
    hub.go_on.set()
    again = ask(order)
    assert again.left < offer.bytes - 65536
    folder, told = fetch(again)
    assert told[0].done >= 65536
    assert f"{WEIGHTS} bytes=65536-" in hub.ranges
    assert hub.sent["text_encoder/model.safetensors"] == (folder / "text_encoder/model.safetensors").stat().st_size
    assert names(tmp_path / "mine" if plain else tmp_path / "hub") == ("Tiny-Diffusers" if plain else NAME,)


def test_cancelled_before_it_began(hub: Hub) -> None:
    errand = Errand()
    errand.cancel()
    with pytest.raises(Cancelled):
        errand.ask(Order(NAME))


def test_bytes_that_are_not_as_published_are_thrown_away(hub: Hub, tmp_path: Path) -> None:
    offer = ask(Order(NAME))
    hub.repositories[NAME].wrong = {WEIGHTS, "vae/config.json"}
    for path in (WEIGHTS, "vae/config.json"):
        with pytest.raises(ModelError, match=rf"{path} of {NAME} came damaged.*Try again"):
            fetch(offer)
        hub.repositories[NAME].wrong.discard(path)
        assert names(tmp_path / "hub") == ()
    fetch(offer)
    assert names(tmp_path / "hub") == (NAME,)


def test_a_model_in_a_folder_of_its_own(hub: Hub, tmp_path: Path) -> None:
    folder, _ = fetch(ask(Order(NAME, folder=tmp_path / "mine")))
    assert folder == tmp_path / "mine" / "Tiny-Diffusers"
    assert names(tmp_path / "mine") == ("Tiny-Diffusers",)
    assert [file.name for file in (*folder.glob(".*"), *folder.parent.glob(".*"))] == []
    assert not (tmp_path / "hub").exists()
    with pytest.raises(ModelError, match="is there already, and holds something else"):
        fetch(ask(Order(NAME, folder=tmp_path / "mine")))


@pytest.mark.parametrize("cached", [True, False])
def test_what_a_model_lacks_is_fetched_and_nothing_else(hub: Hub, tmp_path: Path, cached: bool) -> None:
    folder, _ = fetch(ask(Order(NAME, folder=None if cached else tmp_path / "mine")))
    (folder / "README.md").write_text(f"---\nlicense: mit\n---\n# {NAME}\n") if not cached else None
    place, name = (tmp_path / "hub", NAME) if cached else (tmp_path / "mine", "Tiny-Diffusers")
    shutil.rmtree(folder / "tokenizer")
    content = (folder / WEIGHTS).resolve()
    (folder / WEIGHTS).unlink()
    content.unlink(missing_ok=True)
    refused = Registry((place,)).refused()[name]
    assert "tokenizer/, transformer/diffusion_pytorch_model.safetensors" in str(refused)
    hub.sent.clear()
    offer = ask(to_fill(name, Registry((place,)).place(name)))
    assert [piece.path for piece in offer.pieces] == [
        "tokenizer/tokenizer.json",
        "tokenizer/tokenizer_config.json",
        WEIGHTS,
    ]
    fetch(offer)
    assert set(hub.sent) - {"model_index.json"} == ({WEIGHTS} if cached else {piece.path for piece in offer.pieces})
    assert names(place) == (name,)
    with pytest.raises(ModelError, match="lacks no files"):
        to_fill(name, folder)


def test_what_is_not_to_be_had_is_told_with_what_to_do(hub: Hub, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"There is no repository Wan-AI/Nothing at 127.*hf auth login"):
        ask(Order("Wan-AI/Nothing"))
    with pytest.raises(ModelError, match=rf"{NAME} has no such revision"):
        ask(Order(NAME, "v9"))
    for gated in ("auto", "manual"):
        hub.repositories[NAME].gated = gated
        with pytest.raises(ModelError, match=rf"accept their terms.*Accept them at 127.*/{NAME}.*hf auth login"):
            ask(Order(NAME))
    hub.failing = 404
    with pytest.raises(ModelError, match="answers with 404"):
        ask(Order(NAME))
    hub.failing = 403
    with pytest.raises(ModelError, match="does not let you have"):
        ask(Order(NAME))
    hub.failing = 500
    with pytest.raises(ModelError, match="busy or out of order: it answers with 500"):
        ask(Order(NAME))
    hub.close()
    with pytest.raises(ModelError, match=r"cannot be reached: [^\[]*Check the connection"):
        ask(Order(NAME))


def test_a_repository_that_is_no_model_for_us_is_refused_before_its_weights(hub: Hub, tmp_path: Path) -> None:
    published = hub.repositories[NAME].folder
    index = published / "model_index.json"
    known = json.loads(index.read_text())
    for change, told in (
        ({"_class_name": "StableCascadePipeline"}, "is a StableCascadePipeline, which is none of the families"),
        ({"transformer": ["subprocess", "Popen"]}, "asks for subprocess to load its transformer"),
        ({"transformer": ["diffusers"]}, "transformer is no library and class"),
    ):
        index.write_text(json.dumps({**known, **change}))
        with pytest.raises(ModelError, match=told):
            ask(Order(NAME))
    index.write_text(json.dumps(known))
    (published / WEIGHTS).rename(published / "transformer" / "other.txt")
    with pytest.raises(ModelError, match="has no safetensors of its transformer"):
        ask(Order(NAME))
    index.unlink()
    with pytest.raises(ModelError, match=r"no model that diffusers saved: it has no model_index\.json"):
        ask(Order(NAME))
    assert set(hub.sent) == {"model_index.json"}


def test_what_has_no_room_is_refused_before_it_begins(hub: Hub, tmp_path: Path) -> None:
    offer = ask(Order(NAME))
    offer.refuse()
    large = replace(offer, pieces=tuple(replace(piece, bytes=10**17) for piece in offer.pieces))
    hub.sent.clear()
    with pytest.raises(ModelError, match=r"takes \d+\.0 GB more on the disk, where .* are free"):
        fetch(large)
    assert hub.sent == {}


def test_an_errand_ends_with_the_program_that_sent_it(hub: Hub, tmp_path: Path) -> None:
    import subprocess
    import sys

    hub.stall_after[WEIGHTS] = 100_000
    code = f"""
from soraapp.models.getting.orders import Order
from soraapp.models.getting.process import Errand
if __name__ == "__main__":
    offer = Errand().ask(Order({NAME!r}))
    errand = Errand()
    errand.fetch(offer, lambda _: print(errand._process.pid, flush=True))
"""
    script = tmp_path / "script.py"
    script.write_text(code)
    root = str(Path(__file__).parents[3])
    with subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": root}
    ) as program:
        assert program.stdout is not None
        child = int(program.stdout.readline())
        program.kill()
    wait(lambda: not _lives(child), "the errand to end")


def _lives(process: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except OSError:
        return False

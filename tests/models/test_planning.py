"""How a model runs is chosen by what has room; what a person wants stands, or is refused with the remedy."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from soraapp.errors import ModelError
from soraapp.models.about import About
from soraapp.models.diffusers.folder.contents import Weights
from soraapp.models.machine import Api, Machine, this_machine
from soraapp.models.placeable import choices_of
from soraapp.models.planning import Fit, plan, would_fit
from soraapp.models.remarks import TEXTS, pace_remarks, remarks
from soraapp.models.setup import Attention, Cards, Compiling, Offload, Precision, Quantise, Setup, StepCaching, Tiling

GIB = 2**30
PROCESSOR = Machine(64 * GIB, free=60 * GIB, disk=500 * GIB)
CARD = replace(PROCESSOR, graphics=24 * GIB, card="Fast")
MAC = replace(PROCESSOR, graphics=45 * GIB, card="Apple", api=Api.MPS)


def _about(transformer: float, text_encoder: float, vae: float = 0.25) -> About:
    """A model with so many GiB of numbers in 16 bits."""
    parts = {"transformer": transformer, "text_encoder": text_encoder, "vae": vae}
    return About("Wan", Path("wan"), {name: Weights(1, int(size * GIB / 2), ("BF16",)) for name, size in parts.items()})


@pytest.mark.parametrize(
    ("about", "machine", "fit", "offload"),
    [
        (_about(2.6, 10), CARD, Fit.FITS, Offload.NONE),
        (_about(18, 10), CARD, Fit.OFFLOADED, Offload.MODEL),
        (_about(28, 10), CARD, Fit.OFFLOADED, Offload.GROUP),
        (_about(40, 30), CARD, Fit.FROM_DISK, Offload.DISK),
        (_about(40, 30), replace(CARD, disk=20 * GIB), Fit.TOO_LARGE, Offload.NONE),
        (_about(60, 30), CARD, Fit.TOO_LARGE, Offload.NONE),
        (_about(2.6, 10), PROCESSOR, Fit.FITS, Offload.NONE),
        (_about(20, 20), PROCESSOR, Fit.FROM_DISK, Offload.DISK),
        (_about(28, 10), MAC, Fit.FITS, Offload.NONE),
        (_about(30, 20), MAC, Fit.FROM_DISK, Offload.DISK),
        (_about(2, 2), Machine(0), Fit.UNKNOWN, Offload.NONE),
        (_about(0, 0, 0), CARD, Fit.UNKNOWN, Offload.NONE),
    ],
)
def test_networks_wait_as_near_as_there_is_room(about: About, machine: Machine, fit: Fit, offload: Offload) -> None:
    found = plan(about, machine)
    assert (found.fit, found.offload) == (fit, offload)
    assert found.precision is (Precision.BFLOAT16 if machine.graphics else Precision.FLOAT32)
    assert (found.quantise, found.tiling) == (Quantise.NONE, Tiling.AUTO), "frames stay exact"


def test_what_a_person_wants_stands() -> None:
    about = _about(28, 10)
    assert plan(about, CARD, Setup(offload=Offload.DISK)).offload is Offload.DISK
    forced = plan(about, CARD, Setup(offload=Offload.NONE))
    assert (forced.offload, forced.fit) == (Offload.NONE, Fit.TOO_LARGE), "and is told to have no room"
    fewer = plan(about, CARD, Setup(quantise=Quantise.FLOAT8))
    assert (fewer.offload, fewer.largest) == (Offload.MODEL, 14 * GIB)
    wide = plan(about, CARD, Setup(precision=Precision.FLOAT32))
    assert (wide.offload, wide.largest) == (Offload.DISK, 56 * GIB)


@pytest.mark.parametrize(
    ("setup", "machine", "told"),
    [
        (Setup(offload=Offload.GROUP), PROCESSOR, "Networks cannot wait in memory here, .* Let them wait on the disk"),
        (Setup(offload=Offload.MODEL), MAC, "Networks cannot wait in memory here"),
        (Setup(quantise=Quantise.INT8), CARD, "int8 needs the package torchao, .* pip install torchao"),
        (
            Setup(quantise=Quantise.INT4),
            replace(PROCESSOR, libraries=frozenset({"bitsandbytes"})),
            "int4 needs a graph",
        ),
        (Setup(quantise=Quantise.FLOAT8), MAC, "know no float8. Choose int8"),
        (Setup(attention=Attention.SAGE), CARD, "sage needs the package sageattention"),
        (Setup(attention=Attention.CUDNN), PROCESSOR, "cudnn needs a graphics card"),
        (Setup(precision=Precision.FLOAT16), PROCESSOR, "does not compute in float16"),
        (
            Setup(quantise=Quantise.INT8, offload=Offload.DISK),
            replace(CARD, libraries=frozenset({"torchao"})),
            "Weights in int8 cannot wait on the disk. Choose float8",
        ),
    ],
)
def test_what_the_machine_cannot_do_is_refused_with_the_remedy(setup: Setup, machine: Machine, told: str) -> None:
    with pytest.raises(ModelError, match=told):
        plan(_about(2, 2), machine, setup)


def test_only_what_the_machine_can_do_is_offered() -> None:
    here = choices_of(PROCESSOR)
    assert here["offload"] == ("auto", "none", "disk")
    assert here["quantise"] == ("auto", "none", "float8")
    assert here["attention"] == ("auto", "native", "flex")
    card = choices_of(replace(CARD, libraries=frozenset({"torchao", "sageattention"})))
    assert card["offload"] == ("auto", "none", "model", "group", "disk")
    assert card["quantise"] == ("auto", "none", "int8", "float8")
    assert card["attention"] == ("auto", "native", "sage", "cudnn", "flex")


def test_a_model_that_is_too_large_is_told_the_bits_in_which_it_fits() -> None:
    about = _about(70, 5)
    found = plan(about, CARD)
    assert found.fit is Fit.TOO_LARGE
    assert would_fit(about, found, Setup()) is Quantise.FLOAT8
    larger = _about(300, 5)
    assert would_fit(larger, plan(larger, CARD), Setup()) is None


def test_every_way_to_run_is_told_in_words_with_its_numbers() -> None:
    seen: set[str] = set()
    setups = [
        Setup(),
        Setup(tiling=Tiling.ON, attention=Attention.FLEX),
        *(Setup(precision=one) for one in (Precision.FLOAT16, Precision.FLOAT32)),
        *(Setup(offload=one) for one in (Offload.MODEL, Offload.GROUP, Offload.DISK)),
        *(Setup(quantise=one) for one in (Quantise.INT8, Quantise.INT4, Quantise.FLOAT8)),
    ]
    rich = frozenset({"torchao", "bitsandbytes"})
    busy = replace(PROCESSOR, free=GIB)
    for size in (2, 18, 28, 40, 100):
        for machine in (replace(CARD, libraries=rich), replace(MAC, libraries=rich), PROCESSOR, busy, Machine(0)):
            for setup in setups:
                try:
                    found = plan(_about(size, 10), machine, setup)
                except ModelError:
                    continue
                for remark in remarks(found):
                    seen.add(remark.text)
                    assert "{" not in remark.text.format(**remark.facts)
    paces = [*(Setup(step_cache=one) for one in StepCaching), Setup(compile=Compiling.ON), Setup(cards=Cards.ALL)]
    seen |= {remark.text for setup in paces for remark in pace_remarks(setup)}
    assert seen == set(TEXTS)


@pytest.mark.parametrize("offload", [Offload.MODEL, Offload.GROUP, Offload.DISK])
def test_a_reason_is_told_only_where_it_is_true(offload: Offload) -> None:
    wanted = Setup(offload=offload)
    chosen = remarks(plan(_about(2, 2), CARD, wanted))[0].text
    assert "as was chosen" in chosen
    assert "since" not in chosen
    needs = {Offload.MODEL: (18, 10), Offload.GROUP: (28, 10), Offload.DISK: (40, 30)}[offload]
    for setup in (wanted, Setup()):
        assert "since" in remarks(plan(_about(*needs), CARD, setup))[0].text


def test_this_machine_tells_its_memory_and_its_disk() -> None:
    found = this_machine()
    assert 0 < found.free < found.memory
    assert found.disk > 0


def test_several_cards_hold_all_weights_each_and_are_had_where_there_are_some() -> None:
    two = replace(CARD, cards=2)
    together = Setup(cards=Cards.ALL)
    assert "all" not in choices_of(CARD)["cards"]
    assert "all" in choices_of(two)["cards"]
    with pytest.raises(ModelError, match="not several graphics cards"):
        plan(_about(2, 10), CARD, together)
    found = plan(_about(2, 10), two, together)
    assert (found.cards, found.offload, found.fit) == (2, Offload.NONE, Fit.FITS)
    assert plan(_about(2, 10), two).cards == 1
    assert plan(_about(100, 10), two, together).fit is Fit.TOO_LARGE, "each card would need all of them"

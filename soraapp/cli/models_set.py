"""Choose how a model runs on this machine.

Without a choice, what can be chosen here is told, and what is. Choices are kept for the window as well: what changes
frames gives the model another fingerprint, so that results never mix.
"""

from __future__ import annotations

import argparse

from soraapp.cli.report import amount, fields, print_json
from soraapp.errors import InputError, ModelError
from soraapp.models.diffusers.speed.magnitudes import ratios_of
from soraapp.models.diffusers.speed.step_cache import refuse, suited
from soraapp.models.machine import this_machine
from soraapp.models.placeable import choices_of, undivided
from soraapp.models.planning import Placement, plan
from soraapp.models.registry import Registry
from soraapp.models.remarks import pace_remarks, remarks
from soraapp.models.setup import Cards, Setup, choose_setup, setup_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What this command takes: a model, and what is chosen for it."""
    parser.add_argument("model", metavar="NAME", help="the name of the model, as models tells it")
    parser.add_argument(
        "choices", metavar="WHAT=CHOICE", nargs="*", help="such as offload=disk, quantise=float8 or tiling=on"
    )
    parser.add_argument("--reset", action="store_true", help="leave all else to the program again")


def run(arguments: argparse.Namespace) -> int:
    """Choose, and tell how the model runs now, as text or JSON."""
    registry, machine = Registry.standard(), this_machine()
    name: str = arguments.model
    about = registry.about(name)
    if about.wide:
        raise ModelError("{name} runs in one way alone.", remedy="Choose another model.", name=name)
    before = Setup() if arguments.reset else setup_of(name)
    setup = before.changed(**dict(map(_pair, arguments.choices)))
    placement = plan(about, machine, setup)
    measured = bool(ratios_of(registry.capabilities(name).fingerprint))
    if setup.cards is Cards.ALL and not about.divides:
        raise undivided(name)
    refuse(setup.step_cache, about.step_caches, name, measured=measured)
    if setup != setup_of(name):
        choose_setup(name, setup)
    choices = {**choices_of(machine), "step_cache": ("auto", *suited(about.step_caches))}
    choices |= {} if about.divides else {"cards": ("auto",)}
    facts = {"chosen": setup.chosen, "choices": choices, "fits": placement.fit.value}
    runs = sentences(placement, setup)
    if arguments.json:
        fingerprint = registry.capabilities(name).fingerprint
        print_json({"name": name, **facts, "runs": runs, "fingerprint": fingerprint})
        return 0
    chosen = ", ".join(f"{one}={value}" for one, value in setup.chosen.items()) or "nothing: all is left to the program"
    told = {"chosen": chosen, "fits": placement.fit.value, "runs": " ".join(runs)}
    told |= {f"{one}=": ", ".join(values) for one, values in choices.items()}
    print("\n".join([name, *fields(told, 2)]))
    return 0


def sentences(placement: Placement, setup: Setup | None = None) -> list[str]:
    """How a model runs, in words."""

    def told(value: int | str) -> str:
        return amount(value) if isinstance(value, int) else value

    found = (*remarks(placement), *pace_remarks(setup or Setup()))
    return [one.text.format(**{name: told(value) for name, value in one.facts.items()}) for one in found]


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise InputError(
            "{text} is no choice.", remedy="Write what is chosen and how, such as offload=disk.", text=text
        )
    return name, value

"""Whether a model has room in a machine, for those who choose one: as it is to run, or else as it can."""

from __future__ import annotations

from soraapp.errors import ModelError
from soraapp.models.about import About
from soraapp.models.machine import Machine
from soraapp.models.planning import Fit, Placement, plan
from soraapp.models.setup import Setup

Fitting = Placement
__all__ = ["Fit", "Fitting", "fitting"]


def fitting(about: About, machine: Machine, setup: Setup | None = None) -> Fitting:
    """How a model fits a machine; what was chosen and cannot be done there, which is told when it is loaded, counts as
    left to the program."""
    try:
        return plan(about, machine, setup)
    except ModelError:
        return plan(about, machine)

"""What was chosen about the speed of a model that is loaded: its step cache, and whether it is compiled."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Self

from soraapp.models.base import Capabilities
from soraapp.models.diffusers.family import Family
from soraapp.models.diffusers.folder.contents import Contents
from soraapp.models.diffusers.speed.compiling import compile_blocks
from soraapp.models.diffusers.speed.compiling import refuse as refuse_compiling
from soraapp.models.diffusers.speed.magnitudes import Ratios, ratios_of
from soraapp.models.diffusers.speed.step_cache import TABLE, StepCache, refuse
from soraapp.models.diffusers.speed.step_caching import Blocks, Sparing, measuring, sparing
from soraapp.models.setup import Compiling, Setup


@dataclass(frozen=True)
class Pace:
    """For one model."""

    model: str
    cache: StepCache | None
    ratios: Ratios
    compiled: bool
    blocks: Blocks
    measured: dict[str, Sequence[float]] | None = None
    """Where runs put what they measure for MagCache; None where they measure nothing."""

    @classmethod
    def of(cls, setup: Setup, family: Family, contents: Contents, capabilities: Capabilities, device: str) -> Self:
        """As was chosen. Raises ModelError where the model or this machine cannot do that."""
        name, cache = capabilities.name, TABLE.get(setup.step_cache)
        ratios = ratios_of(capabilities.fingerprint)
        refuse(setup.step_cache, family.describe(contents).step_caches, name, measured=bool(ratios))
        compiled = setup.compile is Compiling.ON
        if compiled:
            refuse_compiling(name, device)
        return cls(name, cache, ratios, compiled, family.blocks)

    def prepare(self, pipeline: Any) -> None:
        """Called once with the pipeline. Raises ModelError for one that cannot be compiled."""
        if self.compiled:
            compile_blocks(self.model, pipeline)

    @contextmanager
    def running(self, pipeline: Any, steps: int, share: float = 1.0) -> Generator[Sparing]:
        """Within, the pipeline runs so, for the last `share` of so many steps."""
        if self.measured is not None:
            with measuring(pipeline, self.blocks) as under_way:
                yield under_way
            self.measured.update(under_way.ratios)
            return
        late = {name: values[-max(round(share * len(values)), 1) :] for name, values in self.ratios.items()}
        with sparing(pipeline, self.cache, max(round(share * steps), 1), late, self.blocks) as under_way:
            yield under_way

"""What the tests ask of tiny pipelines, one file a family."""

from __future__ import annotations

from collections.abc import Mapping

from tests.models.diffusers.cases import allegro, cogvideox, ltx, mochi, stills, wan
from tests.models.diffusers.cases.asking import Case

CASES: Mapping[str, Case] = {
    **wan.CASES,
    **ltx.CASES,
    **stills.CASES,
    **allegro.CASES,
    **cogvideox.CASES,
    **mochi.CASES,
}

"""The families there are. Imports no torch."""

from __future__ import annotations

from collections.abc import Mapping

from soraapp.models.diffusers import ltx, wan
from soraapp.models.diffusers.family import Family

ALL = (wan.FAMILY, ltx.FAMILY)
BY_PIPELINE: Mapping[str, Family] = {pipeline: family for family in ALL for pipeline in family.pipelines}
"""By the class that a folder names."""

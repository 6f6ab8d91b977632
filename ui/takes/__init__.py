"""The takes of a node: what it has made so far, to look at, compare, name, rate, pin and delete."""

from ui.takes.stage import Stage
from ui.takes.strip import TakesStrip

__all__ = ["Stage", "TakesStrip"]

"""The nodes of the graph as a list."""

from ui.panels.outline.panel import Outline

__all__ = ["Outline"]

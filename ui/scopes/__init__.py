"""Scopes: instruments that show the levels and colours of what the preview shows."""

from ui.scopes.panel import ScopesPanel

__all__ = ["ScopesPanel"]

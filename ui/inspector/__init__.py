"""The inspector: every input of the selected node, derived from the node's type."""

from ui.inspector.inspector import Inspector

__all__ = ["Inspector"]

"""The node canvas: a thin view over the frozen document, one item a node, painted by itself."""

from ui.canvas.offers import NODE_MIME
from ui.canvas.view import Canvas

__all__ = ["NODE_MIME", "Canvas"]

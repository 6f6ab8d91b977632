"""What screen readers find on the canvas: nodes, their ports and wires. Nothing of it is made until one asks."""

from ui.canvas.accessible.canvas import make_readable

__all__ = ["make_readable"]

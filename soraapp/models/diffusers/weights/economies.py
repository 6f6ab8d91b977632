"""What models of diffusers can do when memory runs out. Imports no torch."""

from __future__ import annotations

from soraapp.models.base import Economy

WAITING = Economy("weights wait outside of what works")
TILES = Economy("frames in tiles", exact=False)
ECONOMIES = (WAITING, TILES)
"""In the order in which they are tried."""

"""How frames and groups of frames correspond: group 0 is the first frame alone, every other group four frames."""

from __future__ import annotations

GROUP = 4
"""Frames in one latent frame."""
CELL = 8
"""The edge of one latent cell in pixels of the grid."""


def group_count(frames: int) -> int:
    """The number of latent frames of a clip of 4k + 1 frames."""
    return (frames - 1) // GROUP + 1


def group_of(frame: int) -> int:
    """The latent frame that holds a frame."""
    return (frame + GROUP - 1) // GROUP


def frames_of(group: int) -> range:
    """The four frames of a latent frame; those of group 0 all stand for frame 0, and three lie before it."""
    return range(group * GROUP - GROUP + 1, group * GROUP + 1)

"""What a family of models is to the program: its pipelines, what they can do, and how a request becomes a call.

A family is one small file that makes one of these; nothing about it stands anywhere else. Imports no torch: what needs
it imports it when it is called.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from soraapp.media.clip import Size
from soraapp.models.diffusers.asked import Asked
from soraapp.models.diffusers.folder.contents import Contents
from soraapp.models.diffusers.speed.step_cache import Kind


@dataclass(frozen=True)
class Described:
    """What a model of the family can do, from its settings; see `Capabilities`."""

    native_size: Size
    size_multiple: int
    rate: Fraction
    count_step: int
    native_count: int
    """The frames that it makes at once: those that it was trained for, or more where it goes on by itself."""
    steps: int
    guidance: float
    negative: bool = True
    keeps_anywhere: bool = True
    needs_first: bool = False
    """Whether it makes nothing without a picture to begin with."""
    needs_last: bool = False
    """Whether it needs another one to end with."""
    keeping_count: int | None = None
    goes_on: bool = False
    least_count: int = 1
    """The fewest frames that its pipelines make; the last of them are left out where fewer are asked for."""
    sources: bool = True
    masks: bool = True
    performs: bool = False
    smallest: Size = Size(32, 32)  # noqa: RUF009
    largest: Size = Size(2048, 2048)  # noqa: RUF009
    prompt_limit: int = 2000
    step_caches: frozenset[Kind] = frozenset()
    """The kinds of step caches that its networks allow."""
    extends: bool = True
    """Whether longer clips may be made by windows, each of which keeps the end of the one before (`long.py`)."""
    note: str = ""
    """See `Capabilities.note`."""


@dataclass(frozen=True)
class Call:
    """A call of a pipeline."""

    pipeline: str
    """The name of its class: that of the folder, or another one that takes the same parts."""
    arguments: Mapping[str, Any]
    """But for the generator, steps and how the result comes back, which are the same for all."""
    keeps: tuple[int, ...] = ()
    """The numbers of the keeps that the pipeline does not know of: they are kept among its latents."""
    source: bool = False
    """Whether it must start from the source without knowing of it."""
    windows: int = 1
    """How many times it goes through the schedule, for parts of the result one after another."""
    stages: int = 1
    """How many schedules it goes through for each of these; where there are more, it takes their steps otherwise."""
    overlap: int = 0
    """How many latents each of these has of the one before."""
    backward: bool = False
    """Whether the last of these is made first."""
    left_out: range = range(0)
    """The frames of what it gives that are no part of the result."""
    size: Size | None = None
    """The size that it makes by itself where it can make no other; frames are then fitted to what is asked."""


@dataclass(frozen=True)
class Latents:
    """How the latents of a family stand in the loop of its pipelines."""

    encode: Callable[[Any, Any], Any]
    """(pipeline, pictures of shape (1, 3, frames, height, width) from -1 to 1) to latents as the loop has them."""
    spread: Callable[[Any, Any, Any], Any]
    """(pipeline, mask of shape (frames, height, width) of latents, the loop's latents) to one that fits these."""
    plain: Callable[[Any, Any, Asked], Any]
    """(pipeline, the loop's latents, what was asked) to (channels, frames, height, width)."""
    together: Callable[[Any], int] | None = None
    """(pipeline) to how many frames share a latent, where the first frame has none of its own."""
    conditions_behind: bool = False
    """Whether the tokens of conditions stand behind those of the result, and not before them."""
    given: Callable[[Any, Any, Asked], Any] | None = None
    """(pipeline, the loop's latents, what was asked) to a view of these as pipelines take them to begin with, where
    that is another shape."""


@dataclass(frozen=True)
class Family:
    """One kind of network."""

    name: str
    title: str
    pipelines: tuple[str, ...]
    """The classes that folders of this family name."""
    describe: Callable[[Contents], Described]
    call: Callable[[Contents, Asked], Call]
    """Raises ModelError for what cannot be done at all."""
    latents: Latents | None = None
    """None where nothing can be kept or shown but what the pipelines know of."""
    own: Mapping[str, str] = field(default_factory=dict[str, str])
    """Classes of parts that come from a module of the family in diffusers, and that module."""
    sound: Callable[[Any], int] | None = None
    """(pipeline) to how many samples a second the sound has that its pipelines give as ``audio``; None for silent ones.
    """
    beside: Callable[[], Mapping[str, Any]] | None = None
    """Makes parts that come from a package of their own and are not in the folder. Raises ModelError."""
    prepare: Callable[[Any], None] | None = None
    """Called once with a pipeline that was just loaded."""
    blocks: Mapping[str, tuple[int, int | None]] = field(default_factory=dict[str, tuple[int, int | None]])
    """Classes of blocks that diffusers does not know how to leave out, and where hidden states, and those of the text
    if it gives any, are among what such a block gives."""
    divides: bool = False
    """Whether its networks can be divided among graphics cards: some say so, but not of their attention's masks."""
    loras: bool = True
    """Whether some of its pipelines take LoRAs."""
    repositories: tuple[str, ...] = ()
    """Where models of it are published as folders of diffusers, such as ``Wan-AI/Wan2.1-T2V-1.3B-Diffusers``."""

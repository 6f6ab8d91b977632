"""What a heavy node can ask of the engine while it runs."""

from __future__ import annotations

from typing import Protocol

from soraapp.media.clip import Clip, Image
from soraapp.models.base import Capabilities
from soraapp.models.request import Request


class Job(Protocol):
    """The only door from a node function to models, cache, progress and cancel."""

    def capabilities(self, model: str) -> Capabilities:
        """What the named model can do. Raises ModelError when there is no such model."""
        ...

    def told(self, media: Clip | Image) -> tuple[str, ...]:
        """The prompts that models made media from, the earliest first; none for media from files."""
        ...

    def generate(self, request: Request) -> Clip:
        """The clip that the request describes: from the cache if it was ever made, else by the model, frames streamed
        into the cache while progress and previews are told. Exactly `request.count` frames.

        Raises ModelError for what the model cannot do, OutOfMemory, and Cancelled.
        """
        ...

    def check(self) -> None:
        """Raises Cancelled when the work should stop: for a node whose work is not a request."""
        ...

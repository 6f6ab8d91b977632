"""When memory runs out: the ladder of a model's economies, and what would fit when even the last is not enough."""

from __future__ import annotations

import gc
from collections.abc import Callable
from math import sqrt

from soraapp.errors import OutOfMemory
from soraapp.media.clip import Clip, Size
from soraapp.models.base import Capabilities
from soraapp.models.request import Request


class Exhausted(MemoryError):  # noqa: N818 - named for what happened
    """Memory ran out with all economies in use."""

    def __init__(self, request: Request, capabilities: Capabilities) -> None:
        super().__init__("memory ran out")
        self.request = request
        self.capabilities = capabilities


def climb(
    make: Callable[[int], Clip], request: Request, capabilities: Capabilities, first: int, tell: Callable[[str], None]
) -> Clip:
    """What `make` gives with the fewest economies with which memory is enough, from the `first` on; `tell` is told the
    name of each that comes into use after a failure. Raises Exhausted when all of them are not enough."""
    first = min(first, exact(capabilities))
    for count in range(first, len(capabilities.economies) + 1):
        if count > first:
            tell(capabilities.economies[count - 1].name)
        try:
            return make(count)
        except Exception as error:
            if not out_of_memory(error):
                raise
        gc.collect()  # What the failed attempt held lives on in circles of references.
    raise Exhausted(request, capabilities)


def exact(capabilities: Capabilities) -> int:
    """How many economies, from the first on, change nothing of the frames."""
    changing = [number for number, economy in enumerate(capabilities.economies) if not economy.exact]
    return min(changing, default=len(capabilities.economies))


def digest_of(request: Request, capabilities: Capabilities, count: int) -> str:
    """Where a clip that was made with so many economies is stored: one that is not what was asked for stands apart."""
    return request.digest if count <= exact(capabilities) else f"{request.digest}-{count}"


def out_of_memory(error: BaseException) -> bool:
    """Python's own error, ours, or torch's, which is told by its name because torch is not imported here."""
    names = {kind.__name__ for kind in type(error).__mro__}
    return bool(names & {"MemoryError", "OutOfMemoryError", "OutOfMemory"}) or "can't allocate memory" in str(error)


def told(error: BaseException, node: str) -> OutOfMemory:
    """What running out of memory means to a person, with what would fit if that is known."""
    if isinstance(error, Exhausted) and (fitting := _fitting(error, node)):
        return fitting
    return OutOfMemory(
        "{node} ran out of memory.",
        remedy="Choose a smaller size or fewer seconds, or close other programs.",
        node=node,
    )


def _fitting(error: Exhausted, node: str) -> OutOfMemory | None:
    """Half as many pixels, or half as many frames, should fit where all of them nearly did."""
    request, capabilities = error.request, error.capabilities
    size, seconds = request.size, float(request.count / request.rate)
    smaller = capabilities.nearest_size(Size(int(size.width * sqrt(0.5)), int(size.height * sqrt(0.5))))
    count = capabilities.legal_count(request.count // 2)
    message = "{node} ran out of memory at {width}x{height} and {seconds:.1f} s."
    facts = {"node": node, "width": size.width, "height": size.height, "seconds": seconds}
    facts |= {"less_width": smaller.width, "less_height": smaller.height, "less": float(count / request.rate)}
    fits, shorter = smaller.width * smaller.height < size.width * size.height, count < request.count
    if fits and shorter:
        remedy = "Choose {less_width}x{less_height} or {less:.1f} s, or close other programs."
    elif fits:
        remedy = "Choose {less_width}x{less_height}, or close other programs."
    elif shorter:
        remedy = "Choose {less:.1f} s, or close other programs."
    else:
        return None
    return OutOfMemory(message, remedy=remedy, **facts)

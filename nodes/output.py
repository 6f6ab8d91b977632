"""Output: what leaves the graph as a film."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any

from soraapp.errors import InputError, SoraError
from soraapp.media.clip import Clip, Size
from soraapp.media.ops import Concatenate, Fit, conform
from soraapp.models.base import Capabilities
from soraapp.nodekit import Slider, node


def _check(values: Mapping[str, Any], _: Callable[[str], Capabilities]) -> Iterable[SoraError]:
    if len({"width", "height"} & values.keys()) == 2 and (values["width"] is None) != (values["height"] is None):
        yield InputError(
            "Only one of width and height is set.", remedy="Set both, or neither to keep the size of the clips."
        )


@node("output.export", version=1, check=_check, aliases=("film", "save", "render", "mp4", "导出"))
def export(
    clips: tuple[Clip, ...],
    width: Annotated[int | None, Slider(16, 4096, step=2, unit="px", help="Empty: as the first clip.")] = None,
    height: Annotated[int | None, Slider(16, 4096, step=2, unit="px", help="Empty: as the first clip.")] = None,
) -> Clip:
    """A film of one clip after another, in the order in which they were wired, ready to be exported.

    Clips of another size or frame rate than the first are fitted to it.
    """
    joined = conform(clips)
    film = joined[0] if len(joined) == 1 else Concatenate(joined)
    return film if width is None or height is None else Fit(film, Size(width, height))

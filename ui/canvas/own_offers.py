"""What the add popup offers beside kinds of node: the groups of one's own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from ui.canvas.words import tr


@dataclass(frozen=True)
class OwnGroup:
    """The file of a group of one's own, which is offered as kinds of node are."""

    path: Path

    @property
    def key(self) -> str:
        return f"own/{quote(self.path.stem)}"

    @property
    def title(self) -> str:
        return self.path.stem

    @property
    def aside(self) -> str:
        return tr("My groups")

    @property
    def help(self) -> str:
        return str(self.path)

    @property
    def shape(self) -> str:
        return ""

    @property
    def names(self) -> tuple[str, ...]:
        return ()

    @property
    def groups(self) -> tuple[str, ...]:
        return (self.aside,)

"""The node types that a program offers: collected from packages, passed on as a value; there is no global registry."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from soraapp.nodekit import DOTS, NodeType, node_type_of


@dataclass(frozen=True)
class Catalogue(Mapping[str, NodeType]):
    """Node types by name, in the order in which a menu shows them.

    To go through it gives what a person may add; by name it finds what the program makes itself, too.
    """

    packages: tuple[str, ...]
    """Where they came from: enough to collect the same catalogue in another process."""
    types: Mapping[str, NodeType] = field(repr=False, compare=False)
    made: Mapping[str, NodeType] = field(default_factory=lambda: DOTS, repr=False, compare=False)
    """Kinds that the program makes itself: found by name, and not among those that a person is offered."""

    @classmethod
    def of(cls, *packages: str) -> Catalogue:
        """Collect the node types of the named packages (importable names), modules in alphabetical order."""
        types: dict[str, NodeType] = {}
        made = dict(DOTS)
        for package in packages:
            for module in _modules(package):
                for found in map(node_type_of, vars(importlib.import_module(module)).values()):
                    if found is not None and found.function.__module__ == module:
                        if found.name in types or found.name in made:
                            raise ValueError(f"two node types are called {found.name}")
                        (made if found.hidden else types)[found.name] = found
        return cls(packages, types, made)

    @property
    def base(self) -> Catalogue:
        """The catalogue as it was collected, without what a project adds."""
        return self

    @property
    def now(self) -> Catalogue:
        """The catalogue as it is at this moment, for one to which a project adds."""
        return self

    def __reduce__(self) -> tuple[object, ...]:
        return Catalogue.of, self.packages

    def __getitem__(self, name: str) -> NodeType:
        return self.types[name] if name in self.types else self.made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.types)

    def __len__(self) -> int:
        return len(self.types)

    def categories(self) -> dict[str, list[NodeType]]:
        """The node types by category, as menus show them."""
        found: dict[str, list[NodeType]] = {}
        for kind in self.values():
            found.setdefault(kind.category, []).append(kind)
        return found


def _modules(package: str) -> Iterator[str]:
    root = importlib.import_module(package)
    yield package
    folders = getattr(root, "__path__", ())
    yield from sorted(module.name for module in pkgutil.walk_packages(folders, f"{package}."))

"""The modules that a process imports only when it needs them, so that a spare one can have them before."""

from __future__ import annotations

import importlib
import logging
import sys
from collections.abc import Iterable


class Libraries:
    """What is imported after the start. Large libraries come with the modules of the program that use them."""

    def __init__(self, names: Iterable[str]) -> None:
        """`names` of modules and packages: theirs, and the program's own, are watched."""
        self._roots = {"soraapp", *(name.partition(":")[0].partition(".")[0] for name in names)}
        self._known = set(sys.modules)
        self._count = len(self._known)
        self._found: tuple[str, ...] = ()

    def fresh(self) -> tuple[str, ...]:
        """All modules that were imported since the start, in order; nothing when they are the same as last time."""
        if len(sys.modules) == self._count:
            return ()
        self._count = len(sys.modules)
        names = [name for name in tuple(sys.modules) if name.partition(".")[0] in self._roots]
        found = tuple(name for name in names if name not in self._known)
        if found == self._found:
            return ()
        self._found = found
        return found

    def load(self, names: Iterable[str]) -> None:
        """Import these. If that fails, the first run that needs them says why."""
        for name in names:
            try:
                importlib.import_module(name)
            except Exception as error:
                logging.getLogger(__name__).warning("%s cannot be imported ahead", name, exc_info=error)

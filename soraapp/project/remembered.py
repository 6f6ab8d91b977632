"""Remembers what a pure function has made of the last few values, told apart by identity: they are large and frozen.
Texts are told apart by what they hold."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class _Same:
    """One argument, which equals itself alone, and is kept alive so that its identity is not given to another."""

    def __init__(self, value: object) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.value is other.value


def remembered(size: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Remember the results for the last `size` arguments. Safe on all threads."""

    def around(function: Callable[P, R]) -> Callable[P, R]:
        @lru_cache(maxsize=size)
        def made(*arguments: object) -> R:
            return function(*(one.value if isinstance(one, _Same) else one for one in arguments))  # pyright: ignore[reportCallIssue]

        @wraps(function)
        def found(*arguments: P.args, **_: P.kwargs) -> R:
            return made(*(one if isinstance(one, str) else _Same(one) for one in arguments))

        return found

    return around

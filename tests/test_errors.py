"""Errors: texts fit for people, which survive the way between processes."""

from __future__ import annotations

import ast
import pickle
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from soraapp import errors
from soraapp.errors import Cancelled, MediaError, OutOfMemory, SoraError

ROOT = Path(__file__).parents[1]
KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, SoraError)]


def test_the_text_names_the_facts_and_the_remedy() -> None:
    error = MediaError("{file} is not a video.", remedy="Choose another than {file}.", file="{odd}.txt")
    assert str(error) == "{odd}.txt is not a video. Choose another than {odd}.txt."
    assert (error.trouble, error.advice) == ("{odd}.txt is not a video.", "Choose another than {odd}.txt.")
    assert str(Cancelled()) == "Cancelled."


@pytest.mark.parametrize("kind", KINDS)
def test_errors_cross_processes_whole(kind: type[SoraError]) -> None:
    error = kind("{what} is wrong.", remedy="Mend {what}.", what="it")
    back = pickle.loads(pickle.dumps(error))  # noqa: S301 (our own bytes)
    assert type(back) is kind
    assert (str(back), back.message, back.remedy, back.facts) == (str(error), error.message, error.remedy, error.facts)


def test_the_tree_at_the_top_is_the_tree() -> None:
    drawn = errors.__doc__ or ""
    assert all(kind.__name__ in drawn for kind in KINDS)
    assert issubclass(OutOfMemory, errors.EngineError)


def raised() -> Iterator[tuple[str, str, set[str], set[str]]]:
    """Of every error made with a literal text: where, the text, what it names, and the facts given."""
    names = {kind.__name__ for kind in KINDS}
    for file in sorted((*ROOT.glob("soraapp/**/*.py"), *ROOT.glob("nodes/**/*.py"), *ROOT.glob("ui/**/*.py"))):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in names):
                continue
            if any(keyword.arg is None for keyword in call.keywords):
                continue
            given = {str(keyword.arg) for keyword in call.keywords} - {"remedy"}
            remedies = [keyword.value for keyword in call.keywords if keyword.arg == "remedy"]
            for text in (*call.args, *remedies):
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    wanted = {name for _, name, _, _ in string.Formatter().parse(text.value) if name is not None}
                    yield f"{file.relative_to(ROOT)}:{call.lineno}", text.value, wanted, given


def test_every_fact_that_a_text_names_is_given() -> None:
    found = list(raised())
    assert len(found) > 40
    assert [(place, text) for place, text, wanted, given in found if not wanted <= given] == []

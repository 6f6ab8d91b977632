"""Score a model of the drawn world on held-out scenes, with real renders beside it as the ceiling."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from soraapp.cli.report import print_json, table
from soraapp.models.base import Model
from soraapp.models.registry import Registry

if TYPE_CHECKING:
    from soraapp.models.nano.evaluation.running import Done
    from soraapp.models.nano.evaluation.scores import Score
    from soraapp.models.nano.evaluation.speed import Figure
    from soraapp.models.nano.evaluation.trial import Row

_HEAD = ("ability", "measure", "score", "95 %", "n", "ceiling", "share", "aim", "")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What this action takes."""
    parser.add_argument("model", metavar="MODEL", help="the model's name, such as nano")
    parser.add_argument("--quick", action="store_true", help="a few samples a row")
    parser.add_argument("--samples", metavar="N", type=int, help="how many samples each row has")
    parser.add_argument("--only", metavar="ROW", nargs="+", default=[], help="some rows only, such as text-en camera")
    parser.add_argument("--ceiling", action="store_true", help="score real renders instead of the model")
    parser.add_argument("--sheets", metavar="FOLDER", type=Path, help="write a contact sheet of each ability there")


def run(arguments: argparse.Namespace) -> int:
    """Evaluate, print the table or JSON, and return the exit status: 0 whether or not the aims are reached."""
    from soraapp.models.nano.evaluation import running, speed
    from soraapp.models.nano.evaluation.sheets import Sheets

    names = [name for name in arguments.only if name != speed.NAME]
    rows = running.chosen_rows(names) if names or not arguments.only else ()
    registry = Registry.standard()
    capabilities = registry.capabilities(arguments.model)
    model: Model | None = None if arguments.ceiling else running.family_model(registry, arguments.model)
    sheets = Sheets(arguments.sheets) if arguments.sheets else None
    telling = _Json() if arguments.json else _Table(rows)
    try:
        for done in running.evaluate(
            capabilities,
            rows,
            model=model,
            quick=arguments.quick,
            samples=arguments.samples,
            progress=_progress if sys.stderr.isatty() else _silent,
            onlooker=sheets.add if sheets else _unseen,
        ):
            _clear_progress()
            telling.row(done)
    finally:  # What was made before an error is worth seeing.
        if sheets:
            sheets.write()
    if model and (not arguments.only or speed.NAME in arguments.only):
        telling.speed(speed.figures(model))
    telling.end(arguments.model, capabilities.fingerprint, ceiling=arguments.ceiling)
    return 0


def _progress(title: str, done: int, total: int) -> None:
    sys.stderr.write(f"\r\x1b[K{title}: {done} of {total}")
    sys.stderr.flush()


def _clear_progress() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")


def _silent(*_: object) -> None:
    """Nobody looks."""


_unseen = _silent


class _Table:
    """Lines that are printed as soon as a row is done."""

    def __init__(self, rows: Sequence[Row]) -> None:
        titles = [row.title for row in rows]
        measures = [measure.name for row in rows for measure in row.measures]
        self._widths = [max(map(len, names), default=0) for names in (titles, measures)] + [9, 20, 3, 9, 5, 14]
        self._any = False

    def row(self, done: Done) -> None:
        """Print the scores of a row, the first under the head of the table."""
        rows = [*([] if self._any else [_HEAD]), *_rows(done)]
        self._any = True
        print("\n".join(table(rows, 0, self._widths)), flush=True)

    def speed(self, figures: Sequence[Figure]) -> None:
        """Print what was measured of the machine."""
        if self._any:
            print()
        print("\n".join(table([_figure_row(figure) for figure in figures], 0)))

    def end(self, model: str, fingerprint: str, *, ceiling: bool) -> None:
        """Everything is printed."""


class _Json:
    """One object at the end."""

    def __init__(self) -> None:
        self._done: list[Done] = []
        self._figures: tuple[Figure, ...] = ()

    def row(self, done: Done) -> None:
        """Keep a row for the end; who waits is told on standard error."""
        print(f"{done.row.title}: done", file=sys.stderr, flush=True)
        self._done.append(done)

    def speed(self, figures: tuple[Figure, ...]) -> None:
        """Keep the figures for the end."""
        self._figures = figures

    def end(self, model: str, fingerprint: str, *, ceiling: bool) -> None:
        """Print the object."""
        print_json(_json(model, fingerprint, self._done, self._figures, ceiling=ceiling))


def _rows(done: Done) -> Iterator[tuple[str, ...]]:
    if not done.scores:
        yield (done.row.title, "", "not offered", *[""] * (len(_HEAD) - 3))
    for number, score in enumerate(done.scores):
        yield (
            score.title if number == 0 else "",
            score.measure.name,
            _number(score, score.value),
            f"{_number(score, score.low)} to {_number(score, score.high)}",
            str(score.samples),
            _number(score, score.ceiling),
            "" if score.share is None else f"{100 * score.share:.0f} %",
            _aim(score),
            {None: "", True: "ok", False: "short"}[score.reached],
        )


def _number(score: Score, value: float | None) -> str:
    if value is None:
        return ""
    if score.measure.kind.value == "share":
        return f"{100 * value:.0f} %"
    return f"{value:.2f} {score.measure.unit}".strip()


def _aim(score: Score) -> str:
    measure = score.measure
    if measure.aim is None:
        return ""
    most = "at most " if measure.at_most else ""
    return most + (
        f"{100 * measure.aim:.0f} % of it" if measure.of_ceiling else f"{measure.aim:g} {measure.unit}".strip()
    )


def _figure_row(figure: Figure) -> tuple[str, str, str]:
    aim = "" if figure.aim is None else f"aim: at {'most' if figure.at_most else 'least'} {figure.aim:g}"
    return figure.name, f"{figure.value:.2f} {figure.unit}", aim


def _json(
    model: str, fingerprint: str, done: Sequence[Done], figures: Sequence[Figure], *, ceiling: bool
) -> dict[str, object]:
    return {
        "model": model,
        "fingerprint": fingerprint,
        "scored": "renders" if ceiling else "model",
        "rows": [
            {
                "row": one.row.name,
                "title": one.row.title,
                "offered": bool(one.scores),
                "scores": [_score_json(score) for score in one.scores],
            }
            for one in done
        ],
        "speed": [vars(figure) for figure in figures],
    }


def _score_json(score: Score) -> dict[str, object]:
    return {
        "measure": score.measure.name,
        "kind": score.measure.kind.value,
        "unit": score.measure.unit,
        "samples": score.samples,
        "value": score.value,
        "low": score.low,
        "high": score.high,
        "ceiling": score.ceiling,
        "share": score.share,
        "aim": score.measure.aim,
        "aim_is": ("at most " if score.measure.at_most else "at least ")
        + ("share of ceiling" if score.measure.of_ceiling else "value"),
        "reached": score.reached,
    }

"""Runs the rows of the evaluation: a model and real renders side by side, through the same judges."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from soraapp.errors import InputError, ModelError
from soraapp.media.audio.sound import Samples
from soraapp.media.clip import Frames
from soraapp.models.base import Capabilities, Model, State
from soraapp.models.nano.evaluation import happening, joined, lasting, steered, told
from soraapp.models.nano.evaluation.oracle import Oracle
from soraapp.models.nano.evaluation.scores import Measure, Score, summary
from soraapp.models.nano.evaluation.trial import Clips, Judgement, Row, Studio, Trial, indices_of
from soraapp.models.registry import Registry
from soraapp.models.request import Request

ROWS: tuple[Row, ...] = (*told.ROWS, *joined.ROWS, *happening.ROWS, *steered.ROWS, *lasting.ROWS)

Progress = Callable[[str, int, int], None]
"""Told of a row's title, how many of its samples are done, and of how many."""
Onlooking = Callable[[Row, Trial, Clips], None]
"""Shown every sample with what was made of it."""


@dataclass(frozen=True)
class Done:
    """A row that was run, or was not."""

    row: Row
    scores: tuple[Score, ...]
    """Nothing where the model does not offer the ability."""


def family_model(registry: Registry, name: str) -> Model:
    """The model of a name. Raises ModelError when there is none, or it knows nothing of the drawn world."""
    from soraapp.models.nano.model import NanoModel

    model = registry.load(name)
    if not isinstance(model, NanoModel):
        raise ModelError(
            "{model} is of another family: this evaluation asks for scenes of nano's drawn world.",
            remedy="Choose a model of the family nano.",
            model=model.capabilities.title,
        )
    return model


def chosen_rows(names: Sequence[str]) -> tuple[Row, ...]:
    """The rows of these names, or all of them. Raises InputError for a name that no row has."""
    known = {row.name: row for row in ROWS}
    for name in names:
        if name not in known:
            raise InputError(
                "There is no row named {name} in the evaluation.",
                remedy="Choose from: {names}.",
                name=name,
                names=", ".join(known),
            )
    return tuple(row for row in ROWS if not names or row.name in names)


def evaluate(
    capabilities: Capabilities,
    rows: Sequence[Row] = ROWS,
    *,
    model: Model | None = None,
    oracle: Oracle | None = None,
    quick: bool = False,
    samples: int | None = None,
    progress: Progress = lambda _title, _done, _total: None,
    onlooker: Onlooking = lambda _row, _trial, _clips: None,
) -> Iterator[Done]:
    """Each row with its scores as soon as it is done. Without a model, real renders take its place."""
    studio = Studio(capabilities, oracle or Oracle.load(), quick)
    for row in rows:
        if model is not None and not row.needs(capabilities):
            yield Done(row, ())
            continue
        count = samples or (row.quick if quick else row.samples)
        found: list[Judgement] = []
        ceilings: list[Judgement] = []
        for number, trial in enumerate(row.trials(studio, count)):
            truth = trial.truth()
            ceilings.append(trial.judge(truth))
            made = truth if model is None else tuple(made_by(model, request) for request in trial.requests)
            found.append(ceilings[-1] if model is None else trial.judge(made))
            onlooker(row, trial, made)
            progress(row.title, number + 1, count)
        yield Done(row, tuple(_scores(row, found, ceilings)))


class Patience:
    """A watch that never stops anything and looks at nothing."""

    economy = 0

    def step(self, done: int, total: int, preview: Callable[[], Frames]) -> None:
        """Nothing is told of steps."""

    def check(self) -> None:
        """Nothing stops an evaluation but Ctrl-C."""

    def keep(self, done: int, state: Callable[[], State]) -> None:
        """Nothing goes on later."""

    def kept(self) -> tuple[int, State]:
        return 0, {}

    def sound(self, samples: Samples, rate: int) -> None:
        """Nothing is listened to."""

    def computed(self, done: int, whole: int) -> None:
        """Nothing is counted."""


def made_by(model: Model, request: Request):
    """The palette indices of what a model makes of a request."""
    return indices_of(list(model.generate(request, Patience())))


def _scores(row: Row, found: Sequence[Judgement], ceilings: Sequence[Judgement]) -> Iterator[Score]:
    for measure in row.measures:
        values = _values(measure, found)
        if values:
            bounds = _values(measure, ceilings)
            ceiling = summary(measure.kind, bounds)[0] if bounds else None
            yield Score(row.name, row.title, measure, len(values), *summary(measure.kind, values), ceiling)


def _values(measure: Measure, judgements: Sequence[Judgement]) -> list[float]:
    told = (judgement.get(measure.name) for judgement in judgements)
    return [float(value) for value in told if value is not None]

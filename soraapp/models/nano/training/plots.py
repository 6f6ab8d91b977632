"""Draws the log of a training run as SVG files, one for each stage: a curve for every number that it tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from html import escape
from pathlib import Path

from soraapp.models.nano.training.run import Run

Points = list[tuple[float, float]]

_WIDTH, _HEIGHT, _LEFT, _TOP = 640, 160, 70, 30
_ABOUT = ("stage", "step", "seconds", "share")
"""What tells when a line was written rather than how good the network was."""


def draw(run: Run) -> list[Path]:
    """Write ``plots/STAGE.svg`` for every stage in the log, and give their paths."""
    curves: defaultdict[str, defaultdict[str, Points]] = defaultdict(lambda: defaultdict(list))
    for entry in run.read_log():
        for name, value in entry.items():
            if name not in _ABOUT and isinstance(value, float):
                curves[entry["stage"]][name].append((float(entry["step"]), value))
    place = run.folder / "plots"
    place.mkdir(exist_ok=True)
    return [_written(place / f"{stage}.svg", stage, found) for stage, found in curves.items()]


def _written(path: Path, stage: str, curves: dict[str, Points]) -> Path:
    total = len(curves) * (_HEIGHT + 2 * _TOP)
    charts = [_chart(f"{stage}: {name}", curves[name], row) for row, name in enumerate(sorted(curves))]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_LEFT + _WIDTH + 20} {total}" font-family="sans-serif"'
    )
    path.write_text(f'{head} font-size="12">\n' + "\n".join(charts) + "\n</svg>\n", encoding="utf-8")
    return path


def _chart(title: str, points: Points, row: int) -> str:
    """One curve with its frame, the range of its values, and the last step."""
    steps, values = [step for step, _ in points], [value for _, value in points]
    low, high, last = min(values), max(values), max(steps)
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in _placed(points, low, high, last))
    edge = _HEIGHT + _TOP
    return (
        f'<g transform="translate({_LEFT},{row * (_HEIGHT + 2 * _TOP)})">'
        f'<text y="{_TOP - 8}">{escape(title)}</text>'
        f'<rect y="{_TOP}" width="{_WIDTH}" height="{_HEIGHT}" fill="none" stroke="#bbb"/>'
        f'<text x="-6" y="{_TOP + 10}" text-anchor="end">{high:.4g}</text>'
        f'<text x="-6" y="{edge}" text-anchor="end">{low:.4g}</text>'
        f'<text x="{_WIDTH}" y="{edge + 16}" text-anchor="end">step {last:.0f}</text>'
        f'<polyline points="{line}" fill="none" stroke="#3562e6" stroke-width="1.5"/></g>'
    )


def _placed(points: Sequence[tuple[float, float]], low: float, high: float, last: float) -> Points:
    wide, tall = max(last, 1e-9), max(high - low, 1e-9)
    return [(_WIDTH * step / wide, _TOP + _HEIGHT * (high - value) / tall) for step, value in points]

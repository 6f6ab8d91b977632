"""Train the model that comes inside, stage by stage: python3 main.py model train nano.

Every stage goes on from its last checkpoint, and Ctrl-C stops it with one.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from soraapp.models.nano.training.settings import STAGES, read_settings

_FOLDER = Path("build") / "nano"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What this command takes."""
    parser.add_argument("model", metavar="MODEL", choices=("nano",), help="the model to train: nano")
    parser.add_argument(
        "--folder",
        metavar="RUN",
        type=Path,
        default=_FOLDER,
        help=f"where checkpoints, log and plots go, and what is gone on from (default: {_FOLDER})",
    )
    parser.add_argument(
        "--stage", choices=(*STAGES, "all"), default="all", help="what to train (default: all that is not finished)"
    )
    parser.add_argument(
        "--hours", type=_positive(float), help="the length of the stage over all its runs, or of all stages together"
    )
    parser.add_argument(
        "--ranks", type=_positive(int), help="processes that work together (default: one for each core)"
    )
    parser.add_argument("--device", choices=("cpu", "cuda"), help="where to train (default: the fastest there is)")
    parser.add_argument(
        "--config",
        metavar="FILE",
        type=Path,
        help="other settings than the standard ones, as JSON: see the config.json that a training folder gets",
    )
    parser.add_argument(
        "--start", metavar="FOLDER", type=Path, help="a model folder to go on from where RUN has no networks of its own"
    )
    parser.add_argument("--output", metavar="FOLDER", type=Path, help="where the model goes (default: RUN/model)")


def run(arguments: argparse.Namespace) -> int:
    """Train, and return the exit status."""
    settings = read_settings(arguments.config) if arguments.config else None
    from soraapp.models.nano.training import stages

    telling: Callable[[Mapping[str, object]], None] = _json_line if arguments.json else _line
    stages.train(
        arguments.folder,
        arguments.stage,
        tell=telling,
        settings=settings,
        hours=arguments.hours,
        ranks=arguments.ranks,
        device=arguments.device,
        start=arguments.start,
        output=arguments.output,
    )
    return 0


def _positive(kind: Callable[[str], float]) -> Callable[[str], float]:
    def number(text: str) -> float:
        value = kind(text)
        if not value > 0:
            raise ValueError
        return value

    number.__name__ = "positive number"
    return number


def _line(entry: Mapping[str, object]) -> None:
    facts = dict(entry)
    stage, step, seconds = facts.pop("stage"), facts.pop("step", None), facts.pop("seconds", None)
    share = facts.pop("share", None)
    head = [str(stage)]
    if isinstance(share, float):
        head.append(f"{share:.1%}")
    if step is not None:
        head.append(f"step {step}")
    if isinstance(seconds, float):
        head.append(time.strftime("%H:%M:%S", time.gmtime(seconds)) if seconds < _DAY else f"{seconds / 3600:.1f} h")
    told = (f"{name} {value:.4g}" if isinstance(value, float) else f"{name} {value}" for name, value in facts.items())
    print(f"{' '.join(head)}: {', '.join(told)}", file=sys.stderr, flush=True)


_DAY = 86_400


def _json_line(entry: Mapping[str, object]) -> None:
    print(json.dumps({"event": "training", **entry}), flush=True)

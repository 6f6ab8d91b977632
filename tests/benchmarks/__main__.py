"""``python3 -m tests.benchmarks [NAME ...] [--json FILE]`` measures the named subjects, or all."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import pkgutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from soraapp import environment
from tests import benchmarks

if TYPE_CHECKING:
    from tests.benchmarks.measure import Measure

COMMON = {"measure", "peers", "footage", "plain_loop", "window_export", "__main__"}


def main() -> int:
    """Measure, and show each figure as it comes. Returns the exit status."""
    status = environment.ensure(Path(__file__).resolve().parents[2], "test")
    if status:
        return status
    from tests.benchmarks.measure import load

    subjects = [module.name for module in pkgutil.iter_modules(benchmarks.__path__) if module.name not in COMMON]
    parser = argparse.ArgumentParser(prog="python3 -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of: {', '.join(subjects)}")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the result as JSON too")
    wishes = parser.parse_args()
    if unknown := set(wishes.names) - set(subjects):
        parser.error(f"there is no subject {', '.join(sorted(unknown))}; there is {', '.join(subjects)}")
    with tempfile.TemporaryDirectory(prefix="soraapp-benchmarks-", ignore_cleanup_errors=True) as home:
        os.environ["SORAAPP_HOME"] = home
        found = [load()]
        show(found[0])
        for name in wishes.names or subjects:
            for measure in importlib.import_module(f"tests.benchmarks.{name}").measure():
                found.append(measure)
                show(measure)
    if wishes.json:
        wishes.json.write_text(json.dumps([measure.record() for measure in found], indent=2) + "\n", "utf-8")
    return 0


def show(measure: Measure) -> None:
    other = "" if measure.other is None else f"{measure.other:12.4g}"
    ratio = "" if measure.ratio is None else f"{measure.ratio:9.2f} x"
    print(f"{measure.name:58}{measure.ours:12.4g}{other:>12} {measure.unit:14}{ratio}", flush=True)


if __name__ == "__main__":
    sys.exit(main())

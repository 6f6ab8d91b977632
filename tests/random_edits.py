"""``python3 -m tests.random_edits [--examples N]`` lives through so many random stories of edits, undo and redo: each
once as edits of graphs, and once as edits of timelines."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from soraapp import environment


def main() -> int:
    """Tell how many there were, and how long it took. The first that goes wrong ends it with a traceback."""
    status = environment.ensure(Path(__file__).resolve().parents[1], "test")
    if status:
        return status
    parser = argparse.ArgumentParser(prog="python3 -m tests.random_edits", description=__doc__)
    parser.add_argument("--examples", type=int, default=10_000, metavar="N", help="how many stories (10000)")
    wishes = parser.parse_args()
    from hypothesis import HealthCheck, given, settings

    from tests.project.test_random_edits import stories, whole
    from tests.project.timeline.test_random_edits import whole as whole_of_timelines

    began = time.monotonic()
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large]
    rules = settings(max_examples=wishes.examples, deadline=None, suppress_health_check=checks, database=None)
    lived, steps = 0, 0

    def tell(story: bytes) -> None:
        nonlocal lived, steps
        whole(story)
        whole_of_timelines(story)
        lived, steps = lived + 1, steps + len(story)

    rules(given(stories)(tell))()
    print(f"{lived} stories of {steps} bytes in all; {time.monotonic() - began:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

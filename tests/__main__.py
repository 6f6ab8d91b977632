"""Sets up the environment with what the tests need too, and runs pytest: ``python3 -m tests [pytest arguments]``.

Without arguments all tests run, a file at a time on each of up to four cores, in their order: those of whole films come
before those of the window, which leave much behind in their process.
"""

import os
import sys
from pathlib import Path

if sys.version_info < (3, 11):
    sys.exit("The tests need Python 3.11 or newer; this is Python {}.{}.".format(*sys.version_info))

MOST = 4
"""Of processes that run tests: each has engines and windows of its own, and takes up to 2 GB."""


def share_fairly() -> None:
    """Leave a real-time policy that was inherited: under it a model that computes keeps the processor from the test
    that waits for it, and what a test does in time is done too late."""
    if hasattr(os, "sched_getscheduler") and os.sched_getscheduler(0) in (os.SCHED_FIFO, os.SCHED_RR):
        os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))


def main() -> int:
    """Run pytest from the root of the clone. Returns its exit status."""
    from soraapp import environment

    share_fairly()

    status = environment.ensure(Path(__file__).resolve().parent.parent, "test")
    if status:
        return status
    import pytest

    return pytest.main(
        sys.argv[1:] or ["-n", str(min(os.cpu_count() or 1, MOST)), "--dist", "loadfile", "--no-loadscope-reorder"]
    )


if __name__ == "__main__":
    sys.exit(main())

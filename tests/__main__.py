"""Sets up the environment with what the tests need too, and runs pytest: ``python3 -m tests [pytest arguments]``."""

import sys
from pathlib import Path

if sys.version_info < (3, 11):
    sys.exit("The tests need Python 3.11 or newer; this is Python {}.{}.".format(*sys.version_info))


def main() -> int:
    """Run pytest from the root of the clone. Returns its exit status."""
    from soraapp import environment

    status = environment.ensure(Path(__file__).resolve().parent.parent, "test")
    if status:
        return status
    import pytest

    return pytest.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())

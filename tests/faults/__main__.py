"""``python3 -m tests.faults [--worker N] [--program N] ...`` causes so many faults of each kind."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from random import Random

from soraapp import environment


def main() -> int:
    """Run the campaign, and tell its figures. Returns the exit status; whatever is lost ends it with a traceback."""
    status = environment.ensure(Path(__file__).resolve().parents[2], "test")
    if status:
        return status
    parser = argparse.ArgumentParser(prog="python3 -m tests.faults", description=__doc__)
    parser.add_argument("--worker", type=int, default=100, metavar="N", help="how many workers to kill (100)")
    parser.add_argument("--program", type=int, default=50, metavar="N", help="how many programs to kill (50)")
    parser.add_argument("--command", type=int, default=20, metavar="N", help="how many `main.py render` to kill (20)")
    parser.add_argument(
        "--damage",
        type=int,
        default=200,
        metavar="N",
        help="how much unsaved work to damage, and a tenth of it in runs (200)",
    )
    parser.add_argument("--full", type=int, default=20, metavar="N", help="how many runs find the disk full (20)")
    parser.add_argument("--seed", type=int, default=int(time.time()), metavar="S", help="for the same faults again")
    wishes = parser.parse_args()
    print(f"seed {wishes.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="soraapp-faults-", ignore_cleanup_errors=True) as place:
        os.environ["SORAAPP_HOME"] = place
        _campaign(Path(place), wishes, Random(wishes.seed))
    return 0


def _campaign(folder: Path, wishes: argparse.Namespace, random: Random) -> None:
    from tests.faults.command_kills import kill_commands
    from tests.faults.full_disk import fill_disks
    from tests.faults.program_kills import kill_programs, share_a_cache
    from tests.faults.rescue_damage import damage_rescues
    from tests.faults.run_damage import damage_runs
    from tests.faults.scene import undisturbed
    from tests.faults.worker_kills import kill_workers

    expected = undisturbed()
    full = wishes.full if sys.platform == "linux" else 0  # Elsewhere nothing stands in for a full disk.
    for name, cause, count in (
        ("workers", partial(kill_workers, expected=expected), wishes.worker),
        ("programs", partial(kill_programs, expected=expected), wishes.program),
        ("two on one cache", partial(share_a_cache, expected=expected), wishes.program // 10),
        ("full disks", partial(fill_disks, expected=expected), full),
        ("damage in runs", partial(damage_runs, expected=expected), wishes.damage // 10),
        ("commands", kill_commands, wishes.command),
        ("unsaved work", damage_rescues, wishes.damage),
    ):
        if count:
            began = time.monotonic()
            (folder / name).mkdir()
            tally = cause(folder / name, count, random)
            print(f"{name}: {tally}; {time.monotonic() - began:.0f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main())

"""The short campaign: some faults of each kind. The long one is ``python3 -m tests.faults``."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import pytest

from tests.faults.command_kills import kill_commands
from tests.faults.full_disk import fill_disks
from tests.faults.program_kills import kill_programs, share_a_cache
from tests.faults.rescue_damage import damage_rescues
from tests.faults.run_damage import damage_runs
from tests.faults.scene import undisturbed
from tests.faults.worker_kills import kill_workers


@pytest.fixture(scope="module")
def expected() -> bytes:
    return undisturbed()


def test_workers_may_be_killed_at_any_moment(tmp_path: Path, expected: bytes) -> None:
    tally = kill_workers(tmp_path, 6, Random(4), expected)
    assert tally.kills >= 6
    assert tally.lost >= tally.kills - 1


def test_the_program_may_be_killed_at_any_moment(tmp_path: Path, expected: bytes) -> None:
    assert kill_programs(tmp_path, 3, Random(4), expected).films


def test_two_programs_may_share_a_cache(tmp_path: Path, expected: bytes) -> None:
    assert share_a_cache(tmp_path, 2, Random(4), expected).films == 4


def test_the_command_line_may_be_killed_at_any_moment(tmp_path: Path) -> None:
    assert kill_commands(tmp_path, 1, Random(4)).films


@pytest.mark.skipif(sys.platform != "linux", reason="a limit on the files of another process stands in for a full disk")
def test_the_disk_may_be_full_at_any_moment(tmp_path: Path, expected: bytes) -> None:
    assert fill_disks(tmp_path, 2, Random(4), expected).failures


def test_the_cache_may_be_damaged_at_any_moment(tmp_path: Path, expected: bytes) -> None:
    assert damage_runs(tmp_path, 3, Random(4), expected).films


def test_unsaved_work_comes_back_or_is_told_to_be_damaged(tmp_path: Path) -> None:
    tally = damage_rescues(tmp_path, 40, Random(4))
    assert tally.recovered
    assert tally.refused

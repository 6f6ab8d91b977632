"""A lock file has one holder, is let go when that dies, and is never two files at once."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from soraapp.filelock import FileLock, is_held

ROOT = Path(__file__).resolve().parent.parent
HOLDER = """
import sys
from pathlib import Path
from soraapp.filelock import FileLock
lock = FileLock.take(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.readline()
"""
IN_TURN = """
import sys, time
from pathlib import Path
from soraapp.filelock import FileLock
path, count = Path(sys.argv[1]), Path(sys.argv[2])
done = 0
while done < 150:
    lock = FileLock.take(path)
    if lock is not None:
        seen = int(count.read_text())
        time.sleep(0.0002)
        count.write_text(str(seen + 1))
        lock.release(keep=done % 3 == 0)
        done += 1
    else:
        time.sleep(0.0001)  # Where the holder waits for a core, it gets one.
"""


def taken(path: Path) -> FileLock:
    lock = FileLock.take(path)
    assert lock is not None
    return lock


def test_a_file_has_one_holder_also_within_a_process(tmp_path: Path) -> None:
    lock = taken(tmp_path / "lock")
    assert FileLock.take(tmp_path / "lock") is None
    assert is_held(tmp_path / "lock")
    lock.release()
    assert list(tmp_path.iterdir()) == []
    taken(tmp_path / "lock").release()


def test_releasing_twice_takes_nothing_from_the_next_holder(tmp_path: Path) -> None:
    first = taken(tmp_path / "lock")
    first.release()
    second = taken(tmp_path / "lock")
    first.release()
    assert is_held(tmp_path / "lock")
    second.release()


def test_a_file_may_stay_and_a_forgotten_lock_is_free(tmp_path: Path) -> None:
    taken(tmp_path / "lock").release(keep=True)
    assert (tmp_path / "lock").exists()
    lock = taken(tmp_path / "lock")
    del lock
    gc.collect()
    assert not is_held(tmp_path / "lock")
    assert not (tmp_path / "lock").exists(), "one that nobody holds is removed"
    assert not is_held(tmp_path / "lock")


def test_the_dead_hold_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(tmp_path / "lock")]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        assert FileLock.take(tmp_path / "lock") is None
        os.kill(holder.pid, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
        holder.wait()
        taken(tmp_path / "lock").release()


def test_where_no_file_can_be_made_that_is_said(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="lock"):
        FileLock.take(tmp_path / "no folder" / "lock")
    assert not is_held(tmp_path / "no folder" / "lock")


def test_three_processes_never_hold_it_together(tmp_path: Path) -> None:
    count = tmp_path / "count"
    count.write_text("0")
    command = [sys.executable, "-c", IN_TURN, str(tmp_path / "lock"), str(count)]
    programs = [subprocess.Popen(command, cwd=ROOT) for _ in range(3)]
    assert [program.wait(60) for program in programs] == [0, 0, 0]
    assert count.read_text() == "450"


def test_it_needs_nothing_but_python() -> None:
    code = "import sys, soraapp.filelock; print(*{name.partition('.')[0] for name in sys.modules}, sep=chr(10))"
    done = subprocess.run([sys.executable, "-S", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) <= {*sys.stdlib_module_names, "__main__", "soraapp"}

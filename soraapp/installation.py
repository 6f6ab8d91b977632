"""Makes or completes the virtual environment of the clone, and says what it does on standard error.

Standard output stays free: it belongs to the command that follows. An interrupted set-up leaves no stamp, so the next
start completes it.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from soraapp import environment
from soraapp.environment import Pin
from soraapp.errors import SoraError
from soraapp.filelock import FileLock

SPACE = 2_500_000_000
"""Bytes that a fresh environment takes while it is being made; 1.75 GB of them stay."""

UNREACHABLE = (
    "NewConnectionError",
    "ConnectionError",
    "Connection",
    "name resolution",
    "timed out",
    "from versions: none",
)
NO_SPACE = ("No space left on device", "not enough space on the disk", "Disk quota exceeded")


class SetupFailed(SoraError):  # noqa: N818 (named for what happened)
    """The environment cannot be made. The text says what to do."""


def complete(home: Path, wanted: Sequence[Pin]) -> int:
    """Make the environment `home`, or complete it, so that it holds every pin. Returns 0, 1 or 130 (Ctrl-C)."""
    try:
        with _alone(home.with_name(home.name + ".lock")):
            if not environment.stamped(home, wanted):
                _install(home, wanted)
    except SetupFailed as failure:
        _say(str(failure))
        return 1
    except OSError as failure:
        _say(f"{home} cannot be made: {failure}. Make room for it, or put the clone where you may write.")
        return 1
    except KeyboardInterrupt:
        _say("\nStopped. The next start goes on from here.")
        return environment.INTERRUPTED
    return 0


def _install(home: Path, wanted: Sequence[Pin]) -> None:
    began = time.monotonic()
    check_interpreter()
    usable = _has_pip(home)
    _announce(home, wanted, usable)
    earlier = [] if not usable else environment.read_stamp(home)
    (home / environment.STAMP).unlink(missing_ok=True)
    if usable:
        _drop_half_installed(home)
    else:
        check_space(home.parent, SPACE)
        _make(home)
    for group in _groups(wanted):
        _say(f"Installing {', '.join(pin.text for pin in group)}")
        _pip(home, group)
    packages = {pin.package for pin in wanted}
    kept = [text for text in earlier if Pin(text).package not in packages]
    (home / environment.STAMP).write_text("\n".join([*kept, *(pin.text for pin in wanted)]) + "\n", encoding="utf-8")
    _say(f"Ready after {time.monotonic() - began:.0f} s.")


def _announce(home: Path, wanted: Sequence[Pin], usable: bool) -> None:
    if usable:
        _say(f"Soraapp completes its environment in {home}. Ctrl-C stops; the next start goes on.")
    else:
        _say(
            f"Soraapp makes its own environment, once, in {home}\n"
            f"It installs {len(wanted)} packages and what they need: about 1.75 GB, in 1 to 3 minutes.\n"
            "Nothing outside this folder changes. Ctrl-C stops; the next start goes on."
        )


def _groups(wanted: Sequence[Pin]) -> list[list[Pin]]:
    """torch comes alone and first: asked for together with others, pip may pick a build with CUDA for them."""
    torch = [pin for pin in wanted if pin.package == "torch"]
    rest = [pin for pin in wanted if pin.package != "torch"]
    return [group for group in (torch, rest) if group]


def check_interpreter() -> None:
    """Raises SetupFailed when this Python cannot make virtual environments, and names what to install."""
    if all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        return
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    if shutil.which("apt"):
        remedy = "Install it: sudo apt install python{version}-venv"
    elif shutil.which("dnf"):
        remedy = "Install it: sudo dnf install python3-pip python3-libs"
    else:
        remedy = "Install the venv and pip packages of your system, or Python from https://www.python.org/downloads/."
    raise SetupFailed("Python {version} lacks the venv module, which comes apart here.", remedy=remedy, version=version)


def check_space(folder: Path, needed: int) -> None:
    """Raises SetupFailed when the disk of `folder` has less than `needed` bytes free."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise SetupFailed(
            "The disk of {folder} has {free:.1f} GB free; setting up takes {needed:.1f} GB.",
            remedy="Free some space and start again.",
            folder=folder,
            free=free / 1e9,
            needed=needed / 1e9,
        )


def _has_pip(home: Path) -> bool:
    interpreter = environment.python(home)
    if not interpreter.exists():
        return False
    return (
        subprocess.run([interpreter, "-I", "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0
    )


def _make(home: Path) -> None:
    _say("Making a virtual environment")
    command = [sys.executable, "-I", "-m", "venv", "--clear", str(home)]
    made = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if made.returncode:
        raise explain(made.stdout, home.parent)


def _drop_half_installed(home: Path) -> None:
    """pip writes RECORD last: a package without one was cut off, and pip would take it for complete."""
    for information in home.glob("[Ll]ib/**/site-packages/*.dist-info"):
        if not (information / "RECORD").exists():
            shutil.rmtree(information)


def _pip(home: Path, group: Sequence[Pin]) -> None:
    command = [environment.python(home), "-I", "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
    # Settings of a person that move packages elsewhere would leave this environment empty.
    elsewhere = ("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_PYTHON")
    variables = {name: value for name, value in os.environ.items() if name not in elsewhere} | {"PIP_USER": "0"}
    process = subprocess.Popen(
        [*command, *(pin.text for pin in group)],
        stdout=sys.stderr.fileno(),
        stderr=subprocess.PIPE,
        env=variables,
        text=True,
        errors="replace",
    )
    try:
        said = _follow(process.stderr)
        status = process.wait()
    except KeyboardInterrupt:
        process.terminate()
        process.wait()
        raise
    if status:
        raise explain(said, home.parent)


def _follow(lines: IO[str] | None) -> str:
    """Pass on pip's errors as they come, keep everything for the explanation, and leave out its warnings."""
    said: list[str] = []
    for line in lines or ():
        said.append(line)
        if line.startswith("ERROR:"):
            _say(line.rstrip())
    return "".join(said)


def explain(said: str, folder: Path) -> SetupFailed:
    """Why pip or venv failed, from what it said."""
    if any(sign in said for sign in NO_SPACE):
        return SetupFailed(
            "The disk of {folder} is full.",
            remedy="Free about {needed:.1f} GB and start again: it goes on from here.",
            folder=folder,
            needed=SPACE / 1e9,
        )
    if any(sign in said for sign in UNREACHABLE):
        return SetupFailed(
            "The package index cannot be reached.",
            remedy="Setting up needs the network once: check the connection (or the proxy) and start again.",
        )
    if "No matching distribution" in said:
        return SetupFailed(
            "A package is not made for this Python ({version}).",
            remedy="Start Soraapp with a 64-bit Python 3.11 to 3.14, for example: python3.12 main.py",
            version=sys.version.split(maxsplit=1)[0],
        )
    last = said.strip().splitlines()[-1:] or ["no reason was given"]
    return SetupFailed(
        "Setting up failed: {reason}", remedy="Remove {folder}/.venv and start again.", reason=last[0], folder=folder
    )


@contextmanager
def _alone(path: Path) -> Generator[None]:
    """Hold the lock file `path`, after waiting for another set-up of the same clone. The system frees it on a crash."""
    lock = FileLock.take(path)
    if lock is None:
        _say("Another start of Soraapp is setting up; waiting for it.")
    while lock is None:
        time.sleep(0.2)
        lock = FileLock.take(path)
    try:
        yield
    finally:
        lock.release()


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()

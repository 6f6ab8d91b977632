"""Makes sure that the program runs on an interpreter that holds its dependencies.

Standard library only, because it runs before anything is installed, and quick, because it runs at every start. An
interpreter that holds every pin of pyproject.toml is used as it is; else the program goes on in the `.venv` of the
clone, which `soraapp.installation` makes the first time.
"""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

FOLDER = ".venv"
STAMP = "soraapp-pins.txt"
"""Inside the environment: the pins that it is known to hold, a line each. Written last, and removed before a change."""

INTERRUPTED = 130
"""The exit status of a program that a person stopped with Ctrl-C."""


class Pin(NamedTuple):
    """A package and its exact version, as written: ``PySide6-Essentials==6.11.3`` or ``pyright[nodejs]==1.1.414``."""

    text: str

    @property
    def package(self) -> str:
        """The name as a folder of installed packages spells it, such as ``pyside6_essentials``."""
        return _spelled(self.text.partition("==")[0].partition("[")[0])

    @property
    def version(self) -> str:
        return self.text.partition("==")[2].strip()


def pins(root: Path, extra: str | None = None) -> list[Pin]:
    """What the pyproject.toml in `root` asks for, and its optional group `extra` when one is named."""
    with (root / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    texts: list[str] = [*project["dependencies"], *(project["optional-dependencies"][extra] if extra else ())]
    return [Pin(text) for text in texts]


def holds(folders: Iterable[str], wanted: Iterable[Pin]) -> bool:
    """Whether the packages installed in these folders of a module search path fit every pin.

    A local version such as 2.13.0+cu130 fits 2.13.0. Only names of folders are read, which takes about a millisecond.
    """
    found = {entry for folder in folders for entry in _installed(folder)}
    return all((pin.package, pin.version) in found for pin in wanted)


def stamped(home: Path, wanted: Iterable[Pin]) -> bool:
    """Whether the environment `home` was completed with all these pins and still has its interpreter."""
    return python(home).exists() and {pin.text for pin in wanted} <= set(read_stamp(home))


def read_stamp(home: Path) -> list[str]:
    """The pins that `home` was completed with; none when it is unfinished."""
    try:
        return (home / STAMP).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


def python(home: Path) -> Path:
    """The interpreter of the virtual environment `home`."""
    return home / "Scripts" / "python.exe" if os.name == "nt" else home / "bin" / "python"


def ensure(root: Path, extra: str | None = None) -> int:
    """Return 0 when this interpreter can run the program in `root`, with the optional group `extra` if one is named.

    Otherwise go on with the same arguments in the environment of the clone, made or completed first if need be, and
    never return. When there can be none, say why on standard error and return the exit status: 1, or 130 for Ctrl-C.
    """
    wanted = pins(root, extra)
    home = root / FOLDER
    inside = Path(sys.prefix).resolve() == home.resolve()
    if stamped(home, wanted) if inside else holds(sys.path, wanted):
        return 0
    if not stamped(home, wanted):
        from soraapp import installation

        status = installation.complete(home, wanted)
        if status or inside:
            return status
    return _go_on(python(home))


def _go_on(interpreter: Path) -> int:
    """Run the same command line on another interpreter, in place of this process where the system can do that."""
    command = [str(interpreter), *sys.orig_argv[1:]]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONHOME"}
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "nt":
        import subprocess

        sys.exit(subprocess.run(command, env=environment, check=False).returncode)
    os.execve(interpreter, command, environment)


def _installed(folder: str) -> Iterator[tuple[str, str]]:
    """(package, public version) of every distribution in one folder of a module search path."""
    try:
        names = os.listdir(folder or ".")  # noqa: PTH208 -- several times faster than Path.iterdir, at every start
    except OSError:
        return
    for name in names:
        if name.endswith(".dist-info"):
            package, _, version = name.removesuffix(".dist-info").partition("-")
            yield _spelled(package), version.partition("+")[0]


def _spelled(name: str) -> str:
    return name.strip().lower().replace("-", "_").replace(".", "_")

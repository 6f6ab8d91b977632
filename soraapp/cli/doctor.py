"""Describe this installation and machine, to be copied into a report of a fault."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

from soraapp import __version__, places
from soraapp.cli.report import amount, fields, print_json
from soraapp.environment import Pin, pins
from soraapp.errors import ModelError
from soraapp.models.machine import memory
from soraapp.models.registry import Registry

ROOT = Path(__file__).resolve().parents[2]


def add_arguments(_: argparse.ArgumentParser) -> None:
    """This command takes none of its own."""


def run(arguments: argparse.Namespace) -> int:
    """Print the description as text or JSON."""
    sections = {
        "soraapp": {"version": __version__, "folder": str(ROOT)},
        "python": {"version": platform.python_version(), "program": sys.executable},
        "packages": {pin.text.partition("==")[0]: _installed(pin) for pin in pins(ROOT)},
        "machine": _machine(),
        "places": _places(),
        "models": _models(),
    }
    if arguments.json:
        print_json(sections)
        return 0
    for title, facts in sections.items():
        print("\n".join([title, *fields(facts, 2), ""]))
    return 0


def _installed(pin: Pin) -> str:
    """The version that is there, and the one that should be where they differ."""
    try:
        found = metadata.version(pin.package)
    except metadata.PackageNotFoundError:
        return f"missing (needs {pin.version})"
    return found if found.partition("+")[0] == pin.version else f"{found} (tested with {pin.version})"


def _machine() -> dict[str, str]:
    return {
        "system": platform.platform(),
        "processor": f"{platform.machine()}, {os.cpu_count()} cores",
        "memory": _memory(),
        "gpu": _gpu(),
    }


def _memory() -> str:
    found = memory()
    return amount(found) if found else "unknown"


def _gpu() -> str:
    """What NVIDIA's own tool sees. torch is not asked: it belongs to the worker process."""
    tool = shutil.which("nvidia-smi")
    if tool is None:
        return "none (there is no nvidia-smi)"
    query = [tool, "--query-gpu=name,memory.total,driver_version", "--format=csv,noheader"]
    try:
        found = subprocess.run(query, capture_output=True, text=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"nvidia-smi fails: {error}"
    answer = found.stdout.strip() or found.stderr.strip() or f"exit status {found.returncode}"
    return "; ".join(answer.splitlines()) if found.returncode == 0 else f"nvidia-smi fails: {answer}"


def _places() -> dict[str, str]:
    cache = places.cache_folder()
    files = [entry.stat().st_size for entry in cache.rglob("*") if entry.is_file()]
    return {
        "cache": f"{cache} ({amount(sum(files))} in {len(files)} files)",
        "log": str(places.log_folder()),
        "free on the disk": amount(shutil.disk_usage(_existing(cache)).free),
    }


def _existing(folder: Path) -> Path:
    return next(place for place in (folder, *folder.parents) if place.exists())


def _models() -> dict[str, str]:
    registry = Registry.standard()
    found: dict[str, str] = {}
    for name in registry.names():
        try:
            found[name] = registry.capabilities(name).identity
        except ModelError as error:
            found[name] = str(error)
    return found or {"none": "no model is installed"}

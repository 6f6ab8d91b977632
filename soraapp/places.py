"""Where the data of a person lives: the platform's places, or all of it under `SORAAPP_HOME` when that is set."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

_NAME = "soraapp"


def cache_folder() -> Path:
    """What can be made again: results of models."""
    return _place("cache", platformdirs.user_cache_path(_NAME, appauthor=False))


def models_folder() -> Path:
    """Models that a person has put there, a folder each."""
    return _place("models", platformdirs.user_data_path(_NAME, appauthor=False) / "models")


def log_folder() -> Path:
    """What happened, for finding out why something failed."""
    return _place("log", platformdirs.user_log_path(_NAME, appauthor=False))


def settings_folder() -> Path:
    """What a person has chosen: theme, layout, recent files."""
    return _place("settings", platformdirs.user_config_path(_NAME, appauthor=False))


def recovery_folder() -> Path:
    """What was open and is not saved, until the program ends in peace."""
    return _place("recovery", platformdirs.user_data_path(_NAME, appauthor=False) / "recovery")


def pasted_folder() -> Path:
    """Pictures that were pasted from other programs: projects refer to them."""
    return _place("pasted", platformdirs.user_data_path(_NAME, appauthor=False) / "pasted")


def groups_folder() -> Path:
    """Groups of a person's own, a file each, which the library lists."""
    return _place("groups", platformdirs.user_data_path(_NAME, appauthor=False) / "groups")


def shared_folder() -> Path:
    """Results as files that other programs were given; they stay for a day."""
    return _place("shared", platformdirs.user_data_path(_NAME, appauthor=False) / "shared")


def signing_folder() -> Path:
    """The key with which this installation signs what it writes. It is a person's to keep, and nobody's to copy."""
    return _place("signing", platformdirs.user_data_path(_NAME, appauthor=False) / "signing")


def _place(name: str, usual: Path) -> Path:
    home = os.environ.get("SORAAPP_HOME")
    return Path(home).absolute() / name if home else usual

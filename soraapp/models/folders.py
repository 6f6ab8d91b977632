"""What a person has chosen about models, kept with the settings for the window and the command line alike: the folders
in which they are looked for."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, cast

from soraapp import places
from soraapp.errors import ModelError


def chosen_folders() -> tuple[Path, ...]:
    """The folders in the order in which they were named. They need not be there now."""
    found = kept("folders")
    return (
        tuple(Path(folder) for folder in found if isinstance(folder, str) and folder) if isinstance(found, list) else ()
    )


def choose_folder(folder: Path) -> None:
    """Look for models in this folder from now on. Raises ModelError for what is no folder, or when the choice cannot be
    kept."""
    if not folder.is_dir():
        raise ModelError(
            "{folder} is no folder.", remedy="Choose a folder with models in it, or that of a model.", folder=folder
        )
    found, chosen = folder.resolve(), chosen_folders()
    if found not in chosen:
        _keep((*chosen, found))


def leave_folder(folder: Path) -> None:
    """Do not look there any more; what is in it stays. Raises ModelError when the choice cannot be kept."""
    _keep(tuple(one for one in chosen_folders() if one != folder))


def kept(subject: str) -> Any:
    """What a person has chosen about models, such as their ``folders``; None where that is not there or damaged."""
    return _all().get(subject)


def keep(subject: str, chosen: object) -> None:
    """Keep what a person has chosen, as JSON, beside the rest. Raises ModelError when that cannot be."""
    file = _file()
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps({**_all(), subject: chosen}, indent=1), "utf-8")
        part.replace(file)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise ModelError(
            "What was chosen for models cannot be kept in {file}: {reason}.",
            remedy="Make room on the disk, or allow writing there.",
            file=file,
            reason=error.strerror or str(error),
        ) from error


def _keep(folders: tuple[Path, ...]) -> None:
    keep("folders", [str(folder) for folder in folders])


def _all() -> dict[str, Any]:
    try:
        found: Any = json.loads(_file().read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return cast("dict[str, Any]", found) if isinstance(found, dict) else {}


def _file() -> Path:
    return places.settings_folder() / "models.json"

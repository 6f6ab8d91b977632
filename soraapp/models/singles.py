"""Models whose main network is a file of its own, with a folder of diffusers that lends the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from soraapp.errors import ModelError
from soraapp.models.diffusers.families import ALL
from soraapp.models.diffusers.folder.single_file import Single, fitness, read_single, single_files


def singles_in(folder: Path) -> Iterator[tuple[str, Path]]:
    """Such files in a folder of models, by the names of the models that they make; a damaged one by its own."""
    for file in single_files(folder):
        try:
            single = read_single(file)
        except (ModelError, OSError):
            yield file.name, file
            continue
        if single is not None:
            yield single.name, file


def lender(single: Single, folders: Iterable[Path]) -> Path:
    """The folder that suits a file best. Raises ModelError where none does."""
    fits = [(found, place) for place in folders if (found := fitness(single, place)) is not None]
    if fits:
        return min(fits)[1]
    raise ModelError(
        "{file} is the transformer of a model{architecture} alone: it lacks text encoder, VAE, scheduler and settings.",
        remedy="Put the model as diffusers saves it{origin} into a folder of models. It can do without a transformer.",
        file=single.file.name,
        architecture=f" ({single.architecture})" if single.architecture else "",
        origin=_such_as(single),
    )


def _such_as(single: Single) -> str:
    """Repositories that have the rest, where they are known."""
    known = (family.repositories for family in ALL if family.name == single.architecture)
    repositories = (single.origin,) if single.origin else next(known, ())
    return f", such as {', '.join(repositories)}," if repositories else ""


def single_of(file: Path) -> Single:
    """What such a file holds. Raises ModelError when it is none any more."""
    try:
        found = read_single(file)
    except OSError:
        found = None
    if found is None:
        raise ModelError("{file} is no model any more.", remedy="Choose another.", file=file.name)
    return found

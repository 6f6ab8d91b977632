"""Get a model from Hugging Face, or what one lacks. This alone reaches the network, and only when you say so."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from pathlib import Path

from soraapp.cli.report import amount, fields
from soraapp.errors import Cancelled, InputError
from soraapp.models.fitting import fitting
from soraapp.models.getting.address import repository_in
from soraapp.models.getting.orders import Offer, Order, Progress, to_fill
from soraapp.models.getting.process import Errand
from soraapp.models.machine import Machine, this_machine
from soraapp.models.registry import Registry

_INTERRUPTED = 130
_TENTHS = 10
_USUAL = "usual"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What this command takes."""
    parser.add_argument(
        "repository", nargs="?", metavar="REPO", help="such as Wan-AI/Wan2.1-T2V-1.3B-Diffusers, or its page's address"
    )
    parser.add_argument("--missing", metavar="NAME", help="get only what this model of yours lacks")
    parser.add_argument("--revision", metavar="R", default="", help="a branch, tag or commit (default: the current)")
    parser.add_argument(
        "--to",
        metavar="FOLDER",
        type=Path,
        help="put it there as a folder of its own (default: the cache of Hugging Face, which other programs share)",
    )
    parser.add_argument(
        "--precision",
        metavar="P",
        help=f'such as fp16, where there are several; "{_USUAL}" for the one without a name (default: what suits this '
        "machine)",
    )
    parser.add_argument("--yes", action="store_true", help="begin without asking")


def run(arguments: argparse.Namespace) -> int:
    """Tell what it would take, ask, and get it. Returns the exit status: 0 also when there was nothing to get."""
    machine = this_machine()
    order = _order(arguments, machine)
    errand = Errand()
    try:
        offer = errand.ask(order)
        _tell(offer, machine, as_json=arguments.json)
        offer.refuse()
        if offer.left and not arguments.yes and not _agreed(as_json=arguments.json):
            return 1
        errand = Errand()
        folder = errand.fetch(offer, _Line(as_json=arguments.json))
    except (KeyboardInterrupt, Cancelled):
        errand.cancel()
        print("\nStopped. What was fetched stays: the same command goes on from there.", file=sys.stderr)
        return _INTERRUPTED
    if arguments.json:
        print(json.dumps({"event": "done", "folder": str(folder)}))
    else:
        print(f"It is in {folder}")
    return 0


def _order(arguments: argparse.Namespace, machine: Machine) -> Order:
    if (arguments.repository is None) == (arguments.missing is None):
        raise InputError(
            "Name either a repository, or a model with --missing.", remedy="See: python3 main.py models get --help"
        )
    if arguments.missing is not None:
        return to_fill(arguments.missing, Registry.standard().place(arguments.missing))
    repository, revision = repository_in(arguments.repository)
    return Order(
        repository,
        arguments.revision or revision,
        arguments.to.absolute() if arguments.to else None,
        "" if arguments.precision == _USUAL else arguments.precision,
        wide=not machine.graphics,
    )


def _tell(offer: Offer, machine: Machine, *, as_json: bool) -> None:
    fits = fitting(offer.about, machine)
    if as_json:
        told = {
            "event": "offer",
            "repository": offer.repository,
            "revision": offer.commit,
            "family": offer.family,
            "licence": offer.licence,
            "asks": offer.asks,
            "precision": offer.precision,
            "precisions": list(offer.precisions),
            "files": {piece.path: piece.bytes for piece in offer.pieces},
            "bytes": offer.bytes,
            "left": offer.left,
            "free": offer.room,
            "fits": fits.fit.value,
            "folder": str(offer.target.folder),
        }
        print(json.dumps(told), flush=True)
        return
    others = ", ".join(one or _USUAL for one in offer.precisions if one != offer.precision)
    facts = {
        "repository": f"{offer.repository}, revision {offer.commit[:12]}",
        "family": offer.family,
        "licence": (offer.licence or "not told") + ("; it asks you to accept its terms" if offer.asks else ""),
        "precision": (offer.precision or _USUAL) + (f" (there is also: {others})" if others else ""),
        "size": f"{amount(offer.bytes)} in {len(offer.pieces)} files; to fetch: {amount(offer.left)}",
        "free": f"{amount(offer.room)} on that disk",
        "fits": fits.fit.value,
        "into": str(offer.target.folder),
    }
    print("\n".join(fields(facts)), flush=True)


def _agreed(*, as_json: bool) -> bool:
    if as_json or not sys.stdin.isatty():
        raise InputError("Nothing was fetched: nobody can be asked here.", remedy="Say --yes to get it.")
    print("Get it? [y/N] ", end="", flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


class _Line:
    """Tells how far it is: on a terminal in one line, elsewhere in a line for each tenth, or as JSON."""

    def __init__(self, *, as_json: bool) -> None:
        self._json, self._live, self._tenth = as_json, sys.stderr.isatty(), -1

    def __call__(self, progress: Progress) -> None:
        if self._json:
            told = {"event": "progress", "done": progress.done, "total": progress.total, "file": progress.file}
            print(json.dumps({**told, "speed": round(progress.speed)}), flush=True)
            return
        text = f"{amount(progress.done)} of {amount(progress.total)}"
        if progress.speed:
            text += f", {amount(progress.speed)} a second"
        if progress.left is not None and progress.done < progress.total:
            text += f", {_duration(progress.left)} left"
        tenth = _TENTHS * progress.done // max(1, progress.total)
        if self._live:
            line = f"{text}  {progress.file}"[: shutil.get_terminal_size().columns - 1]
            print(f"\r\033[K{line}", end="\n" if progress.done == progress.total else "", file=sys.stderr, flush=True)
        elif tenth != self._tenth:
            print(text, file=sys.stderr, flush=True)
        self._tenth = tenth


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s" if minutes else f"{rest} s"

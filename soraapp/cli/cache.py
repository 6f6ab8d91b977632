"""Show how much room stored results take, limit it, or clear them."""

from __future__ import annotations

import argparse
import math
from datetime import datetime

from soraapp import places
from soraapp.cli.report import amount, fields, print_json
from soraapp.engine.cache import Cache, Usage, set_limit

_GIGABYTE = 10**9


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What this command takes."""
    parser.add_argument(
        "--limit",
        metavar="GB",
        type=_limit,
        help='how much the results may take from now on; "auto" for a tenth of the free disk, between 1 and 50 GB',
    )
    doing = parser.add_mutually_exclusive_group()
    doing.add_argument("--trim", action="store_true", help="make room down to the limit now, the least used first")
    doing.add_argument("--clear", action="store_true", help="remove all results that nobody works on")


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked, then print what there is as text or JSON."""
    cache = Cache(places.cache_folder())
    if arguments.limit is not None:
        set_limit(arguments.limit or None)
    freed = cache.clear() if arguments.clear else cache.trim() if arguments.trim else None
    usage = cache.usage()
    if arguments.json:
        print_json(_json(cache, usage, freed))
    else:
        print("\n".join(fields(_facts(cache, usage, freed))))
    return 0


def _limit(text: str) -> int:
    """Bytes; 0 for the usual limit."""
    if text == "auto":
        return 0
    limit = float(text) * _GIGABYTE  # What is no number is refused by argparse.
    if not 1 <= limit < math.inf:
        raise argparse.ArgumentTypeError("the limit must be above 0")
    return round(limit)


def _json(cache: Cache, usage: Usage, freed: int | None) -> dict[str, object]:
    return {
        "folder": str(cache.folder),
        "bytes": usage.bytes,
        "limit": usage.limit,
        "clips": usage.clips,
        "results": usage.results,
        "unfinished": usage.unfinished,
        "prompts": usage.prompts,
        "waiting": usage.waiting,
        "oldest": usage.oldest,
        "newest": usage.newest,
        "freed": freed,
    }


def _facts(cache: Cache, usage: Usage, freed: int | None) -> dict[str, str]:
    facts = {
        "folder": str(cache.folder),
        "size": f"{amount(usage.bytes)} of at most {amount(usage.limit)}",
        "clips": str(usage.clips),
        "results": str(usage.results),
        "unfinished": str(usage.unfinished),
        "prompts": str(usage.prompts),
    }
    if usage.waiting:
        facts["weights"] = f"{amount(usage.waiting)} wait beside these for a model that is in use"
    if usage.oldest is not None and usage.newest is not None:
        facts["last used"] = f"{_moment(usage.oldest)} to {_moment(usage.newest)}"
    return facts if freed is None else {**facts, "freed": amount(freed)}


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds).astimezone().strftime("%Y-%m-%d %H:%M")

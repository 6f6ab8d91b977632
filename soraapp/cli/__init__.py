"""The commands of the command line: the studio without a window."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence

from soraapp import __version__
from soraapp.cli import cache, check, doctor, inspect, model, models, nodes, presets, render, timeline
from soraapp.cli.lookup import nearest
from soraapp.cli.report import error_json, print_error
from soraapp.errors import SoraError

INTERRUPTED = 130
_COMMANDS = (render, check, timeline, inspect, nodes, models, model, presets, cache, doctor)
_NAMES = {command.__name__.rpartition(".")[2]: command for command in _COMMANDS}


def main(argv: Sequence[str]) -> int:
    """Run a command and return the exit status: 0 for success, 1 for a failure, 2 for wrong usage, 130 for Ctrl-C."""
    parser = _parser()
    try:
        if argv and not argv[0].startswith("-") and argv[0] not in _NAMES:
            near = nearest(argv[0], _NAMES)
            advice = f"Did you mean {near}?" if near else f"There are: {', '.join(_NAMES)}."
            parser.error(f"There is no command {argv[0]}. {advice}")
        arguments = parser.parse_args(argv)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 2
    try:
        status: int = arguments.run(arguments)
        sys.stdout.flush()
        return status
    except SoraError as error:
        if arguments.json:
            print(json.dumps({"event": "error", "error": error_json(error)}))
        print_error(error)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has seen enough, as with `| head`; Python's own flush at the end must not complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python3 main.py",
        description="Soraapp without a window. Without a command, the studio opens: python3 main.py [PROJECT]",
        epilog="python3 main.py COMMAND --help tells more about a command.",
    )
    parser.add_argument("--version", action="version", version=f"soraapp {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, command in _NAMES.items():
        summary = (command.__doc__ or "").strip()
        added = commands.add_parser(name, help=summary.splitlines()[0], description=summary)
        command.add_arguments(added)
        added.add_argument("--json", action="store_true", help="machine-readable output on standard output")
        added.set_defaults(run=command.run)
    return parser

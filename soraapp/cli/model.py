"""Train or evaluate the model that comes inside; learn the colours of the previews of others."""

from __future__ import annotations

import argparse

from soraapp.cli import model_bench, model_eval, model_preview_map, model_train

_ACTIONS = (model_train, model_eval, model_bench, model_preview_map)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What this command takes: an action with its own arguments."""
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    for action in _ACTIONS:
        summary = (action.__doc__ or "").strip()
        name = action.__name__.rpartition(".model_")[2].replace("_", "-")
        added = actions.add_parser(name, help=summary.splitlines()[0], description=summary)
        action.add_arguments(added)
        added.add_argument(
            "--json", action="store_true", default=argparse.SUPPRESS, help="machine-readable output on standard output"
        )
        added.set_defaults(act=action.run)


def run(arguments: argparse.Namespace) -> int:
    """Do the action, and return its exit status."""
    status: int = arguments.act(arguments)
    return status

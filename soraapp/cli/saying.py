"""What a rendered film says of how it was made: the arguments of the command line for it."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from soraapp.media.credentials.choice import Choice, chosen
from soraapp.media.credentials.signing import Signing


def add_saying_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments for what goes into the file beside its frames."""
    group = parser.add_argument_group("what it says of how it was made")
    group.add_argument(
        "--credentials",
        choices=("none", "signed"),
        help="Content Credentials: signed, so that nothing is written when that cannot be; or none, so that the same "
        "frames give the same bytes (default: as in the settings, which at first sign where possible)",
    )
    group.add_argument(
        "--certificate",
        metavar="FILE",
        type=Path,
        help="sign with your own certificates (PEM, yours first) and --key, not with the key of this installation",
    )
    group.add_argument("--key", metavar="FILE", type=Path, help="your private key (PEM) for --certificate")
    group.add_argument(
        "--no-project",
        action="store_true",
        help="leave the project out of the film, and prompts and names of files out of the credentials",
    )


def saying(arguments: argparse.Namespace) -> tuple[Choice, Signing | None]:
    """What is to be said, and how it is signed. Tries a key that was asked for before any work is done.

    Raises InputError and MediaError for a key that cannot be used.
    """
    choice = chosen()
    if arguments.no_project:
        choice = replace(choice, project=False)
    if arguments.credentials:
        choice = replace(choice, signed=arguments.credentials == "signed")
    if arguments.certificate or arguments.key:
        own = (path.absolute() if path else None for path in (arguments.certificate, arguments.key))
        choice = replace(choice, **dict(zip(("certificates", "key"), own, strict=True)))
    signing = choice.signing(required=arguments.credentials == "signed")
    if signing is not None and signing.strict:
        signing.check()
    return choice, signing

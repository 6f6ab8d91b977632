"""Tell how a film, a picture or a sound was made, as far as it says so itself, and whether that can be relied on."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from soraapp.catalogue import Catalogue
from soraapp.cli.report import error_json, fields, print_json, wrapped
from soraapp.media.credentials.reading import Credentials, Part, Standing
from soraapp.media.probe import Facts
from soraapp.project.account import Account, NodeTold, account_of

_STANDINGS = {
    Standing.OWN: "valid: the file is as it was when it was signed, with a key of this installation",
    Standing.UNKNOWN: "valid, unknown signer: the file is as it was when it was signed, but nobody vouches for who did",
    Standing.TAMPERED: "TAMPERED: the file, or what is said of it, was changed after it was signed",
    Standing.INVALID: "INVALID: they break the rules, and prove nothing",
    Standing.REMOTE: "elsewhere in the network: they were not fetched",
}
_SOURCES = {
    "trainedAlgorithmicMedia": "made by a trained model",
    "compositeWithTrainedAlgorithmicMedia": "composed of loaded media and what a trained model made",
    "composite": "composed of loaded media",
    "digitalCreation": "made by a person with a program",
}
_RELATIONS = {"componentOf": "in it", "inputTo": "given to a model", "parentOf": "of which this is a version"}
_SHORT = 16
"""So many digits of a digest are enough to tell two apart by eye."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What this command takes."""
    parser.add_argument(
        "file", metavar="FILE", type=Path, help="a film, picture or sound, or the .c2pa file that lies beside one"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print it. The exit status is 1 for credentials that are tampered with or invalid, and for none at all."""
    account = account_of(arguments.file, Catalogue.of("nodes"))
    if arguments.json:
        print_json(_json(account))
    else:
        print("\n".join(_lines(account)))
    found = account.credentials
    return 1 if found is not None and found.standing in (Standing.TAMPERED, Standing.INVALID) else 0


def _lines(account: Account) -> Iterator[str]:
    yield account.path.name
    if account.media is not None:
        yield from fields(_media(account.media), 2)
    yield ""
    if account.credentials is None:
        yield "Content Credentials: none"
    else:
        yield f"Content Credentials: {_STANDINGS[account.credentials.standing]}"
        yield from _credentials(account.credentials)
    yield ""
    if account.trouble is not None:
        yield wrapped(f"Project: {account.trouble}", 0)
    elif account.nodes is None:
        yield "Project: none"
    else:
        yield f"Project: {len(account.nodes)} nodes"
        for node in account.nodes:
            yield from _node(node)


def _media(facts: Facts) -> dict[str, str]:
    found: dict[str, str] = {}
    if facts.size is not None:
        rate = "" if facts.rate is None else f", {float(facts.rate):.5g} frames/s"
        count = "" if facts.count is None or facts.rate is None else f", {facts.count} frames"
        found[facts.kind.value] = f"{facts.codec}, {facts.size}{rate}{count}"
    if facts.seconds is not None:
        found["length"] = f"{float(facts.seconds):.2f} s"
    if facts.sound is not None:
        found["sound"] = f"{facts.sound.codec}, {facts.sound.rate} Hz, {facts.sound.channels} channels"
    return found


def _credentials(found: Credentials) -> Iterator[str]:
    pairs = {
        "signed by": found.signer,
        "said by": found.generator,
        "beside it": found.sidecar.name if found.sidecar else "",
        "where": found.remote,
    }
    yield from fields({name: text for name, text in pairs.items() if text}, 2)
    for act in found.acts:
        source = _SOURCES.get(act.source, act.source)
        yield wrapped(f"{act.name.removeprefix('c2pa.')}{': ' + source if source else ''}", 2, 4)
    for part in found.parts:
        yield wrapped(f"{'model' if part.model else 'from'}  {part.name}{_part(part)}", 2, 4)
    for text in found.prompts:
        yield wrapped(f"prompt  {text}", 2, 4)
    for problem in found.problems:
        yield wrapped(f"problem  {problem}", 2, 4)


def _part(part: Part) -> str:
    known = f" ({part.identity[:_SHORT]})" if part.identity else ""
    if part.model:
        return known
    signer = f", signed by {part.signer}" if part.signer else ""
    return f"{known}, {_RELATIONS.get(part.relation, part.relation)}{signer}"


def _node(node: NodeTold) -> Iterator[str]:
    kind = f"  ({node.title or node.kind + ', which is not known here'})" if node.title != node.name else ""
    yield f"  {node.name}{kind}{', ' + node.model if node.model else ''}"
    for text in node.prompts:
        yield wrapped(text, 4)


def _json(account: Account) -> dict[str, object]:
    found = account.credentials
    return {
        "file": str(account.path),
        "media": None if account.media is None else _media_json(account.media),
        "credentials": None if found is None else _credentials_json(found),
        "project": None
        if account.nodes is None
        else {
            "nodes": [
                {
                    "name": node.name,
                    "kind": node.kind,
                    "title": node.title,
                    "prompts": node.prompts,
                    "model": node.model or None,
                }
                for node in account.nodes
            ]
        },
        "project_error": None if account.trouble is None else error_json(account.trouble),
    }


def _media_json(facts: Facts) -> dict[str, object]:
    sound = facts.sound
    return {
        "kind": facts.kind.value,
        "codec": facts.codec,
        "size": None if facts.size is None else list(facts.size),
        "rate": None if facts.rate is None else str(facts.rate),
        "frames": facts.count,
        "seconds": None if facts.seconds is None else float(facts.seconds),
        "sound": None if sound is None else {"codec": sound.codec, "rate": sound.rate, "channels": sound.channels},
    }


def _credentials_json(found: Credentials) -> dict[str, object]:
    return {
        "standing": found.standing.value,
        "signer": found.signer or None,
        "generator": found.generator or None,
        "sidecar": None if found.sidecar is None else str(found.sidecar),
        "remote": found.remote or None,
        "actions": [
            {"action": act.name, "source": act.source or None, "agent": act.agent or None} for act in found.acts
        ],
        "ingredients": [
            {
                "name": part.name,
                "relation": part.relation,
                "model": part.model,
                "identity": part.identity or None,
                "signer": part.signer or None,
            }
            for part in found.parts
        ],
        "prompts": found.prompts,
        "problems": found.problems,
    }

"""What a file says of how it was made, in the words of the window."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from soraapp.media.credentials.reading import Act, Credentials, Part, Standing
from soraapp.media.probe import Facts
from soraapp.project.account import Account, NodeTold
from ui.texts import error_text, model_title, node_name

_SHORT = 16
"""So many digits of a digest are enough to tell two apart by eye."""


class Verdict(NamedTuple):
    """What the credentials of a file are worth: a sign, a few words, what that means, and its role in the theme."""

    sign: str
    text: str
    meaning: str
    role: str


class Row(NamedTuple):
    """What is told under one heading, a line each."""

    title: str
    lines: tuple[str, ...]


def verdict(found: Credentials | None) -> Verdict:
    """What a person should know first."""
    if found is None:
        text = _tr("No Content Credentials")
        return Verdict("info", text, _tr("Nothing proves that this file is as it was when it was made."), "dim")
    match found.standing:
        case Standing.OWN:
            text = _tr("As it was signed, by this installation")
            return Verdict("check", text, _tr("Not a bit of it was changed since then."), "ok")
        case Standing.UNKNOWN:
            meaning = _tr("Not a bit of it was changed since then, but nobody vouches for who signed it.")
            return Verdict("check", _tr("As it was signed, by an unknown signer"), meaning, "active")
        case Standing.TAMPERED:
            meaning = _tr("The file, or what is said of it below, is not what was signed. Do not rely on it.")
            return Verdict("warning", _tr("Changed after it was signed"), meaning, "bad")
        case Standing.INVALID:
            meaning = _tr("They break the rules of Content Credentials. Do not rely on what they say.")
            return Verdict("warning", _tr("Its credentials are not valid"), meaning, "bad")
        case Standing.REMOTE:
            meaning = _tr("They lie at {place}. Soraapp fetches nothing from the network.").format(place=found.remote)
            return Verdict("info", _tr("Its credentials are elsewhere"), meaning, "dim")


def told(account: Account) -> list[Row]:
    """All the rest, heading by heading; none is empty."""
    rows = [Row(_tr("File"), tuple(_media(account.media)))] if account.media else []
    if account.credentials is not None:
        rows += _credentials(account.credentials)
    if account.trouble is not None:
        rows.append(Row(_tr("Project"), (error_text(account.trouble),)))
    elif account.nodes is not None:
        rows.append(Row(_tr("Project"), tuple(line for node in account.nodes for line in _node(node))))
    return [row for row in rows if row.lines]


def _media(facts: Facts) -> Iterator[str]:
    if facts.size is not None:
        parts = [facts.codec, f"{facts.size.width} × {facts.size.height}"]
        if facts.rate is not None:
            parts.append(_tr("{rate} frames a second").format(rate=f"{float(facts.rate):.5g}"))
        if facts.count is not None and facts.rate is not None:
            parts.append(_tr("{count} frames").format(count=facts.count))
        yield " · ".join(parts)
    if facts.sound is not None:
        rate = f"{facts.sound.rate / 1000:.4g} kHz"
        yield " · ".join((_tr("Sound"), facts.sound.codec, rate))
    if facts.seconds is not None:
        yield _tr("{seconds} s").format(seconds=f"{float(facts.seconds):.2f}")


def _credentials(found: Credentials) -> list[Row]:
    signed = [found.signer, _tr("written by {program}").format(program=found.generator) if found.generator else ""]
    if found.sidecar is not None:
        signed.append(_tr("beside the file, in {file}").format(file=found.sidecar.name))
    models = [part for part in found.parts if part.model]
    files = [part for part in found.parts if not part.model]
    return [
        Row(_tr("Signed by"), tuple(filter(None, signed))),
        Row(_tr("Made"), tuple(filter(None, map(_act, found.acts)))),
        Row(_tr("Models"), tuple(f"{model_title(part.name)}  {part.identity[:_SHORT]}".rstrip() for part in models)),
        Row(_tr("Made from"), tuple(map(_part, files))),
        Row(_tr("Prompts"), found.prompts),
        Row(_tr("Wrong"), found.problems),
    ]


def _act(act: Act) -> str:
    words = {
        "trainedAlgorithmicMedia": _tr("by a trained model"),
        "compositeWithTrainedAlgorithmicMedia": _tr("of loaded media and what a trained model made"),
        "composite": _tr("of loaded media"),
        "digitalCreation": _tr("by a person with a program"),
        "c2pa.opened": _tr("from a file that was opened"),
        "c2pa.edited": _tr("and edited"),
        "c2pa.placed": "",  # Told below, by the names of what was placed.
    }
    return words.get(act.source or act.name, act.source or act.name)


def _part(part: Part) -> str:
    relations = {
        "componentOf": _tr("in it"),
        "inputTo": _tr("given to a model"),
        "parentOf": _tr("of which this is a version"),
    }
    signer = _tr("signed by {signer}").format(signer=part.signer) if part.signer else ""
    return " · ".join(filter(None, (part.name, relations.get(part.relation, part.relation), signer)))


def _node(node: NodeTold) -> Iterator[str]:
    title = QCoreApplication.translate("titles", node.title) if node.title else node.kind
    yield " · ".join(dict.fromkeys(filter(None, (node_name(node.name), title, node.model))))
    for text in node.prompts:
        yield f"    “{text}”"


def _tr(text: str) -> str:
    return QCoreApplication.translate("account", text)

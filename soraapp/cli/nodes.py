"""The reference of the nodes, all or those named: what each does, takes and gives."""

from __future__ import annotations

import argparse
from dataclasses import fields as members
from enum import Enum

from soraapp.catalogue import Catalogue
from soraapp.cli.lookup import find_named_kind
from soraapp.cli.report import print_json, table, value_json, wrapped
from soraapp.nodekit import Control, Input, ModelChoice, NodeType, Prompt, Slider


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What this command takes."""
    parser.add_argument(
        "names",
        metavar="NAME",
        nargs="*",
        help="the nodes to tell of, such as Extend or generate.extend (default: all)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the reference as text or JSON."""
    catalogue = Catalogue.of("nodes")
    wanted = {find_named_kind(catalogue, name).name for name in arguments.names} or set(catalogue)
    if arguments.json:
        print_json([_json(kind) for kind in catalogue.values() if kind.name in wanted])
        return 0
    for category, kinds in catalogue.categories().items():
        told = [kind for kind in kinds if kind.name in wanted]
        if told:
            print(category)
            for kind in told:
                print("\n".join(_lines(kind)))
            print()
    return 0


def _json(kind: NodeType) -> dict[str, object]:
    return {
        "name": kind.name,
        "version": kind.version,
        "title": kind.title,
        "category": kind.category,
        "help": kind.help,
        "aliases": list(kind.aliases),
        "heavy": kind.heavy,
        "inputs": [_input_json(port) for port in kind.inputs],
        "outputs": [{"name": port.name, "title": port.title, "kind": port.kind} for port in kind.outputs],
    }


def _input_json(port: Input) -> dict[str, object]:
    return {
        "name": port.name,
        "title": port.title,
        "kind": port.kind,
        "many": port.many,
        "required": _required(port),
        "default": value_json(port.default),
        "choices": [member.value for member in port.type] if issubclass(port.type, Enum) else None,
        "control": _control_json(port.control) if port.control else None,
    }


def _control_json(control: Control) -> dict[str, object]:
    facts = {member.name: getattr(control, member.name) for member in members(control)}
    return {"type": type(control).__name__, **facts}


def _lines(kind: NodeType) -> list[str]:
    lines = ["", f"  {kind.title}  ({kind.name})"]
    lines += [wrapped(" ".join(part.split()), 4) for part in kind.help.split("\n\n")]
    rows = [("in", port.name, _kind(port), _about(port, kind)) for port in kind.inputs]
    rows += [("out", port.name, port.kind, "") for port in kind.outputs]
    return [*lines, *table(rows, 4)]


def _kind(port: Input) -> str:
    return f"{port.kind}, several" if port.many else port.kind


def _about(port: Input, kind: NodeType) -> str:
    """What is to be known of an input, in one line: where its value comes from, its range, its default, its help."""
    parts: list[str] = []
    if port.control is None:
        parts.append("by wire only")
    if _required(port):
        parts.append("required")
    if isinstance(port.control, Slider):
        unit = f" {port.control.unit}" if port.control.unit else ""
        parts.append(f"{port.control.minimum:g} to {port.control.maximum:g}{unit}")
    if issubclass(port.type, Enum):
        parts.append("one of " + ", ".join(str(member.value) for member in port.type))
    if port.default not in (None, ""):
        parts.append(f"default {port.default}")
    if port.name in ("width", "height") and any(isinstance(other.control, ModelChoice) for other in kind.inputs):
        parts.append("the model's own limits apply: see models")
    about = "; ".join(parts)
    text = port.control.help if port.control else ""
    if isinstance(port.control, Prompt):
        text = text or f"{port.control.placeholder}."
    return ". ".join(part for part in (about, text) if part)


def _required(port: Input) -> bool:
    """Whether a node cannot run without a wire or a value here."""
    return port.default is None and not port.optional

"""Every text that the window translates, found in the sources: by the name of its context, as the window asks for it.

The texts of widgets and commands are the literals given to `tr`, `translate` and their like. Those of errors and edits
lie below the window, in the calls that make them; those of nodes are what the catalogue derives from their functions.
"""

from __future__ import annotations

import ast
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from enum import Enum
from importlib import import_module
from pathlib import Path

from soraapp import errors
from soraapp.catalogue import Catalogue
from soraapp.errors import SoraError
from soraapp.media.export.presets import PRESETS
from soraapp.models.abilities import TEXTS as ABILITIES
from soraapp.models.remarks import TEXTS as REMARKS
from soraapp.nodekit import DOTS, Prompt, Slider
from soraapp.nodekit.node_type import GROUPS
from soraapp.nodekit.ports import KINDS
from soraapp.project.groups import ENTRY_TITLE, EXIT_TITLE, TITLE
from tests.literals import Literals, Unresolved, called, callers
from ui.dialogs.models.running import TEXTS as CHOICES

ROOT = Path(__file__).resolve().parent.parent
TERMINAL = ("cli/", "installation.py", "environment.py")
"""Parts of soraapp that speak in a terminal only, in English."""
ERRORS = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, SoraError)}
EDITS = {"Edit": 0, "graph_edit": 0, "together": 0, "timeline_edit": 0, "change_items": 2}
"""What makes an edit, and which of its arguments is the label."""
PASSED_ON = ("steps", "guidance", "seed", "the film")
"""Words that reach an error through loops and parameters."""


def collect() -> dict[str, set[str]]:
    """The English texts by context. Raises Unresolved for an error whose text is not a literal anywhere."""
    found: dict[str, set[str]] = defaultdict(set)
    for context, text in (*_window(), *_errors(), *_edits(), *_nodes(), *_presets(), *_notes(), *_running()):
        if text:
            found[context].add(text)
    return dict(found)


def _window() -> Iterator[tuple[str, str]]:
    trees = {_module(file): ast.parse(file.read_text("utf-8")) for file in sorted((ROOT / "ui").rglob("*.py"))}
    known = {name: dict(_translators(tree)) for name, tree in trees.items()}
    for module, tree in trees.items():
        wrappers = _imported(tree, known) | known[module]
        for scope, call in callers(tree):
            name, arguments = called(call), [_literal(argument) for argument in call.args]
            own = isinstance(call.func, ast.Attribute) and _is_self(call.func.value)
            if name in ("translate", "QT_TRANSLATE_NOOP") and len(arguments) > 1 and all(arguments[:2]):
                yield arguments[0], arguments[1]
            elif arguments and arguments[0] and name == "tr" and own and scope:
                yield scope, arguments[0]
            elif arguments and arguments[0] and name in wrappers and not own:
                yield wrappers[name], arguments[0]
    yield from (
        ("themes", file.stem.replace("_", " ").capitalize()) for file in (ROOT / "resources/themes").glob("*.json")
    )


def _translators(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Functions that only translate their argument: their names and contexts."""
    for function in tree.body:
        if isinstance(function, ast.FunctionDef) and len(function.args.args) == 1:
            last = function.body[-1]
            if isinstance(last, ast.Return) and isinstance(last.value, ast.Call) and called(last.value) == "translate":
                context, text = map(_literal, last.value.args[:2])
                if context and not text and isinstance(last.value.args[1], ast.Name):
                    yield function.name, context


def _module(file: Path) -> str:
    """The name by which a file is imported."""
    return ".".join(file.relative_to(ROOT).with_suffix("").parts)


def _imported(tree: ast.Module, known: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """The contexts of those translators of other modules that a module imports, by the names that they have there."""
    imports = (statement for statement in ast.walk(tree) if isinstance(statement, ast.ImportFrom))
    return {
        alias.asname or alias.name: known[statement.module or ""][alias.name]
        for statement in imports
        for alias in statement.names
        if alias.name in known.get(statement.module or "", {})
    }


def _is_self(value: ast.expr) -> bool:
    return isinstance(value, ast.Name) and value.id == "self"


def _literal(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _sources() -> list[Path]:
    below = [file for file in (ROOT / "soraapp").rglob("*.py") if not _speaks_in_terminal(file)]
    return sorted([*below, *(ROOT / "nodes").rglob("*.py"), *(ROOT / "ui").rglob("*.py")])


def _speaks_in_terminal(file: Path) -> bool:
    return file.relative_to(ROOT / "soraapp").as_posix().startswith(TERMINAL)


def _errors() -> Iterator[tuple[str, str]]:
    literals, facts = Literals(_sources()), Literals(_sources(), follow=False)
    for file, function, call in literals.calls(ERRORS):
        remedy = [keyword.value for keyword in call.keywords if keyword.arg == "remedy"]
        for template in (*call.args[:1], *remedy):
            yield from (("errors", text) for text in literals.of(template, file, function))
        for keyword in call.keywords:
            if keyword.arg not in (None, "remedy"):
                try:
                    yield from (("facts", text) for text in facts.of(keyword.value, file, function))
                except Unresolved:
                    continue  # A fact of the moment, such as the name of a file.
    yield from (("facts", word) for word in (*KINDS.values(), "choice", *PASSED_ON))


def _edits() -> Iterator[tuple[str, str]]:
    literals = Literals(_sources(), follow=False)
    for file, function, call in literals.calls(EDITS.keys()):
        try:
            yield from (("edits", text) for text in literals.of(call.args[EDITS[called(call)]], file, function))
        except Unresolved:
            continue  # The functions that pass a label on.


def _running() -> Iterator[tuple[str, str]]:
    yield from (("remarks", text) for text in REMARKS)
    yield from (("abilities", text) for text in ABILITIES)
    yield from (("running", text) for text in CHOICES)


def _presets() -> Iterator[tuple[str, str]]:
    for preset in PRESETS.values():
        yield from (("exports", text) for text in (preset.title, preset.about))


def _notes() -> Iterator[tuple[str, str]]:
    """What families of models tell people who choose one: written where it is told, or the value of a name."""
    for file in sorted((ROOT / "soraapp" / "models" / "diffusers").glob("*.py")):
        for call in ast.walk(ast.parse(file.read_text("utf-8"))):
            told = [given.value for given in call.keywords if given.arg == "note"] if isinstance(call, ast.Call) else []
            for part in (part for value in told for part in ast.walk(value)):
                if isinstance(part, ast.Constant) and isinstance(part.value, str) and " " in part.value:
                    yield "facts", part.value
                known = vars(import_module(_module(file))).get(part.id) if isinstance(part, ast.Name) else None
                if isinstance(known, str) and " " in known:
                    yield "facts", known


def _nodes() -> Iterator[tuple[str, str]]:
    yield from (("titles", title) for title in (TITLE, ENTRY_TITLE, EXIT_TITLE))
    yield "nodes", GROUPS
    for kind in (*Catalogue.of("nodes").values(), *DOTS.values()):
        yield "titles", kind.title
        yield from (("nodes", text) for text in (kind.help, kind.category))
        for port in (*kind.inputs, *kind.outputs):
            yield "nodes", port.title
        for port in kind.inputs:
            control = port.control
            if control:
                yield "nodes", control.help
            if isinstance(control, Prompt):
                yield "nodes", control.placeholder
            if isinstance(control, Slider) and control.unit:
                yield "nodes", control.unit
                yield "facts", f" {control.unit}"
            if issubclass(port.type, Enum):
                yield from (("canvas", str(member.value).replace("_", " ")) for member in port.type)
    for model in (ROOT / "resources" / "models").glob("*/capabilities.json"):
        card = json.loads(model.read_text("utf-8"))
        yield from (("facts", card[text]) for text in ("title", "note"))
    for example in (ROOT / "resources" / "examples").glob("*.sora"):
        yield "examples", example.stem.replace("_", " ").capitalize()
        yield from (("titles", node["name"]) for node in json.loads(example.read_text("utf-8"))["nodes"])

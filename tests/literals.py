"""Finds the literal texts that an expression can be, by reading sources without running them."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from pathlib import Path

Function = ast.FunctionDef | None
Place = tuple[Path, Function, ast.Call]


class Unresolved(Exception):  # noqa: N818 (it says what the expression is)
    """An expression that is no literal, nor made of literals."""


def called(call: ast.Call) -> str:
    """The last name of what is called: ``tr`` of ``self.tr(...)``."""
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def callers(tree: ast.AST, scope: str = "") -> Iterator[tuple[str, ast.Call]]:
    """Every call, with the name of the innermost class that it stands in."""
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, ast.Call):
            yield scope, child
        yield from callers(child, child.name if isinstance(child, ast.ClassDef) else scope)


class Literals:
    """A set of source files, in which names are followed to where they get their texts."""

    def __init__(self, files: Collection[Path], *, follow: bool = True) -> None:
        """`follow`: parameters stand for what the callers of their function give."""
        self._follow = follow
        self._following: set[tuple[Path, Function, str]] = set()
        """The names that are being followed: one that is given itself, as in ``x = x or y``, leads nowhere."""
        self._places: list[Place] = []
        self._constants: dict[str, ast.expr] = {}
        for file in files:
            tree = ast.parse(file.read_text("utf-8"))
            self._places += [(file, function, call) for function, call in _calls(tree, None)]
            for statement in tree.body:
                self._constants |= dict(_assigned(statement))

    def calls(self, names: Collection[str]) -> list[Place]:
        """The calls of functions or classes by name, each with its file and the function around it."""
        return [place for place in self._places if called(place[2]) in names]

    def of(self, node: ast.expr, file: Path, function: Function) -> set[str]:
        """The texts that an expression can be; none for one that passes on the texts of another error.

        Raises Unresolved.
        """
        match node:
            case ast.Constant(value=str(text)):
                return {text}
            case ast.IfExp(body=first, orelse=second) | ast.BoolOp(values=[*_, first, second]):
                return self._some(file, function, first, second)
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                ends = self.of(right, file, function)
                return {start + end for start in self.of(left, file, function) for end in ends}
            case ast.Call(func=ast.Attribute(value=ast.Name(id=table), attr="get")):
                return self._members(table)
            case ast.Attribute(attr="message" | "remedy"):
                return set()
            case ast.Name(id=name):
                return self._named(name, file, function)
            case _:
                raise Unresolved(f"{file}:{node.lineno}: {ast.unparse(node)}")

    def _some(self, file: Path, function: Function, *nodes: ast.expr) -> set[str]:
        """The texts of those branches that have any."""
        found: set[str] = set()
        for node in nodes:
            try:
                found |= self.of(node, file, function)
            except Unresolved:
                continue
        if not found:
            raise Unresolved(f"{file}:{nodes[0].lineno}: {ast.unparse(nodes[0])}")
        return found

    def _members(self, table: str) -> set[str]:
        node = self._constants.get(table)
        values = node.values if isinstance(node, ast.Dict) else []
        found = {value.value for value in values if isinstance(value, ast.Constant) and isinstance(value.value, str)}
        if not found:
            raise Unresolved(table)
        return found

    def _named(self, name: str, file: Path, function: Function) -> set[str]:
        inner = ast.walk(function) if function else ()
        local = [value for statement in inner for known, value in _assigned(statement) if known == name]
        here = (file, function, name)
        if local and here not in self._following:
            self._following.add(here)
            try:
                return self._some(file, function, *local)
            finally:
                self._following.remove(here)
        parameters = [argument.arg for argument in function.args.args] if function else []
        if function and name in parameters and self._follow:
            place = parameters.index(name) - (parameters[0] == "self")
            calls = [one for one in self.calls({function.name}) if len(one[2].args) > place and _fits(one[2], function)]
            return set[str]().union(*(self.of(call.args[place], other, around) for other, around, call in calls))
        if name in self._constants:
            return self.of(self._constants[name], file, None)
        raise Unresolved(f"{file}: {name}")


def _fits(call: ast.Call, function: ast.FunctionDef) -> bool:
    """Whether this may be a call of that function, and not of another one of the same name."""
    parameters, method = function.args.args, bool(function.args.args) and function.args.args[0].arg == "self"
    needed = len(parameters) - method - len(function.args.defaults)
    return len(call.args) + len(call.keywords) >= needed and (isinstance(call.func, ast.Attribute) or not method)


def _calls(tree: ast.AST, function: Function) -> Iterator[tuple[Function, ast.Call]]:
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, ast.Call):
            yield function, child
        yield from _calls(child, child if isinstance(child, ast.FunctionDef) else function)


def _assigned(statement: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """Names and what an assignment gives to them, member by member for a tuple."""
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            yield name, value
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
            yield name, value
        case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
            yield from (
                (name.id, value) for name, value in zip(names, values, strict=True) if isinstance(name, ast.Name)
            )
        case _:
            return

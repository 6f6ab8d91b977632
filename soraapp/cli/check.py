"""Tell every problem of a project in one go."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from soraapp.catalogue import Catalogue
from soraapp.cli.report import error_json, print_error, print_json
from soraapp.errors import MediaError, ProjectError
from soraapp.models.registry import Registry
from soraapp.project.check import Problem, check
from soraapp.project.film import is_hidden
from soraapp.project.flat import Flat, flat
from soraapp.project.graph import Graph
from soraapp.project.opening import read_project
from soraapp.project.project import Project


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What this command takes."""
    parser.add_argument("project", metavar="PROJECT", type=Path, help="a .sora file, or a film that Soraapp exported")


def run(arguments: argparse.Namespace) -> int:
    """Print the problems, one that keeps the project from opening among them; the exit status is 1 if there are any."""
    project, catalogue = Project(), Catalogue.of("nodes")
    try:
        project = read_project(arguments.project)
    except (ProjectError, MediaError) as error:
        found = [Problem(None, None, error)]
    else:
        found = check(project, catalogue, Registry.standard().capabilities)
    opened = flat(project, catalogue)
    if arguments.json:
        print_json({"problems": [problem_json(opened.drawn, problem) for problem in found]})
    else:
        print_problems(opened.drawn, found)
        if not found:
            print(f"{arguments.project.name}: no problems in {_counted(opened)}.")
    return 1 if found else 0


def _counted(opened: Flat) -> str:
    """What was looked at."""
    hidden = sum(map(is_hidden, opened.graph.nodes))
    return f"{len(opened.graph.nodes) - hidden} nodes{' and the film' if hidden else ''}"


def print_problems(graph: Graph, problems: Sequence[Problem]) -> None:
    """On standard error: each problem with the node, the input, and the remedy."""
    for problem in problems:
        name = graph.nodes[problem.node].name if problem.node else ""
        where = f"{name}.{problem.input}" if problem.input else name
        print_error(problem.error, where)


def problem_json(graph: Graph, problem: Problem) -> dict[str, object]:
    return {
        "node": problem.node,
        "name": graph.nodes[problem.node].name if problem.node else None,
        "input": problem.input,
        **({"item": problem.item} if problem.item else {}),
        "error": error_json(problem.error),
    }

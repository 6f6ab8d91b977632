"""Make the film of a project: run what it needs, and write it to a file."""

from __future__ import annotations

import argparse
import queue
import sys
from pathlib import Path

from soraapp.catalogue import Catalogue
from soraapp.cli.check import print_problems, problem_json
from soraapp.cli.following import drained, followed
from soraapp.cli.lookup import EXPORT, EXPORT_IMAGE, EXPORT_IMAGES, find_film, find_kind, find_node, find_timeline
from soraapp.cli.ordering import add_order_arguments, order_of
from soraapp.cli.progress import JsonLines, LiveLine, PlainLines, Telling
from soraapp.cli.report import print_warning
from soraapp.cli.saying import add_saying_arguments, saying
from soraapp.cli.settings import idle_settings, with_settings
from soraapp.engine.cache import Cache
from soraapp.engine.client import Engine
from soraapp.engine.events import Event
from soraapp.engine.forecast import preview_of
from soraapp.engine.plan import Delivery, needed, plan, seen_behind
from soraapp.errors import GraphError, InputError, MediaError
from soraapp.media import provenance
from soraapp.media.export.order import Order
from soraapp.media.export.preset import Family
from soraapp.media.export.still import is_still
from soraapp.models.registry import Registry
from soraapp.places import cache_folder
from soraapp.project.check import check
from soraapp.project.film import FILM, film_node
from soraapp.project.flat import Flat, flat
from soraapp.project.graph import Graph, Node
from soraapp.project.group_types import with_groups
from soraapp.project.opening import read_project
from soraapp.project.project import Project
from soraapp.project.storage import to_json
from soraapp.project.take_edits import without_takes

_WRITTEN = (
    "the film to write: .mp4, .mov, .mkv or .webm; a loop: .gif; a picture: .png or .jpg; every frame: "
    "frame_####.png; or what is heard: .wav, .m4a or .opus"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What this command takes."""
    parser.add_argument("project", metavar="PROJECT", type=Path, help="a .sora file, or a film that Soraapp exported")
    parser.add_argument(
        "--output",
        "-o",
        metavar="FILE",
        type=Path,
        required=True,
        help=_WRITTEN,
    )
    add_order_arguments(parser)
    add_saying_arguments(parser)
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--node",
        metavar="NAME",
        help="the node to render (default: the Export node, also where there is a timeline; without one, the film)",
    )
    what.add_argument("--film", action="store_true", help="render the timeline, and no node")
    parser.add_argument(
        "--timeline", metavar="NAME", help="with --film: the timeline to render (default: the film of the project)"
    )
    parser.add_argument(
        "--set",
        metavar="NODE.INPUT=VALUE",
        action="append",
        default=[],
        help="set an input for this run, such as --set 'Text to video.seed=7'; may be given several times",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="tell what would be computed and what is at hand, and do nothing"
    )


def run(arguments: argparse.Namespace) -> int:
    """Render, and return the exit status."""
    output = _checked(arguments.output.absolute())
    order = order_of(arguments, output)
    choice, signing = saying(arguments)
    catalogue, models = Catalogue.of("nodes"), Registry.standard()
    project = with_settings(read_project(arguments.project), catalogue, arguments.set)
    opened = flat(project, catalogue)
    node = _wanted(arguments, project, opened, _exports(output, order))
    _check_seen(with_groups(catalogue, project), node, still=is_still(output, order))
    target = seen_behind(project, catalogue, node.id)
    telling = _telling(opened.graph, catalogue, target, output, order, as_json=arguments.json)
    running = needed(opened.graph, catalogue, [target])
    for name, entry in idle_settings(project, catalogue, arguments.set, running):
        print_warning(f"{name}.{entry} is set, but {name} is no part of what is rendered.")
    problems = check(project, catalogue, models.capabilities, running)
    if problems:
        if arguments.json:
            telling.problems([problem_json(opened.drawn, problem) for problem in problems])
        print_problems(opened.drawn, problems)
        return 1
    steps = plan(project, catalogue, models, [target])
    if arguments.dry_run:
        telling.forecast(preview_of(steps, Cache(cache_folder()).holds))
        return 0
    record = provenance.embed(to_json(without_takes(project), None)) if choice.project else {}
    delivery = Delivery(target, output, record, order, signing)
    events: queue.Queue[Event] = queue.Queue()
    engine = Engine(catalogue, events.put, spare=False)
    try:
        number = engine.run(steps, delivery, previews=False)
        return 0 if followed(events, number, telling) else 1
    except KeyboardInterrupt:
        engine.cancel()
        drained(events)
        telling.stopped()
        raise
    finally:
        engine.close()


def _checked(output: Path) -> Path:
    """The output, if a film could be written there. Raises InputError or MediaError before any work is done."""
    if not output.parent.is_dir():
        raise MediaError(
            "The folder {folder} does not exist, so {file} cannot be written.",
            remedy="Make the folder, or choose another.",
            folder=str(output.parent),
            file=output.name,
        )
    if output.is_dir():
        raise MediaError("{path} is a folder.", remedy="Choose another name for the film.", path=str(output))
    return output


def _wanted(arguments: argparse.Namespace, project: Project, opened: Flat, exports: tuple[str, ...]) -> Node:
    """The node to render: one that is named, the film of a timeline, or that which the film comes from otherwise."""
    if arguments.timeline and not arguments.film:
        raise InputError("--timeline is given without --film.", remedy="Add --film.")
    if arguments.node:
        return find_node(opened.own, arguments.node)
    nodes = opened.graph.nodes
    if not arguments.film and (FILM not in nodes or any(node.kind in exports for node in nodes.values())):
        return find_film(opened.graph, exports)
    return nodes[film_node(project, find_timeline(project, arguments.timeline).id)]


def _exports(output: Path, order: Order | None) -> tuple[str, ...]:
    """The kinds of nodes that such a file comes from when none is named, the best first."""
    if is_still(output, order):
        return (EXPORT_IMAGE, EXPORT)
    return (EXPORT_IMAGES, EXPORT) if order and order.kind.family is Family.PICTURES else (EXPORT,)


def _check_seen(catalogue: Catalogue, node: Node, *, still: bool) -> None:
    if not {port.kind for port in find_kind(catalogue, node).outputs} & ({"clip", "image"} if still else {"clip"}):
        raise GraphError(
            "{node} makes no clip, so there is nothing to render.",
            remedy="Name a node that makes one with --node.",
            node=node.name,
        )


def _telling(
    graph: Graph, catalogue: Catalogue, target: str, output: Path, order: Order | None, *, as_json: bool
) -> Telling:
    nodes = graph.nodes.values()
    names = {one.id: one.name for one in nodes}
    if as_json:
        return JsonLines(names)
    # The others take no time that is worth a line.
    heavy = {one.id for one in nodes if one.kind in catalogue and catalogue[one.kind].heavy}
    film = target if order and order.kind.family is Family.FILM else None
    return (LiveLine if sys.stderr.isatty() else PlainLines)(names, heavy, replacing=output.exists(), film=film)

"""Make the film of a project: run what it needs, and write it to a file."""

from __future__ import annotations

import argparse
import queue
import sys
import time
from pathlib import Path

from soraapp.catalogue import Catalogue
from soraapp.cli.check import print_problems, problem_json
from soraapp.cli.lookup import EXPORT, EXPORT_IMAGE, EXPORT_IMAGES, find_film, find_kind, find_node
from soraapp.cli.ordering import add_order_arguments, order_of
from soraapp.cli.progress import JsonLines, LiveLine, PlainLines, Telling
from soraapp.cli.report import print_warning
from soraapp.cli.saying import add_saying_arguments, saying
from soraapp.cli.settings import idle_settings, with_settings
from soraapp.engine.cache import Cache
from soraapp.engine.client import Engine
from soraapp.engine.events import Delivered, Event, Outcome, RunFinished
from soraapp.engine.forecast import preview_of
from soraapp.engine.plan import Delivery, needed, plan, seen_behind
from soraapp.errors import GraphError, MediaError
from soraapp.media import provenance
from soraapp.media.export.order import Order
from soraapp.media.export.preset import Family
from soraapp.media.export.still import is_still
from soraapp.models.registry import Registry
from soraapp.places import cache_folder
from soraapp.project.check import check
from soraapp.project.flat import flat
from soraapp.project.graph import Graph, Node
from soraapp.project.group_types import with_groups
from soraapp.project.opening import read_project
from soraapp.project.storage import to_json
from soraapp.project.take_edits import without_takes

_WRITTEN = (
    "the film to write: .mp4, .mov, .mkv or .webm; a loop: .gif; a picture: .png or .jpg; every frame: "
    "frame_####.png; or what is heard: .wav, .m4a or .opus"
)
_FAREWELL = 3.0
"""Seconds that a cancelled run has to end."""
_LOOK = 0.5
"""Seconds after which Ctrl-C is looked for, on systems where waiting hides it."""


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
    parser.add_argument("--node", metavar="NAME", help="the node to render (default: the Export node)")
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
    named, kinds = arguments.node, _exports(output, order)
    node = find_node(opened.drawn, named) if named else find_film(opened.graph, kinds)
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
        return 0 if _followed(events, number, telling) else 1
    except KeyboardInterrupt:
        engine.cancel()
        _drained(events)
        telling.stopped()
        raise
    finally:
        engine.close()


def _followed(events: queue.Queue[Event], number: int, telling: Telling) -> bool:
    """Tell what happens until the run is over, and give whether the film is written."""
    delivered = False
    while True:
        try:
            event = events.get(timeout=_LOOK)
        except queue.Empty:
            continue
        telling.event(event)
        if isinstance(event, Delivered):
            delivered = True
        if isinstance(event, RunFinished) and event.run == number:
            return delivered and event.outcome is Outcome.DONE


def _drained(events: queue.Queue[Event]) -> None:
    """Wait until the cancelled run has cleaned up."""
    end = time.monotonic() + _FAREWELL
    while (left := end - time.monotonic()) > 0:
        try:
            if isinstance(events.get(timeout=left), RunFinished):
                return
        except queue.Empty:
            return


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

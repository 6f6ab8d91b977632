"""Write a timeline for other programs, with its media beside it; or make a project of one of theirs."""

from __future__ import annotations

import argparse
import queue
from collections.abc import Mapping
from pathlib import Path

from soraapp.catalogue import Catalogue
from soraapp.cli.check import print_problems, problem_json
from soraapp.cli.following import drained, followed
from soraapp.cli.lookup import find_timeline
from soraapp.cli.progress import JsonLines, PlainLines, Telling
from soraapp.cli.report import print_json, print_warning
from soraapp.engine.client import Engine
from soraapp.engine.events import Event
from soraapp.engine.plan import Delivery, needed, plan
from soraapp.engine.provider import Models
from soraapp.errors import InputError
from soraapp.interchange.collecting import Wanted, media_of, wanted
from soraapp.interchange.formats import FORMATS, write_timeline_file
from soraapp.interchange.otio_reading import read_otio
from soraapp.media.files import check_suffix
from soraapp.models.registry import Registry
from soraapp.project.check import check
from soraapp.project.flat import flat
from soraapp.project.opening import PROJECT_SUFFIX, read_project
from soraapp.project.project import Project
from soraapp.project.storage import save

OTIO = ".otio"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What this command takes."""
    parser.add_argument(
        "source", metavar="FILE", type=Path, help="a project whose timeline is written, or an .otio file to make one of"
    )
    parser.add_argument(
        "--output",
        "-o",
        metavar="FILE",
        type=Path,
        required=True,
        help="of a project: .otio (keeps everything), .xml (Final Cut Pro 7) or .edl; of an .otio file: .sora",
    )
    parser.add_argument("--timeline", metavar="NAME", help="the timeline to write (default: the film of the project)")
    parser.add_argument(
        "--no-media",
        action="store_true",
        help="write the timeline alone: what its nodes make is neither rendered nor put beside it",
    )


def run(arguments: argparse.Namespace) -> int:
    """Write or read, and return the exit status."""
    if arguments.source.suffix.lower() == OTIO:
        return _read(arguments)
    output = arguments.output.absolute()
    check_suffix(output, tuple(FORMATS))
    catalogue, models = Catalogue.of("nodes"), Registry.standard()
    project = read_project(arguments.source)
    timeline = find_timeline(project, arguments.timeline)
    files = [] if arguments.no_media else wanted(project, catalogue, timeline, output)
    if files and not _collected(project, catalogue, models, files, as_json=arguments.json):
        return 1
    losses = write_timeline_file(output, project, catalogue, timeline, media_of(timeline, files))
    for loss in losses:
        print_warning(str(loss))
    if arguments.json:
        print_json(
            {"timeline": str(output), "media": [str(file.path) for file in files], "lost": list(map(str, losses))}
        )
    else:
        beside = f", and {len(files)} files in {files[0].path.parent.name}" if files else ""
        print(f"Written {output.name}{beside}.")
    return 0


def _read(arguments: argparse.Namespace) -> int:
    output = arguments.output.absolute()
    check_suffix(output, (PROJECT_SUFFIX,))
    if output.exists():
        raise InputError("{file} exists already.", remedy="Choose another name.", file=output.name)
    found = read_otio(arguments.source, Project())
    save(Project(timelines={timeline.id: timeline for timeline in found.timelines}), output)
    for name in found.dropped:
        print_warning(f"{name} could not be taken over.")
    if arguments.json:
        print_json({"project": str(output), "dropped": found.dropped})
    else:
        print(f"Written {output.name}: {found.timelines[0].name}, {sum(1 for _ in found.timelines[0].items())} items.")
    return 0


def _collected(project: Project, catalogue: Catalogue, models: Models, files: list[Wanted], *, as_json: bool) -> bool:
    """Render what a timeline shows into files; whether all are there."""
    opened = flat(project, catalogue)
    targets = [file.node for file in files]
    problems = check(project, catalogue, models.capabilities, needed(opened.graph, catalogue, targets))
    if problems:
        if as_json:
            print_json({"problems": [problem_json(opened.drawn, problem) for problem in problems]})
        print_problems(opened.drawn, problems)
        return False
    files[0].path.parent.mkdir(exist_ok=True)
    names = {node.id: node.name for node in opened.graph.nodes.values()}
    heavy = {node.id for node in opened.graph.nodes.values() if node.kind in catalogue and catalogue[node.kind].heavy}
    events: queue.Queue[Event] = queue.Queue()
    engine = Engine(catalogue, events.put, spare=False)
    telling: Telling | None = None
    try:
        for file in files:
            telling = _telling(names, heavy, file, as_json=as_json)
            steps = plan(project, catalogue, models, [file.node])
            number = engine.run(steps, Delivery(file.node, file.path), previews=False)
            if not followed(events, number, telling):
                return False
    except KeyboardInterrupt:
        engine.cancel()
        drained(events)
        if telling:
            telling.stopped()
        raise
    finally:
        engine.close()
    return True


def _telling(names: Mapping[str, str], heavy: set[str], file: Wanted, *, as_json: bool) -> Telling:
    return JsonLines(names) if as_json else PlainLines(names, heavy, replacing=file.path.exists(), film=file.node)

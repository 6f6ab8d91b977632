"""A run in words: what it is called, how it stands, and what is left of it."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from soraapp.engine.events import Outcome
from soraapp.engine.plan import results_of
from soraapp.project.levels import called
from ui.canvas.words import step_of, time_left
from ui.export_words import order_title
from ui.forecast_text import duration_text
from ui.runs.run import Run
from ui.texts import error_text, node_name


class Standing(NamedTuple):
    """How a run stands: the name of its sign, the theme's token for its colour, and its words."""

    sign: str
    token: str
    text: str


def title(run: Run) -> str:
    """Such as ``Film``, ``Text to video: variants (4)`` or ``Export rain.mp4: H.264, good``, after the name of a
    project that is not open."""
    return of_project(run, _title(run))


def asked_text(run: Run) -> str:
    """Such as ``Asked for at 14:03:07``: by this, runs of the same node are told from each other."""
    return _tr("Asked for at {time}").format(time=f"{run.asked_at:%H:%M:%S}")


def of_project(run: Run, text: str) -> str:
    """A text about a run, with the name of its project where that is not the one that is open."""
    home = run.asked.home
    return _tr("{project} - {run}").format(project=home.name, run=text) if home and home.name else text


def _title(run: Run) -> str:
    if run.asked.film is not None:
        if run.asked.order is None:
            return _tr("Export {file}").format(file=run.asked.film.name)
        as_what = order_title(run.asked.order)
        return _tr("Export {file}: {preset}").format(file=run.asked.film.name, preset=as_what)
    graph = run.asked.project.graph
    wanted = results_of(graph) if run.asked.targets is None else run.asked.targets
    names = [node_name(name) for node in wanted if (name := called(run.asked.project, node))]
    if run.asked.variants and names:
        return _tr("{node}: variants ({count})").format(node=names[0], count=len(run.asked.variants.values))
    if len(names) > 2:
        return _tr("{names} and {count} more").format(names=", ".join(names[:2]), count=len(names) - 2)
    return ", ".join(names) or _tr("Run")


def standing(run: Run, *, first: bool) -> Standing:
    """`first` tells whether the run is under way, or about to be."""
    if run.outcome is Outcome.DONE:
        return Standing("check", "ok", _tr("done in {time}").format(time=duration_text(run.elapsed)))
    if run.outcome is Outcome.FAILED:
        reason = error_text(run.error) if run.error else ""
        return Standing("warning", "bad", _tr("failed: {reason}").format(reason=reason) if reason else _tr("failed"))
    if run.outcome is Outcome.CANCELLED:
        return Standing("stop", "faint", _tr("cancelled"))
    if run.cancelling:
        return Standing("stop", "dim", _tr("cancelling"))
    if run.begun:
        return Standing("running", "running", _joined(_part(run), remaining(run)) or _tr("running"))
    if first:
        return Standing("running", "running", _tr("getting ready"))
    return Standing("queued", "dim", _joined(_tr("waiting"), _estimate(run)))


def remaining(run: Run) -> str:
    """Such as ``12 s left`` or ``more than 12 s left``; empty when unknown."""
    left = run.time_left
    if left is None or (left.at_least and left.seconds < 1):
        return ""
    told = time_left(left.seconds)
    return _tr("more than {time}").format(time=told) if left.at_least else told


def _part(run: Run) -> str:
    """Which part of the run is under way."""
    if run.delivery:
        return _tr("frame {done} of {total}").format(done=run.delivery[0], total=run.delivery[1])
    if run.count > 1:
        return _tr("{done} of {count} done").format(done=run.done, count=run.count)
    state = run.nodes.get(run.node or "")
    return step_of(state) if state else ""


def _estimate(run: Run) -> str:
    """How long it takes once it has begun."""
    left = run.time_left
    if left is None or (left.at_least and left.seconds < 1):
        return ""
    if left.seconds < 1:
        return _tr("less than a second")
    about = _tr("more than {time}") if left.at_least else _tr("about {time}")
    return about.format(time=duration_text(left.seconds))


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _tr(text: str) -> str:
    return QCoreApplication.translate("runs", text)

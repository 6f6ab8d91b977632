"""How a render tells what it does: a live line on a terminal, plain lines elsewhere, or one JSON event a line."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import Protocol

from soraapp.cli.report import error_json, print_error, print_warning
from soraapp.engine.events import (
    Delivered,
    DeliveryFailed,
    DeliveryNotice,
    DeliveryProgress,
    Event,
    StepBlocked,
    StepFailed,
    StepFinished,
    StepProgress,
    StepSpared,
    StepStarted,
    WorkerLost,
)
from soraapp.engine.forecast import Forecast
from soraapp.errors import SoraError
from soraapp.media.audio.sound import Audio
from soraapp.media.audio.soundtrack import Sounding, sound_of
from soraapp.media.clip import Clip, Image, StillClip, seconds

_QUARTERS = 4


class Telling(Protocol):
    """One way to tell."""

    def event(self, event: Event) -> None:
        """Something happened."""
        ...

    def problems(self, problems: Sequence[Mapping[str, object]]) -> None:
        """Nothing is run, because of these."""
        ...

    def forecast(self, forecast: Forecast) -> None:
        """What a run would do, where only that was asked for."""
        ...

    def stopped(self) -> None:
        """A person stopped the render."""
        ...


class PlainLines:
    """A line on standard error for each thing that happens, and for each quarter of long work."""

    def __init__(
        self, names: Mapping[str, str], worth_telling: Collection[str], *, replacing: bool, film: str | None = None
    ) -> None:
        """`replacing`: there was a film of that name before. `film`: the node whose clip becomes one, if any does."""
        self._names = names
        self._done = "Replaced" if replacing else "Written"
        self._worth_telling = worth_telling
        self._film = film
        self._quarter: dict[str, int] = {}

    def event(self, event: Event) -> None:
        match event:
            case StepStarted() if event.node in self._worth_telling:
                self._passing(f"{self._names[event.node]}: running")
            case StepProgress():
                name = self._names[event.node]
                what = f"{name}, part {event.part}" if event.part > 1 else name
                self._share(what, event.done, event.total, event.seconds_left)
            case StepFinished() if event.node in self._worth_telling:
                done = "at hand from an earlier run" if event.cached else f"done in {event.elapsed:.1f} s"
                self._line(f"{self._names[event.node]}: {done}")
                self._still(event)
            case StepFinished():
                self._still(event)
            case StepSpared() | StepBlocked():
                self._line(f"{self._names[event.node]}: {self._aside(event)}")
            case StepFailed():
                self._error(event.error, self._names[event.node])
            case DeliveryProgress():
                self._share("Writing the film", event.done, event.total, event.seconds_left)
            case DeliveryNotice():
                print_warning(str(event.notice))
            case Delivered():
                self._line(f"{self._done}: {event.path}")
            case DeliveryFailed():
                self._error(event.error, "Writing the film")
            case WorkerLost():
                self._line(f"The worker process was lost: {event.reason}")
            case _:
                pass

    def problems(self, problems: Sequence[Mapping[str, object]]) -> None:
        """They are printed as errors already."""

    def forecast(self, forecast: Forecast) -> None:
        for step in forecast.cached:
            self._line(f"{step.name}: at hand from an earlier run")
        for step in forecast.compute:
            self._line(f"{step.name}: would be computed")
        self._line(f"{len(forecast.compute)} to compute, {len(forecast.cached)} at hand; nothing was done.")

    def stopped(self) -> None:
        self._line("Stopped.")

    def _aside(self, event: StepSpared | StepBlocked) -> str:
        if isinstance(event, StepBlocked):
            return f"not run, because {self._names[event.cause]} failed"
        share = f"{event.done} of {event.whole} blocks ({event.done / event.whole:.0%})"
        return f"{share} were computed; the others came from the step cache"

    def _still(self, event: StepFinished) -> None:
        """That the film is one picture, and for how long it is seen."""
        clip = next((value for value in event.outputs.values() if isinstance(value, Clip)), None)
        while isinstance(clip, Sounding):
            clip = clip.clip
        if event.node == self._film and isinstance(clip, StillClip):
            frames = "1 frame" if clip.count == 1 else f"{clip.count} frames"
            self._line(f"{self._names[event.node]}: one picture, shown for {float(seconds(clip)):.4g} s ({frames})")

    def _share(self, what: str, done: int, total: int, seconds_left: float | None) -> None:
        quarter = done * _QUARTERS // max(total, 1)
        if quarter != self._quarter.get(what, 0):
            self._quarter[what] = quarter
            self._passing(_progress(what, done, total, seconds_left))

    def _error(self, error: SoraError, where: str) -> None:
        print_error(error, where)

    def _line(self, text: str) -> None:
        print(text, file=sys.stderr, flush=True)

    def _passing(self, text: str) -> None:
        self._line(text)


class LiveLine(PlainLines):
    """The same on a terminal: what passes is written over in one line, what is done stays."""

    def _share(self, what: str, done: int, total: int, seconds_left: float | None) -> None:
        self._passing(_progress(what, done, total, seconds_left))

    def _error(self, error: SoraError, where: str) -> None:
        self._passing("")
        super()._error(error, where)

    def _line(self, text: str) -> None:
        self._passing("")
        super()._line(text)

    def _passing(self, text: str) -> None:
        width = shutil.get_terminal_size().columns - 1
        sys.stderr.write(f"\r\x1b[K{text[:width]}")
        sys.stderr.flush()


class JsonLines:
    """One JSON object a line on standard output: ``{"event": "step_progress", "node": ..., "name": ..., ...}``."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def event(self, event: Event) -> None:
        facts = {member.name: _plain(getattr(event, member.name)) for member in fields(event)}
        node = facts.get("node")
        if isinstance(node, str):
            facts["name"] = self._names[node]
        self._print({"event": re.sub(r"(?<!^)([A-Z])", r"_\1", type(event).__name__).lower(), **facts})

    def problems(self, problems: Sequence[Mapping[str, object]]) -> None:
        self._print({"event": "problems", "problems": problems})

    def forecast(self, forecast: Forecast) -> None:
        told = {"compute": forecast.compute, "cached": forecast.cached}
        named = {what: [{"node": step.node, "name": step.name} for step in steps] for what, steps in told.items()}
        self._print({"event": "forecast", **named})

    def stopped(self) -> None:
        self._print({"event": "stopped"})

    def _print(self, facts: Mapping[str, object]) -> None:
        print(json.dumps(facts), flush=True)


def _progress(what: str, done: int, total: int, seconds_left: float | None) -> str:
    left = "" if seconds_left is None or seconds_left < 1 else f", {seconds_left:.0f} s left"
    return f"{what}: {done} of {total}{left}"


def _plain(value: object) -> object:
    """A part of an event as JSON: media by what they are, not by their pixels."""
    if isinstance(value, SoraError):
        return error_json(value)
    if isinstance(value, Clip):
        facts = {"kind": "clip", "size": list(value.size), "rate": str(value.rate), "count": value.count}
        sound = sound_of(value)
        return facts if sound is None else {**facts, "sound": _plain(sound)}
    if isinstance(value, Audio):
        return {"kind": "audio", "rate": value.rate, "channels": value.channels, "count": value.count}
    if isinstance(value, Image):
        return {"kind": "image", "size": list(value.size)}
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Path | Fraction):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    return value

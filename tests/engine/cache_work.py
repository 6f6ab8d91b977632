"""What other processes do to a cache in the tests: make clips of many windows, write, read and make room."""

from __future__ import annotations

import multiprocessing
import queue
import random
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np

from soraapp.engine.cache import Cache
from soraapp.engine.generation import StepJob, Surroundings
from soraapp.engine.messages import Report
from soraapp.errors import MediaError
from soraapp.media.clip import Clip, Frames, Size
from soraapp.models.base import Capabilities, Model, Watch
from soraapp.models.loras import Lora
from soraapp.models.request import Cue, Request
from tests.engine.sample_models import SampleModels

SIZE, RATE = Size(24, 16), Fraction(12)
WINDOW = 5

processes = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
if sys.platform != "win32":
    processes.set_forkserver_preload(["tests.engine.cache_work"])


def picture(last: Frames, seed: int) -> Frames:
    """The frame after `last`: each needs the one before, so that only a kept state leads on."""
    grown = last.astype(np.uint32) * 5 + np.arange(last.size, dtype=np.uint32).reshape(last.shape) + seed
    return (grown ^ (grown >> 3)).astype(np.uint8)


def film(seed: int, count: int) -> Frames:
    """What an undisturbed run makes."""
    frames = [np.zeros((1, SIZE.height, SIZE.width, 3), np.uint8)]
    for _ in range(count):
        frames.append(picture(frames[-1], seed))
    return np.concatenate(frames[1:])


class Windowed:
    """Makes `WINDOW` frames at a time and keeps its state after each; notes every window in a file."""

    def __init__(self, trace: Path, pause: float) -> None:
        self.capabilities: Capabilities = replace(SampleModels().capabilities("sample"), name="windowed")
        self.trace = trace
        self.pause = pause

    def generate(self, request: Request, watch: Watch) -> Iterator[Frames]:
        done, state = watch.kept()
        last = state["last"] if done else np.zeros((1, SIZE.height, SIZE.width, 3), np.uint8)
        while done < request.count:
            with self.trace.open("a") as file:
                file.write(f"{done}\n")
            watch.check()
            made: list[Frames] = []
            for _ in range(min(WINDOW, request.count - done)):
                last = picture(last, request.seed)
                made.append(last)
            watch.step(done + 1, request.count, lambda last=last: last)
            time.sleep(self.pause)
            yield np.concatenate(made)
            done += len(made)
            state = {"last": last, "half": np.array([done / 2], np.float16), "done": np.array(done)}
            watch.keep(done, lambda state=state: state)


class Models:
    """One model."""

    def __init__(self, model: Model) -> None:
        self.model = model

    def names(self) -> tuple[str, ...]:
        return (self.model.capabilities.name,)

    def loras(self) -> Mapping[str, Lora]:
        return {}

    def capabilities(self, name: str) -> Capabilities:
        return self.model.capabilities

    def load(self, name: str) -> Model:
        return self.model


def request(model: Model, seed: int, count: int) -> Request:
    return Request(model.capabilities.identity, (Cue("x"),), SIZE, count, RATE, seed, 4, 1.0)


def job(
    cache: Cache, model: Model, told: list[Report] | None = None, cancelled: threading.Event | None = None
) -> StepJob:
    """A job as the worker gives it to a node."""
    send = told.append if told is not None else lambda _: None
    around = Surroundings(1, Models(model), cache, send, lambda: None, None, cancelled or threading.Event())
    return StepJob("node", around)


def make(folder: Path, trace: Path, seed: int, count: int, pause: float = 0.0, limit: int | None = None) -> Clip:
    """The clip of a request, made or gone on with."""
    model = Windowed(trace, pause)
    return job(Cache(folder, limit), model).generate(request(model, seed, count))


def content(name: int) -> Frames:
    """The frames of a clip that all processes write under one name."""
    return np.random.default_rng(name).integers(0, 256, (6, 16, 24, 3), np.uint8)


def bustle(folder: Path, seed: int, seconds: float, limit: int, told: queue.Queue[str]) -> None:
    """Write, read, protect and make room at random; tell the first thing that is wrong, and how much was done."""
    chance, cache, done = random.Random(seed), Cache(folder, limit), 0
    end = time.monotonic() + seconds
    try:
        while time.monotonic() < end:
            cache.begin_run()
            name = chance.randrange(8)
            clip = cache.clip(f"{name}") or cache.write(f"{name}", [content(name)], SIZE, RATE, {})
            try:
                frames = clip.frames(0, 6)
            except MediaError:  # The other one has just made room.
                continue
            assert np.array_equal(frames, content(name)), f"wrong frames in {name}"
            cache.keep_result(f"key{name}", {"clip": clip})
            cache.protect({f"key{chance.randrange(8)}"})
            chance.choice((cache.trim, cache.usage, lambda name=name: cache.result(f"key{name}")))()
            done += 1
    except Exception as error:
        told.put(f"{type(error).__name__}: {error}")
        raise
    told.put(f"{done}")

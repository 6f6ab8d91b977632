"""One typed function, and all that is derived from it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import pytest

from soraapp.engine.job import Job
from soraapp.errors import InputError
from soraapp.media.clip import Clip, FrameImage, Image, StillClip
from soraapp.nodekit import (
    Choice,
    File,
    Input,
    NodeType,
    Prompt,
    Seed,
    Slider,
    Structured,
    Toggle,
    node,
    node_type_of,
)


class Direction(Enum):
    FORWARD = "forward"
    BACKWARD = "backward"


class Count(Enum):
    ONE = 1
    TWO = 2


class Parts(NamedTuple):
    first: Clip
    words: str


@node("test_nodes.everything", version=3, aliases=("all",))
def every_control(
    job: Job,
    clip: Clip,
    guide: Image | None,
    clips: tuple[Clip, ...] = (),
    prompt: Annotated[str, Prompt()] = "",
    note: Annotated[str | None, Prompt()] = None,
    direction: Annotated[Direction, Choice()] = Direction.FORWARD,
    times: Annotated[Count, Choice()] = Count.ONE,
    seconds: Annotated[float, Slider(0.25, 60, step=0.25, unit="s")] = 2.0,
    steps: Annotated[int, Slider(1, 100)] | None = None,
    seed: Annotated[int, Seed()] = 0,
    loop: Annotated[bool, Toggle()] = False,
    file: Annotated[Path, File()] = Path(),
) -> Parts:
    """Does it all.

    And more.
    """
    return Parts(clip, prompt)


@dataclass(frozen=True)
class Light:
    """A group of inputs."""

    colour: Annotated[str, Prompt()] = "white"
    strength: Annotated[float, Slider(0, 1)] = 0.5


@node("test_nodes.lit", version=1)
def lit(clip: Clip, light: Light = Light(), tint: Annotated[str, Prompt()] = "") -> Clip:
    """Lit as the group says."""
    LIGHTS.append(light)
    return clip


LIGHTS: list[Light] = []


def test_the_fields_of_a_group_are_inputs_of_their_own() -> None:
    found = node_type_of(lit)
    assert found is not None
    assert [port.name for port in found.inputs] == ["clip", "colour", "strength", "tint"]
    strength = found.input("strength")
    assert strength is not None
    assert (strength.default, strength.read(1)) == (0.5, 1.0)
    with pytest.raises(InputError):
        strength.read(2)
    clip = StillClip(FrameImage(None, 0), Fraction(8), 1)  # type: ignore[arg-type] # nobody looks at it
    assert found.function(clip=clip, colour="red", strength=1.0, tint="") is clip
    assert found.function(clip, tint="") is clip
    assert lit(clip, Light("blue")) is clip
    assert LIGHTS[:2] == [Light("red", 1.0), Light()]


def kind() -> NodeType:
    found = node_type_of(every_control)
    assert found is not None
    return found


def port(name: str) -> Input:
    found = kind().input(name)
    assert found is not None
    return found


@node("test_nodes.told_at_length", version=1)
def told_at_length(clip: Clip) -> Clip:
    """Takes more words than fit
    into a line.

    Says more about itself,
    also at length.
    """
    return clip


def test_the_help_has_no_line_breaks_within_a_paragraph() -> None:
    found = node_type_of(told_at_length)
    assert found is not None
    assert found.help == "Takes more words than fit into a line.\n\nSays more about itself, also at length."


def test_the_function_says_everything_once() -> None:
    assert (kind().name, kind().version, kind().aliases) == ("test_nodes.everything", 3, ("all",))
    assert (kind().title, kind().category, kind().help) == ("Every control", "Test nodes", "Does it all.\n\nAnd more.")
    assert kind().heavy
    assert kind().function is every_control
    assert [port.name for port in kind().inputs] == [
        "clip", "guide", "clips", "prompt", "note", "direction", "times", "seconds", "steps", "seed", "loop", "file",
    ]  # fmt: skip
    assert [(port.name, port.kind) for port in kind().outputs] == [("first", "clip"), ("words", "text")]


@pytest.mark.parametrize(
    ("name", "kind", "control", "default", "optional", "many"),
    [
        ("clip", "clip", None, None, False, False),
        ("guide", "image", None, None, True, False),
        ("clips", "clip", None, None, True, True),
        ("prompt", "text", Prompt, "", False, False),
        ("note", "text", Prompt, None, True, False),
        ("direction", "choice", Choice, "forward", False, False),
        ("times", "choice", Choice, 1, False, False),
        ("seconds", "number", Slider, 2.0, False, False),
        ("steps", "number", Slider, None, True, False),
        ("seed", "number", Seed, 0, False, False),
        ("loop", "flag", Toggle, False, False, False),
        ("file", "file", File, Path(), False, False),
    ],
)
def test_inputs(name: str, kind: str, control: type | None, default: object, optional: bool, many: bool) -> None:
    found = port(name)
    assert (found.kind, found.default, found.optional, found.many) == (kind, default, optional, many)
    assert (type(found.control) if found.control else None) is control


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("prompt", "hello", "hello"),
        ("note", None, None),
        ("direction", "backward", Direction.BACKWARD),
        ("times", 2, Count.TWO),
        ("seconds", 3, 3.0),
        ("seconds", 60.0, 60.0),
        ("steps", 4.0, 4),
        ("steps", None, None),
        ("seed", 2**32 - 1, 2**32 - 1),
        ("loop", True, True),
        ("guide", None, None),
    ],
)
def test_values_are_read_as_the_function_takes_them(name: str, value: Any, read: object) -> None:
    found = port(name).read(value)
    assert found == read
    assert type(found) is type(read)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("prompt", 5, "5 is not a text"),
        ("prompt", None, "Nothing is not a text"),
        ("direction", "sideways", "Choose one of: forward, backward"),
        ("seconds", 61, "61 is outside the range. Choose a value from 0.25 to 60 s"),
        ("seconds", math.nan, "nan is outside the range"),
        ("seconds", 10**400, "is not a number"),
        ("seconds", "2", "'2' is not a number"),
        ("seconds", True, "True is not a number"),
        ("steps", 1234567890, "1234567890 is outside"),
        ("steps", 2.5, "2.5 is not a whole number"),
        ("seed", -1, "-1 is no seed"),
        ("loop", 1, "1 is not yes or no"),
        ("file", None, "No file is chosen"),
        ("file", Path(), "No file is chosen"),
        ("file", "/no/such.png", "There is no file /no/such.png"),
        ("file", "/" + "x" * 5000, "There is no file"),
        ("file", Structured('{"a":1}'), '{"a":1} is not a file'),
    ],
)
def test_values_that_do_not_fit_are_told(name: str, value: Any, told: str) -> None:
    with pytest.raises(InputError) as error:
        port(name).read(value)
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("prompt", "a = b", "a = b"),
        ("prompt", "", ""),
        ("note", "", None),
        ("times", "2", 2),
        ("direction", "backward", "backward"),
        ("seconds", "2.5", 2.5),
        ("steps", "1e2", 100),
        ("steps", "", None),
        ("seed", "4294967295", 4294967295),
        ("loop", "Off", False),
        ("loop", "yes", True),
        ("file", "a.png", Path.cwd() / "a.png"),
    ],
)
def test_typed_texts_become_values(name: str, text: str, value: object) -> None:
    found = port(name).parse(text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("name", "text"), [("seconds", "long"), ("seconds", "nan"), ("seed", "1e999"), ("loop", "maybe"), ("seed", "")]
)
def test_texts_that_cannot_be_read_are_told(name: str, text: str) -> None:
    with pytest.raises(InputError, match="Give"):
        port(name).parse(text)


def test_a_function_with_one_result_has_one_output() -> None:
    @node("test.light", version=1)
    def light(clip: Clip) -> Clip:
        return clip

    found = node_type_of(light)
    assert found is not None
    assert not found.heavy
    assert [(port.name, port.kind) for port in found.outputs] == [("clip", "clip")]


def test_types_that_no_port_takes_are_refused() -> None:
    def takes_bytes(data: bytes) -> Clip: ...

    def gives_bytes(clip: Clip) -> bytes: ...

    def takes_either(value: int | str) -> Clip: ...

    functions: list[Callable[..., Any]] = [takes_bytes, gives_bytes, takes_either]
    for function in functions:
        with pytest.raises(TypeError, match="no port takes"):
            node("test.odd", version=1)(function)


def test_other_things_are_no_node_types() -> None:
    assert node_type_of(kind) is None
    assert node_type_of(5) is None

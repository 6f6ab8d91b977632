"""A kind of node is one typed function. This module derives everything else from it: ports, controls, checks, help.

    @node("video.trim", version=1)
    def trim(clip: Clip, start: Annotated[float, Slider(0, 600, unit="s")] = 0.0) -> Clip:
        '''Cut a clip to a part of it.'''

A parameter with a control can be set by a person, and a wire may feed it too; one without a control is wire only.
`| None` makes a wire optional, `tuple[Clip, ...]` takes several wires in order, a first parameter called `job` marks a
heavy node: its results are cached on disk. One called `models` asks models what they can do. A NamedTuple return gives
several outputs. A parameter whose type is a frozen dataclass is a group of inputs that several functions share: each of
its fields is an input of its own.
"""

from soraapp.nodekit.controls import (
    Brush,
    CardList,
    Choice,
    Colour,
    Control,
    File,
    LoraChoice,
    ModelChoice,
    MoveCurves,
    Prompt,
    Seed,
    Slider,
    Toggle,
)
from soraapp.nodekit.dots import DOT_INPUT, DOT_OUTPUT, DOTS, is_dot, never_called
from soraapp.nodekit.node_type import Check, NodeType, node, node_type_of
from soraapp.nodekit.ports import KINDS, STRUCTURES, Input, Output, Structured, Value

__all__ = [
    "DOTS",
    "DOT_INPUT",
    "DOT_OUTPUT",
    "KINDS",
    "STRUCTURES",
    "Brush",
    "CardList",
    "Check",
    "Choice",
    "Colour",
    "Control",
    "File",
    "Input",
    "LoraChoice",
    "ModelChoice",
    "MoveCurves",
    "NodeType",
    "Output",
    "Prompt",
    "Seed",
    "Slider",
    "Structured",
    "Toggle",
    "Value",
    "is_dot",
    "never_called",
    "node",
    "node_type_of",
]

"""A kind of node is one typed function. This module derives everything else from it: ports, controls, checks, help.

    @node("video.trim", version=1)
    def trim(clip: Clip, start: Annotated[float, Slider(0, 600, unit="s")] = 0.0) -> Clip:
        '''Cut a clip to a part of it.'''

A parameter with a control can be set by a person, and a wire may feed it too; one without a control is wire only.
`| None` makes a wire optional, `tuple[Clip, ...]` takes several wires in order, a first parameter called `job` marks a
heavy node: its results are cached on disk. A NamedTuple return gives several outputs.
"""

from soraapp.nodekit.controls import Choice, Control, File, ModelChoice, Prompt, Seed, Slider, Toggle
from soraapp.nodekit.node_type import Check, NodeType, node, node_type_of
from soraapp.nodekit.ports import KINDS, Foreign, Input, Output, Value

__all__ = [
    "KINDS",
    "Check",
    "Choice",
    "Control",
    "File",
    "Foreign",
    "Input",
    "ModelChoice",
    "NodeType",
    "Output",
    "Prompt",
    "Seed",
    "Slider",
    "Toggle",
    "Value",
    "node",
    "node_type_of",
]

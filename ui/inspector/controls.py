"""Which widget sets which kind of control: the one place to add a line to when there is a new one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from soraapp.engine.provider import Models
from soraapp.errors import ModelError
from soraapp.nodekit import (
    Brush,
    CardList,
    Choice,
    Colour,
    Control,
    File,
    Input,
    LoraChoice,
    ModelChoice,
    MoveCurves,
    Prompt,
    Seed,
    Slider,
    Toggle,
    Value,
)
from ui.inspector.brush_field import BrushField
from ui.inspector.camera_field import CameraField
from ui.inspector.cards_field import CardsField
from ui.inspector.choice_field import ListField, choice_field
from ui.inspector.colour_field import ColourField
from ui.inspector.field import Field
from ui.inspector.file_field import FileField
from ui.inspector.listed import Listed, listed_field
from ui.inspector.number_field import NumberField
from ui.inspector.prompt_field import PromptField
from ui.inspector.seed_field import SeedField
from ui.inspector.text_field import TextField
from ui.inspector.toggle_field import ToggleField
from ui.known_models import is_coming
from ui.texts import model_title
from ui.theme import Theme

Make = Callable[[Input, Theme, QWidget | None], Field]

BY_CONTROL: Mapping[type[Control], Make] = {
    Slider: NumberField,
    Seed: SeedField,
    Prompt: PromptField,
    Choice: choice_field,
    Colour: ColourField,
    Toggle: ToggleField,
    File: FileField,
    CardList: CardsField,
    MoveCurves: CameraField,
    Brush: BrushField,
    Listed: listed_field,
}
BY_TYPE: Mapping[type, Make] = {
    bool: ToggleField,
    int: NumberField,
    float: NumberField,
    Path: FileField,
    str: TextField,
}
"""For controls without a widget of their own."""


def field_for(port: Input, theme: Theme, registry: Models, parent: QWidget | None = None) -> Field:
    """The widget that sets an input; the input has a control."""
    if isinstance(port.control, ModelChoice | LoraChoice):
        field = ListField(port, theme, parent, ())
        offer(field, registry)
        return field
    make = BY_CONTROL.get(type(port.control)) if port.control else None
    if make is None:
        make = choice_field if issubclass(port.type, Enum) else BY_TYPE[port.type]
    return make(port, theme, parent)


def offer(field: Field, models: Models) -> None:
    """Let a field that chooses among models or LoRAs choose among those there are."""
    if isinstance(field, ListField) and isinstance(field.port.control, ModelChoice | LoraChoice):
        found = model_entries(models) if isinstance(field.port.control, ModelChoice) else lora_entries(models)
        field.set_entries(found, whole=not is_coming(models))


def lora_entries(registry: Models) -> list[tuple[Value, str]]:
    """The LoRAs that there are, with what they were made for where their files tell; none at first."""
    found = (
        (lora.name, f"{lora.name} · {lora.base}" if lora.base else lora.name) for lora in registry.loras().values()
    )
    return [("", QCoreApplication.translate("models", "none chosen")), *found]


def model_entries(registry: Models) -> list[tuple[Value, str]]:
    """The models that there are, with their titles; a damaged one by its name."""
    entries: list[tuple[Value, str]] = []
    for name in registry.names():
        try:
            title = model_title(registry.capabilities(name).title)
        except ModelError:
            title = name
        entries.append((name, title))
    return entries

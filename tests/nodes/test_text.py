"""Words for a model: prompts, looks, and captions made of a few words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pytest

from nodes.text import Look, expand_prompt, style
from soraapp.catalogue import Catalogue
from soraapp.errors import ModelError
from soraapp.models.base import Capabilities, Model
from soraapp.models.language import language_of
from soraapp.models.loras import Lora
from soraapp.models.registry import Registry
from soraapp.project import edits
from soraapp.project.graph import Port
from soraapp.project.present import values_now
from soraapp.project.project import Project

CATALOGUE = Catalogue.of("nodes")


@dataclass
class Mute:
    """Models that write no prompts."""

    known = Registry.standard()

    def names(self) -> tuple[str, ...]:
        return self.known.names()

    def loras(self) -> Mapping[str, Lora]:
        return {}

    def capabilities(self, name: str) -> Capabilities:
        return replace(self.known.capabilities(name), expand=None)

    def load(self, name: str) -> Model:
        return self.known.load(name)


@pytest.mark.parametrize("look", list(Look))
def test_a_look_adds_its_words_in_the_language_of_the_text(look: Look) -> None:
    english, chinese = style("a cat in the rain.", look), style("一只猫。", look)
    assert english.startswith("a cat in the rain, ")
    assert language_of(english) == "en"
    assert chinese.startswith("一只猫，")
    assert not set("abcdefghijklmnopqrstuvwxyz, ") & set(chinese)
    assert style("", look) == english.removeprefix("a cat in the rain, ")


def test_a_caption_is_made_for_the_model() -> None:
    offered = Registry.standard().capabilities("nano").expand
    assert offered is not None
    assert expand_prompt(Registry.standard(), "a cat", seed=2) == offered("a cat", 2)


def test_what_was_edited_is_used() -> None:
    assert expand_prompt(Mute(), "a cat", "my own words") == "my own words"


def test_a_model_that_writes_none_is_told_before_it_runs() -> None:
    check = CATALOGUE["text.expand"].check
    assert check is not None
    with pytest.raises(ModelError, match="does not write prompts"):
        expand_prompt(Mute(), "a cat")
    [error] = check({"text": "a cat", "edited": "", "model": "nano"}, Mute().capabilities)
    assert "does not write prompts" in str(error)
    assert not list(check({"text": "a cat", "edited": "mine", "model": "nano"}, Mute().capabilities))
    assert not list(check({"text": "a cat"}, Registry.standard().capabilities))


def test_only_a_node_of_one_input_is_its_value() -> None:
    project = Project()
    project = edits.add_node(CATALOGUE["text.style"], (0, 0), id="s", values={"text": "a cat"}).change(project)
    project = edits.add_node(CATALOGUE["text.prompt"], (0, 0), id="p", values={"text": "a dog"}).change(project)
    project = edits.add_node(CATALOGUE["generate.text_to_video"], (0, 0), id="v").change(project)
    for source, prompt in (("s", None), ("p", "a dog")):
        wired = edits.connect(Port(source, "text"), Port("v", "prompt"), CATALOGUE).change(project)
        assert values_now(wired.graph, CATALOGUE, wired.graph.nodes["v"]).get("prompt") == prompt

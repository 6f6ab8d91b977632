"""Text: what should be seen, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from pathlib import Path
from typing import Annotated, Any

from soraapp.engine.job import Job
from soraapp.engine.provider import Models
from soraapp.errors import ModelError, SoraError
from soraapp.models.base import Capabilities
from soraapp.models.language import language_of
from soraapp.models.language_model import Writing, problem, write
from soraapp.nodekit import Choice, File, ModelChoice, Prompt, Seed, Slider, node


class Look(Enum):
    """Ways in which a picture can be made."""

    PIXEL_ART = "pixel_art"
    FLAT = "flat_design"
    SKETCH = "pencil_sketch"
    NEON = "neon"
    CINEMATIC = "cinematic"
    DOCUMENTARY = "documentary"
    ANIME = "anime"
    WATERCOLOUR = "watercolour"
    OIL = "oil_painting"
    CLAY = "clay"
    PAPER = "paper_cut"
    NOIR = "film_noir"
    VINTAGE = "vintage_film"


_WORDS: Mapping[Look, tuple[str, str]] = {
    Look.PIXEL_ART: ("pixel art", "像素画"),
    Look.FLAT: ("flat design", "扁平风格"),
    Look.SKETCH: ("pencil sketch", "铅笔素描"),
    Look.NEON: ("neon style, glowing colours", "霓虹风格，发光的色彩"),
    Look.CINEMATIC: ("cinematic, shallow depth of field, soft light", "电影感，浅景深，柔和的光线"),
    Look.DOCUMENTARY: ("documentary, natural light, handheld camera", "纪录片风格，自然光，手持镜头"),
    Look.ANIME: ("anime style, clean lines, vivid colours", "动漫风格，线条干净，色彩鲜明"),
    Look.WATERCOLOUR: ("watercolour painting on rough paper", "粗纹纸上的水彩画"),
    Look.OIL: ("oil painting, thick brush strokes", "油画，厚重的笔触"),
    Look.CLAY: ("clay animation, fingerprints in the clay", "黏土动画，黏土上有指纹"),
    Look.PAPER: ("paper cut-out, layered paper", "剪纸风格，层层叠叠的纸"),
    Look.NOIR: ("film noir, black and white, hard shadows", "黑色电影，黑白，强烈的阴影"),
    Look.VINTAGE: ("1970s film, grain, faded colours", "七十年代胶片，颗粒感，褪色的色彩"),
}
"""What each adds to a text, in English and in Chinese."""

_CLOSING = ".,;:。，；：、 \n"


@node("text.prompt", version=1, aliases=("words", "description", "caption", "提示词"))
def prompt(
    text: Annotated[str, Prompt(placeholder="Describe what should be seen, in English or Chinese")] = "",
) -> str:
    """A prompt that can feed several nodes at once."""
    return text


@node("text.style", version=1, aliases=("look", "preset", "风格", "预设"))
def style(
    text: Annotated[str, Prompt(placeholder="Describe what should be seen, in English or Chinese")] = "",
    look: Annotated[Look, Choice(help="The words for it are added to the text.")] = Look.PIXEL_ART,
) -> str:
    """Add the words of a look to a text, in English or Chinese as the text is."""
    chinese = language_of(text) == "zh"
    told = text.rstrip(_CLOSING)
    return ("，" if chinese else ", ").join(part for part in (told, _WORDS[look][chinese]) if part)


def _check(values: Mapping[str, Any], find: Callable[[str], Capabilities]) -> Iterable[SoraError]:
    if "model" in values and not values.get("edited") and find(values["model"]).expand is None:
        yield _cannot(find(values["model"]))


def _cannot(limits: Capabilities) -> ModelError:
    return ModelError(
        "{model} does not write prompts.",
        remedy="Choose another model, or write the text yourself.",
        model=limits.title,
    )


@node("text.expand", version=1, check=_check, aliases=("enhance", "detail", "rewrite", "caption", "扩写", "润色"))
def expand_prompt(
    models: Models,
    text: Annotated[str, Prompt(placeholder="A few words, in English or Chinese")] = "",
    edited: Annotated[str, Prompt(of_result=True, help="What is written here is used in place of the caption.")] = "",
    seed: Annotated[int, Seed(help="Another seed tells other details.")] = 0,
    model: Annotated[str, ModelChoice(help="The caption is in words that this model knows.")] = "nano",
) -> str:
    """Make a detailed caption out of a few words, in the same language. It can be edited before it is used."""
    if edited:
        return edited
    limits = models.capabilities(model)
    if limits.expand is None:
        raise _cannot(limits)
    return limits.expand(text, seed)


TASK = (
    "Turn the following idea into one detailed description of a film scene: subject, action, place, light, camera. "
    "Write only the description, in the language of the idea."
)
Edited = Annotated[str, Prompt(of_result=True, help="What is written here is used in place of what the model wrote.")]


def _check_model(values: Mapping[str, Any], _: Callable[[str], Capabilities]) -> Iterable[SoraError]:
    found = problem(values["folder"]) if "folder" in values and not values.get("edited") else None
    return () if found is None else (found,)


@node(
    "text.language_model",
    version=1,
    check=_check_model,
    aliases=("llm", "chat", "expand", "enhance", "rewrite", "translate", "语言模型", "大模型", "扩写", "润色"),
)
def language_model(
    job: Job,
    folder: Annotated[Path, File("folder", help="With config.json, a tokenizer and weights as .safetensors.")],
    text: Annotated[str, Prompt(placeholder="A few words, in any language that the model knows")] = "",
    edited: Edited = "",
    task: Annotated[str, Prompt(help="What the model is to do with the text.")] = TASK,
    tokens: Annotated[int, Slider(8, 2048, soft=512, help="How long: words, or parts of words, at most.")] = 160,
    freedom: Annotated[
        float, Slider(0, 2, step=0.05, soft=1, help="0 takes the likeliest word each time; more is more surprising.")
    ] = 0.0,
    seed: Annotated[int, Seed(help="Where there is some freedom, another seed writes another text.")] = 0,
) -> str:
    """Let a language model in a folder on this machine make a prompt out of a few words.

    The prompt can be edited before it is used. Nothing is fetched or sent. Where there is no such model, Expand prompt
    knows what to add by itself.
    """
    return edited or write(folder, Writing(text, task, tokens, freedom, seed), job.check)

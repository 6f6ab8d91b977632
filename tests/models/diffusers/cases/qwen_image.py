"""What is asked of Qwen-Image."""

from __future__ import annotations

from collections.abc import Mapping

from tests.models.diffusers.cases.asking import Case
from tests.models.diffusers.cases.stills import image

CASES: Mapping[str, Case] = {
    "qwen_image text": Case("qwen_image", 1, "QwenImagePipeline", guidance="true_cfg_scale"),
    "qwen_image image": image("qwen_image", "QwenImageImg2ImgPipeline", guidance="true_cfg_scale"),
}

"""What is asked of Qwen-Image."""

from __future__ import annotations

from collections.abc import Mapping

from soraapp.media.clip import Size
from tests.models.diffusers.cases.asking import Case
from tests.models.diffusers.cases.stills import edit, image, part

_CHOSEN = Size(1024, 1024)
"""That which the pipeline makes of squares."""
CASES: Mapping[str, Case] = {
    "qwen_image text": Case("qwen_image", 1, "QwenImagePipeline", guidance="true_cfg_scale"),
    "qwen_image image": image("qwen_image", "QwenImageImg2ImgPipeline", guidance="true_cfg_scale"),
    "qwen_image part": part("qwen_image", "QwenImageInpaintPipeline", guidance="true_cfg_scale"),
    "qwen_image edit": edit("qwen_image_edit", "QwenImageEditPipeline", guidance="true_cfg_scale"),
    "qwen_image edit part": part("qwen_image_edit", "QwenImageEditInpaintPipeline", _CHOSEN, guidance="true_cfg_scale"),
    "qwen_image edit newer": edit("qwen_image_several", "QwenImageEditPlusPipeline", guidance="true_cfg_scale"),
}

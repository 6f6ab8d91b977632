"""Tiny pipelines of HunyuanVideo, and of Framepack, which is made of its parts."""

from __future__ import annotations

from typing import Any

import torch
from diffusers import (
    AutoencoderKLHunyuanVideo,
    FlowMatchEulerDiscreteScheduler,
    HunyuanSkyreelsImageToVideoPipeline,
    HunyuanVideoFramepackPipeline,
    HunyuanVideoFramepackTransformer3DModel,
    HunyuanVideoImageToVideoPipeline,
    HunyuanVideoPipeline,
    HunyuanVideoTransformer3DModel,
)
from tokenizers import Tokenizer, models, pre_tokenizers, processors
from transformers import (
    CLIPImageProcessorPil,
    CLIPTextConfig,
    CLIPTextModel,
    CLIPVisionConfig,
    LlamaConfig,
    LlamaModel,
    LlavaConfig,
    LlavaForConditionalGeneration,
    PreTrainedTokenizerFast,
    SiglipImageProcessorPil,
    SiglipVisionConfig,
    SiglipVisionModel,
)

from tests.models.diffusers.tiny.bytewise import whole
from tests.models.diffusers.tiny.parts import WORDS

SPECIAL = (
    "<s>", "<pad>", "</s>", "<unk>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>", "\n\n", "<image>",
)  # fmt: skip


def tokenizer(length: int) -> PreTrainedTokenizerFast:
    """Words, so that the prompt stands where the pipelines look for it behind their own text."""
    known = {word: number for number, word in enumerate([*SPECIAL, *WORDS])}
    made = Tokenizer(models.WordLevel(known, unk_token="<unk>"))
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    made.post_processor = processors.TemplateProcessing(
        single="<s> $A", pair="<s> $A $B", special_tokens=[("<s>", known["<s>"])]
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=made,
        bos_token="<s>",
        pad_token="<pad>",
        eos_token="</s>",
        unk_token="<unk>",
        additional_special_tokens=list(SPECIAL[4:]),
        model_max_length=length,
        padding_side="right",
    )


def _llama() -> LlamaConfig:
    return LlamaConfig(
        bos_token_id=0,
        eos_token_id=2,
        pad_token_id=1,
        hidden_size=16,
        intermediate_size=37,
        num_attention_heads=4,
        num_hidden_layers=3,
        vocab_size=64,
    )


def shared() -> dict[str, Any]:
    """All but the transformer and what looks at pictures."""
    torch.manual_seed(0)
    vae = AutoencoderKLHunyuanVideo(
        in_channels=3,
        out_channels=3,
        latent_channels=4,
        down_block_types=("HunyuanVideoDownBlock3D",) * 4,
        up_block_types=("HunyuanVideoUpBlock3D",) * 4,
        block_out_channels=(8,) * 4,  # pyright: ignore[reportArgumentType]
        layers_per_block=1,
        norm_num_groups=4,
        spatial_compression_ratio=8,
        temporal_compression_ratio=4,
    ).eval()
    clip = CLIPTextConfig(
        bos_token_id=0,
        eos_token_id=2,
        pad_token_id=1,
        hidden_size=8,
        intermediate_size=37,
        num_attention_heads=4,
        num_hidden_layers=2,
        vocab_size=64,
        projection_dim=32,
    )
    return {
        "vae": vae,
        "scheduler": FlowMatchEulerDiscreteScheduler(shift=7.0),
        "text_encoder": LlamaModel(_llama()).eval(),
        "text_encoder_2": CLIPTextModel(clip).eval(),
        "tokenizer": tokenizer(512),
        "tokenizer_2": tokenizer(77),
    }


SHAPE: Any = {
    "out_channels": 4,
    "num_attention_heads": 2,
    "attention_head_dim": 10,
    "num_layers": 1,
    "num_single_layers": 1,
    "num_refiner_layers": 1,
    "patch_size": 2,
    "patch_size_t": 1,
    "text_embed_dim": 16,
    "pooled_projection_dim": 8,
    "rope_axes_dim": (2, 4, 4),
}


def _transformer(channels: int, **settings: Any) -> Any:
    torch.manual_seed(0)
    return HunyuanVideoTransformer3DModel(in_channels=channels, **SHAPE, **settings).eval()


def text() -> Any:
    return HunyuanVideoPipeline(**shared(), transformer=_transformer(4, guidance_embeds=True))


def _image(transformer: Any) -> Any:
    parts = shared()
    torch.manual_seed(0)
    vision = CLIPVisionConfig(
        hidden_size=8,
        intermediate_size=37,
        projection_dim=32,
        num_attention_heads=4,
        num_hidden_layers=2,
        image_size=24,
        patch_size=1,
    )
    config = whole(
        LlavaConfig,
        vision_config=vision,
        text_config=_llama(),
        image_token_index=SPECIAL.index("<image>"),
        pad_token_id=1,
    )
    parts["text_encoder"] = LlavaForConditionalGeneration(config).eval()
    crop: Any = CLIPImageProcessorPil(crop_size=24, size=24)
    return HunyuanVideoImageToVideoPipeline(**parts, transformer=transformer, image_processor=crop)


def beside() -> Any:
    """The picture stands beside the frames, in channels of its own."""
    return _image(_transformer(9, guidance_embeds=False, image_condition_type="latent_concat"))


def instead() -> Any:
    """The picture stands instead of the first frame."""
    return _image(_transformer(4, guidance_embeds=True, image_condition_type="token_replace"))


def framepack() -> Any:
    parts = shared()
    torch.manual_seed(0)
    network = HunyuanVideoFramepackTransformer3DModel(
        in_channels=4,
        **SHAPE,
        guidance_embeds=True,
        image_condition_type=None,
        has_image_proj=True,
        image_proj_dim=32,
        has_clean_x_embedder=True,
    ).eval()
    config = SiglipVisionConfig(
        hidden_size=32, intermediate_size=37, num_hidden_layers=2, num_attention_heads=4, image_size=32, patch_size=8
    )
    crop: Any = SiglipImageProcessorPil(size={"height": 32, "width": 32})
    seeing: Any = SiglipVisionModel(config).eval()
    return HunyuanVideoFramepackPipeline(**parts, transformer=network, image_encoder=seeing, feature_extractor=crop)


def skyreels() -> Any:
    """The picture stands beside the first frame, in channels of its own; nothing looks at it."""
    return HunyuanSkyreelsImageToVideoPipeline(**shared(), transformer=_transformer(8, guidance_embeds=True))


BUILDERS = {
    "hunyuan_text": text,
    "hunyuan_beside": beside,
    "hunyuan_instead": instead,
    "hunyuan_skyreels": skyreels,
    "framepack": framepack,
    "framepack_F1": framepack,
}

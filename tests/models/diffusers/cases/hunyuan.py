"""What is asked of HunyuanVideo, and of Framepack."""

from __future__ import annotations

from collections.abc import Mapping

from diffusers.pipelines.hunyuan_video.pipeline_hunyuan_video_framepack import FramepackSamplingType

from soraapp.models.request import Keep
from tests.models.diffusers.cases.asking import Case, picture, still

_IMAGE, _FRAMEPACK = "HunyuanVideoImageToVideoPipeline", "HunyuanVideoFramepackPipeline"
CASES: Mapping[str, Case] = {
    "hunyuan text": Case("hunyuan_text", 9, "HunyuanVideoPipeline", {"num_frames": 9}, negative=None),
    # It leaves out 4 of the frames that it makes.
    "hunyuan first beside": Case(
        "hunyuan_beside",
        9,
        _IMAGE,
        {"num_frames": 13, "image": picture(1), "guidance_scale": 1.0},
        keeps=lambda _: (Keep(still(1)),),
        guidance="true_cfg_scale",
    ),
    "hunyuan first instead": Case(
        "hunyuan_instead",
        9,
        _IMAGE,
        {"num_frames": 9, "image": picture(1)},
        keeps=lambda _: (Keep(still(1)),),
        negative=None,
    ),
    "framepack first": Case(
        "framepack",
        37,
        _FRAMEPACK,
        {"num_frames": 33, "latent_window_size": 9, "image": picture(1)},
        keeps=lambda _: (Keep(still(1)),),
        negative=None,
    ),
    "framepack first and last": Case(
        "framepack",
        73,
        _FRAMEPACK,
        {"num_frames": 66, "latent_window_size": 9, "image": picture(1), "last_image": picture(2)},
        keeps=lambda _: (Keep(still(1)), Keep(still(2), -1)),
        negative=None,
    ),
    # Known by its name alone.
    "framepack newer": Case(
        "framepack_F1",
        73,
        _FRAMEPACK,
        {
            "num_frames": 66,
            "latent_window_size": 9,
            "image": picture(1),
            "sampling_type": FramepackSamplingType.VANILLA,
        },
        keeps=lambda _: (Keep(still(1)),),
        negative=None,
    ),
    "hunyuan_skyreels first": Case(
        "hunyuan_skyreels",
        9,
        "HunyuanSkyreelsImageToVideoPipeline",
        {"num_frames": 9, "image": picture(1), "guidance_scale": 1.0},
        keeps=lambda _: (Keep(still(1)),),
        guidance="true_cfg_scale",
    ),
}

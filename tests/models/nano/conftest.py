"""A complete model with tiny random networks, saved and loaded like the real one."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
import torch
from transformers import AutoTokenizer

from soraapp.models.carded import weights_digest
from soraapp.models.finding import CARD
from soraapp.models.nano.model import NanoModel
from soraapp.models.nano.pipeline import NanoPipeline
from soraapp.models.nano.preview import NanoPreview
from soraapp.models.nano.scheduler import FrameFlowScheduler
from soraapp.models.nano.text import NanoTextEncoder
from soraapp.models.nano.transformer import NanoTransformer
from soraapp.models.nano.vae import NanoVideoVAE
from soraapp.models.registry import STANDARD_FOLDER, Registry
from tests.models.requests import TINY


@pytest.fixture(scope="session")
def tiny_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of models that holds one, named tiny."""
    folder = tmp_path_factory.mktemp("models")
    place = folder / "tiny"
    tiny_pipeline().save_pretrained(place, safe_serialization=True)
    described = {name: str(value) if isinstance(value, Fraction) else value for name, value in vars(TINY).items()}
    card = described | {"family": "nano", "weights": weights_digest(place)}
    (place / CARD).write_text(json.dumps(card))
    return folder


@pytest.fixture(scope="session")
def tiny(tiny_folder: Path) -> NanoModel:
    model = Registry((tiny_folder,)).load("tiny")
    assert isinstance(model, NanoModel)
    return model


def tiny_pipeline() -> NanoPipeline:
    """Networks at a small fraction of their size, every weight random so that every part has an effect.

    The text encoder is the real one: a random one reads the same in every prompt.
    """
    with torch.random.fork_rng():
        torch.manual_seed(1)
        networks = (
            NanoTransformer(latent_channels=4, width=32, layers=2, heads=1, bands=(4, 6, 6)),
            NanoVideoVAE(latent_channels=4, fine_width=8, coarse_width=8, colour_width=4, pixel_width=4),
            NanoPreview(latent_channels=4),
        )
        for network in networks:
            for parameter in network.parameters():
                torch.nn.init.normal_(parameter, std=0.25)
            network.eval()
    transformer, vae, preview = networks
    tokenizer = AutoTokenizer.from_pretrained(STANDARD_FOLDER / "nano" / "tokenizer", local_files_only=True)
    text_encoder = NanoTextEncoder.from_pretrained(
        STANDARD_FOLDER / "nano", subfolder="text_encoder", local_files_only=True, use_safetensors=True
    )
    return NanoPipeline(transformer, vae, text_encoder, tokenizer, FrameFlowScheduler(), preview)

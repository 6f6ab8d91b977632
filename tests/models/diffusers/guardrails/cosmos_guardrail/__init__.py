"""Stands in for NVIDIA's package of this name, whose networks are too large for tests."""

from __future__ import annotations

from typing import Any

import torch
from torch import nn


class CosmosSafetyChecker(nn.Module):
    """Refuses what speaks of danger, and blackens a corner as the real one blurs faces."""

    device, dtype = torch.device("cpu"), torch.float32

    def check_text_safety(self, prompt: str) -> bool:
        return "danger" not in prompt

    def check_video_safety(self, frames: Any) -> Any:
        found = frames.copy()
        found[:, :4, :4] = 0
        return found

"""What pipelines give back, as frames and samples."""

from __future__ import annotations

from typing import Any

import numpy as np

from soraapp.media.audio.sound import Samples
from soraapp.media.clip import Frames


def frames_of(made: Any) -> Frames:
    """The pictures of the first clip, or the pictures."""
    found = next(getattr(made, name) for name in ("frames", "images", "image") if hasattr(made, name))
    array = np.asarray(found)
    return (array[0] if array.ndim == 5 else array).__mul__(255).round().clip(0, 255).astype(np.uint8)


def samples_of(made: Any) -> Samples:
    """The sound of the first clip, of shape (samples, channels)."""
    return np.ascontiguousarray(made.audio[0].float().cpu().numpy().T, np.float32)

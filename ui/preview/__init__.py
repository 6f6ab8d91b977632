"""The preview: plays a clip in time, also one that is still being made."""

from ui.preview.preview import Preview

__all__ = ["Preview"]

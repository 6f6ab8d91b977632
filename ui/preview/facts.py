"""What is told of a clip in a line on its picture: its size and length, and its sound."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from soraapp.media.audio.sound import Audio
from soraapp.media.audio.soundtrack import sound_of
from soraapp.media.clip import Clip


def facts_text(clip: Clip) -> str:
    """Such as ``768×432 · 48 frames · 24 fps · stereo sound, 48 kHz``; of a still picture its size alone."""
    size, sound = f"{clip.size.width}×{clip.size.height}", sound_of(clip)
    if clip.count == 1 and sound is None:
        return size
    rate = f"{float(clip.rate):.3f}".rstrip("0").rstrip(".")
    told = _tr("{size} · {count} frames · {rate} fps").format(size=size, count=clip.count, rate=rate)
    return told if sound is None else f"{told} · {_heard(sound)}"


def _heard(sound: Audio) -> str:
    texts = {1: _tr("mono sound, {rate} kHz"), 2: _tr("stereo sound, {rate} kHz")}
    return texts.get(sound.channels, _tr("5.1 sound, {rate} kHz")).format(rate=f"{sound.rate / 1000:g}")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Preview", text)

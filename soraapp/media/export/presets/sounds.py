"""Sounds: what is heard of a clip, without its pictures."""

from __future__ import annotations

from soraapp.media.export.coding import SoundCoding
from soraapp.media.export.preset import Family, Preset, Quality

SOUNDS = (
    Preset(
        "wav",
        "WAV sound",
        "The samples as they are, for every program.",
        Family.SOUND,
        {".wav": "wav"},
        (
            Quality("good", sound=SoundCoding("pcm_s16le", "PCM", bits=16)),
            Quality("best", sound=SoundCoding("pcm_s24le", "PCM", bits=24)),
        ),
    ),
    Preset(
        "flac",
        "FLAC sound",
        "The samples as they are, in half the space.",
        Family.SOUND,
        {".flac": "flac"},
        (
            Quality("good", sound=SoundCoding("flac", "FLAC", bits=16)),
            Quality("best", sound=SoundCoding("flac", "FLAC", bits=24)),
        ),
    ),
    Preset(
        "aac",
        "AAC sound",
        "Small, and known to every phone.",
        Family.SOUND,
        {".m4a": "ipod"},
        (
            Quality("small", sound=SoundCoding("aac", "AAC", (64, 128, 320))),
            Quality("good", sound=SoundCoding("aac", "AAC", (128, 192, 448))),
            Quality("best", sound=SoundCoding("aac", "AAC", (192, 320, 640))),
        ),
    ),
    Preset(
        "opus",
        "Opus sound",
        "The smallest for what is heard, without royalties.",
        Family.SOUND,
        {".opus": "ogg", ".ogg": "ogg"},
        (
            Quality("small", sound=SoundCoding("libopus", "Opus", (48, 80, 256))),
            Quality("good", sound=SoundCoding("libopus", "Opus", (96, 160, 384))),
            Quality("best", sound=SoundCoding("libopus", "Opus", (128, 256, 510))),
        ),
    ),
    Preset(
        "mp3",
        "MP3 sound",
        "Small, for whatever plays nothing else.",
        Family.SOUND,
        {".mp3": "mp3"},
        (
            Quality("small", sound=SoundCoding("libmp3lame", "MP3", (64, 128, 128), channels=2)),
            Quality("good", sound=SoundCoding("libmp3lame", "MP3", (128, 192, 192), channels=2)),
            Quality("best", sound=SoundCoding("libmp3lame", "MP3", (192, 320, 320), channels=2)),
        ),
    ),
)

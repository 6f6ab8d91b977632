"""Every preset in every quality and container is written for real, probed, and read back to the same frames and sound
within the error of its codec."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image as Pillow

from soraapp.media.audio.file import open_audio
from soraapp.media.audio.soundtrack import with_sound
from soraapp.media.decode import open_clip
from soraapp.media.export.order import Order
from soraapp.media.export.preset import Family, Preset, Quality
from soraapp.media.export.presets import PRESETS
from soraapp.media.export.write import write
from soraapp.media.probe import Colours, Kind, probe
from tests.media.export.scenes import Drifting, moving, nearness, numbers, picture, whole
from tests.media.sounds import Sweep, shift

CLIP = Drifting(36)
HEARD = with_sound(CLIP, Sweep(72000))
CODECS = {"h264": "h264", "h265": "hevc", "av1": "av1", "vp9": "vp9", "prores": "prores", "prores4444": "prores"}
SOUNDS = {"libopus": "opus", "libmp3lame": "mp3float"}
PIXELS = {"libx264rgb": "gbrp", "prores_ks yuv444p10le": "yuv444p12le"}
"""Formats under the names by which decoders give them."""
LEAST = {"draft": 30, "small": 34, "good": 38, "best": 40, "lossless": 99}
"""Decibels; what one takes for the same begins at about 38."""


def cases(*families: Family) -> list[tuple[Preset, Quality, str]]:
    return [
        (preset, quality, ending)
        for preset in PRESETS.values()
        if preset.family in families
        for quality in preset.qualities
        for ending in preset.containers
    ]


def named(value: object) -> str:
    return value.name if isinstance(value, Preset) else value.word if isinstance(value, Quality) else str(value)


@pytest.mark.parametrize(("preset", "quality", "ending"), cases(Family.FILM), ids=named)
def test_films(preset: Preset, quality: Quality, ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"film{ending}"
    write(path, HEARD, Order(preset.name, quality.word), metadata={"soraapp_project": "{}"})
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    facts = probe(path)
    assert (facts.codec, facts.size, facts.rate, facts.count) == (CODECS[preset.name], CLIP.size, 24, 36)
    assert facts.seconds == Fraction(3, 2)
    assert {key.lower() for key in facts.metadata} >= {"soraapp_project"}
    coding, sound = quality.coding, quality.sound
    assert coding is not None
    assert sound is not None
    if coding.is_video:
        assert facts.colours == Colours("bt709", "bt709", "bt709", "tv")
    with av.open(str(path)) as container:
        stored = container.streams.video[0].pix_fmt
    names = PIXELS.get(coding.encoder) or PIXELS.get(f"{coding.encoder} {coding.pixel_format}") or coding.pixel_format
    assert stored == names
    found = open_clip(path)
    frames = found.frames(0, 36)
    assert numbers(frames) == list(range(36))
    assert nearness(frames, whole(CLIP)) > LEAST[quality.word]
    assert facts.sound is not None
    assert (facts.sound.codec, facts.sound.rate) == (SOUNDS.get(sound.encoder, sound.encoder), 48000)
    heard = open_audio(path)
    samples = heard.samples(0, heard.count)
    assert shift(samples, Sweep(72000).samples(0, 72000)) == 0, "in step to the sample"
    assert 72000 <= heard.count < 72000 + 2000, "as long as the pictures, to a frame of them"


@pytest.mark.parametrize(("preset", "quality", "ending"), cases(Family.LOOP), ids=named)
def test_loops(preset: Preset, quality: Quality, ending: str, tmp_path: Path) -> None:
    path, told = tmp_path / f"loop{ending}", list[tuple[int, int]]()
    write(path, HEARD, Order(preset.name, quality.word), progress=lambda done, total: told.append((done, total)))
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    frames, times = moving(path)
    assert frames.shape == (36, 96, 128, 3)
    assert numbers(frames) == list(range(36))
    assert abs(sum(times) - 1500) <= 10
    assert max(times) - min(times) <= 10
    least = {"draft": 26, "small": 30, "good": 29 if preset.name == "gif" else 34, "best": 30, "lossless": 99}
    assert nearness(frames, whole(CLIP)) > least[quality.word]
    assert told[-1] == (36, 36)
    assert told == sorted(told)
    with Pillow.open(path) as file:
        assert file.info["loop"] == 0, "it repeats for ever"


@pytest.mark.parametrize(("preset", "quality", "ending"), cases(Family.PICTURES), ids=named)
def test_pictures(preset: Preset, quality: Quality, ending: str, tmp_path: Path) -> None:
    write(tmp_path / f"f_####{ending}", HEARD, Order(preset.name, quality.word, first=10, last=12))
    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == [f"f_00{number}{ending}" for number in (11, 12, 13)]
    wanted = CLIP.frames(10, 13)
    if preset.name == "exr":
        light = np.stack([exr(file) for file in files])
        seen = np.where(light <= 0.0031308, light * 12.92, 1.055 * np.maximum(light, 0) ** (1 / 2.4) - 0.055)
        assert np.array_equal(np.rint(seen * 255), wanted), "half floats tell all levels apart"
        return
    found = np.stack([picture(file) for file in files])
    deep = quality.coding is not None and quality.coding.pixel_format == "rgb48"
    assert found.dtype == (np.uint16 if deep else np.uint8)
    if preset.name == "jpeg":
        assert nearness(found.astype(np.uint8), wanted) > LEAST[quality.word]
    else:
        assert np.array_equal(found, wanted.astype(np.uint16) * 257 if deep else wanted)


def exr(path: Path) -> np.ndarray:
    with av.open(str(path)) as container:
        frame = next(container.decode(video=0))
        assert frame.format.name.startswith("gbr")
        return frame.to_ndarray(format="gbrpf32le")


@pytest.mark.parametrize(("preset", "quality", "ending"), cases(Family.SOUND), ids=named)
@pytest.mark.parametrize("channels", [1, 2, 6])
def test_sounds(preset: Preset, quality: Quality, ending: str, channels: int, tmp_path: Path) -> None:
    path, told = tmp_path / f"sound{ending}", list[tuple[int, int]]()
    clip = with_sound(CLIP, Sweep(72000, channels=channels))
    order = Order(preset.name, quality.word)
    write(path, clip, order, progress=lambda done, total: told.append((done, total)))
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    assert probe(path).kind is Kind.AUDIO
    found = open_audio(path)
    assert (found.rate, found.channels) == (48000, 2 if channels == 6 and preset.name == "mp3" else channels)
    assert abs(found.count - 72000) <= 1200
    samples = found.samples(0, found.count)
    wanted = Sweep(72000, channels=channels).samples(0, 72000)
    if found.channels == channels:
        assert shift(samples, wanted) == 0
        exact = 2**-15 if quality.word == "good" else 2**-23
        error = np.sqrt(np.mean((samples[3000:69000, 0] - wanted[3000:69000, 0]) ** 2))
        assert error <= (exact if preset.name in ("wav", "flac") else 0.03)
    assert told[-1][0] == told[-1][1] == 15

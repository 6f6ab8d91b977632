"""What a file holds is told from its headers, and what cannot be read is told with its name and the remedy."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import PIL.Image
import pytest
from av.audio.frame import AudioFrame

from soraapp.errors import MediaError
from soraapp.media.clip import Size
from soraapp.media.decode import open_clip
from soraapp.media.image import open_image, write_image
from soraapp.media.probe import Colours, Kind, probe
from tests.media.making import NumberedClip, make_film

FRAMES = NumberedClip(10).frames(0, 10)


def make_sound(path: Path) -> Path:
    with av.open(str(path), "w") as container:
        stream = container.add_stream("pcm_s16le", rate=8000)
        frame = AudioFrame.from_ndarray(np.zeros((1, 4000), np.int16), format="s16", layout="mono")
        frame.sample_rate = 8000
        stream.codec_context.layout = "mono"
        container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def test_a_film(tmp_path: Path) -> None:
    facts = probe(make_film(tmp_path / "a.mp4", FRAMES, rate=Fraction(24000, 1001)))
    assert (facts.kind, facts.codec, facts.size) == (Kind.VIDEO, "h264", Size(128, 32))
    assert (facts.rate, facts.count, facts.seconds) == (Fraction(24000, 1001), 10, Fraction(10010, 24000))
    assert facts.colours == Colours("bt709", "bt709", "bt709", "tv")
    assert facts.constant
    assert facts.rotation == 0


def test_a_film_without_tags_or_count(tmp_path: Path) -> None:
    facts = probe(make_film(tmp_path / "a.mkv", FRAMES, tagged=False))
    assert facts.count == 10
    assert facts.colours is not None
    assert facts.colours.primaries == "unknown"


def test_a_variable_rate_is_told_as_its_average(tmp_path: Path) -> None:
    facts = probe(make_film(tmp_path / "a.mkv", FRAMES, times=[0, 1, 2, 6, 7, 8, 14, 15, 16, 17]))
    assert not facts.constant
    assert facts.count == 10
    assert facts.rate is not None
    assert 10 <= facts.rate <= 24


@pytest.mark.parametrize(("rate", "told"), [(8, 8), (12, 12), (24, 24), (Fraction(25, 2), Fraction(25, 2))])
def test_a_gif_has_the_rate_it_was_written_with(rate: Fraction, told: Fraction, tmp_path: Path) -> None:
    """Its frames last whole hundredths of a second, so that no single one of them tells the rate."""
    frames = NumberedClip(99).frames(0, 99)
    path = make_film(tmp_path / "a.gif", frames, rate=Fraction(rate), codec="gif", pixel_format="rgb8", tagged=False)
    facts = probe(path)
    assert (facts.rate, facts.count, facts.seconds) == (told, 99, 99 / Fraction(told))
    assert facts.constant


def test_a_gif_of_a_variable_rate_lasts_as_long_as_its_frames(tmp_path: Path) -> None:
    path = tmp_path / "a.gif"
    first, *others = [PIL.Image.fromarray(frame) for frame in FRAMES[:4]]
    first.save(path, save_all=True, append_images=others, duration=[100, 100, 1000, 100])
    facts = probe(path)
    assert (facts.count, facts.seconds) == (4, Fraction(13, 10))
    assert not facts.constant


def test_rotation_turns_the_size(tmp_path: Path) -> None:
    facts = probe(make_film(tmp_path / "a.mp4", FRAMES, rotated=90))
    assert (facts.size, facts.rotation) == (Size(32, 128), 90)


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".bmp", ".tif"])
def test_a_picture(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"图{suffix}"
    write_image(path, FRAMES[0])
    facts = probe(path)
    assert (facts.kind, facts.size, facts.rate) == (Kind.IMAGE, Size(128, 32), None)
    with pytest.raises(MediaError, match="is not a video"):
        open_clip(path)


def test_a_sound(tmp_path: Path) -> None:
    path = make_sound(tmp_path / "a.wav")
    facts = probe(path)
    assert (facts.kind, facts.seconds, facts.size) == (Kind.AUDIO, Fraction(1, 2), None)
    with pytest.raises(MediaError, match=r"a\.wav is not a video"):
        open_clip(path)
    with pytest.raises(MediaError, match=r"a\.wav is damaged, or not a picture"):
        open_image(path)


@pytest.mark.parametrize("opening", [probe, open_clip, open_image])
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, r"thing\.mp4 does not exist\. Check the path .*thing\.mp4, or choose another file\."),
        (b"", r"thing\.mp4 is damaged, or not a picture"),
        (b"just some words, and no film " * 100, r"thing\.mp4 is damaged, or not a picture"),
        (b"\x89PNG\r\n\x1a\n", r"thing\.mp4 is damaged, or not a picture"),
    ],
)
def test_what_cannot_be_read_is_named(opening: object, content: bytes | None, message: str, tmp_path: Path) -> None:
    assert callable(opening)
    path = tmp_path / "thing.mp4"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(MediaError, match=message):
        opening(path)


@pytest.mark.parametrize("opening", [probe, open_clip, open_image])
def test_a_folder_is_named(opening: object, tmp_path: Path) -> None:
    assert callable(opening)
    with pytest.raises(MediaError, match=f"{tmp_path.name} is a folder"):
        opening(tmp_path)

"""Sound in files: the right samples, wherever one begins to read, and clear words for what cannot be read."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from av.audio.stream import AudioStream
from av.video.stream import VideoStream

from soraapp.errors import MediaError, Soundless
from soraapp.media.audio.file import FileAudio, close_sounds, open_audio, own_sound
from soraapp.media.audio.frames import frame_of
from soraapp.media.probe import Kind, Sound, probe
from soraapp.media.store import write_frames
from tests.example_sounds import write_sound
from tests.media.making import NUMBERED, NumberedClip, make_film
from tests.media.sounds import Sweep, shift

EXACT = {"pcm_s16le", "pcm_f32le", "flac"}


@pytest.mark.parametrize(
    ("name", "codec", "rate", "channels"),
    [
        ("a.wav", "pcm_s16le", 8000, 1),
        ("a.wav", "pcm_f32le", 96000, 2),
        ("a.wav", "pcm_s16le", 48000, 6),
        ("a.flac", "flac", 44100, 2),
        ("a.mka", "flac", 44100, 2),
        ("a.mp3", "libmp3lame", 44100, 2),
        ("a.mp3", "libmp3lame", 22050, 1),
        ("a.m4a", "aac", 48000, 2),
        ("a.mka", "aac", 44100, 2),
        ("a.ogg", "libopus", 48000, 2),
        ("a.webm", "libopus", 48000, 1),
        ("a.mka", "aac", 48000, 6),
    ],
)
def test_samples_are_those_that_were_written(tmp_path: Path, name: str, codec: str, rate: int, channels: int) -> None:
    """Without what an encoder puts before them, and the same wherever one begins to read."""
    truth = Sweep(12 * rate, rate, channels)
    wanted = truth.samples(0, truth.count)
    audio = open_audio(write_sound(tmp_path / name, wanted, rate, codec))
    assert (audio.rate, audio.channels) == (rate, channels)
    assert truth.count <= audio.count + 16  # The header of M4A tells milliseconds.
    assert audio.count < truth.count + 2048  # The last packet is filled up with silence.
    found = audio.samples(0, audio.count)
    assert shift(found, wanted) == 0
    inner = slice(2000, truth.count - 2000)
    error = found[inner, 0] - wanted[inner, 0]
    assert np.sqrt(np.mean(error**2)) < (2**-15 if codec in EXACT else 0.03)
    close_sounds()
    places = random.Random(7)
    for _ in range(12):
        start = places.randrange(audio.count - 3000)
        stop = start + places.randrange(3000)
        part = audio.samples(start, stop)
        # AAC fills in noise by chance, too soft to be heard.
        assert np.abs(part - found[start:stop]).max(initial=0) <= (0 if codec in EXACT else 2e-3)
    assert np.abs(audio.samples(audio.count - 1, audio.count) - found[-1:]).max() <= (0 if codec in EXACT else 2e-3)


def test_a_damaged_packet_is_a_moment_of_silence(tmp_path: Path) -> None:
    """What follows stays in its place."""
    wanted = Sweep(240000).samples(0, 240000)
    path = write_sound(tmp_path / "a.mka", wanted, 48000, "flac")
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 300] = bytes(300)
    path.write_bytes(data)
    audio = open_audio(path)
    assert audio.count == 240000
    found = audio.samples(0, audio.count)
    same = (found == wanted.astype(np.float32)).all(1) | (np.abs(found - wanted).max(1) < 2**-15)
    assert same[:90000].all()
    assert same[-90000:].all()
    assert not same.all()


def heard_film(path: Path, late: Fraction) -> Path:
    """Pictures for two seconds, and a sound of one second that begins so late."""
    sweep = Sweep(48000)
    with av.open(str(path), "w") as container:
        video, sound = container.add_stream("libx264", rate=24), container.add_stream("flac", rate=48000)
        assert isinstance(video, VideoStream)
        assert isinstance(sound, AudioStream)
        video.width, video.height = NUMBERED
        converter = av.AudioResampler("s16", "stereo", 48000)
        for start in range(0, sweep.count, 4608):
            for frame in converter.resample(frame_of(sweep.samples(start, min(start + 4608, 48000)), 48000, start)):
                frame.pts = round(late * 48000) + start
                container.mux(sound.encode(frame))
        for number, pixels in enumerate(NumberedClip(48).frames(0, 48)):
            picture = av.VideoFrame.from_ndarray(pixels, format="rgb24")
            picture.pts = number
            container.mux(video.encode(picture))
        container.mux(sound.encode(None))
        container.mux(video.encode(None))
    return path


def test_a_sound_that_begins_after_the_pictures_stays_in_step(tmp_path: Path) -> None:
    late = Fraction(1, 4)
    audio = open_audio(heard_film(tmp_path / "a.mkv", late))
    found = audio.samples(0, audio.count)
    assert audio.count == 48000 + 12000
    assert not found[:12000].any()
    assert shift(found[12000:], Sweep(48000).samples(0, 48000)) == 0


def test_a_film_tells_its_sound(tmp_path: Path) -> None:
    facts = probe(heard_film(tmp_path / "a.mkv", Fraction(0)))
    assert (facts.kind, facts.sound) == (Kind.VIDEO, Sound("flac", 48000, 2))
    wave = write_sound(tmp_path / "a.wav", Sweep(800, 8000, 1).samples(0, 800), 8000, "pcm_s16le")
    assert probe(wave).sound == Sound("pcm_s16le", 8000, 1)
    assert probe(wave).seconds == Fraction(1, 10)


def test_a_film_without_sound_says_so(tmp_path: Path) -> None:
    film = make_film(tmp_path / "silent.mp4", NumberedClip(3).frames(0, 3))
    assert own_sound(film) is None
    assert probe(film).sound is None
    with pytest.raises(Soundless, match=r"silent\.mp4 has no sound\. Choose a sound file"):
        open_audio(film)
    stored = write_frames(tmp_path / "a.avi", [NumberedClip(2).frames(0, 2)], NUMBERED, Fraction(24))
    assert own_sound(stored.path) is None


def test_an_empty_sound_is_none(tmp_path: Path) -> None:
    empty = write_sound(tmp_path / "empty.wav", Sweep(8, 8000, 1).samples(0, 0), 8000, "pcm_s16le")
    with pytest.raises(Soundless, match=r"empty\.wav has no sound"):
        open_audio(empty)


def test_one_sample_is_a_sound(tmp_path: Path) -> None:
    one = np.full((1, 1), 0.5, np.float32)
    audio = open_audio(write_sound(tmp_path / "one.wav", one, 8000, "pcm_s16le"))
    assert audio.count == 1
    assert np.array_equal(audio.samples(0, 1), one)


@pytest.mark.parametrize("content", [b"", b"no sound at all" * 100])
def test_what_is_no_sound_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.mp3").write_bytes(content)
    with pytest.raises(MediaError, match=r"a\.mp3 "):
        open_audio(tmp_path / "a.mp3")


def test_a_file_that_is_missing_or_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match=r"gone\.wav does not exist"):
        open_audio(tmp_path / "gone.wav")
    with pytest.raises(MediaError, match="is a folder"):
        open_audio(tmp_path)


def test_a_file_that_changes_or_is_cut_is_told(tmp_path: Path) -> None:
    path = write_sound(tmp_path / "a.wav", Sweep(8000, 8000, 1).samples(0, 8000), 8000, "pcm_s16le")
    audio = open_audio(path)
    close_sounds()
    whole = path.read_bytes()
    path.write_bytes(whole[:9000])
    with pytest.raises(MediaError, match="has changed since it was opened"):
        audio.samples(0, 10)
    cut = open_audio(path)
    assert 4000 < cut.count < 4500
    longer = FileAudio(cut.path, cut.fingerprint, cut.rate, cut.channels, 8000)
    with pytest.raises(MediaError, match=r"a\.wav ends before 1\.0 s: it is damaged or was cut short"):
        longer.samples(0, 8000)


def test_three_channels_are_mixed_to_two(tmp_path: Path) -> None:
    with av.open(str(tmp_path / "a.wav"), "w") as container:
        stream = container.add_stream("pcm_s16le", rate=8000, layout="3.0")
        assert isinstance(stream, AudioStream)
        loud = np.zeros((1, 800 * 3), np.int16)
        loud[0, 2::3] = 8000  # In the centre.
        frame = av.AudioFrame.from_ndarray(loud, format="s16", layout="3.0")
        frame.rate = 8000
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    audio = open_audio(tmp_path / "a.wav")
    assert audio.channels == 2
    left, right = audio.samples(100, 101)[0]
    assert left == right > 0.05

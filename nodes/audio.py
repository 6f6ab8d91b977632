"""Audio: sound from files, its level and place in time, several sounds at once, and the sound of a clip."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any

from soraapp.errors import InputError, SoraError
from soraapp.media.audio.file import open_audio
from soraapp.media.audio.fit import agreed
from soraapp.media.audio.ops import Cut, Fade, FadeCurve, Mixed, Placed
from soraapp.media.audio.ops import Gain as Louder
from soraapp.media.audio.sound import Audio, length, sample_at
from soraapp.media.audio.soundtrack import sound_of, with_sound
from soraapp.media.clip import Clip
from soraapp.media.clip import seconds as duration
from soraapp.models.base import Capabilities
from soraapp.nodekit import Choice, File, Slider, Toggle, node

_LONGEST = 3600

Decibels = Annotated[float, Slider(-60, 24, step=0.1, unit="dB", help="6 is twice the level, -6 half of it.")]
Begin = Annotated[
    float,
    Slider(-60, _LONGEST, step=0.001, unit="s", soft=60, help="When it begins. Below 0 its start is cut off."),
]


@node("audio.load_audio", version=1, aliases=("sound", "music", "voice", "wav", "mp3", "open", "音频", "声音", "音乐"))
def load_audio(file: Annotated[Path, File("audio")]) -> Audio:
    """The sound in a file: WAV, MP3, AAC, FLAC, Ogg, Opus, or a video with sound.

    Mono, stereo and 5.1 come as they are; sounds of other channels are mixed to stereo.
    """
    return open_audio(file)


@node("audio.gain", version=1, aliases=("volume", "level", "loudness", "louder", "quieter", "音量", "增益"))
def gain(audio: Audio, gain: Decibels = 0.0) -> Audio:
    """Make a sound louder or softer. What is louder than full scale is cut off only when the film is written."""
    return audio if gain == 0 else Louder(audio, gain)


@node("audio.fade", version=1, aliases=("fade in", "fade out", "淡入", "淡出", "渐强", "渐弱"))
def fade(
    audio: Audio,
    fade_in: Annotated[float, Slider(0, _LONGEST, step=0.01, unit="s", soft=10)] = 1.0,
    fade_out: Annotated[float, Slider(0, _LONGEST, step=0.01, unit="s", soft=10)] = 1.0,
    curve: Annotated[
        FadeCurve, Choice(help="Equal power keeps two sounds equally loud while one gives way to the other.")
    ] = FadeCurve.EQUAL_POWER,
) -> Audio:
    """Let a sound grow out of silence at its start, and sink back into it at its end.

    Together both may not last longer than the sound.
    """
    coming, going = sample_at(fade_in, audio.rate), sample_at(fade_out, audio.rate)
    if coming + going > audio.count:
        raise InputError(
            "The fades last {fades} s, but the sound only {length} s.",
            remedy="Choose shorter fades.",
            fades=_plain(fade_in + fade_out),
            length=_plain(length(audio)),
        )
    return Fade(audio, coming, going, curve) if coming or going else audio


def _check_trim(values: Mapping[str, Any], _: Callable[[str], Capabilities]) -> Iterable[SoraError]:
    if values.get("end") is not None and "start" in values and values["end"] <= values["start"]:
        yield InputError(
            "The end, {end} s, is not after the start, {start} s.",
            remedy="Choose an end after the start, or leave it empty for the end of the sound.",
            start=_plain(values["start"]),
            end=_plain(values["end"]),
        )


@node("audio.trim_audio", version=1, check=_check_trim, aliases=("cut", "in", "out", "shorten", "剪辑音频", "截取"))
def trim_audio(
    audio: Audio,
    start: Annotated[
        float, Slider(0, _LONGEST, step=0.001, unit="s", soft=10, help="Counted from the start of the sound.")
    ] = 0.0,
    end: Annotated[
        float | None, Slider(0, _LONGEST, step=0.001, unit="s", soft=10, help="Empty: the end of the sound.")
    ] = None,
) -> Audio:
    """Keep the part of a sound from start to end. Both go to the nearest sample."""
    first, last = sample_at(start, audio.rate), audio.count if end is None else sample_at(end, audio.rate)
    if not first < last <= audio.count:
        raise InputError(
            "Nothing lasts from {start} s to {end} s in a sound of {length} s.",
            remedy="Choose a start before the end, both within the sound.",
            start=_plain(start),
            end=_plain(length(audio) if end is None else end),
            length=_plain(length(audio)),
        )
    return audio if (first, last) == (0, audio.count) else Cut(audio, first, last - first)


@node("audio.offset_audio", version=1, aliases=("delay", "shift", "sync", "nudge", "slip", "偏移", "延迟", "对齐"))
def offset_audio(audio: Audio, by: Begin = 0.0) -> Audio:
    """Let a sound begin later, after silence, or earlier, without its first moments."""
    shift = sample_at(by, audio.rate)
    if audio.count + shift < 1:
        raise InputError(
            "Nothing is left of a sound of {length} s that begins {early} s early.",
            remedy="Choose a smaller offset.",
            length=_plain(length(audio)),
            early=_plain(-by),
        )
    return Cut(audio, -shift, audio.count + shift) if shift else audio


@node("audio.mix", version=1, aliases=("add", "layer", "blend", "music and voice", "混音", "混合声音"))
def mix(
    first: Audio,
    second: Audio | None = None,
    third: Audio | None = None,
    fourth: Audio | None = None,
    first_start: Begin = 0.0,
    first_gain: Decibels = 0.0,
    second_start: Begin = 0.0,
    second_gain: Decibels = 0.0,
    third_start: Begin = 0.0,
    third_gain: Decibels = 0.0,
    fourth_start: Begin = 0.0,
    fourth_gain: Decibels = 0.0,
) -> Audio:
    """Play up to four sounds at once, each from its own moment and at its own level; for more, mix mixes.

    Their levels add up. Of different sample rates and channels, the highest rate and the most channels are taken.
    """
    wired = [
        (sound, start, level)
        for sound, start, level in (
            (first, first_start, first_gain),
            (second, second_start, second_gain),
            (third, third_start, third_gain),
            (fourth, fourth_start, fourth_gain),
        )
        if sound is not None
    ]
    fitted = agreed(gain(sound, level) for sound, _, level in wired)
    parts = [Placed(sound, sample_at(start, sound.rate)) for sound, (_, start, _) in zip(fitted, wired, strict=True)]
    heard = tuple(part for part in parts if part.at + part.audio.count > 0)
    if heard == (Placed(first, 0),):
        return first
    return Mixed(heard)


@node("audio.sound_of_a_clip", version=1, aliases=("extract", "split", "audio of a video", "取出声音", "分离音频"))
def sound_of_a_clip(clip: Clip) -> Audio:
    """The sound of a clip alone, as it is heard with its pictures."""
    audio = sound_of(clip)
    if audio is None:
        raise InputError("The clip has no sound.", remedy="Connect a clip that has one.")
    return audio


@node(
    "audio.replace_sound",
    version=1,
    aliases=("add sound", "music", "dub", "mute", "soundtrack", "配乐", "替换声音", "静音"),
)
def replace_sound(
    clip: Clip,
    audio: Audio | None = None,
    start: Begin = 0.0,
    keep_own_sound: Annotated[bool, Toggle(help="What the clip sounds like is heard as well.")] = False,
) -> Clip:
    """Give a clip a sound, in place of its own or with it. With no sound wired, the clip becomes silent.

    The clip keeps its length: after a shorter sound there is silence, and a longer one is cut off where the clip ends.
    """
    own = sound_of(clip) if keep_own_sound else None
    sounds = [(sound, at) for sound, at in ((own, 0.0), (audio, start)) if sound is not None]
    if not sounds:
        return with_sound(clip, None)
    fitted = agreed(sound for sound, _ in sounds)
    lasts = duration(clip)
    parts = [Placed(sound, sample_at(at, sound.rate)) for sound, (_, at) in zip(fitted, sounds, strict=True)]
    heard = tuple(part for part in parts if -part.audio.count < part.at < lasts * part.audio.rate)
    if audio is not None and len(heard) < len(sounds):
        raise InputError(
            "The sound begins at {start} s and lasts {length} s, so nothing of it is heard in a clip of {clip} s.",
            remedy="Choose another start.",
            start=_plain(start),
            length=_plain(length(audio)),
            clip=_plain(lasts),
        )
    return with_sound(clip, heard[0].audio if len(heard) == 1 and not heard[0].at else Mixed(heard))


def _plain(seconds: float | Fraction) -> str:
    return f"{float(seconds):.5g}"

"""What a person says about a file on the command line, and the list of what there is to say."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from soraapp.cli import main
from soraapp.media.clip import Size
from soraapp.media.export.presets import PRESETS
from soraapp.media.image import open_image
from soraapp.media.probe import probe
from tests.cli.conftest import sora
from tests.cli.test_render_pictures import project
from tests.media.export.scenes import moving


def test_preset_quality_frame_size_rate_and_range(tmp_path: Path) -> None:
    file = project(tmp_path)  # Four frames of 64x48, 8 a second.
    wishes = ("--preset", "prores", "--quality", "small", "--frame", "1:1", "--fit", "fit", "--size", "72p")
    run = sora("render", file, "-o", tmp_path / "a.mov", *wishes, "--rate", "16", "--range", "1-2")
    assert run.returncode == 0, run.stderr
    facts = probe(tmp_path / "a.mov")
    assert (facts.codec, facts.size, facts.rate, facts.count) == ("prores", Size(72, 72), 16, 4)
    assert facts.seconds == Fraction(1, 4)


def test_the_ending_chooses_where_nothing_is_said(tmp_path: Path) -> None:
    file = project(tmp_path)
    for name, codec in (("a.webm", "vp9"), ("a.gif", "gif")):
        run = sora("render", file, "-o", tmp_path / name)
        assert run.returncode == 0, run.stderr
        assert probe(tmp_path / name).codec == codec
    run = sora("render", file, "-o", tmp_path / "a.webp", "--preset", "webp")
    assert run.returncode == 0, run.stderr
    assert len(moving(tmp_path / "a.webp")[0]) == 4
    run = sora("render", file, "-o", tmp_path / "still.webp")
    assert run.returncode == 0, run.stderr
    assert open_image(tmp_path / "still.webp").size == (64, 48)


def test_pictures_of_a_part_and_in_a_frame(tmp_path: Path) -> None:
    file = project(tmp_path)
    run = sora("render", file, "-o", tmp_path / "f_##.exr", "--range", "2-", "--json")
    assert run.returncode == 0, run.stderr
    assert sorted(path.name for path in tmp_path.glob("f_*")) == ["f_03.exr", "f_04.exr"]
    run = sora("render", file, "-o", tmp_path / "s.png", "--frame", "9:16", "--at", "0,0.5")
    assert run.returncode == 0, run.stderr
    assert open_image(tmp_path / "s.png").size == (27, 48)


def test_a_graphics_card_that_cannot_is_told(tmp_path: Path) -> None:
    run = sora("render", project(tmp_path), "-o", tmp_path / "a.mp4", "--quality", "lossless", "--hardware")
    assert run.returncode == 0, run.stderr
    assert "warning: H.264 is written by the processor" in run.stderr
    assert "none of them is lossless" in run.stderr
    assert probe(tmp_path / "a.mp4").codec == "h264"


@pytest.mark.parametrize(
    ("output", "wishes", "told"),
    [
        ("a.mp4", ["--preset", "h625"], "There is no preset called h625.\n       Did you mean h265?"),
        ("a.mp4", ["--preset", "prores"], "a.mp4 cannot be ProRes 422.\n       Use one of: .mov, .mkv."),
        ("a_##.mp4", [], "stands for many"),
        (
            "a.gif",
            ["--quality", "lossless"],
            "GIF has no quality called lossless.\n       Choose one of: draft, good, best.",
        ),
        ("a.mp4", ["--range", "5"], "5 is no range."),
        ("a.mp4", ["--range", "9-2"], "There are no frames from 9 to 2."),
        ("a.mp4", ["--size", "big"], "big is no size."),
        ("a.mp4", ["--at", "left"], "left is no place."),
        ("a.mp4", ["--rate", "fast"], "'fast' is not a frame rate."),
        ("a.mp4", ["--rate", "500"], "cannot show 500 frames a second"),
        ("a.txt", [], "a.txt has no ending that can be written here."),
    ],
)
def test_what_cannot_be_is_told_before_anything_runs(
    output: str, wishes: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = project(tmp_path)
    before = sorted(tmp_path.iterdir())
    assert main(["render", str(file), "-o", str(tmp_path / output), *wishes]) == 1
    assert told in capsys.readouterr().err
    assert sorted(tmp_path.iterdir()) == before


def test_a_range_beyond_the_clip_is_told_when_the_clip_is_known(tmp_path: Path) -> None:
    run = sora("render", project(tmp_path), "-o", tmp_path / "a.mp4", "--range", "0-9")
    assert run.returncode == 1
    assert "The last frame of the clip is 3: there is no frame 9." in run.stderr
    assert not (tmp_path / "a.mp4").exists()


def test_presets_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["presets"]) == 0
    text = capsys.readouterr().out
    assert all(f"{preset.name}  {preset.title}" in text for preset in PRESETS.values())
    assert main(["presets", "h264", "--json"]) == 0
    [told] = json.loads(capsys.readouterr().out)
    assert told["endings"] == [".mp4", ".mov", ".mkv"]
    assert told["qualities"]["good"].startswith("libx264 crf=16 preset=medium")
    assert main(["presets", "nothing"]) == 1
    assert "There are: h264" in capsys.readouterr().err

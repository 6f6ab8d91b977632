"""The commands that tell about nodes, models, projects and the installation."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from soraapp.catalogue import Catalogue
from tests.cli.conftest import EXAMPLE, ROOT, sora


def test_the_reference_of_nodes_comes_from_their_functions() -> None:
    run = sora("nodes", "--json")
    assert (run.returncode, run.stderr) == (0, "")
    found = {entry["name"]: entry for entry in json.loads(run.stdout)}
    assert set(found) == set(Catalogue.of("nodes"))
    entry = found["generate.image_to_video"]
    assert (entry["title"], entry["category"]) == ("Image to video", "Generate")
    inputs = {port["name"]: port for port in entry["inputs"]}
    assert (inputs["image"]["required"], inputs["image"]["control"]) == (True, None)
    assert inputs["prompt"]["required"] is False
    control = inputs["seconds"]["control"]
    assert (control["type"], control["help"]) == ("Slider", "The duration of the clip.")
    assert (control["minimum"], control["maximum"], control["step"], control["unit"]) == (0.125, 60, 0.125, "s")
    assert entry["outputs"] == [{"name": "clip", "title": "Clip", "kind": "clip"}]


def test_the_reference_of_named_nodes() -> None:
    found = [entry["name"] for entry in json.loads(sora("nodes", "overlay", "extend.EXTEND", "--json").stdout)]
    assert found == ["compose.overlay", "extend.extend"]
    told = sora("nodes", "image to video").stdout
    assert told.startswith("Generate\n\n  Image to video  (generate.image_to_video)\n")
    assert told.count("  out  ") == 1


def test_a_slip_of_the_pen_in_the_name_of_a_node_is_told() -> None:
    run = sora("nodes", "Extend", "imgae to video")
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.splitlines() == [
        "error: There is no kind of node called imgae to video.",
        "       Did you mean Image to video?",
    ]
    assert "python3 main.py nodes tells of all" in sora("nodes", "xyzzy").stderr


@pytest.mark.parametrize("columns", [60, 100])
def test_the_reference_fits_the_terminal(columns: int) -> None:
    told = sora("nodes", columns=columns).stdout
    assert max(map(len, told.splitlines())) <= columns
    assert "  Text to video  (generate.text_to_video)\n    Make a clip from a description.\n" in told
    assert "0.125 to 60 s; default 2.0. The" in told
    assert "by wire only; required" in told


def test_the_models_tell_what_they_can_do() -> None:
    run = sora("models", "--json")
    [nano] = [model for model in json.loads(run.stdout) if model["name"] == "nano"]
    assert (nano["rate"], nano["native_size"], nano["count_step"]) == ("8", [768, 432], 4)
    told = sora("models").stdout
    assert "8 frames a second" in told
    assert "trained at 768x432" in told
    assert nano["sound"] is False


def test_the_models_tell_what_they_cannot_do() -> None:
    [nano] = [model for model in json.loads(sora("models", "--json").stdout) if model["name"] == "nano"]
    assert "knows nothing of the world outside" in nano["note"]
    told = " ".join(sora("models").stdout.split())
    assert nano["note"] in told
    assert "video from text; pictures and clips kept at any frame; video to video" in told
    assert "; ".join(nano["abilities"]) in told


def test_a_good_project_has_no_problems() -> None:
    run = sora("check", EXAMPLE)
    assert (run.returncode, run.stdout) == (0, "first_film.sora: no problems in 5 nodes.\n")
    assert json.loads(sora("check", EXAMPLE, "--json").stdout) == {"problems": []}


def test_every_problem_is_told_with_its_place_and_remedy(tmp_path: Path) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    text = text.replace('"seed": 0', '"seed": -7', 1).replace('"output.export"', '"plugin.magic"')
    (tmp_path / "bad.sora").write_text(text, encoding="utf-8")
    run = sora("check", tmp_path / "bad.sora")
    assert (run.returncode, run.stdout) == (1, "")
    assert "error: Text to video.seed: -7 is no seed.\n       Choose a whole number" in run.stderr
    assert "error: Film: The kind of node plugin.magic is not known here.\n       Update" in run.stderr
    assert "error: Load image.file: There is no file" in run.stderr
    told = json.loads(sora("check", tmp_path / "bad.sora", "--json").stdout)["problems"]
    assert {(problem["name"], problem["input"]) for problem in told} == {
        ("Text to video", "seed"),
        ("Load image", "file"),
        ("Film", None),
    }


def test_a_file_that_is_no_project_is_one_problem(tmp_path: Path) -> None:
    (tmp_path / "bad.sora").write_text("{")
    run = sora("check", tmp_path / "bad.sora")
    assert run.returncode == 1
    assert run.stderr.startswith("error: bad.sora is not a Soraapp project: it is no JSON")
    [problem] = json.loads(sora("check", tmp_path / "bad.sora", "--json").stdout)["problems"]
    assert (problem["node"], problem["error"]["kind"]) == (None, "ProjectError")


def test_a_path_that_leads_nowhere_is_to_be_checked(tmp_path: Path) -> None:
    for name in ("gone.sora", "gone.mp4"):
        run = sora("check", tmp_path / name)
        assert (run.returncode, run.stderr.splitlines()[0]) == (1, f"error: {name} does not exist.")
        assert f"Check the path {tmp_path / name}" in run.stderr


def test_a_picture_is_no_project_and_goes_to_load_image() -> None:
    told = sora("check", EXAMPLE.parent / "astronaut.png").stderr
    assert "astronaut.png holds no Soraapp project" in told
    assert "add a Load image node" in told


def test_the_reference_points_to_the_limits_of_the_model() -> None:
    told = " ".join(sora("nodes", columns=100).stdout.split())
    assert "64 to 2048 px; default 768; the model's own limits apply: see models" in told
    assert told.count("see models") == sum(
        port.name in ("width", "height") and kind.input("model") is not None
        for kind in Catalogue.of("nodes").values()
        for port in kind.inputs
    )


def test_the_doctor_describes_the_installation() -> None:
    run = sora("doctor", "--json")
    facts = json.loads(run.stdout)
    assert run.returncode == 0
    assert facts["python"]["version"] == sys.version.split()[0]
    assert not facts["packages"]["av"].startswith("missing")
    assert "nano" in facts["models"]
    assert facts["places"]["cache"]
    told = sora("doctor").stdout
    assert all(word in told for word in ("cores", "memory", "gpu", "cache", "free on the disk"))


@pytest.mark.parametrize("arguments", [["nope"], ["render"], ["check"], ["render", "x.sora"], ["nodes", "--josn"]])
def test_wrong_usage_is_told(arguments: list[str]) -> None:
    run = sora(*arguments)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith("usage: python3 main.py")


def test_a_slip_of_the_pen_in_a_command_is_told() -> None:
    run = sora("rendr", "x.sora")
    assert run.returncode == 2
    assert run.stderr.endswith("error: There is no command rendr. Did you mean render?\n")
    assert "There are: render, check" in sora("xyzzy").stderr


def test_help_and_version() -> None:
    assert sora("--version").stdout.startswith("soraapp ")
    told = sora("--help")
    assert told.returncode == 0
    assert all(name in told.stdout for name in ("render", "check", "nodes", "models", "doctor"))
    assert "--set NODE.INPUT=VALUE" in sora("render", "--help").stdout


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    command = f'"{sys.executable}" main.py nodes --json | head -c 10'
    run = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert (len(run.stdout), run.stderr) == (10, "")


def test_no_command_imports_torch_or_qt() -> None:
    """Neither the commands themselves nor a render in this process: torch lives in the worker, Qt in the window."""
    script = """if True:
        import sys
        from soraapp.cli import main
        main(["check", sys.argv[1]])
        main(["doctor"])
        found = {name.partition(".")[0] for name in sys.modules} & {"torch", "diffusers", "transformers", "PySide6"}
        assert not found, found
    """
    run = subprocess.run(
        [sys.executable, "-c", script, EXAMPLE], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert (run.returncode, run.stderr) == (0, "")

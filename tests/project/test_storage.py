"""Project files: readable, safe to open from a stranger, and never half written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from soraapp.errors import ProjectError
from soraapp.nodekit import Structured
from soraapp.project import edits, storage
from soraapp.project.project import Project
from soraapp.project.upgrades import UPGRADES, VERSION

ROOT = Path(__file__).parents[2]


def document(**changes: Any) -> dict[str, Any]:
    node = {"id": "a", "kind": "text.prompt", "version": 1, "name": "Prompt", "position": [0, 0], "values": {}}
    other = {"id": "b", "kind": "generate.text_to_video", "version": 1, "name": "Film"}
    wires = [{"from": ["a", "text"], "to": ["b", "prompt"]}]
    return {"format": "soraapp project", "version": VERSION, "nodes": [node, other], "wires": wires} | changes


def changed(place: str, value: Any) -> str:
    """The text of a good document with one place changed, or removed by the value `...`."""
    whole: Any = document()
    *path, last = [int(part) if part.isdigit() else part for part in place.split(".")]
    inner = whole
    for part in path:
        inner = inner[part]
    if value is ...:
        del inner[last]
    else:
        inner[last] = value
    return json.dumps(whole)


def test_a_saved_project_is_readable_and_comes_back(project: Project, tmp_path: Path) -> None:
    file = tmp_path / "first film.sora"
    storage.save(project, file)
    assert storage.load(file) == project
    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines[1:3] == ['  "format": "soraapp project",', f'  "version": {VERSION},']
    assert '      "position": [260.0, 0.0],' in lines
    assert '    {"from": ["p", "text"], "to": ["v", "prompt"]},' in lines
    assert [entry.name for entry in tmp_path.iterdir()] == ["first film.sora"]


def test_files_beside_the_project_move_with_it(project: Project, tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    inside, outside = tmp_path / "here" / "media" / "a.png", Path("/elsewhere/b.png")
    for name, value in (("inside", inside), ("outside", outside), ("none", Path())):
        project = edits.set_value("v", name, value).change(project)
    storage.save(project, tmp_path / "here" / "x.sora")
    assert '{"file": "media/a.png"}' in (tmp_path / "here" / "x.sora").read_text()
    assert storage.load(tmp_path / "here" / "x.sora") == project
    (tmp_path / "here").rename(tmp_path / "there")
    moved = storage.load(tmp_path / "there" / "x.sora").graph.nodes["v"].values
    assert moved == {"inside": tmp_path / "there" / "media" / "a.png", "outside": outside, "none": Path()}


def test_what_is_not_known_is_kept() -> None:
    values = {"mask": {"points": [[0, 1.5], [1, None]], "feather": {"deep": True}}, "list": [1], "new": {"file": 3}}
    text = changed("nodes.1", {"id": "b", "kind": "plugin.magic", "version": 9, "name": "Film", "values": values})
    project = storage.from_json(text, None)
    assert project.graph.nodes["b"].values["list"] == Structured("[1]")
    after = edits.move({"b": (1, 1)}).change(project)
    kept = json.loads(storage.to_json(after, None))["nodes"][1]
    assert (kept["kind"], kept["version"], kept["values"]) == ("plugin.magic", 9, values)
    assert storage.from_json(storage.to_json(project, None), None) == project


def test_names_of_files_that_are_no_valid_text_survive(project: Project, tmp_path: Path) -> None:
    odd = Path(os.fsdecode(b"/media/\xff.png"))
    project = edits.set_value("v", "picture", odd).change(project)
    storage.save(project, tmp_path / "x.sora")
    assert storage.load(tmp_path / "x.sora") == project


@pytest.mark.parametrize(
    ("place", "value", "told"),
    [
        ("nodes.1.kind", ..., "nodes.1.kind is missing"),
        ("nodes", ..., "nodes is missing"),
        ("wires", None, "wires is not a list"),
        ("nodes.0", 5, "nodes.0 is not an object"),
        ("nodes.0.id", "", "nodes.0.id is not a text"),
        ("nodes.0.id", "b", "nodes.1.id belongs to two nodes"),
        ("nodes.0.name", "Film", "nodes.1.name belongs to two nodes"),
        ("nodes.0.version", True, "nodes.0.version is not a whole number"),
        ("nodes.0.position", [1], "nodes.0.position is not a pair"),
        ("nodes.0.position.1", "2", "nodes.0.position.1 is not a number"),
        ("nodes.0.position.1", 10**400, "nodes.0.position.1 is not a number"),
        ("nodes.0.values", [], "nodes.0.values is not an object"),
        ("nodes.0.values.seed", 2**70, "nodes.0.values.seed is too large"),
        ("nodes.0.colour", "red", "nodes.0.colour is not known"),
        ("timeline", [], "timeline is not known"),
        ("wires.0.from", ["a"], "wires.0.from is not a node and the name of its port"),
        ("wires.0.to", ["gone", "prompt"], "wires.0.to.0 is no node"),
        ("wires.0.to", [["b"], "prompt"], "wires.0.to.0 is not a text"),
        ("version", "1", "version is not a whole number"),
        ("version", ..., "version is not a whole number"),
    ],
)
def test_damage_is_named_by_its_place(place: str, value: Any, told: str, tmp_path: Path) -> None:
    file = tmp_path / "broken.sora"
    file.write_text(changed(place, value))
    with pytest.raises(ProjectError) as error:
        storage.load(file)
    assert str(error.value).startswith(f"broken.sora is damaged: {told}")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no JSON: line 1, column 1"),
        ("{", "no JSON"),
        ("[]", "no JSON object"),
        ("3", "no JSON object"),
        ('{"format": "soraapp nodes"}', "is not a Soraapp project"),
        ('{"a": NaN}', "NaN is not a number"),
        ('{"a": -Infinity}', "-Infinity is not a number"),
        ('{"a": 1e999}', "1e999 is too large"),
        ('{"a": %s}' % ("9" * 5000), "not a Soraapp project"),
        ('{"a": 1, "a": 2}', "two members called a"),
        ('{"a": ' + "[" * 60 + "]" * 60 + "}", "nested too deep"),
        ('{"a": ' + "[" * 100_000 + "]" * 100_000 + "}", "not a Soraapp project"),
        ('{"{why}": {{}', "no JSON"),
    ],
)
def test_what_is_no_project_is_told(text: str, told: str, tmp_path: Path) -> None:
    file = tmp_path / "strange.sora"
    file.write_text(text)
    with pytest.raises(ProjectError, match=told) as error:
        storage.load(file)
    assert str(error.value).startswith("strange.sora is not a Soraapp project")


def test_files_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    (tmp_path / "picture.sora").write_bytes(b"\x89PNG\xff\xfe\x00")
    with pytest.raises(ProjectError, match=r"picture\.sora is not a Soraapp project"):
        storage.load(tmp_path / "picture.sora")
    with pytest.raises(ProjectError, match="is a folder"):
        storage.load(tmp_path)
    with pytest.raises(ProjectError, match=r"gone\.sora does not exist"):
        storage.load(tmp_path / "gone.sora")
    with (tmp_path / "huge.sora").open("wb") as file:
        file.truncate(2**27)
    with pytest.raises(ProjectError, match="too large"):
        storage.load(tmp_path / "huge.sora")


def test_a_byte_order_mark_is_no_harm(project: Project, tmp_path: Path) -> None:
    file = tmp_path / "x.sora"
    file.write_text(storage.to_json(project, None), encoding="utf-8-sig")
    assert storage.load(file) == project


def test_a_newer_project_asks_for_an_update(tmp_path: Path) -> None:
    file = tmp_path / "new.sora"
    file.write_text(json.dumps(document(version=VERSION + 1, timeline=[])))
    with pytest.raises(ProjectError, match=r"new\.sora was made by a newer Soraapp.*Update Soraapp"):
        storage.load(file)


def test_an_older_project_is_upgraded(tmp_path: Path) -> None:
    old = json.dumps({"format": "soraapp project", "version": 0, "boxes": document()["nodes"]})

    def rename_boxes(document: dict[str, object]) -> dict[str, object]:
        return {"format": document["format"], "version": 1, "nodes": document["boxes"], "wires": []}

    assert list(storage.from_json(old, None, upgrades={**UPGRADES, 0: rename_boxes}).graph.nodes) == ["a", "b"]
    with pytest.raises(ProjectError, match="format 0, which is not known"):
        storage.from_json(old, None)
    with pytest.raises(ProjectError, match="format -3, which is not known"):
        storage.from_json(changed("version", -3), None, upgrades={0: rename_boxes})


def test_saving_keeps_permissions_and_follows_links(project: Project, tmp_path: Path) -> None:
    file, link = tmp_path / "x.sora", tmp_path / "link.sora"
    storage.save(project, file)
    file.chmod(0o640)
    link.symlink_to(file)
    storage.save(Project(), link)
    assert link.is_symlink()
    assert storage.load(file) == Project()
    assert file.stat().st_mode & 0o777 == 0o640


def test_places_that_cannot_be_written_are_told(project: Project, tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="is a folder"):
        storage.save(project, tmp_path)
    with pytest.raises(ProjectError, match=r"folder .*gone does not exist.*Make the folder"):
        storage.save(project, tmp_path / "gone" / "x.sora")
    with pytest.raises(ProjectError, match="could not be written"):
        storage.save(project, tmp_path / ("x" * 300 + ".sora"))


def test_a_full_disk_leaves_the_old_file(project: Project, tmp_path: Path) -> None:
    """A limit on the size of files stands in for a full disk: the write fails half-way all the same."""
    file = tmp_path / "x.sora"
    storage.save(Project(), file)
    (tmp_path / "new.sora").write_text(storage.to_json(project, None))
    script = """if True:
        import resource, sys
        from pathlib import Path
        from soraapp.errors import ProjectError
        from soraapp.project import storage
        project = storage.load(Path(sys.argv[1]) / "new.sora")
        resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200))
        try:
            storage.save(project, Path(sys.argv[1]) / "x.sora")
        except ProjectError as error:
            print(error)
    """
    run = subprocess.run([sys.executable, "-c", script, tmp_path], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "disk is full" in run.stdout
    assert storage.load(file) == Project()
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["new.sora", "x.sora"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_may_not_be_written_is_told(project: Project, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ProjectError, match="may not be written"):
        storage.save(project, tmp_path / "x.sora")
    tmp_path.chmod(0o700)

"""Pictures instead of a film: the ending of the path decides."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from soraapp.catalogue import Catalogue
from soraapp.media.decode import open_clip
from soraapp.media.image import open_image, write_image
from soraapp.project import edits
from soraapp.project.graph import Port
from soraapp.project.project import Project
from soraapp.project.storage import save
from tests.cli.conftest import sora

NODES = Catalogue.of("nodes")
KINDS = {
    "load": "load.image",
    "move": "camera.on_a_still",
    "film": "output.export",
    "still": "output.export_image",
    "all": "output.export_images",
}


def project(folder: Path) -> Path:
    slope = np.indices((48, 64)).sum(0).astype(np.uint8) * 2
    write_image(folder / "a.png", np.repeat(slope[..., None], 3, 2))
    made = Project()
    values = {"load": {"file": folder / "a.png"}, "move": {"seconds": 0.5, "rate": 8}, "still": {"seconds": 0.25}}
    for node, kind in KINDS.items():
        made = edits.add_node(NODES[kind], (0, 0), id=node, values=values.get(node)).change(made)
    wires = ("load.image move.image", "move.clip film.clips", "move.clip still.clip", "move.clip all.clip")
    for source, target in (wire.split() for wire in wires):
        ends = Port(*source.split(".")), Port(*target.split("."))
        made = edits.connect(*ends, NODES).change(made)
    save(made, folder / "p.sora")
    return folder / "p.sora"


def test_a_film_a_picture_and_pictures(tmp_path: Path) -> None:
    file = project(tmp_path)
    for name in ("film.mp4", "still.png", "f_###.png"):
        run = sora("render", file, "--output", tmp_path / name, "--json")
        assert run.returncode == 0, run.stderr
        told = [json.loads(line) for line in run.stdout.splitlines()]
        assert any(name in str(event) for event in told)
    assert open_clip(tmp_path / "film.mp4").count == 4
    pictures = [open_image(tmp_path / f"f_00{number}.png").pixels() for number in (1, 2, 3, 4)]
    assert not (tmp_path / "f_005.png").exists()
    assert np.array_equal(open_image(tmp_path / "still.png").pixels(), pictures[2])
    assert not np.array_equal(pictures[0], pictures[3])
    assert not list(tmp_path.glob("*.part*"))
    loaded = sora("render", file, "--output", tmp_path / "b.png", "--node", "Load image")
    assert loaded.returncode == 0, loaded.stderr
    assert np.array_equal(open_image(tmp_path / "b.png").pixels(), open_image(tmp_path / "a.png").pixels())
    film = sora("render", file, "--output", tmp_path / "b.mp4", "--node", "Load image")
    assert "makes no clip" in film.stderr


def test_a_film_of_one_picture_says_how_long_it_is_shown(tmp_path: Path) -> None:
    write_image(tmp_path / "a.png", np.zeros((48, 64, 3), np.uint8))
    made = Project()
    kinds = {"load": "load.image", "hold": "time.still", "film": "output.export"}
    values = {"load": {"file": tmp_path / "a.png"}, "hold": {"seconds": 0.5, "rate": 8}}
    for node, kind in kinds.items():
        made = edits.add_node(NODES[kind], (0, 0), id=node, values=values.get(node)).change(made)
    made = edits.connect(Port("load", "image"), Port("hold", "image"), NODES).change(made)
    made = edits.connect(Port("hold", "clip"), Port("film", "clips"), NODES).change(made)
    save(made, tmp_path / "p.sora")
    run = sora("render", tmp_path / "p.sora", "--output", tmp_path / "f.mp4")
    assert run.returncode == 0, run.stderr
    assert "Export: one picture, shown for 0.5 s (4 frames)\n" in run.stderr
    assert "shown for" not in sora("render", tmp_path / "p.sora", "--output", tmp_path / "f.png").stderr
    assert "shown for" not in sora("render", project(tmp_path), "--output", tmp_path / "g.mp4").stderr

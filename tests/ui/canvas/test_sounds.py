"""Sounds on the canvas: dropped in, seen as waveforms, and told apart from clips."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, QUrl
from PySide6.QtGui import QImage

from tests.example_sounds import write_sound
from tests.media.making import NumberedClip
from tests.media.sounds import Sweep, talking
from tests.ui.canvas.conftest import Desk
from tests.ui.canvas.test_adding import drop
from tests.ui.events import wait
from ui.canvas.node_layout import Side
from ui.canvas.picture import Picture
from ui.canvas.words import media_text


def green(image: QImage) -> int:
    """How many points are of the colour of a waveform."""
    points = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return sum((point.red(), point.green(), point.blue()) == (76, 195, 138) for point in points)


def test_a_dropped_sound_is_loaded_and_seen_before_any_run(desk: Desk, tmp_path: Path) -> None:
    wave = write_sound(tmp_path / "tone.wav", Sweep(8000, 8000, 1).samples(0, 8000), 8000, "pcm_s16le")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(wave)), QUrl.fromLocalFile("/a/song.MP3")])
    assert drop(desk, data, QPointF(400, 300))
    assert [(node.kind, node.values["file"]) for node in desk.graph.nodes.values()] == [
        ("audio.load_audio", wave),
        ("audio.load_audio", Path("/a/song.MP3")),
    ]
    item = next(desk.scene.nodes[node.id] for node in desk.graph.nodes.values() if node.values["file"] == wave)
    wait(lambda: item.picture.poster is not None, "the waveform")
    assert green(item.picture.poster.toImage()) > 100


def test_a_sound_goes_only_where_sounds_go(desk: Desk) -> None:
    desk.add("a", "audio.load_audio", 60, 60)
    desk.add("d", "audio.replace_sound", 500, 60)
    desk.add("c", "load.video", 60, 400)
    item = desk.scene.nodes["d"]
    assert {name: spot.kind for (side, name), spot in item.layout.spots.items() if side is Side.IN}["audio"] == "audio"
    desk.wire("a", "audio", "d", "audio")
    desk.wire("c", "clip", "d", "clip")
    assert len(desk.graph.wires) == 2


def test_a_badge_tells_of_sound() -> None:
    assert media_text(Sweep(120000)) == "2.5 s \u00b7 48 kHz"
    picture = Picture()
    for media, badge in ((talking(Sweep(100)), "16 f \u00b7 8 fps \u266a"), (NumberedClip(3), "3 f \u00b7 24 fps")):
        picture.media = media
        assert picture.badge == badge

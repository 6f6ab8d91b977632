"""The panel of scopes beside a preview: it shows what the preview shows, and costs nothing while nobody looks."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication

from soraapp.media.scopes import LEVELS, bar_points
from tests.media.test_scopes import WHITE_75, bars
from tests.ui.events import turn, wait
from tests.ui.preview.conftest import Shades
from tests.ui.window import click
from ui.preview.preview import Preview
from ui.preview.reel import LiveClip
from ui.scopes.measuring import APART
from ui.scopes.panel import ScopesPanel
from ui.scopes.traces import Scope
from ui.settings import SCOPES, Settings
from ui.theme import load_theme


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def both(app: QApplication, settings: Settings) -> Iterator[tuple[Preview, ScopesPanel]]:
    preview = Preview(load_theme("dark"))
    panel = ScopesPanel(preview.player, settings)
    preview.resize(400, 360)
    panel.resize(700, 300)
    preview.show()
    preview.pause()
    yield preview, panel
    panel.close_threads()
    preview.shut_down()
    for widget in (panel, preview):
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def show(preview: Preview, pixels: np.ndarray) -> None:
    preview.show_clip(LiveClip(pixels[None], Fraction(1)), "still")


def glows(panel: ScopesPanel, scope: Scope, column: float, row: float) -> bool:
    """Whether the trace glows at a place of it, 0 to 1."""
    trace = panel.views[scope].trace
    assert trace is not None
    x, y = column * (trace.width() - 1), row * (trace.height() - 1)
    near = [(round(x) + i, round(y) + j) for i in range(-1, 2) for j in range(-1, 2)]
    return any(trace.valid(*place) and trace.pixelColor(*place).alpha() > 40 for place in near)


def test_bars_are_seen_where_they_belong(both: tuple[Preview, ScopesPanel]) -> None:
    preview, panel = both
    for scope in (Scope.HISTOGRAM, Scope.PARADE):
        panel.toggle(scope)
    panel.show()
    show(preview, bars())
    wait(lambda: all(panel.views[scope].trace for scope in Scope), "all traces")
    level = 1 - WHITE_75 / (LEVELS - 1)
    assert glows(panel, Scope.WAVEFORM, 0.05, level), "the white bar"
    assert not glows(panel, Scope.WAVEFORM, 0.05, 0.6)
    assert glows(panel, Scope.PARADE, 0.02, level), "white is red, too"
    for point in bar_points(WHITE_75 / 255).values():
        assert glows(panel, Scope.VECTORSCOPE, (point.blue + 1) / 2, (1 - point.red) / 2)
    assert not glows(panel, Scope.VECTORSCOPE, 0.5, 0.1)
    assert glows(panel, Scope.HISTOGRAM, WHITE_75 / 255, 0.5)
    assert not glows(panel, Scope.HISTOGRAM, 0.9, 0.5)


def test_it_follows_the_playhead_and_is_empty_without_a_picture(both: tuple[Preview, ScopesPanel]) -> None:
    preview, panel = both
    panel.show()
    ramp = np.stack([np.full((40, 60, 3), level, np.uint8) for level in (20, 120, 220)])
    preview.show_clip(LiveClip(ramp, Fraction(4)), "steps")
    for frame, level in ((0, 20), (2, 220), (1, 120)):
        preview.seek(frame)
        wait(
            lambda level=level: (
                panel.views[Scope.WAVEFORM].trace is not None and glows(panel, Scope.WAVEFORM, 0.5, 1 - level / 255)
            ),
            f"frame {frame}",
        )
    preview.show_empty()
    wait(lambda: panel.views[Scope.WAVEFORM].trace is None, "nothing")


def test_the_very_levels_are_measured_not_those_of_the_scaled_picture(both: tuple[Preview, ScopesPanel]) -> None:
    preview, panel = both
    panel.show()
    fine = np.zeros((480, 640, 3), np.uint8)
    fine[:, ::2] = 255
    show(preview, np.ascontiguousarray(fine.repeat(2, 0).repeat(2, 1)))
    wait(lambda: panel.views[Scope.WAVEFORM].trace is not None and glows(panel, Scope.WAVEFORM, 0.5, 0.0), "white")
    wait(lambda: glows(panel, Scope.WAVEFORM, 0.5, 1.0), "black")
    assert not glows(panel, Scope.WAVEFORM, 0.5, 0.5), "grey is only how it is painted"


def test_scopes_are_switched_and_stay_so(both: tuple[Preview, ScopesPanel], settings: Settings) -> None:
    _, panel = both
    panel.show()
    assert panel.seen == (Scope.WAVEFORM, Scope.VECTORSCOPE)
    click(panel.buttons[Scope.PARADE])
    click(panel.buttons[Scope.WAVEFORM])
    assert panel.seen == (Scope.PARADE, Scope.VECTORSCOPE)
    assert settings.get(SCOPES) == "parade vectorscope"
    assert panel.views[Scope.PARADE].isVisible()
    assert not panel.views[Scope.WAVEFORM].isVisible()
    click(panel.buttons[Scope.PARADE])
    click(panel.buttons[Scope.VECTORSCOPE])
    assert panel.seen == (Scope.VECTORSCOPE,), "one is always seen"
    assert panel.buttons[Scope.VECTORSCOPE].isChecked()


def test_hidden_it_measures_nothing_and_seen_only_so_often(both: tuple[Preview, ScopesPanel]) -> None:
    preview, panel = both
    found: list[object] = []
    panel._measuring.measured.connect(found.append)
    preview.show_clip(Shades(count=500, rate=Fraction(60)), "fast")
    preview.play()
    turn(0.5)
    assert found == []
    assert preview.player.sample(preview.player.painted or 0) is None
    panel.show()
    wait(lambda: len(found) >= 3, "some")
    before = len(found)
    turn(0.6)
    assert 2 <= len(found) - before <= 0.6 * 1000 / APART + 2
    panel.hide()
    turn(0.2)
    before = len(found)
    turn(0.3)
    assert len(found) == before

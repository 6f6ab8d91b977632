"""The bundled data is whole: themes can be read by everyone, icons draw, fonts cover both languages."""

from __future__ import annotations

import json
import re
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QPointF
from PySide6.QtGui import QFontDatabase, QImage, QPainter, QRawFont
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from ui.canvas.look import PORT_KINDS, Look
from ui.canvas.ports import port_shape
from ui.theme import load_theme

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
THEMES = sorted((RESOURCES / "themes").glob("*.json"))
ICONS = sorted((RESOURCES / "icons").glob("*.svg"))


def luminance(color: str) -> float:
    """Relative luminance of a color such as ``#1b1e23``, as WCAG 2.2 defines it."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_black_on_white_is_21_to_1() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


WORDS = ("text", "dim", "faint", "ok", "warn", "bad", "running")
SIGNS = ("accent", "ok", "warn", "bad", "running")


def least(file: Path) -> float:
    """The contrast that words need in a theme: AAA of WCAG where it is what the theme is for, and else AA."""
    return 7 if file.stem == "high_contrast" else 4.5


@pytest.mark.parametrize("file", THEMES, ids=lambda file: file.stem)
def test_words_can_be_read_in_every_theme(file: Path) -> None:
    """Every colour that words have on every ground that they stand on. On a selection all words are plain text."""
    colors = json.loads(file.read_text())["colors"]
    pairs = [(word, ground) for word in WORDS for ground in ("background", "panel", "raised", "node")]
    pairs += [("accent", "panel"), ("accent", "raised"), ("text", "selection"), ("text", "frame"), ("dim", "frame")]
    pairs += [("on_accent", "accent"), ("on_accent", "accent_hover")]
    assert _too_faint(colors, pairs, least(file)) == {}


@pytest.mark.parametrize("file", THEMES, ids=lambda file: file.stem)
def test_words_can_be_read_on_the_canvas(file: Path, app: QApplication) -> None:
    """Nodes are painted in colours that are mixed from those of the theme."""
    look = Look(load_theme(file.stem), app.font())
    grounds = {"body": look.body.name(), "sunken": look.sunken.name(), "background": look.background.name()}
    words = {word: look.color(word).name() for word in ("text", "dim", "faint")}
    states = {word: look.color(word).name() for word in ("ok", "warn", "bad", "running")}
    pairs = [(word, ground) for word in words for ground in grounds] + [(word, "body") for word in states]
    assert _too_faint({**words, **states, **grounds}, pairs, least(file)) == {}


@pytest.mark.parametrize("file", THEMES, ids=lambda file: file.stem)
def test_what_is_not_a_word_can_be_seen_in_every_theme(file: Path) -> None:
    theme = json.loads(file.read_text())
    colors = theme["colors"]
    pairs = [(sign, ground) for sign in SIGNS for ground in ("background", "panel", "raised", "node", "selection")]
    assert _too_faint(colors, pairs, 3) == {}
    assert [port for port, color in theme["ports"].items() if contrast(color, colors["node"]) < 3] == []
    assert [port for port, color in theme["ports"].items() if contrast(color, colors["canvas"]) < 3] == []
    assert len(set(theme["ports"].values())) == len(theme["ports"])


def test_in_high_contrast_lines_and_selections_can_be_seen(app: QApplication) -> None:
    colors = json.loads((RESOURCES / "themes" / "high_contrast.json").read_text())["colors"]
    lines = ("line", "selection_line", "wire_muted")
    assert _too_faint(colors, [(line, g) for line in lines for g in ("background", "panel", "raised", "node")], 3) == {}
    look = Look(load_theme("high_contrast"), app.font())
    assert contrast(look.border.name(), look.background.name()) >= 3
    wires = {kind: look.wire(kind, selected=False, far=True).color().name() for kind in PORT_KINDS}
    assert [kind for kind, color in wires.items() if contrast(color, look.background.name()) < 3] == []


def _too_faint(colors: dict[str, str], pairs: list[tuple[str, str]], least: float) -> dict[tuple[str, str], float]:
    found = {pair: contrast(colors[pair[0]], colors[pair[1]]) for pair in pairs}
    return {pair: round(value, 2) for pair, value in found.items() if value < least}


def test_every_kind_of_port_has_a_shape_of_its_own() -> None:
    """Told apart by the points that lie inside, so that no two look the same without their colours."""
    grid = [QPointF(x / 2, y / 2) for x in range(-12, 13) for y in range(-12, 13)]
    shapes = {kind: [port_shape(kind, 4.5).contains(point) for point in grid] for kind in PORT_KINDS}
    same = [
        (one, other)
        for one, other in combinations(PORT_KINDS, 2)
        if sum(a != b for a, b in zip(shapes[one], shapes[other], strict=True)) < 30
    ]
    assert same == []


def test_all_themes_have_the_same_tokens() -> None:
    themes = [json.loads(file.read_text()) for file in THEMES]
    assert {"dark", "light", "high_contrast"} <= {file.stem for file in THEMES}
    for part in ("colors", "ports"):
        assert len({tuple(theme[part]) for theme in themes}) == 1
        assert all(re.fullmatch("#[0-9a-f]{6}", color) for theme in themes for color in theme[part].values())


@pytest.mark.parametrize("file", ICONS, ids=lambda file: file.stem)
def test_an_icon_draws_inside_its_square(file: Path, app: QApplication) -> None:
    renderer = QSvgRenderer(QByteArray(file.read_bytes()))
    assert renderer.isValid()
    assert renderer.viewBox().width() == renderer.viewBox().height()
    picture = QImage(48, 48, QImage.Format.Format_ARGB32)
    picture.fill(0)
    painter = QPainter(picture)
    renderer.render(painter)
    painter.end()
    drawn = sum(picture.pixelColor(x, y).alpha() > 0 for x in range(48) for y in range(48))
    edge = sum(picture.pixelColor(x, y).alpha() for at in range(48) for x, y in ((0, at), (47, at), (at, 0), (at, 47)))
    assert drawn > 40
    assert edge == 0


def test_every_command_with_an_icon_has_its_picture() -> None:
    from ui.actions import COMMANDS

    assert {command.icon for command in COMMANDS if command.icon} <= {file.stem for file in ICONS}


def test_the_fonts_cover_latin_and_chinese(app: QApplication) -> None:
    fonts = RESOURCES / "fonts"
    families = [
        QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file)))
        for file in sorted(fonts.glob("*.otf"))
    ]
    assert all(families)
    latin = QRawFont(str(fonts / "Inter-Regular.otf"), 13)
    chinese = QRawFont(str(fonts / "NotoSansCJKsc-Subset-Regular.otf"), 13)
    assert all(latin.supportsCharacter(ord(letter)) for letter in "Aaé0…–×→")
    assert all(chinese.supportsCharacter(ord(sign)) for sign in "一个红球在草地上弹跳導演，。：「」（）！ナ")
    assert sum(file.stat().st_size for file in fonts.iterdir()) < 5_000_000

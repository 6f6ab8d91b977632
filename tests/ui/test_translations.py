"""The window in Chinese: every text is translated, the compiled file is fresh, and the real window shows it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from fontTools.ttLib import TTFont
from PySide6.QtCore import QLocale, Qt, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QMenuBar, QToolButton

from soraapp.project import edits
from tests.texts import ROOT, collect
from tests.translations import COMPILED, read, updated
from tests.ui.events import turn, wait
from tests.ui.window import click, click_node, dismiss, present
from ui.app import open_window
from ui.main_window import MainWindow
from ui.project_files import EXAMPLE
from ui.theme import RESOURCES

KNOWN = read()
CHINESE = re.compile(r"[\u4e00-\u9fff]")
NAMES = re.compile(r"Soraapp|nano|first_film|English|EN|\w+\.(mp4|png|sora)")
"""What stays as it is in every language."""


@pytest.fixture
def window(app: QApplication) -> Iterator[MainWindow]:
    made = open_window(EXAMPLE)
    locale = QLocale()
    present(made)
    wait(lambda: made.document.graph.nodes, "the example")
    click(made.status.languages["zh_CN"])
    yield made
    click(made.status.languages["en"])
    QLocale.setDefault(locale)
    dismiss(made)


def test_every_text_of_the_window_has_a_translation() -> None:
    missing = [key for key, chinese in updated(collect(), KNOWN).items() if key not in KNOWN or not chinese]
    assert not missing, "run python3 -m tests.translations, and translate in the .ts what it prints"


def test_no_translation_is_left_of_a_text_that_is_gone() -> None:
    assert KNOWN.keys() <= updated(collect(), KNOWN).keys(), "run python3 -m tests.translations"


def test_every_name_of_a_step_has_a_translation() -> None:
    """Read from what makes edits by its type, whatever it calls to make them."""
    names = {name for file in (ROOT / "soraapp" / "project").glob("*.py") for name in _step_names(file)}
    assert {"Mute", "Add dot", "Promote to the group", "Delete takes"} <= names
    assert not [name for name in sorted(names) if not CHINESE.search(KNOWN.get(("edits", name), ""))]


def _step_names(file: Path) -> Iterator[str]:
    makers = [one for one in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(one, ast.FunctionDef)]
    for maker in makers:
        made = [one.value for one in ast.walk(maker) if isinstance(one, ast.Return)] if _makes_edit(maker) else []
        for call in made:
            for part in ast.walk(call.args[0]) if isinstance(call, ast.Call) and call.args else ():
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.value


def _makes_edit(maker: ast.FunctionDef) -> bool:
    return isinstance(maker.returns, ast.Name) and maker.returns.id == "Edit"


def test_a_translation_keeps_its_placeholders() -> None:
    assert not [key for key, chinese in KNOWN.items() if _fields(chinese) != _fields(key[1])]


def _fields(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def test_the_compiled_file_says_what_the_source_says() -> None:
    translator = QTranslator()
    assert translator.load(str(COMPILED))
    stale = [key for key, chinese in KNOWN.items() if translator.translate(*key) != chinese]
    assert not stale, "run python3 -m tests.translations"


def test_the_bundled_font_has_every_character() -> None:
    fonts = [TTFont(file) for file in (RESOURCES / "fonts").glob("*.otf")]
    known = {code for font in fonts for code in font.getBestCmap() or ()}
    assert not {letter for text in KNOWN.values() for letter in text if letter.isprintable()} - set(map(chr, known))


def test_the_menus_hold_no_english(window: MainWindow) -> None:
    texts = list(_entries(window.findChildren(QMenuBar)[0]))
    assert len(texts) > 30
    assert not [text for text in texts if re.search("[A-Za-z]", NAMES.sub("", text))]


def _entries(menu: QMenu | QMenuBar) -> Iterator[str]:
    for action in menu.actions():
        if action.text():
            yield action.text()
        if isinstance(inner := action.menu(), QMenu):
            yield from _entries(inner)


def test_the_canvas_and_the_inspector_speak_chinese(window: MainWindow) -> None:
    shown = {node: item.texts.name for node, item in window.canvas.graph_scene.nodes.items()}
    assert shown["prompt"] == "提示词"
    assert shown["text-to-video"] == "文生视频"
    assert shown["film"] == "影片"
    click_node(window, "text-to-video")
    rows = [row.label.text() for row in window.inspector.rows.values()]
    assert rows == ["提示词", "时长", "宽度", "高度", "种子", "反向提示词", "去噪步数", "引导强度", "模型", "镜头"]
    assert window.inspector.header.name.text() == "文生视频"
    assert window.document.graph.nodes["text-to-video"].name == "Text to video"


def test_what_is_seen_holds_no_english(window: MainWindow) -> None:
    click_node(window, "image-to-video")
    wait(lambda: CHINESE.search(window.status.cache.text()), "the size of the cache")
    labels = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    buttons = [text for button in window.findChildren(QToolButton) for text in (button.text(), button.toolTip())]
    unknown = [text for text in (*labels, *buttons) if re.search("[A-Za-z]{2}", NAMES.sub("", text))]
    assert not [text for text in unknown if not CHINESE.search(text)]


def test_a_name_of_a_persons_own_is_never_translated(window: MainWindow) -> None:
    window.document.apply(edits.rename("prompt", "Opening words"))
    window.document.apply(edits.rename("film", "Prompt 2"))
    assert window.canvas.graph_scene.nodes["prompt"].texts.name == "Opening words"
    assert window.canvas.graph_scene.nodes["film"].texts.name == "提示词 2"


def test_a_step_of_the_history_is_told_in_chinese(window: MainWindow) -> None:
    click_node(window, "text-to-video")
    QTest.keyClick(window.canvas, Qt.Key.Key_M)
    turn()
    assert window.document.graph.nodes["text-to-video"].muted
    window.docks.toggle("history")
    rows = [window.history.list.item(row).text() for row in range(window.history.list.count())]
    assert "静默 · 文生视频" in rows
    assert window.actions_["undo"].text() == "撤销：静默"


def test_an_error_is_told_in_chinese(window: MainWindow) -> None:
    window.document.apply(edits.set_value("text-to-video", "width", 100))
    wait(lambda: window.jobs.problems, "the check")
    told = [[row.text(column) for column in range(3)] for row in window.problems.rows()]
    assert told == [["\u2013", "nano（内置） 无法生成 100x432：宽度和高度必须是 8 的倍数。", "请选择 104x432。"]]
    assert window.status.problems.text() == "1 个问题"
    window.document.apply(edits.disconnect(window.document.graph.wires[1:2]))
    wait(lambda: len(window.jobs.problems) > 1, "the second check")
    click_node(window, "image-to-video")
    turn()
    assert window.inspector.rows["image"].problem.text() == "“图片”没有连接任何内容。请连接一个“图片”类型的输出。"
    assert window.actions_["undo"].text() == "撤销：断开连线"

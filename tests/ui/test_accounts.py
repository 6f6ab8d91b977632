"""A person asks a film how it was made, and sets what films carry and who signs them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLabel, QLineEdit, QMessageBox

from soraapp.media.credentials.choice import Choice, keep, stored
from soraapp.media.credentials.reading import Standing, read_credentials
from soraapp.media.credentials.signing import Signing
from soraapp.media.export.film import write_video
from soraapp.media.provenance import embed, read
from soraapp.project.storage import to_json
from tests.media.credentials.scene import MADE, content, flipped, person, sign
from tests.media.making import NumberedClip
from tests.ui.events import wait
from tests.ui.window import CTRL, Maker, click, click_node, come_back, dialog, film, press
from ui.dialogs.account import AccountDialog
from ui.dialogs.export import ExportDialog
from ui.dialogs.settings import SettingsDialog
from ui.dialogs.signing_key import SigningKeyDialog
from ui.main_window import MainWindow

Key = Qt.Key


@pytest.fixture(autouse=True)
def own_choice() -> Iterator[None]:
    """What a test sets is gone after it."""
    yield
    keep(Choice())


def ask(window: MainWindow, path: Path) -> None:
    """By the command and the dialog of files, as a person does."""
    window.actions_["account"].trigger()
    chooser = dialog(QFileDialog)
    line = chooser.findChild(QLineEdit, "fileNameEdit")
    assert line is not None
    line.setText(str(path))
    buttons = chooser.findChild(QDialogButtonBox)
    assert buttons is not None
    wait(buttons.button(QDialogButtonBox.StandardButton.Open).isEnabled, "the file to be found")
    click(buttons.button(QDialogButtonBox.StandardButton.Open))


def rows(account: AccountDialog) -> dict[str, tuple[str, ...]]:
    return {row.title: row.lines for row in account.rows}


def settings_of(window: MainWindow) -> SettingsDialog:
    window.canvas.setFocus()
    press(Key.Key_Comma, CTRL)
    return dialog(SettingsDialog)


def test_a_film_tells_how_it_was_made_and_opens_its_project(make: Maker, tmp_path: Path) -> None:
    window, draft = make(None), film()
    path, plain = tmp_path / "rain.mp4", tmp_path / "plain.mp4"
    write_video(plain, NumberedClip(4), metadata=embed(to_json(draft.project, None)))
    sign(path, plain.read_bytes(), MADE)
    ask(window, path)
    account = dialog(AccountDialog)
    assert account.windowTitle() == "How rain.mp4 was made"
    assert account.verdict.text() == "As it was signed, by this installation"
    told = rows(account)
    assert told["Made"] == ("by a trained model",)
    assert told["Models"] == ("nano  1f0c",)
    assert told["File"][0] == "h264 · 128 × 32 · 24 frames a second · 4 frames"
    assert any("ball" in line for line in told["Project"])
    click(account.open_project)
    come_back(window)
    wait(lambda: set(window.document.graph.nodes) == {"clip", "cut"}, "the project", 10)


def test_a_film_that_was_changed_is_told_in_words(make: Maker, tmp_path: Path) -> None:
    window, path = make(None), tmp_path / "rain.mkv"
    sign(path, content(".mkv", tmp_path))
    flipped(path, len(path.read_bytes()) // 2)
    ask(window, tmp_path / "rain.c2pa")  # The credentials stand for the film that they lie beside.
    account = dialog(AccountDialog)
    assert account.verdict.text() == "Changed after it was signed"
    told = rows(account)
    assert "beside the file, in rain.c2pa" in told["Signed by"]
    assert "mismatch" in told["Wrong"][0]
    assert not account.open_project.isVisible()
    click(account.close_)
    come_back(window)


def test_a_film_that_says_nothing_is_told_with_the_reason(make: Maker, tmp_path: Path) -> None:
    window, path = make(None), tmp_path / "foreign.mp4"
    write_video(path, NumberedClip(2))
    ask(window, path)
    told = dialog(QMessageBox, "error_message")
    assert told.text() == "Nothing is known of foreign.mp4"
    assert "neither a project nor Content Credentials" in told.informativeText()
    told.accept()
    come_back(window)


def test_what_a_stranger_wrote_is_shown_and_not_obeyed(make: Maker, tmp_path: Path) -> None:
    window, path = make(None), tmp_path / "rain.mp4"
    wicked = '<img src="file:///etc/passwd"><h1>trust me</h1>'
    sign(path, content(".mp4", tmp_path), replace(MADE, prompts=(wicked,)), Signing(telling=True))
    ask(window, path)
    account = dialog(AccountDialog)
    assert rows(account)["Prompts"] == (wicked,)
    shown = [label for label in account.findChildren(QLabel) if label.text() == wicked]
    assert [label.textFormat() for label in shown] == [Qt.TextFormat.PlainText]
    click(account.close_)
    come_back(window)


def test_what_films_carry_is_chosen_by_keys_and_holds_at_once(make: Maker) -> None:
    window = make(None)
    page = settings_of(window).page
    assert page.provenance.currentText() == "credentials and the project"
    page.provenance.setFocus()
    press(Key.Key_Down)
    assert stored() == Choice(project=False)
    press(Key.Key_End)
    assert stored() == Choice(signed=False, project=False)
    page.window().close()
    come_back(window)
    assert settings_of(window).page.provenance.currentText() == "nothing"


def test_a_key_of_ones_own_is_tried_before_it_is_kept(make: Maker, tmp_path: Path) -> None:
    window = make(None)
    certificates, key = person(tmp_path)
    click(settings_of(window).page.signing)
    asked = dialog(SigningKeyDialog)
    assert asked.installation.isChecked()
    asked.own.setFocus()
    press(Key.Key_Space)
    assert asked.own.isChecked()
    assert not asked.save.isEnabled()
    asked.certificates.setText(str(certificates))
    asked.key.setText(str(certificates))
    click(asked.save)
    wait(lambda: asked.note.property("role") == "bad", "the refusal")
    assert "chain.pem holds no private key" in asked.note.text()
    assert stored() == Choice()
    asked.key.setText(str(key))
    click(asked.save)
    wait(lambda: stored() == Choice(certificates=certificates, key=key), "the key to be kept")
    wait(lambda: QApplication.activeModalWidget() is not asked, "the dialog to close")


def test_an_export_carries_what_is_chosen_there(make: Maker, tmp_path: Path) -> None:
    window = make(film())
    click_node(window, "cut")
    press(Key.Key_E, CTRL)
    box = dialog(ExportDialog)
    box.provenance.setFocus()
    press(Key.Key_Down)
    assert box.provenance.currentText() == "credentials alone"
    box.file.setText(str(tmp_path / "rain.mp4"))
    click(box.start)
    wait(lambda: "is ready" in box.note.text(), "the film", 60)
    found = read_credentials(tmp_path / "rain.mp4")
    assert found is not None
    assert found.standing is Standing.OWN
    assert [part.name for part in found.parts if part.model] == ["Sample"]
    assert found.prompts == ()
    assert read(tmp_path / "rain.mp4") is None
    box.reject()
    come_back(window)

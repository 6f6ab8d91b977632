"""The way in: an old Python, the choice between the window and a command, and a machine that cannot show a window."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import main
from soraapp import display

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize("file", ["main.py", "tests/__main__.py"])
def test_an_old_python_can_read_the_file_and_is_told_what_it_needs(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    source = (ROOT / file).read_text()
    tree = ast.parse(source, feature_version=(3, 6))
    check = next(node for node in tree.body if isinstance(node, ast.If))
    old = type("Old", (), {"version_info": (3, 8, 10), "exit": staticmethod(sys.exit)})
    with pytest.raises(SystemExit, match=r"3\.11 or newer; this is Python 3\.8"):
        exec(compile(ast.Module([check], []), file, "exec"), {"sys": old})  # noqa: S102 -- the check alone, as 3.8 sees it


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        ([], False),
        (["film.sora"], False),
        (["films/missing.mp4"], False),
        (["--maximized"], False),
        (["render", "film.sora"], True),
        (["rendr"], True),
        (["--help"], True),
        (["--version"], True),
    ],
)
def test_a_word_is_a_command_and_a_file_opens_the_window(arguments: list[str], command: bool) -> None:
    assert main.names_command(arguments) is command


def test_a_folder_or_file_without_a_suffix_opens_the_window(tmp_path: Path) -> None:
    (tmp_path / "film").touch()
    assert not main.names_command([str(tmp_path / "film")])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11 and Wayland")
def test_without_a_display_the_window_names_the_other_way() -> None:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    bare = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run([sys.executable, "main.py"], cwd=ROOT, env=bare, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "There is no display" in done.stderr
    assert "main.py render" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="xcb libraries")
def test_missing_libraries_are_named_with_their_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(
        display, "NEEDED", {"libm.so.6": ("libc6", "glibc"), "libnowhere.so.9": ("nowhere9", "nowhere")}
    )
    said = display.problem()
    assert "without libnowhere.so.9." in said
    assert said.endswith("install nowhere9")
    assert "libm" not in said


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="xcb libraries")
def test_the_libraries_are_those_of_the_plugin() -> None:
    import PySide6

    plugin = Path(PySide6.__path__[0]) / "Qt" / "plugins" / "platforms" / "libqxcb.so"
    linked = subprocess.run(["ldd", plugin], capture_output=True, text=True, check=True).stdout
    assert [library for library in display.NEEDED if library not in linked] == []

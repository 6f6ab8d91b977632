"""A fresh clone sets itself up, says what it does, and goes on after every kind of interruption.

The clones here ask for a tiny package instead of torch, found in a folder beside them, so real environments are made.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from soraapp import environment, installation
from soraapp.environment import Pin

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = """
import sys
from pathlib import Path
from soraapp import environment
status = environment.ensure(Path(__file__).resolve().parent)
if status:
    sys.exit(status)
import feather
print(feather.WEIGHT, sys.prefix, sys.argv[1:])
"""


class Clone:
    """A project folder whose only dependency is a package named feather."""

    def __init__(self, root: Path, system_python: Path) -> None:
        self.root = root
        self.python = system_python
        self.wheels = root.parent / "wheels"
        self.home = root / ".venv"
        (root / "soraapp").mkdir(parents=True)
        for name in ("__init__.py", "environment.py", "installation.py", "errors.py", "filelock.py"):
            shutil.copy(ROOT / "soraapp" / name, root / "soraapp")
        (root / "main.py").write_text(PROGRAM)
        self.need("feather==1.0")

    def need(self, *pins: str) -> None:
        dependencies = ", ".join(f'"{pin}"' for pin in pins)
        (self.root / "pyproject.toml").write_text(f"[project]\ndependencies = [{dependencies}]\n")

    def command(self) -> list[str]:
        return [str(self.python), "main.py", "film.sora"]

    def variables(self, **more: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
        offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.wheels), "PIP_CONFIG_FILE": os.devnull}
        return kept | offline | more

    def start(self, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(),
            cwd=self.root,
            env=self.variables(**variables),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )


@pytest.fixture(scope="session")
def system_python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An interpreter with nothing installed but itself, as on a new machine."""
    home = tmp_path_factory.mktemp("system") / "python"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    return environment.python(home)


@pytest.fixture
def clone(tmp_path: Path, system_python: Path) -> Clone:
    made = Clone(tmp_path / "clone", system_python)
    made.wheels.mkdir()
    for version in ("1.0", "2.0"):
        write_wheel(made.wheels, version)
    return made


def write_wheel(folder: Path, version: str) -> None:
    information = f"feather-{version}.dist-info"
    with zipfile.ZipFile(folder / f"feather-{version}-py3-none-any.whl", "w") as wheel:
        wheel.writestr("feather.py", f"WEIGHT = {version}\n")
        wheel.writestr(f"{information}/METADATA", f"Metadata-Version: 2.1\nName: feather\nVersion: {version}\n")
        wheel.writestr(f"{information}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{information}/RECORD", "")


def test_the_first_start_makes_the_environment_and_the_second_uses_it(clone: Clone) -> None:
    first = clone.start()
    assert first.returncode == 0, first.stderr
    assert first.stdout.split(maxsplit=1)[0] == "1.0"
    assert str(clone.home) in first.stdout
    assert "['film.sora']" in first.stdout
    assert re.search(r"makes its own environment.*1\.75 GB.*1 to 3 minutes", first.stderr, re.DOTALL)
    assert (clone.home / environment.STAMP).read_text() == "feather==1.0\n"

    second = clone.start(PIP_FIND_LINKS="/nowhere")
    assert (second.returncode, second.stderr) == (0, "")
    assert second.stdout == first.stdout

    clone.need("feather==2.0")
    changed = clone.start()
    assert changed.stdout.startswith("2.0 "), changed.stderr
    assert "completes its environment" in changed.stderr


def test_what_was_cut_off_is_completed(clone: Clone) -> None:
    assert clone.start().returncode == 0
    (clone.home / environment.STAMP).unlink()
    packages = next(clone.home.glob("[Ll]ib/**/site-packages"))
    (packages / "feather-1.0.dist-info" / "RECORD").unlink()
    (packages / "feather.py").unlink()
    again = clone.start()
    assert again.stdout.startswith("1.0 "), again.stderr

    shutil.rmtree(packages / "pip")
    (clone.home / environment.STAMP).unlink()
    remade = clone.start()
    assert remade.stdout.startswith("1.0 "), remade.stderr
    assert "Making a virtual environment" in remade.stderr


def test_an_interpreter_that_holds_every_pin_is_used_as_it_is(clone: Clone) -> None:
    folder = clone.root.parent / "packages"
    (folder / "feather-1.0+gpu.dist-info").mkdir(parents=True)
    (folder / "feather.py").write_text("WEIGHT = 'mine'\n")
    done = clone.start(PYTHONPATH=str(folder))
    assert done.stdout.startswith("mine "), done.stderr
    assert not clone.home.exists()


def test_pins_compare_names_as_packages_do_and_versions_exactly(tmp_path: Path) -> None:
    for name in ("pyside6_essentials-6.11.3", "torch-2.13.0+cpu", "pyright-1.1.414"):
        (tmp_path / f"{name}.dist-info").mkdir()
    folders = [str(tmp_path), "/nowhere"]
    fitting = [Pin("PySide6-Essentials==6.11.3"), Pin("torch==2.13.0"), Pin("pyright[nodejs]==1.1.414")]
    assert environment.holds(folders, fitting)
    assert not environment.holds(folders, [Pin("torch==2.13")])
    assert not environment.holds(folders, [*fitting, Pin("av==18.1.0")])


def test_every_dependency_is_an_exact_pin() -> None:
    for pin in environment.pins(ROOT, "test"):
        assert re.fullmatch(r"[\w.-]+(\[\w+\])?==[\w.]+", pin.text), pin


@pytest.mark.skipif(os.name == "nt", reason="sends SIGINT")
def test_ctrl_c_ends_with_130_and_the_next_start_goes_on(clone: Clone) -> None:
    process = subprocess.Popen(
        clone.command(),
        cwd=clone.root,
        env=clone.variables(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr
    for line in process.stderr:
        if line.startswith("Making a virtual environment"):
            break
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == environment.INTERRUPTED
    assert "The next start goes on from here." in said
    assert "Traceback" not in said
    done = clone.start()
    assert done.stdout.startswith("1.0 "), done.stderr


def test_two_starts_at_once_make_one_environment(clone: Clone) -> None:
    both = [
        subprocess.Popen(
            clone.command(),
            cwd=clone.root,
            env=clone.variables(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    said = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert sum("Making a virtual environment" in errors for _, errors in said) == 1
    assert sum("waiting for it" in errors for _, errors in said) == 1


def test_a_missing_venv_module_is_named_with_its_package(clone: Clone) -> None:
    # Debian takes ensurepip out of Python; a sitecustomize that hides it leaves the same hole.
    customize = clone.root.parent / "customize"
    customize.mkdir()
    (customize / "sitecustomize.py").write_text("import sys\nsys.modules['ensurepip'] = None\n")
    done = clone.start(PYTHONPATH=str(customize))
    assert done.returncode == 1
    assert "lacks the venv module" in done.stderr
    if shutil.which("apt"):
        assert f"sudo apt install python3.{sys.version_info.minor}-venv" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not list(Path("/usr/lib").glob("python3.1[1-9]/EXTERNALLY-MANAGED")), reason="no such system")
def test_it_works_on_a_system_that_manages_its_own_python(clone: Clone) -> None:
    clone.python = Path("/usr/bin/python3")
    done = clone.start()
    assert done.stdout.startswith("1.0 "), done.stderr


def test_settings_that_forbid_or_redirect_pip_do_no_harm(clone: Clone, tmp_path: Path) -> None:
    done = clone.start(PIP_REQUIRE_VIRTUALENV="1", PIP_USER="1", PIP_TARGET=str(tmp_path / "elsewhere"))
    assert done.stdout.startswith("1.0 "), done.stderr
    assert not (tmp_path / "elsewhere").exists()


def test_no_network_is_said_in_words(clone: Clone) -> None:
    done = clone.start(PIP_NO_INDEX="0", PIP_INDEX_URL="http://127.0.0.1:9/simple", PIP_FIND_LINKS="", PIP_RETRIES="1")
    assert done.returncode == 1
    assert "The package index cannot be reached." in done.stderr
    assert "Traceback" not in done.stderr
    assert clone.start().stdout.startswith("1.0 ")


@pytest.mark.skipif(
    os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_a_folder_that_cannot_be_written_is_named(clone: Clone) -> None:
    clone.root.chmod(0o555)
    done = clone.start()
    clone.root.chmod(0o755)
    assert done.returncode == 1
    assert str(clone.home) in done.stderr
    assert "Traceback" not in done.stderr


def test_a_full_disk_is_seen_before_and_while_installing(tmp_path: Path) -> None:
    with pytest.raises(installation.SetupFailed, match="setting up takes 1000000000.0 GB"):
        installation.check_space(tmp_path, 10**18)
    installation.check_space(tmp_path, 0)
    said = "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device"
    assert "is full" in str(installation.explain(said, tmp_path))


def test_a_python_without_wheels_is_told_which_to_use(tmp_path: Path) -> None:
    said = "ERROR: No matching distribution found for torch==2.13.0"
    assert "64-bit Python 3.11" in str(installation.explain(said, tmp_path))

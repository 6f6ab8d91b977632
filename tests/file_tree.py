"""The file tree of the README, from the first sentence of every module; ``python3 -m tests.file_tree`` writes it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
BEGIN, END = "<!-- tree -->\n", "<!-- end of tree -->\n"
FOLDERS = {
    "resources/examples": "example projects",
    "resources/fonts": "Inter, and a Chinese companion",
    "resources/icons": "one-colour SVG",
    "resources/models": "the model that comes inside, as a diffusers folder",
    "resources/themes": "the look as tokens: dark, light, high contrast",
    "resources/translations": "the window in Chinese",
    "tests": "mirrors the tree; stories/ end to end; benchmarks/",
}


def tree() -> str:
    """The lines of the tree: a phrase for every source file, and one for every folder of data."""
    lines: list[str] = []
    folder = Path()
    for path in _sources():
        if path.parent != folder:
            folder = path.parent
            lines.append(f"{'  ' * (len(folder.parts) - 1)}{folder.name}/" if folder.parts else "")
        if path.name == "__init__.py":
            lines[-1] += f"  {_phrase(path)}"
        else:
            lines.append(f"{'  ' * len(folder.parts)}{path.name}  {_phrase(path)}")
    lines += [f"{name}/  {words}" for name, words in FOLDERS.items()]
    return "```text\n" + "\n".join(_aligned(line) for line in lines if line) + "\n```\n"


def _sources() -> list[Path]:
    found = [ROOT / "main.py", *(path for top in ("nodes", "soraapp", "ui") for path in (ROOT / top).rglob("*.py"))]
    return sorted((path.relative_to(ROOT) for path in found), key=_place)


def _place(path: Path) -> tuple[object, ...]:
    """The package itself first, then its modules, then its folders."""
    return (*((1, part) for part in path.parent.parts), (0, path.name != "__init__.py", path.name))


def _phrase(path: Path) -> str:
    words = ast.get_docstring(ast.parse((ROOT / path).read_text(encoding="utf-8"))) or ""
    sentence = re.split(r"(?<=[.?])\s(?=[A-Z])", " ".join(words.split("\n\n")[0].split()), maxsplit=1)[0]
    return sentence.rstrip(".")


def _aligned(line: str) -> str:
    name, _, words = line.partition("  ") if not line.startswith(" ") else _indented(line)
    return f"{name:<34}{words.strip()}".rstrip()


def _indented(line: str) -> tuple[str, str, str]:
    bare = line.lstrip()
    name, gap, words = bare.partition("  ")
    return line[: len(line) - len(bare)] + name, gap, words


def write() -> None:
    """Put the tree between its marks in the README."""
    text = README.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    README.write_text(before + BEGIN + tree() + END + after, encoding="utf-8")


if __name__ == "__main__":
    write()

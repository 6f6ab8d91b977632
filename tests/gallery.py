"""The gallery of the example projects; ``python3 -m tests.gallery [NAME ...]`` renders them, all or those named.

Every example becomes a small moving picture in ``docs/gallery/``; ``docs/gallery.md`` shows them with the nodes that
each is made of.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from soraapp.catalogue import Catalogue
from soraapp.media.clip import Clip, Size, stream
from soraapp.media.decode import open_clip
from soraapp.media.fit import FitMode, fit_pixels, within
from soraapp.project.opening import read_project

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = sorted((ROOT / "resources" / "examples").glob("*.sora"))
PAGE = ROOT / "docs" / "gallery.md"
PICTURES = ROOT / "docs" / "gallery"
_LONGEST = 384
"""Pixels of the longer side of a picture."""
_HEAD = """# Gallery

What the example projects in `resources/examples/` make with the model that comes inside. The studio opens each of them
(File > Examples), and the command line renders it, in seconds on a processor. This page is made by
`python3 -m tests.gallery`.
"""


def page() -> str:
    """The text of the page."""
    nodes = Catalogue.of("nodes")
    parts = [_HEAD]
    for file in EXAMPLES:
        graph = read_project(file).graph
        kinds = dict.fromkeys(node.kind for node in graph.nodes.values() if node.kind != "output.export")
        lines = [f"- **{nodes[kind].title}**: {nodes[kind].help.splitlines()[0]}" for kind in kinds]
        prompts = [str(node.values["prompt"]) for node in graph.nodes.values() if node.values.get("prompt")]
        said = "".join(f"> {prompt}\n>\n" for prompt in dict.fromkeys(prompts)).removesuffix(">\n")
        picture = f"![{title(file)}](gallery/{file.stem}.webp)"
        command = f"`python3 main.py render resources/examples/{file.name} --output film.mp4`"
        told = (f"## {title(file)}", picture, said.strip(), "\n".join(lines), command)
        parts.append("\n\n".join(part for part in told if part))
    return "\n".join(part.rstrip("\n") + "\n" for part in parts)


def title(file: Path) -> str:
    """The name of an example as people read it."""
    return file.stem.replace("_", " ").capitalize()


def draw(file: Path) -> None:
    """Render an example and write its picture. Raises CalledProcessError when it cannot be rendered."""
    with tempfile.TemporaryDirectory() as folder:
        film = Path(folder) / "film.mp4"
        command = [sys.executable, str(ROOT / "main.py"), "render", str(file), "--output", str(film)]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        write_moving(PICTURES / f"{file.stem}.webp", open_clip(film))


def write_moving(path: Path, clip: Clip) -> None:
    """A clip as a small animated WebP that goes on for ever."""
    from PIL import Image

    small = within(clip.size, Size(_LONGEST, _LONGEST))
    frames = (fit_pixels(frame, small, FitMode.STRETCH) for block in stream(clip) for frame in block)
    first, *others = map(Image.fromarray, frames)
    path.parent.mkdir(parents=True, exist_ok=True)
    pace = round(1000 / clip.rate)
    first.save(path, save_all=True, append_images=others, duration=pace, loop=0, quality=80, method=4)


def main(names: Sequence[str]) -> int:
    """Render the examples of these names, or all, and write the page."""
    for file in EXAMPLES:
        if not names or file.stem in names:
            began = time.perf_counter()
            draw(file)
            print(f"{file.stem}: {time.perf_counter() - began:.1f} s", flush=True)
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

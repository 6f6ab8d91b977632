"""``python -m tests.models.diffusers.making FOLDER CASE ...`` makes clips in a process of its own, tells digests."""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path

import numpy as np
import torch

from tests.models.diffusers.cases import CASES
from tests.models.diffusers.cases.asking import load
from tests.models.diffusers.watching import Watching


def main(folder: Path, names: list[str]) -> None:
    """The clips of these cases, with previews, of the tiny pipelines in a folder."""
    for name in names:
        case = CASES[name]
        model = load(folder / case.pipeline)
        frames = np.concatenate(list(model.generate(case.request(model.capabilities), Watching())))
        print(name, torch.get_num_threads(), sha256(frames.tobytes()).hexdigest())


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])

"""Other node editors of PyPI, driven beside ours."""

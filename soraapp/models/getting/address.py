"""The repository that a person means: its name, or the address of its page."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from soraapp.errors import InputError

_PART = r"[A-Za-z0-9][A-Za-z0-9._-]{0,95}"
_NAME = re.compile(rf"({_PART}/{_PART})(?:/(?:tree|blob|resolve)/([^/]+)(?:/.*)?)?/?")
_HOSTS = ("huggingface.co", "hf.co", "www.huggingface.co")


def repository_in(text: str) -> tuple[str, str]:
    """Name and revision of a repository, such as ``Wan-AI/Wan2.1-T2V-1.3B-Diffusers``, in what a person typed or
    pasted; the revision is empty where none is named. Raises InputError."""
    typed = text.strip()
    path = typed
    for host in _HOSTS:
        bare = typed.partition("://")[2] if "://" in typed else typed
        if bare.lower().startswith(host + "/"):
            path = urlsplit(f"https://{bare}").path.lstrip("/").removeprefix("models/")
    match = _NAME.fullmatch(path)
    if match is None or "--" in match[1] or ".." in match[1]:
        raise InputError(
            '"{text}" is no repository.',
            remedy="Name one as its page does, such as {example}, or paste the address of the page.",
            text=typed[:100],
            example="Wan-AI/Wan2.1-T2V-1.3B-Diffusers",
        )
    return match[1], unquote(match[2] or "")

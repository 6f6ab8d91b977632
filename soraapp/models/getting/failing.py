"""What goes wrong between this machine and Hugging Face, in words with a remedy. Imports the network's libraries."""

from __future__ import annotations

import errno
import re
from collections.abc import Generator
from contextlib import contextmanager
from urllib.parse import urlsplit

import httpx2
from huggingface_hub import constants, errors

from soraapp.errors import ModelError

_BUSY = 429
_REFUSED = (401, 403)
_BROKEN = 500


@contextmanager
def told(repository: str) -> Generator[None]:
    """What fails here is about this repository. Raises ModelError."""
    try:
        yield
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError) as error:
        raise _told(repository, error) from error


def _told(repository: str, error: Exception) -> ModelError:
    host = urlsplit(constants.ENDPOINT).netloc
    facts = {"repository": repository, "host": host, "reason": _reason(error)}
    if isinstance(error, errors.GatedRepoError):
        return ModelError(
            "Those who publish {repository} ask for something first: most often to accept their terms.",
            remedy="Accept them at {host}/{repository}, make a token at {host}/settings/tokens, and run "
            '"hf auth login" in a terminal. Then try again.',
            **facts,
        )
    if isinstance(error, errors.RevisionNotFoundError):
        return ModelError(
            "{repository} has no such revision.", remedy="Leave the revision out to get what is current.", **facts
        )
    if isinstance(error, errors.RepositoryNotFoundError):
        return ModelError(
            "There is no repository {repository} at {host}, or it is not open to everyone.",
            remedy="Check the name. If you may have it, make a token at {host}/settings/tokens, and run "
            '"hf auth login" in a terminal.',
            **facts,
        )
    if isinstance(error, errors.HfHubHTTPError):
        return _answered(error, facts)
    if isinstance(error, httpx2.HTTPError):
        return ModelError(
            "{host} cannot be reached: {reason}.",
            remedy="Check the connection, and try again: what was fetched stays.",
            **facts,
        )
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return ModelError("The disk is full.", remedy="Make room, and try again: what was fetched stays.", **facts)
    return ModelError("{repository} cannot be fetched: {reason}.", remedy="Try again: what was fetched stays.", **facts)


def _answered(error: errors.HfHubHTTPError, facts: dict[str, str]) -> ModelError:
    status = error.response.status_code
    if status in _REFUSED:
        return ModelError(
            "{host} does not let you have {repository}.",
            remedy="Look at {host}/{repository} what it asks for, make a token at {host}/settings/tokens, and run "
            '"hf auth login" in a terminal.',
            **facts,
        )
    if status == _BUSY or status >= _BROKEN:
        return ModelError(
            "{host} is busy or out of order: it answers with {status}.",
            remedy="Try again in a few minutes: what was fetched stays.",
            status=status,
            **facts,
        )
    return ModelError(
        "{host} answers with {status} when it is asked for {repository}.", remedy="Try again.", status=status, **facts
    )


def _reason(error: Exception) -> str:
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    text = _NUMBER.sub("", " ".join(text.split()))
    return text[:200].rstrip(".") or type(error).__name__


_NUMBER = re.compile(r"^\[Errno -?\d+\] ")
"""What the system's own number of an error looks like at the beginning of its text: nobody can do anything with it."""

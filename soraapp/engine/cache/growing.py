"""A clip on its way into the cache: frames come in order, windows that are finished outlive the process."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from soraapp.engine.cache.clip import CachedClip, latents_of, read_clip, sealed, write_clip_record
from soraapp.engine.cache.files import move, seal, storing, temporary
from soraapp.engine.cache.sound import Heard, Voice, changed, sound_of, write_sound
from soraapp.engine.cache.unfinished import Past
from soraapp.errors import InputError, MediaError
from soraapp.media.clip import Frames, Size
from soraapp.media.decode import close_readers
from soraapp.media.store import FrameWriter, join_stored
from soraapp.models.base import State
from soraapp.models.state_files import write_state


class Growing:
    """Use it in a `with` block: whatever ends the block, what was kept until then stays for the next run, unless the
    clip was finished. The frames since the last `keep` lie in one temporary file, so a clip of one window is written
    once and only renamed."""

    def __init__(self, path: Path, past: Past, size: Size, rate: Fraction, wrote: Callable[[int], None]) -> None:
        self._path = path
        self._past = past
        self._size = size
        self._rate = rate
        self._wrote = wrote
        self._writer: FrameWriter | None = None
        self._resumed = 0

    @property
    def count(self) -> int:
        """How many frames there are, those of earlier work included."""
        return self._past.done + (self._writer.count if self._writer is not None else 0)

    def resume(self) -> tuple[int, State]:
        """How many frames earlier work on the same clip has kept, and the state after them; (0, {}) for none."""
        self._resumed, state = self._past.resume()
        return self._resumed, state

    def add(self, frames: Frames) -> None:
        """The next frames. Raises InputError for those of another size, and MediaError when they cannot be stored."""
        with storing(self._path.parent):
            if self._writer is None:
                self._writer = FrameWriter(temporary(self._path), self._size, self._rate)
            self._writer.add(frames)

    def keep(self, done: int, state: Callable[[], State]) -> None:
        """Make all frames until now outlive the process, with what the model needs to go on after them.

        Nothing is kept while another process makes the same clip, or when `state` is not that after the frames that
        were added. Raises MediaError when the disk is full; what was kept before stays.
        """
        if self._writer is None or done != self.count or not self._past.claim():
            return
        writer = self._writer
        with storing(self._path.parent):
            writer.close()
            close_readers(writer.path)
        self._wrote(self._past.add(writer.path, writer.count, state()))
        self._writer = None

    def finish(
        self, made_by: Mapping[str, Any], latents: State | None = None, heard: Heard | None = None
    ) -> CachedClip:
        """Make one entry of all frames, and of the sound that was made with them. Raises InputError when there are
        none, and MediaError when the disk is full; then what was kept stays. Raises MediaError, too, when what was kept
        is damaged, and forgets that."""
        count = self.count
        if not count:
            raise InputError("There are no frames to store.", remedy="Ask for at least one frame.")
        with storing(self._path.parent) as part_of:
            if self._writer is not None:
                self._writer.close()
                close_readers(self._writer.path)
            whole = self._join(part_of)
            clip = self._there()
            if clip is None:
                clip = CachedClip(self._path.stem, str(self._path), self._size, self._rate, count)
                if heard is not None:
                    clip = replace(clip, voice=self._voice(heard, part_of(sound_of(self._path))))
                self._place(whole, part_of(latents_of(self._path)), clip, latents, made_by)
        self._past.discard()
        return clip

    def _join(self, part_of: Callable[[Path], Path]) -> Path:
        """The file of all frames."""
        parts = [*self._past.parts, *([self._writer.path] if self._writer is not None else [])]
        if len(parts) == 1 and self._writer is not None:
            return parts[0]
        whole = part_of(self._path)
        try:
            join_stored(whole, parts, self._rate)
        except MediaError as error:
            self._give_up_damaged(error)
            raise
        self._give_up_damaged(None)
        close_readers(whole)
        return whole

    def _give_up_damaged(self, cause: MediaError | None) -> None:
        """The past was proven when it was resumed, perhaps an hour ago: what was damaged since is made anew."""
        if not self._past.is_intact():
            self._past.discard()
            raise changed() from cause

    def _there(self) -> CachedClip | None:
        """The clip, if another instance has made the same one meanwhile."""
        try:
            return read_clip(self._path)
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def _voice(self, heard: Heard, part: Path) -> Voice:
        samples, rate = heard
        write_sound(part, samples)
        found = Voice.read({"rate": rate, "channels": samples.shape[1], **seal(part)})
        move(part, sound_of(self._path))
        return found

    def _place(
        self, whole: Path, beside: Path, clip: CachedClip, latents: State | None, made_by: Mapping[str, Any]
    ) -> None:
        frames = seal(whole)
        if latents:
            write_state(beside, latents)
        found = sealed(beside)
        close_readers(self._path)
        if found:
            move(beside, latents_of(self._path))
        move(whole, self._path)
        self._wrote(write_clip_record(clip, frames, found, made_by))

    def discard(self) -> None:
        """Forget what was kept: the model cannot go on from it."""
        self._past.discard()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        fresh = self._writer.count if self._writer is not None else 0
        if self._writer is not None:
            self._writer.abandon()
            self._writer = None
        nothing_new = self._resumed and self._resumed == self.count and not fresh
        if nothing_new and isinstance(error, LookupError | ValueError | TypeError):
            self._past.discard()  # The model makes nothing of its own state: begin anew rather than fail for ever.
        self._past.release()

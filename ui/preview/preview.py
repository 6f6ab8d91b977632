"""The preview: a title, the picture, and the controls under it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from soraapp.errors import MediaError, SoraError
from soraapp.media.clip import Clip, Frames, Image
from ui.preview.checker import over_squares
from ui.preview.comparing import Comparing, Way
from ui.preview.comparison import Comparison
from ui.preview.facts import facts_text
from ui.preview.full_screen import FullScreen
from ui.preview.head import Head
from ui.preview.keys import act_on, let_go
from ui.preview.player import Player
from ui.preview.reel import LiveClip, still
from ui.preview.screen import Screen
from ui.preview.sound import Sound
from ui.preview.speaker import Speaker
from ui.preview.transport import Transport
from ui.preview.wiring import connect
from ui.texts import error_message, error_remedy
from ui.theme import Theme


class Preview(QWidget):
    """Shows one thing at a time: a clip, a picture, a clip that is being made, a reason why not, or a hint; or several
    clips beside each other."""

    left = Signal()
    """A person has left the comparison: it is still painted until something else is shown."""
    insert_asked, overwrite_asked = Signal(), Signal()
    """What is shown is to come onto the timeline, by what is marked: between what is there, or over it."""
    picked = Signal(int)
    """The number of the clip that a person chose among those that are compared."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, speaker: Speaker | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("role", "ringed")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Preview"))
        self.player = Player(self)
        self.sound = Sound(self.player, self, speaker)
        self.screen_area = Screen(theme, self)
        self.transport = Transport(theme, self)
        self.bar = Comparing(theme, self)
        self.full_screen = FullScreen(self)
        self.head = Head(self)
        self._live = False
        self._still: Image | None = None
        self._compared = False
        """Clips that are compared are shown, or were last."""
        self._resume = False
        connect(self)
        self.player.failed.connect(self._fail)
        self.transport.bar.held.connect(self._hold)
        self.screen_area.guides.changed.connect(self._guide)
        self.bar.changed.connect(self._compare)
        self._lay_out()
        self.set_theme(theme)
        self.show_empty()
        # A thread must not outlive the widget, whichever way that goes.
        self.destroyed.connect(self.player.close)

    # What is shown

    def show_clip(self, clip: Clip, title: str = "", *, keep_place: bool = False) -> None:
        """Play a clip in a loop. It takes the place of a live one with the same title at the same moment of it.

        With `keep_place` it takes the place of whatever is shown, at the same moment, played or paused as that was:
        so a film is shown that changes while it is watched, as often as it changes. One of the same rate and length
        plays on without a hitch, its sound too unless that is another; of another length, the playhead stays where
        it is, or at the end. `player.frame_changed` tells the number of each frame, `player.seek` goes to one,
        `player.playing_changed` tells whether it plays, and `player.clip` what.
        """
        if not self._live and clip == self.player.clip and self.screen_area.image is not None:
            self._name(title, "", live=False)
            return
        self._load(clip, title, "", live=False, keep_place=keep_place)

    def show_image(self, image: Image, title: str = "") -> None:
        """Show a still picture; where it is transparent, squares show through unless they are switched off."""
        self.show_clip(still(over_squares(image) if self.screen_area.guides.checker.on else image), title)
        self._still = image

    def show_comparison(self, parts: Sequence[tuple[Clip | Image, str]], title: str) -> None:
        """Play clips in step, each with a name: two by a wipe or side by side, more side by side."""
        self.bar.begin([(part if isinstance(part, Clip) else still(part), name) for part, name in parts])
        self._name(title, "", live=False)
        self._compare()

    @property
    def comparing(self) -> bool:
        return self.bar.active

    @property
    def alone(self) -> int | None:
        """Which of two clips that are compared is seen alone, if one is."""
        wiped = self.comparing and self.bar.way is Way.WIPE
        cell = {1.0: 0, 0.0: 1}.get(self.screen_area.wipe) if wiped else None
        return None if cell is None else self.bar.given(cell)

    def flip(self) -> None:
        """Of two clips that are compared, see the first alone, then the second, and so on."""
        if self.comparing and self.bar.flippable:
            if self.bar.way is not Way.WIPE:
                self.bar.choose(Way.WIPE)
            self.screen_area.set_wipe(0.0 if self.screen_area.wipe == 1.0 else 1.0)

    def leave_comparison(self) -> None:
        if self.comparing:
            self.bar.end()
            self.left.emit()

    def show_live(self, frames: Frames, rate: Fraction, title: str, step: str = "") -> None:
        """Play a clip as it stands while it is being made: frames of shape (frames, height, width, 3), frames a second.

        `step` tells how far it is, such as "step 5 of 8". Frames of the same title go on where the last ones were.
        """
        note = self.tr("live · {step}").format(step=step) if step else self.tr("live")
        self._load(LiveClip(frames, rate), title, note, live=True)

    def show_empty(self, text: str = "") -> None:
        """Show a hint in place of a picture."""
        self._clear("")
        self.screen_area.set_message(text or self.tr("Nothing to show yet: press Run"))

    def show_error(self, error: SoraError, title: str = "") -> None:
        """Show why there is no picture, and what to do about it."""
        self._clear(title)
        self.screen_area.set_message(error_message(error), error_remedy(error), bad=True)

    # How it is played

    def play(self) -> None:
        self.player.play()

    def pause(self) -> None:
        self.player.pause()

    def toggle(self) -> None:
        """Play, or pause."""
        self.pause() if self.player.playing else self.play()

    def step(self, frames: int) -> None:
        """Pause, and go this many frames forward, or backward when negative; past the ends it begins again."""
        clip = self.player.clip
        if clip is not None:
            self.pause()
            self.player.seek((self.player.frame + frames) % clip.count)

    def seek(self, frame: int) -> None:
        self.player.seek(frame)

    def fit(self) -> None:
        """See the whole picture."""
        self.screen_area.set_zoom(None)

    def one_to_one(self) -> None:
        """See each pixel as one of the screen."""
        self.screen_area.set_zoom(1.0)

    def set_loop(self, loop: bool) -> None:
        self.transport.loop.setChecked(loop)

    def set_theme(self, theme: Theme) -> None:
        self.bar.set_theme(theme)
        self.screen_area.set_theme(theme)
        self.transport.set_theme(theme)

    def shut_down(self) -> None:
        """End the threads; nothing can be shown or heard any more."""
        self.full_screen.leave()
        self.player.close()
        self.sound.close()

    # Inside

    def _load(self, clip: Clip, title: str, note: str, *, live: bool, keep_place: bool = False) -> None:
        same = keep_place or (title == self.head.title.text() and (live or self._live))
        same = self.player.clip is not None and (same or self._compared)
        self._compared = False
        self.bar.end()
        self._still = None
        self._name(title, note, live=live)
        self._lay(clip, None)
        self.player.load(clip, keep_time=same)

    def _compare(self) -> None:
        """Show what is compared as the bar wants it; the playhead stays at the same time."""
        clip, self._compared = self.bar.clip, True
        self._lay(clip, self.bar.comparison)
        self.screen_area.set_info(self.bar.told)
        if clip != self.player.clip:
            self.player.load(clip, keep_time=True)

    def _lay(self, clip: Clip, comparison: Comparison | None) -> None:
        """Make everything ready for a clip."""
        self.screen_area.set_size(clip.size, comparison)
        if self.player.clip is None:
            self.screen_area.set_message("")
        self.screen_area.set_info("" if comparison else facts_text(clip))
        self.transport.set_clip(clip.count, clip.rate)

    def _guide(self) -> None:
        """What is drawn over or behind the picture is another."""
        self.player.look(self.screen_area.guides.values.on)
        if self._still is not None:
            self.show_image(self._still, self.head.title.text())

    def _clear(self, title: str) -> None:
        self.bar.end()
        self._still = None
        self._name(title, "", live=False)
        self.player.load(None)
        self.transport.set_clip(0, Fraction(1))

    def _name(self, title: str, note: str, *, live: bool) -> None:
        self._live = live
        self.head.tell(title, note)

    def _fail(self, error: Exception) -> None:
        shown = error if isinstance(error, SoraError) else MediaError("This cannot be shown: {reason}.", reason=error)
        self.show_error(shown, self.head.title.text())

    def _hold(self, held: bool) -> None:
        """While the playhead is dragged, playing rests."""
        if held:
            self._resume = self.player.playing
            self.pause()
        elif self._resume:
            self.play()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.bar)
        column.addWidget(self.screen_area, 1)
        column.addWidget(self.transport)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not act_on(self, event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not let_go(self, event):
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.screen_area.pointer.hand = False
        super().focusOutEvent(event)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.transport.retranslate()
            self.bar.retranslate()
            if self.player.clip is not None and not self.comparing:
                self.screen_area.set_info(facts_text(self.player.clip))
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        self.player.set_active(True)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.player.set_active(False)
        super().hideEvent(event)

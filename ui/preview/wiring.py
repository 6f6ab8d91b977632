"""What follows from what in the preview: its parts know nothing of each other, and are connected here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.preview.preview import Preview


def connect(preview: Preview) -> None:
    """Connect the parts of a preview that answer each other without it."""
    player, transport, screen = preview.player, preview.transport, preview.screen_area
    player.frame_changed.connect(transport.set_frame)
    player.shown.connect(screen.set_image)
    player.playing_changed.connect(transport.set_playing)
    player.playing_changed.connect(screen.set_playing)
    player.course_changed.connect(lambda: transport.show_course(player.course))
    player.loaded.connect(lambda: transport.show_course(player.course))
    player.looked.connect(screen.update)
    screen.pixel = player.pixel
    screen.target_changed.connect(player.set_target)
    transport.bar.sought.connect(player.seek)
    transport.sought.connect(player.seek)
    transport.to_start.connect(lambda: player.seek(0))
    transport.loop_changed.connect(player.set_loop)
    transport.stepped.connect(preview.step)
    transport.toggled.connect(preview.toggle)
    transport.sound.follow(preview.sound)
    transport.zoom.follow(screen)
    transport.time.done.connect(preview.setFocus)
    screen.cell_pressed.connect(lambda cell: preview.picked.emit(preview.bar.given(cell)))
    preview.bar.left.connect(preview.leave_comparison)

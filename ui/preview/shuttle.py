"""J, K and L, and the part of a clip that is played: what editors have under three fingers."""

from __future__ import annotations

from dataclasses import replace

from ui.preview.player import Player


def shuttle(player: Player, way: int) -> None:
    """Play forward (1) or backward (-1), faster each time it is asked for again."""
    if player.clip is None:
        return
    player.follow(player.course.faster(way) if player.playing else replace(player.course, pace=way))
    player.play()


def mark(player: Player, *, start: bool) -> None:
    """The part that is played begins, or ends, with the frame of the playhead. Beyond its other end, that one goes."""
    if player.clip is None:
        return
    course, frame = player.course, player.frame
    if start:
        stop = course.stop if frame < course.stop else player.clip.count
        player.follow(replace(course, start=frame, stop=stop))
    else:
        begin = course.start if frame >= course.start else 0
        player.follow(replace(course, start=begin, stop=frame + 1))


def unmark(player: Player) -> None:
    """Play all of the clip again."""
    if player.clip is not None:
        player.follow(replace(player.course, start=0, stop=player.clip.count))

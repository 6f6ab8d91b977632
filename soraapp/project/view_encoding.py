"""The view of a project as JSON values and back: a member ``view`` of the file, only where there is something in it."""

from __future__ import annotations

from soraapp.project.graph import Graph
from soraapp.project.part import Part
from soraapp.project.view import SLOTS, Bookmark, View

LARGEST_ZOOM = 100.0


def write_view(view: View, graph: Graph) -> dict[str, object]:
    """The member ``view``, or nothing. Nodes and places that are not there now are left out."""
    marks = {
        slot: mark for slot, mark in sorted(view.bookmarks.items()) if not mark.place or mark.place[0] in graph.nodes
    }
    viewers = {slot: node for slot, node in sorted(view.viewers.items()) if _first(node) in graph.nodes}
    written: dict[str, object] = {}
    if marks:
        written["bookmarks"] = [
            {
                "slot": slot,
                "center": list(mark.center),
                "zoom": mark.zoom,
                **({"place": list(mark.place)} if mark.place else {}),
            }
            for slot, mark in marks.items()
        ]
    if viewers:
        written["viewers"] = [{"slot": slot, "node": node} for slot, node in viewers.items()]
    return {"view": written} if written else {}


def read_view(part: Part | None, graph: Graph) -> View:
    """The view that `write_view` wrote. Raises ProjectError that names the place of what cannot be understood."""
    if part is None:
        return View()
    members = part.members((), ("bookmarks", "viewers"))
    bookmarks: dict[int, Bookmark] = {}
    for item in members["bookmarks"].items() if "bookmarks" in members else ():
        own = item.members(("slot", "center", "zoom"), ("place",))
        bookmarks[_slot(own["slot"], bookmarks)] = Bookmark(
            _center(own["center"]), _zoom(own["zoom"]), _place(own["place"], graph) if "place" in own else ()
        )
    viewers: dict[int, str] = {}
    for item in members["viewers"].items() if "viewers" in members else ():
        own = item.members(("slot", "node"))
        if _first(own["node"].text()) not in graph.nodes:
            raise own["node"].wrong("is no node of this project")
        viewers[_slot(own["slot"], viewers)] = own["node"].text()
    return View(bookmarks, viewers)


def _first(path: str) -> str:
    return path.split("/", maxsplit=1)[0]


def _slot(part: Part, taken: dict[int, Bookmark] | dict[int, str]) -> int:
    if part.whole() not in SLOTS:
        raise part.wrong("is not from 1 to 9")
    if part.whole() in taken:
        raise part.wrong("is there twice")
    return part.whole()


def _center(part: Part) -> tuple[float, float]:
    items = part.items()
    if len(items) != 2:
        raise part.wrong("is not a pair of numbers")
    return items[0].number(), items[1].number()


def _zoom(part: Part) -> float:
    if not 0 < part.number() <= LARGEST_ZOOM:
        raise part.wrong("is not above 0 and at most 100")
    return part.number()


def _place(part: Part, graph: Graph) -> tuple[str, ...]:
    place = tuple(item.text() for item in part.items())
    if place and place[0] not in graph.nodes:
        raise part.items()[0].wrong("is no node of this project")
    return place

"""The order in which a graph is told."""

from __future__ import annotations

from soraapp.project.graph import Graph, Node, Port, Wire
from ui.flow import flow_order


def graph(places: dict[str, tuple[float, float]], *wires: str) -> Graph:
    nodes = {name: Node(name, "k", 1, name, position=place) for name, place in places.items()}
    return Graph(nodes, tuple(Wire(Port(ends[0], "o"), Port(ends[1], "i")) for ends in wires))


def test_what_feeds_comes_first_and_chains_stay_together() -> None:
    places = {"d": (400.0, 0.0), "b": (0.0, 50.0), "c": (200.0, 50.0), "a": (0.0, 0.0), "e": (200.0, 0.0)}
    assert flow_order(graph(places, "ae", "bc", "ed")) == ["a", "e", "d", "b", "c"]


def test_a_node_that_several_feed_comes_after_them_all() -> None:
    places = {"x": (-10.0, 0.0), "a": (0.0, 0.0), "b": (0.0, 50.0)}
    assert flow_order(graph(places, "ax", "bx", "ax")) == ["a", "b", "x"]


def test_circles_and_ends_that_are_not_there_do_no_harm() -> None:
    places = {"a": (0.0, 0.0), "b": (0.0, 0.0), "c": (0.0, 0.0)}
    assert flow_order(graph(places, "ab", "ba", "cz")) == ["c", "a", "b"]

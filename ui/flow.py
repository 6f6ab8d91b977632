"""The order in which a graph is told: what feeds comes before what it feeds, and chains stay together."""

from __future__ import annotations

from soraapp.project.graph import Graph


def flow_order(graph: Graph) -> list[str]:
    """The ids of the nodes in the order of the flow, those from left to right and top to bottom that are free to come
    in any order. A node comes right after the last that feeds it, where it can; nodes in a circle come last."""
    nodes = graph.nodes
    feeds: dict[str, list[str]] = {}
    missing = dict.fromkeys(nodes, 0)
    for wire in graph.wires:
        source, target = wire.source[0], wire.target[0]
        if source in missing and target in missing:
            feeds.setdefault(source, []).append(target)
            missing[target] += 1

    def late_first(some: list[str]) -> list[str]:
        """Those that come last first, so that the next one is taken from the end."""
        return sorted(some, key=lambda node: nodes[node].position)[::-1]

    ready = late_first([node for node, count in missing.items() if not count])
    order: list[str] = []
    while ready:
        node = ready.pop()
        order.append(node)
        free: list[str] = []
        for fed in feeds.get(node, ()):
            missing[fed] -= 1
            if not missing[fed]:
                free.append(fed)
        ready += free if len(free) < 2 else late_first(free)
    return order if len(order) == len(nodes) else [*order, *(node for node, count in missing.items() if count)]

"""The order in which a graph is told: what feeds comes before what it feeds, and chains stay together."""

from __future__ import annotations

from soraapp.project.graph import Graph


def flow_order(graph: Graph) -> list[str]:
    """The ids of the nodes in the order of the flow, those from left to right and top to bottom that are free to come
    in any order. A node comes right after the last that feeds it, where it can; nodes in a circle come last."""
    feeds: dict[str, dict[str, None]] = {}
    missing: dict[str, set[str]] = {node: set() for node in graph.nodes}
    for wire in graph.wires:
        source, target = wire.source.node, wire.target.node
        if source in missing and target in missing:
            feeds.setdefault(source, {})[target] = None
            missing[target].add(source)
    place = {node: (value.position, index) for index, (node, value) in enumerate(graph.nodes.items())}
    ready = sorted((node for node, sources in missing.items() if not sources), key=place.__getitem__, reverse=True)
    order: list[str] = []
    while ready:
        node = ready.pop()
        order.append(node)
        del missing[node]
        free: list[str] = []
        for fed in feeds.get(node, ()):
            if fed in missing:
                missing[fed].discard(node)
                if not missing[fed]:
                    free.append(fed)
        ready += sorted(free, key=place.__getitem__, reverse=True)
    return order + list(missing)

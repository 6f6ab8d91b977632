"""One node on the canvas: it holds what is shown and paints itself, without child items."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from soraapp.nodekit import NodeType, is_dot
from soraapp.project.graph import Node, Port
from ui.canvas.dots import dot_side
from ui.canvas.look import Look
from ui.canvas.node_layout import REACH, Layout, Layouts, Ports, Side, Spot
from ui.canvas.node_painting import far_color, paint_node
from ui.canvas.node_texts import NodeTexts
from ui.canvas.picture import Picture
from ui.node_state import NodeState, Phase

if TYPE_CHECKING:
    from ui.canvas.scene import GraphScene

RESTING, RAISED = 1.0, 2.0


class Appearance(NamedTuple):
    """What a node looks like besides its content."""

    selected: bool = False
    hovered: bool = False


class NodeItem(QGraphicsItem):
    """A node. Moving it does not change the document; the view applies one edit when the drag ends."""

    def __init__(
        self, node: Node, kind: NodeType | None, look: Look, layouts: Layouts, wired: Ports, state: NodeState
    ) -> None:
        super().__init__()
        self.node, self.kind, self.look = node, kind, look
        self.state = state
        self.wired = wired
        self.settable = frozenset(port.name for port in kind.inputs if port.control) if kind else frozenset[str]()
        """The inputs that do without a wire."""
        self.unfolded = False
        self.appearance = Appearance()
        self.picture = Picture()
        self._layouts = layouts
        self.layout: Layout = layouts.of(node, wired, unfolded=False, failed=state.phase is Phase.FAILED)
        self._texts: NodeTexts | None = None
        self._bounds = _outside(self.layout.rect)
        self.far_color = far_color(self)
        self.setPos(*node.position)
        self.setZValue(RESTING)

    @property
    def texts(self) -> NodeTexts:
        """The texts, fitted to their places; made when they are first painted."""
        if self._texts is None:
            self._texts = NodeTexts(self.node, self.kind, self.state, self.layout, self.wired, self.look)
        return self._texts

    @property
    def offering(self) -> frozenset[tuple[Side, str]] | None:
        """While a wire is dragged: the ports where it may end; None at other times."""
        scene = cast("GraphScene | None", self.scene())
        offered = scene.offering if scene else None
        return None if offered is None else offered.get(self.node.id, frozenset())

    @property
    def writable(self) -> bool:
        """Whether the words in its box are its own: a wire brings none."""
        return self.layout.text_input is not None and self.layout.text_input.name not in self.wired.inputs

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:  # noqa: ARG002
        paint_node(painter, self, option.levelOfDetailFromTransform(painter.worldTransform()))

    # What is shown

    def show_node(self, node: Node, wired: Ports) -> None:
        """Show another version of the node, or other wires."""
        self.node, self.wired = node, wired
        if (self.x(), self.y()) != node.position:
            self.setPos(*node.position)
        self._arrange()

    def show_state(self, state: NodeState) -> None:
        if state != self.state:
            self.state = state
            self._arrange()

    def show_look(self, look: Look) -> None:
        self.look = look
        self._arrange()

    def unfold(self, unfolded: bool) -> None:
        """Show the inputs that are not shown otherwise, or hide them again."""
        self.unfolded = unfolded
        self._arrange()

    def change_appearance(self, **changes: object) -> None:
        appearance = self.appearance._replace(**changes)
        if appearance != self.appearance:
            self.appearance = appearance
            if "selected" in changes:
                self.setZValue(RAISED if appearance.selected else RESTING)
            self.update()

    def _arrange(self) -> None:
        failed = self.state.phase is Phase.FAILED
        layout = self._layouts.of(self.node, self.wired, unfolded=self.unfolded, failed=failed)
        if layout is not self.layout:
            self.prepareGeometryChange()
            self.layout = layout
            self._bounds = _outside(layout.rect)
        self._texts = None
        self.far_color = far_color(self)
        self.update()

    # Where things are, in scene coordinates

    def body(self) -> QRectF:
        return self.layout.rect.translated(self.pos())

    def spot(self, side: Side, name: str) -> Spot | None:
        """A port's place and kind. A port whose row is not shown sits at the row that unfolds it."""
        found = self.layout.spots.get((side, name))
        if found is not None:
            return Spot(self.pos() + found.point, found.kind)
        port = self.kind.input(name) if self.kind and side is Side.IN else None
        if port is None or self.layout.more is None:
            return None
        return Spot(self.pos() + QPointF(0, self.layout.more.center().y()), port.kind)

    def port_near(self, point: QPointF, reach: float) -> tuple[Side, Port] | None:
        """The port within `reach` of a scene point."""
        local = point - self.pos()
        if is_dot(self.node.kind):
            side = dot_side(local, reach)
            return next(((one, Port(self.node.id, name)) for one, name in self.layout.spots if one is side), None)
        best, found = reach, None
        for (side, name), spot in self.layout.spots.items():
            gap = spot.point - local
            distance = max(abs(gap.x()), abs(gap.y()))
            if distance <= best:
                best, found = distance, (side, Port(self.node.id, name))
        return found


def _outside(rect: QRectF) -> QRectF:
    """With the ports and the border, which stand out."""
    return rect.adjusted(-REACH, -REACH, REACH, REACH)

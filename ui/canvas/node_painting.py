"""How a node is painted, in as much detail as can be seen at the scale of the painter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from soraapp.nodekit import is_dot
from ui.canvas.dots import paint_dot
from ui.canvas.look import faded, mixed
from ui.canvas.node_layout import PAD, ROW, WIDTH, Side
from ui.canvas.node_texts import INSET, SIGN
from ui.canvas.passage import DIMMED, paint_passage
from ui.canvas.ports import port_shape
from ui.canvas.sheets import has_sheets, paint_sheets
from ui.canvas.signs import draw_kind, draw_sign
from ui.canvas.words import saying
from ui.node_state import Phase

if TYPE_CHECKING:
    from ui.canvas.node_item import NodeItem

FAR = 0.28
"""Below this scale a node is a block with its picture."""
NEAR = 0.5
"""From this scale on its rows can be read."""
RADIUS = 7.0
PORT, QUIET_PORT = 4.5, 3.0
"""Ports that a wire may feed, but need not, are small until they are wired."""
LINE = 16.0
BAND = 14.0
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def paint_node(painter: QPainter, item: NodeItem, scale: float) -> None:
    """Paint a node from its own top left corner; `scale` is device pixels a canvas unit."""
    offering = item.offering
    if offering is not None and not offering:
        painter.setOpacity(0.4)
    if is_dot(item.node.kind):
        paint_dot(painter, item)
        return
    if item.node.muted:
        painter.setOpacity(painter.opacity() * DIMMED)
    if scale < FAR:
        _paint_far(painter, item)
        return
    if has_sheets(item.node):
        paint_sheets(painter, item.layout.rect, item.look.body, item.look.border)
    _paint_body(painter, item)
    _paint_title(painter, item)
    if item.layout.picture is not None:
        _paint_picture(painter, item, item.layout.picture, readable=scale >= NEAR)
    if item.layout.text is not None:
        _paint_text(painter, item, item.layout.text, readable=scale >= NEAR)
    if item.layout.note is not None:
        _paint_reason(painter, item, item.layout.note)
    if scale >= NEAR:
        _paint_rows(painter, item)
    _paint_ports(painter, item)
    if item.node.muted:
        painter.setOpacity(painter.opacity() / DIMMED)
        paint_passage(painter, item)
        _paint_state(painter, item)


def _paint_far(painter: QPainter, item: NodeItem) -> None:
    """As few calls as can be: a thousand nodes may be in view."""
    look, layout = item.look, item.layout
    height = layout.rect.height()
    painter.fillRect(layout.rect, look.body)
    painter.fillRect(QRectF(0, 0, WIDTH, BAND), item.far_color)
    if layout.picture is not None:
        pixmap = item.picture.pixmap
        if pixmap is None:
            painter.fillRect(layout.picture, look.sunken)
        else:
            painter.drawPixmap(_fitted(layout.picture, pixmap.width(), pixmap.height()), pixmap, QRectF(pixmap.rect()))
    if item.appearance.selected:
        painter.fillRect(QRectF(0, height - BAND, WIDTH, BAND), look.color("accent"))


def far_color(item: NodeItem) -> QColor:
    """The colour of the band of a node that is far away: its state, or else what it gives."""
    said = saying(item.state)
    kind = item.kind.outputs[0].kind if item.kind and item.kind.outputs else ""
    return item.look.color(said.token) if said.sign else item.look.bands.get(kind, item.look.bands[""])


def _paint_body(painter: QPainter, item: NodeItem) -> None:
    look = item.look
    shown = item.appearance
    color, width = look.border, 1.0
    if item.state.phase in (Phase.FAILED, Phase.MISSING):
        color = mixed(look.border, look.color("bad"), 0.7)
    if shown.selected:
        color, width = look.color("accent"), 2.0
    elif shown.hovered:
        color = mixed(color, look.color("text"), 0.35)
    pen = QPen(color, width)
    if item.state.phase is Phase.MISSING and not shown.selected:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(look.body)
    painter.drawRoundedRect(item.layout.rect, RADIUS, RADIUS)


def _paint_title(painter: QPainter, item: NodeItem) -> None:
    look, texts, title = item.look, item.texts, item.layout.title
    middle = title.center().y() + 1
    kind = item.kind.outputs[0].kind if item.kind and item.kind.outputs else ""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.port(kind))
    painter.translate(INSET + 4, middle)
    painter.drawPath(port_shape(kind, 3.5))
    painter.translate(-INSET - 4, -middle)
    painter.setFont(look.title)
    painter.setPen(look.color("text"))
    painter.drawText(QRectF(INSET + SIGN, 1, WIDTH, title.height()), LEFT, texts.name)
    if not item.node.muted:
        _paint_state(painter, item)


def _paint_state(painter: QPainter, item: NodeItem) -> None:
    look, texts, title = item.look, item.texts, item.layout.title
    middle = title.center().y() + 1
    if not texts.saying.sign:
        return
    color = look.color(texts.saying.token)
    right = WIDTH - INSET + 2
    done = item.state.done / item.state.total if item.state.total else 0.0
    draw_sign(painter, texts.saying.sign, QPointF(right - texts.state_width + 9, middle), color, done)
    painter.setFont(look.small)
    painter.setPen(color)
    painter.drawText(QRectF(0, 1, right, title.height()), RIGHT, texts.saying.text)


def _paint_picture(painter: QPainter, item: NodeItem, box: QRectF, *, readable: bool) -> None:
    look, texts = item.look, item.texts
    painter.fillRect(box, look.sunken)
    pixmap = item.picture.pixmap
    if pixmap is None:
        if not texts.reason:
            kind = item.kind.outputs[0].kind if item.kind else ""
            draw_kind(painter, kind, box, faded(look.color("faint"), 0.55))
    else:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(_fitted(box, pixmap.width(), pixmap.height()), pixmap, QRectF(pixmap.rect()))
    if texts.reason:
        painter.fillRect(box, faded(look.body, 0.82))
        _paint_reason(painter, item, box)
    elif readable:
        badge = texts.step or (item.picture.badge if not item.picture.live else "")
        if badge:
            _paint_badge(painter, item, box, badge)
        if texts.takes:
            _paint_badge(painter, item, box, texts.takes, left=True)
    if item.state.phase is Phase.RUNNING:
        painter.fillRect(QRectF(box.left(), box.bottom() - 3, box.width(), 3), faded(look.color("background"), 0.6))
        part = item.state.done / item.state.total if item.state.total else 0.0
        painter.fillRect(QRectF(box.left(), box.bottom() - 3, box.width() * part, 3), look.color("running"))


def _paint_badge(painter: QPainter, item: NodeItem, box: QRectF, text: str, *, left: bool = False) -> None:
    look = item.look
    width = look.small_metrics.horizontalAdvance(text) + 12
    badge = QRectF(box.left() + 4 if left else box.right() - width - 4, box.top() + 4, width, 18)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(faded(look.color("background"), 0.78))
    painter.drawRoundedRect(badge, 4, 4)
    painter.setFont(look.small)
    painter.setPen(look.color("text"))
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)


def _paint_text(painter: QPainter, item: NodeItem, box: QRectF, *, readable: bool) -> None:
    look, texts = item.look, item.texts
    painter.setPen(QPen(look.color("line"), 1))
    painter.setBrush(look.sunken)
    painter.drawRoundedRect(box, 4, 4)
    if readable:
        _paint_lines(painter, item, box, texts.text, "faint" if texts.text_quiet else "text")


def _paint_reason(painter: QPainter, item: NodeItem, box: QRectF) -> None:
    texts = item.texts
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(faded(item.look.color("bad"), 0.10))
    painter.drawRoundedRect(box, 4, 4)
    if item.appearance.hovered:
        _paint_lines(painter, item, box, texts.remedy, "text")
    else:
        _paint_lines(painter, item, box, texts.reason, "bad")


def _paint_lines(painter: QPainter, item: NodeItem, box: QRectF, lines: tuple[str, ...], token: str) -> None:
    painter.setFont(item.look.small)
    painter.setPen(item.look.color(token))
    top = box.top() + 4 if item.layout.text is box else box.center().y() - LINE * len(lines) / 2
    for index, line in enumerate(lines):
        painter.drawText(QRectF(box.left() + PAD, top + index * LINE, box.width(), LINE), LEFT, line)


def _paint_rows(painter: QPainter, item: NodeItem) -> None:
    look, texts, layout = item.look, item.texts, item.layout
    painter.setFont(look.font)
    for row, text in zip(layout.rows, texts.rows, strict=True):
        line = QRectF(INSET, row.top, WIDTH - 2 * INSET, ROW)
        painter.setPen(look.color("dim"))
        painter.drawText(line, RIGHT if row.side is Side.OUT else LEFT, text.label)
        if text.value:
            painter.setPen(look.color("faint" if text.quiet else "text"))
            painter.drawText(line, RIGHT, text.value)
    if layout.hint is not None:
        _paint_lines(painter, item, layout.hint, texts.hint, "faint")
    if layout.more is not None:
        painter.setFont(look.font)
        painter.setPen(look.color("faint"))
        painter.drawText(layout.more.translated(INSET - PAD, 0), LEFT, texts.more)


def _paint_ports(painter: QPainter, item: NodeItem) -> None:
    look, offering = item.look, item.offering
    for (side, name), spot in item.layout.spots.items():
        color = look.port(spot.kind)
        wired = name in (item.wired.inputs if side is Side.IN else item.wired.outputs)
        lit = offering is not None and (side, name) in offering
        dimmed = offering is not None and not lit
        painter.translate(spot.point)
        if lit:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(faded(color, 0.28))
            painter.drawEllipse(QPointF(0, 0), PORT * 2, PORT * 2)
        quiet = not lit and not wired and side is Side.IN and name in item.settable
        if quiet:
            color = mixed(color, look.body, 0.45)
        filled = lit or wired or side is Side.OUT
        painter.setPen(QPen(look.background if filled else color, 1.5))
        painter.setBrush(mixed(color, look.body, 0.7) if dimmed else color if filled else look.body)
        painter.drawPath(port_shape(spot.kind, QUIET_PORT if quiet or item.node.collapsed else PORT))
        painter.translate(-spot.point)


def _fitted(box: QRectF, width: int, height: int) -> QRectF:
    """The largest rectangle of a picture's proportions in the middle of a box."""
    scale = min(box.width() / max(width, 1), box.height() / max(height, 1))
    fitted = QRectF(0, 0, width * scale, height * scale)
    fitted.moveCenter(box.center())
    return fitted

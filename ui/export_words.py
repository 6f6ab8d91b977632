"""Presets, qualities and frames in the words of the window; what becomes of a clip, and how large that will be."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from soraapp.media.clip import Clip, seconds
from soraapp.media.export.estimate import Estimate
from soraapp.media.export.order import Filling, Order, Shape
from soraapp.media.export.preset import Preset, Quality
from ui.forecast_text import duration_text

_QUALITIES: Mapping[str, object] = {
    "draft": QT_TRANSLATE_NOOP("exports", "Draft"),
    "small": QT_TRANSLATE_NOOP("exports", "Small"),
    "good": QT_TRANSLATE_NOOP("exports", "Good"),
    "best": QT_TRANSLATE_NOOP("exports", "Best"),
    "lossless": QT_TRANSLATE_NOOP("exports", "Lossless"),
}
_PROMISES: Mapping[str, object] = {
    "draft": QT_TRANSLATE_NOOP("exports", "for a quick look"),
    "small": QT_TRANSLATE_NOOP("exports", "for mail and messages"),
    "good": QT_TRANSLATE_NOOP("exports", "no loss that one sees"),
    "best": QT_TRANSLATE_NOOP("exports", "to work on with it"),
    "lossless": QT_TRANSLATE_NOOP("exports", "every pixel as it is"),
}
_SHAPES: Mapping[Shape, object] = {
    Shape.AS_IT_IS: QT_TRANSLATE_NOOP("exports", "As it is"),
    Shape.WIDE: QT_TRANSLATE_NOOP("exports", "16:9, wide"),
    Shape.TALL: QT_TRANSLATE_NOOP("exports", "9:16, upright"),
    Shape.SQUARE: QT_TRANSLATE_NOOP("exports", "1:1, square"),
    Shape.PORTRAIT: QT_TRANSLATE_NOOP("exports", "4:5, portrait"),
}
_FILLINGS: Mapping[Filling, object] = {
    Filling.FILL: QT_TRANSLATE_NOOP("exports", "Fill it, cut off the rest"),
    Filling.FIT: QT_TRANSLATE_NOOP("exports", "All of it, between bars"),
    Filling.FOLLOW: QT_TRANSLATE_NOOP("exports", "Follow what happens"),
}


def preset_title(preset: Preset) -> str:
    """Such as ``H.264``."""
    return _tr(preset.title)


def preset_about(preset: Preset) -> str:
    return _tr(preset.about)


def quality_title(quality: Quality) -> str:
    """Such as ``Good``."""
    return _tr(str(_QUALITIES[quality.word]))


def quality_promise(quality: Quality) -> str:
    """Such as ``Good: no loss that one sees``."""
    return _tr("{quality}: {promise}").format(quality=quality_title(quality), promise=_tr(str(_PROMISES[quality.word])))


def shape_title(shape: Shape) -> str:
    return _tr(str(_SHAPES[shape]))


def filling_title(filling: Filling) -> str:
    return _tr(str(_FILLINGS[filling]))


def order_title(order: Order) -> str:
    """Such as ``H.264, good``; a kind of file that has one quality alone is called by its name."""
    if len(order.kind.qualities) == 1:
        return preset_title(order.kind)
    return _tr("{preset}, {quality}").format(
        preset=preset_title(order.kind), quality=quality_title(order.chosen).lower()
    )


def made_text(clip: Clip) -> str:
    """Such as ``1080x1920 · 30 fps`` and below it ``240 frames · 8.0 s``."""
    size, rate = str(clip.size).replace("x", "\u00d7"), _tr("{rate} fps").format(rate=f"{float(clip.rate):.5g}")
    count = _tr("1 frame") if clip.count == 1 else _tr("{count} frames").format(count=clip.count)
    return f"{size} · {rate}\n{count} · {duration_text(float(seconds(clip)))}"


def estimate_text(estimate: Estimate) -> str:
    """Such as ``about 3.4 MB, 12 s to write``."""
    size = amount_text(estimate.size)
    if estimate.seconds < 1:
        return _tr("about {size}").format(size=size)
    return _tr("about {size}, {time} to write").format(size=size, time=duration_text(estimate.seconds))


def amount_text(size: float) -> str:
    """Bytes as people say them, to two figures: more would promise too much."""
    for unit in ("kB", "MB", "GB"):
        size /= 1000
        if size < 1000 or unit == "GB":
            break
    return f"{size:.2g} {unit}" if size < 10 else f"{float(f'{size:.2g}'):.0f} {unit}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("exports", text)

"""What a run would do, in the words of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from soraapp.engine.forecast import Forecast


def forecast_text(forecast: Forecast) -> str:
    """Such as ``2 to compute, about 12 s · 3 stored · 1 cannot run``; empty where nothing heavy is in the project."""
    parts: list[str] = []
    if forecast.compute:
        parts.append(_lasting(_tr("{count} to compute").format(count=len(forecast.compute)), forecast))
    if forecast.cached:
        parts.append(_tr("{count} stored").format(count=len(forecast.cached)))
    if forecast.blocked:
        parts.append(_tr("{count} cannot run").format(count=len(forecast.blocked)))
    return " · ".join(parts)


def duration_text(seconds: float) -> str:
    """Such as ``0.8 s``, ``12 s`` or ``3 min``."""
    if seconds >= 90:
        return _tr("{minutes} min").format(minutes=round(seconds / 60))
    return _tr("{seconds} s").format(seconds=f"{seconds:.1f}" if seconds < 10 else round(seconds))


def _lasting(text: str, forecast: Forecast) -> str:
    """With how long it takes; where some of it is not known, that is the least: of no use below a second."""
    if forecast.seconds is None or (forecast.unknown and forecast.seconds < 1):
        return text
    if forecast.seconds < 1:
        return _tr("{work}, less than a second").format(work=text)
    about = _tr("{work}, more than {time}") if forecast.unknown else _tr("{work}, about {time}")
    return about.format(work=text, time=duration_text(forecast.seconds))


def _tr(text: str) -> str:
    return QCoreApplication.translate("forecast", text)

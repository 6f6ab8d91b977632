"""Soraapp without a window: documents, the engine, models and media. No Qt here."""

__version__ = "0.1.0"

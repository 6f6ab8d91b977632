"""Measurements: one module a subject, each with a function `measure` that gives `Measure`s; see `__main__.py`."""

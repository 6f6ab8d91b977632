"""Timelines: the films that a project makes of its shots."""

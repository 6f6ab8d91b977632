"""Nodes for the tests of the engine."""

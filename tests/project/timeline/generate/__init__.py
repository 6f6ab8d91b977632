"""Tests of the edits with which a timeline asks the graph for new frames."""

"""Tests of the commands with which a timeline asks for new frames, in the real window."""

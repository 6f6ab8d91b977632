"""Tests of the film in the preview."""

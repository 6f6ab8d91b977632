"""Tests of the media layer, on tiny films and pictures made on the spot."""

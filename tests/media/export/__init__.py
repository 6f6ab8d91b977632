"""Exports: every preset for real, probed and read back."""

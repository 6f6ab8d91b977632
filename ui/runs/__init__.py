"""Runs that a person asked for: how far each is, the order in which they are done, and what they find."""

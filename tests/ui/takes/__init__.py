"""The takes of a node under real events."""

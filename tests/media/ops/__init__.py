"""The tests of clips made of other clips."""

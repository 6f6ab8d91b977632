"""Scores a video model of the drawn world: an oracle trained on renders alone reads what the model makes."""

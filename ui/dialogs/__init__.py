"""The questions and messages that stand in front of the window. None of them blocks: each calls back when answered."""

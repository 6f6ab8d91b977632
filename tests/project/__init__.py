"""The document: edits, undo, files, checks."""

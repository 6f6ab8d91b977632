"""The document: frozen dataclasses, pure edits over them, undo as kept projects, and the file they are saved in."""

"""The panels around the canvas: library, problems, top bar and status bar."""

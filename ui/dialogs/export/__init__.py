"""The dialog that writes the clip of a node to a file."""

from ui.dialogs.export.dialog import ExportDialog, show_in_folder

__all__ = ["ExportDialog", "show_in_folder"]

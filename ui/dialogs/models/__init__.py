"""The models of this machine: what each can do, whether it fits, and the folders in which they are looked for."""

from ui.dialogs.models.dialog import ModelsDialog

__all__ = ["ModelsDialog"]

"""The inspector of what is selected on a timeline."""

from ui.inspector.items.facing import Facing, face
from ui.inspector.items.inspector import ItemInspector

__all__ = ["Facing", "ItemInspector", "face"]

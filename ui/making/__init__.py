"""What a timeline asks of the model: frames between, beside and in its items."""

from ui.making.joining import join
from ui.making.making import Making
from ui.making.missing import Missing

__all__ = ["Making", "Missing", "join"]

"""The queue: the runs under way and to come, in an order that a person can change, and those that are over."""

from ui.panels.queue.panel import QueuePanel

__all__ = ["QueuePanel"]

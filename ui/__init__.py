"""The window: Qt views over a Project, and the only place where Qt is imported."""

"""The inspector under real events."""

"""The preview under real events."""

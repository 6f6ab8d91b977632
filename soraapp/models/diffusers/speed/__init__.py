"""Choices about speed, each named and counted, and the measuring of what they bring."""

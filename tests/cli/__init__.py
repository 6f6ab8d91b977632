"""The commands, each in a process of its own as a person starts it."""

"""The nodes that come with the program."""

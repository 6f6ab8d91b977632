"""The timeline: the film of the project, seen and edited."""

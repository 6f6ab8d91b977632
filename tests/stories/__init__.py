"""End to end: what a person does, from the first click to the film."""

"""Writing clips to files: presets as data, the order that a person gives, and one writer for each family of files."""

"""Sound: what is heard, from files to films, described as pictures are and decoded when asked for."""

"""What flows along wires: images and clips, immutable and decoded lazily; and the files they live in."""

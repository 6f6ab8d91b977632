"""Films made of cuts."""

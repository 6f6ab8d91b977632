"""Open video families through diffusers: one small file each, and what they have in common."""

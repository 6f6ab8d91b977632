"""Several graphics cards for one model: each computes a part of every frame sequence (context parallel)."""

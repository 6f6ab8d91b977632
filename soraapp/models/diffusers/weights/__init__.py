"""Networks with their weights: loaded, put where they have room, and with what is added to them."""

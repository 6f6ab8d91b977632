"""How the networks of nano are trained from the drawn world."""

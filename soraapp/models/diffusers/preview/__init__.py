"""The clip that a run is making, shown while it is made."""

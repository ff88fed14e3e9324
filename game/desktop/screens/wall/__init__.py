"""The wall: what a room sees of a game on the projector, from its public file alone."""

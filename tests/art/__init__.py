"""Where the game's pictures and its longer sounds come from: scripts that draw them again."""

"""Plain data of a position, its commands, facts and views. No rule."""

"""Views: what one role, or the spectator, may know of a position."""

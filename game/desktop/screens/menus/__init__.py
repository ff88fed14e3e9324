"""Screens before a game: title, new game, settings, help."""

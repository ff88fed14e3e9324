"""Screens of a quarter, from the briefing to the papers."""

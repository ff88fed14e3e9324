"""Talks, promises and ready-written suggestions between two roles."""

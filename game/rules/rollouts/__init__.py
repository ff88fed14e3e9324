"""Guessed positions played on: what those who think ahead may simulate, from a view alone."""

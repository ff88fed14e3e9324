"""Who may do what and what follows: pure functions over positions.

Knows no files, clock, screen or global randomness. ``engine.apply`` is the fold.
"""

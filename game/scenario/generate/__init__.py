"""Generate the synthetic country from seeds: constituencies, trusts, commissioners.

``python -m game.scenario.generate`` writes every table again; a test compares bytes. Only
``random.Random.random`` and the four operations are used, so that every machine writes the same
files. Names are fictional; the statistics come from ``region_facts.csv``.
"""

"""Every turn's digest of one game of four personas: ``python -m tests.playthroughs.digests``.

Needs nothing but the game, so that it runs under any version of Python that has it.
"""

from __future__ import annotations

SEED = 1948


def digests(seed: int = SEED, scenario: str = "december-2013") -> str:
    """Every turn's digest of a game of four personas, and the election's seats."""
    from game.scenario import loader
    from game.scenario.base import ROLES
    from game.table import Table

    with Table.new(loader.load(scenario), dict.fromkeys(ROLES, "ai:persona"), seed) as table:
        out = [table.digest()]
        turn = table.turn
        while table.step_ai():
            if table.turn != turn:
                turn = table.turn
                out.append(table.digest())
        return "\n".join([*out, table.digest()])


if __name__ == "__main__":
    print(digests())

"""Every turn's digest of one game of four personas: ``python -m tests.playthroughs.digests``.

Needs nothing but the game, so that it runs under any version of Python that has it.
"""

from __future__ import annotations

SEED = 1948


def digests(seed: int = SEED, scenario: str = "december-2013") -> str:
    """Every turn's digest of a game of four personas, and the election's seats."""
    from game.match import Match
    from game.scenario import loader
    from game.scenario.schema.base import ROLES

    with Match.new(loader.load(scenario), dict.fromkeys(ROLES, "ai:persona"), seed) as match:
        out = [match.digest()]
        turn = match.turn
        while match.step_ai():
            if match.turn != turn:
                turn = match.turn
                out.append(match.digest())
        return "\n".join([*out, match.digest()])


if __name__ == "__main__":
    print(digests())

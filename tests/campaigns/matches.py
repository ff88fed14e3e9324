"""Whole matches that were never disturbed: what a disturbed one must come to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from game.journal import timeline
from game.match import Match
from game.scenario import loader
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role

SEATS: dict[Role, str] = dict.fromkeys(ROLES, "ai:persona")
#: So many commands of a match are played; long scenarios have ten times as many.
LONGEST = 150


@dataclass(frozen=True)
class Undisturbed:
    """A match of AIs: its digest after each number of commands."""

    pack: Pack
    seed: int
    digests: tuple[str, ...]

    @property
    def commands(self) -> int:
        """How many commands it has."""
        return len(self.digests) - 1


@cache
def undisturbed(scenario: str, seed: int) -> Undisturbed:
    """The match of a scenario and a seed, up to ``LONGEST`` commands."""
    pack = loader.load(scenario)
    with Match.new(pack, SEATS, seed) as match:
        digests = [match.digest()]
        while len(digests) <= LONGEST and match.step_ai():
            if commands(match) == len(digests):
                digests.append(match.digest())
    return Undisturbed(pack, seed, tuple(digests))


def commands(match: Match) -> int:
    """How many commands a match has on its line of play."""
    return len(timeline.played(match.journal.entries))


def cleared(path: Path) -> Path:
    """Return the path, once nothing of an earlier campaign's journal is there."""
    for file in path.parent.glob(f"{path.stem}.*"):
        file.unlink()
    return path


def begin_or_go_on(path: Path, of: Undisturbed) -> Match:
    """The match of the journal at the path, or a new one to be kept there."""
    if path.exists():
        return Match.resume(path, of.pack)
    return Match.new(of.pack, SEATS, of.seed, path)

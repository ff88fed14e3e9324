"""Two small players of one seat to measure against: one at random, one trained on scores.

Each is some twenty lines. The trained one keeps for every action the mean score of the games in
which it was taken: a table without states, by every-visit Monte Carlo.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from game.adapters.decision_process import DecisionProcess
from game.scenario.schema.base import Role

#: Given a process and a seat, the number of an open action.
Policy = Callable[[DecisionProcess, Role], int]


def random_policy(seed: int) -> Policy:
    """Return a policy that takes any open action, each as likely."""
    luck = random.Random(seed)
    return lambda process, seat: luck.choice(process.legal(seat))


def play(process: DecisionProcess, seat: Role, policy: Policy, seed: int) -> float:
    """Play a game of the seed in one seat by a policy; return its score over 100."""
    process.reset(seed)
    while not process.ended:
        process.act({seat: policy(process, seat)})
    return process.scores[seat]


class ActionValues:
    """A table of actions: the mean score of games in which each was taken, and how many."""

    def __init__(self, seed: int, explore: float = 0.2) -> None:
        self.mean: dict[int, float] = {}
        self.count: dict[int, int] = {}
        self._luck, self._explore = random.Random(seed), explore
        self._taken: set[int] = set()

    def policy(self, process: DecisionProcess, seat: Role) -> int:
        """Take the best open action, one never tried before first; now and then any."""
        legal = process.legal(seat)
        best = max(legal, key=lambda a: (self.mean.get(a, 1.0), -a))
        chosen = self._luck.choice(legal) if self._luck.random() < self._explore else best
        self._taken.add(chosen)
        return chosen

    def train(self, process: DecisionProcess, seat: Role, games: int, seed: int = 0) -> None:
        """Play games of the seeds from ``seed`` on, and learn from each score."""
        for n in range(games):
            self._taken.clear()
            score = play(process, seat, self.policy, seed + n)
            for action in self._taken:
                self.count[action] = self.count.get(action, 0) + 1
                before = self.mean.get(action, score)
                self.mean[action] = before + (score - before) / self.count[action]

    def greedy(self, process: DecisionProcess, seat: Role) -> int:
        """Take the open action of the best mean; what was never tried counts as the worst."""
        return max(process.legal(seat), key=lambda a: (self.mean.get(a, 0.0), -a))

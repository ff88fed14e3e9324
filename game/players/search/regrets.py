"""Regret matching: all four offices weigh each other's sheets again and again before one is chosen.

Each office has a few sheets to choose from; the others' differ from guess to guess. In a round each
office draws one by how much it has regretted, so far, not to have chosen it; then the thinker's
sheets are each tried against what the others drew, and so are those of one of the others. What a
sheet brought the thinker, on the whole, says how good it is against offices that think.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from game.players.search.evaluation import Evaluator
from game.rules.rollouts.guesses import Guess
from game.rules.state.commands import Seal
from game.scenario.schema.base import ROLES, Role
from game.world.exact_sums import in_order

#: The sheets that an office may choose from in one guess, by office.
Choices = dict[Role, list[Seal]]


class Regrets:
    """Rounds of regret matching among offices; ``own`` are the thinker's sheets.

    ``opened`` makes of a guess, by its number, and of four sheets the guess in which they are open.
    """

    def __init__(
        self,
        evaluator: Evaluator,
        role: Role,
        own: Sequence[Seal],
        others: Sequence[Choices],
        opened: Callable[[int, Sequence[Seal]], Guess],
    ) -> None:
        self._judge, self._role, self._own = evaluator, role, list(own)
        self._others, self._opened = others, opened
        self._brought = [0.0] * len(self._own)
        self._tried = 0
        self._regret: list[dict[Role, list[float]]] = [
            {role: [0.0] * len(sheets) for role, sheets in choices.items()} for choices in others
        ]
        self._rivals: Final = tuple(r for r in ROLES if r != role)

    def run(self, draws: Sequence[Sequence[float]]) -> Iterator[None]:
        """Play a round for each row of ``draws``, numbers 0–1, one for each rival in each guess;
        yields after each piece of work, and stops where the budget ends."""
        for n, row in enumerate(draws):
            thinking = [self._rivals[(n + i) % len(self._rivals)] for i in range(len(self._others))]
            work = len(self._own) * len(self._others)
            work += sum(len(c[r]) for c, r in zip(self._others, thinking, strict=True))
            if self._judge.left < work:
                return
            numbers = iter(row)
            drawn = [
                {rival: _drawn(next(numbers), regret[rival]) for rival in self._rivals}
                for regret in self._regret
            ]
            best = self._own[max(range(len(self._own)), key=lambda k: (self._brought[k], -k))]
            yield from self._tried_own(drawn)
            for rival in self._rivals:
                guesses = [i for i, r in enumerate(thinking) if r == rival]
                yield from self._tried_of(rival, guesses, drawn, best)

    def _sealed(self, i: int, drawn: dict[Role, int]) -> dict[Role, Seal]:
        return {rival: self._others[i][rival][k] for rival, k in drawn.items()}

    def _tried_own(self, drawn: Sequence[dict[Role, int]]) -> Iterator[None]:
        """Try the thinker's sheets in every guess against what was drawn."""
        opened = [
            self._opened(i, (*self._sealed(i, of).values(), sheet))
            for i, of in enumerate(drawn)
            for sheet in self._own
        ]
        found: list[float] = []
        yield from self._judge.totals(self._role, opened, found)
        for n, points in enumerate(found):
            self._brought[n % len(self._own)] += points
        self._tried += len(drawn)

    def _tried_of(
        self, rival: Role, guesses: Sequence[int], drawn: Sequence[dict[Role, int]], best: Seal
    ) -> Iterator[None]:
        """Try another office's sheets in some guesses, against the thinker's best so far."""
        opened = [
            self._opened(i, (*(self._sealed(i, drawn[i]) | {rival: sheet}).values(), best))
            for i in guesses
            for sheet in self._others[i][rival]
        ]
        found: list[float] = []
        yield from self._judge.totals(rival, opened, found)
        left = iter(found)
        for i in guesses:
            points = [next(left) for _ in self._others[i][rival]]
            regret = self._regret[i][rival]
            for k, one in enumerate(points):
                regret[k] += one - points[drawn[i][rival]]

    def worth(self, sheet: Seal) -> float:
        """Return by how many points a sheet of the thinker's did better than the first of them."""
        if not self._tried:
            return 0.0
        k = self._own.index(sheet)
        return (self._brought[k] - self._brought[0]) / self._tried


def _drawn(u: float, regret: Sequence[float]) -> int:
    """Return a choice drawn by positive regret; any, where nothing is regretted."""
    weights = [max(0.0, one) for one in regret]
    total = in_order(weights)
    if total <= 0.0:
        return min(len(weights) - 1, int(u * len(weights)))
    so_far = 0.0
    for k, weight in enumerate(weights):
        so_far += weight
        if u * total < so_far:
            return k
    return len(weights) - 1

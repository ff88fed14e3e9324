"""A persona's priorities as arrays: which hold in each of N views, and what they add to levers.

Each condition is compiled to disjunctive normal form: alternatives, of which one must hold, each
a conjunction of single questions or denials. ``priorities.holds`` asks one condition of one view;
this answers all of a persona's at once, and tests compare the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product as crossed
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.players.persona.figure_arrays import figure_columns
from game.players.persona.matrix_product import product
from game.players.persona.priorities import Priority, characters, holds
from game.rules.cache import per_pack
from game.rules.cards.index import card_index
from game.rules.state.view import View
from game.scenario.pack import Pack
from game.scenario.schema.conditions import Condition
from game.world import exact_sums

F = NDArray[np.float64]
I = NDArray[np.int64]  # noqa: E741  (as in game.world)
B = NDArray[np.bool_]
#: Fractional bits of the points that a priority adds.
POINT_BITS: Final = 30

#: A conjunction: (number of a question, the answer wanted), all of which must hold.
_Alternative = tuple[tuple[int, bool], ...]


class _Questions:
    """The distinct single questions in conditions, numbered as they come up."""

    def __init__(self) -> None:
        self.asked: list[Condition] = []

    def of(self, c: Condition | None, wanted: bool = True) -> list[_Alternative]:
        """Return the alternatives that make the condition hold (or not hold)."""
        if c is None:
            return [()] if wanted else []
        if c.no is not None:
            return self.of(c.no, not wanted)
        parts = [self.of(part, wanted) for part in (*c.all, *c.any)]
        if not parts:
            if c not in self.asked:
                self.asked.append(c)
            return [((self.asked.index(c), wanted),)]
        if bool(c.all) == wanted:  # all of them, or (denied) none of several
            return [
                tuple(dict.fromkeys(x for one in each for x in one)) for each in crossed(*parts)
            ]
        return [alternative for part in parts for alternative in part]


@dataclass(frozen=True, slots=True, eq=False)
class _Bounds:
    """Questions about the level of a figure: (k,) each."""

    column: I
    above: F
    below: F

    def answers(self, values: F) -> B:
        known = values[:, self.column]  # what is not known neither exceeds nor falls short
        return (known > self.above) & (known < self.below)


@dataclass(frozen=True, slots=True, eq=False)
class _Uses:
    """Questions whether levers took effect: ``rows`` has each one's levers, from ``starts`` on."""

    rows: I
    starts: I  # (k,)
    within: I  # (k,)

    def answers(self, done: I, quarter: I) -> B:
        if not len(self.starts):
            return np.zeros((len(done), 0), np.bool_)
        last: I = np.maximum.reduceat(done[:, self.rows], self.starts, axis=1)
        return last > quarter - self.within


#: Quarters that reach back to before every game.
_EVER: Final = 10**5
_YES: Final = (-1, True)  # the last answer of all, which is always yes


@dataclass(frozen=True, slots=True, eq=False)
class PriorityArrays:
    """One persona's P priorities, compiled for a scenario.

    ``points`` (P, L) is what each adds to each lever. Answers are those of ``bounds``, ``uses``
    and ``singly``, then a constant yes; their denials follow. ``literal`` picks from these;
    ``alternatives`` says where in ``literal`` each conjunction starts, ``conditions`` where in
    the conjunctions each condition starts.
    """

    priorities: tuple[Priority, ...]
    points: F
    bounds: _Bounds
    uses: _Uses
    singly: tuple[Condition, ...]
    literal: I
    alternatives: I
    conditions: I
    flags: bool  # whether flags are asked for

    def holding(self, pack: Pack, views: Sequence[View], values: F, done: I) -> B:
        """Return which priorities hold as far as the readers of N views can see, (N, P).

        ``values`` (N, figures) are the figures as they know them, ``done`` (N, L + 1) the
        quarters in which levers last took effect.
        """
        quarter = np.array([[view.quarter] for view in views], np.int64)
        singly = [[holds(pack, view, c) for c in self.singly] + [True] for view in views]
        answers = np.concatenate(
            [self.bounds.answers(values), self.uses.answers(done, quarter), singly], axis=1
        )
        literals = np.concatenate([answers, ~answers], axis=1)[:, self.literal]
        met = np.logical_and.reduceat(literals, self.alternatives, axis=1)
        return np.logical_or.reduceat(met, self.conditions, axis=1)

    def worth(self, holding: B) -> F:
        """Return the points that priorities which hold (N, P) add to each lever, (N, L)."""
        return product(holding.astype(np.float64), self.points)

    def reasons(self, holding: B, row: int) -> list[str]:
        """Return the reasons of the priorities that hold (P,) and add to the lever in that row."""
        speak = holding & (self.points[:, row] != 0)
        return [p.why for p, said in zip(self.priorities, speak, strict=True) if said]


def _starts(lengths: list[int]) -> I:
    """Return the index at which each of several consecutive runs starts."""
    return np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.int64)


def compiled(pack: Pack, priorities: tuple[Priority, ...]) -> PriorityArrays:
    """Return the priorities compiled for a scenario."""
    levers = list(card_index(pack).levers.values())
    seen = figure_columns(pack).of
    questions = _Questions()
    choices = [questions.of(p.when) for p in priorities]
    bounds = [c for c in questions.asked if c.figure in seen and not (c.change or c.ratio)]
    uses = [c for c in questions.asked if c.used is not None or c.tagged is not None]
    singly = [c for c in questions.asked if c not in bounds and c not in uses]
    place = [*bounds, *uses, *singly]
    answers = len(place) + 1

    def literal(question: int, wanted: bool) -> int:
        i = answers - 1 if question < 0 else place.index(questions.asked[question])
        return i if wanted else answers + i

    alternatives = [one or (_YES,) for of in choices for one in of]
    named = [
        [i for i, t in enumerate(levers) if c.used == t.id or c.tagged in t.words] or [len(levers)]
        for c in uses
    ]
    points = np.array(
        [
            [p.weight * (p.lever == t.lever.id or p.tag in t.lever.tags) for t in levers]
            for p in priorities
        ]
    ).reshape(len(priorities), len(levers))
    return PriorityArrays(
        priorities,
        exact_sums.grid(points, POINT_BITS),
        _Bounds(
            np.array([seen[c.figure] for c in bounds if c.figure is not None], np.int64),
            np.array([-np.inf if c.above is None else c.above for c in bounds], np.float64),
            np.array([np.inf if c.below is None else c.below for c in bounds], np.float64),
        ),
        _Uses(
            np.array([i for rows in named for i in rows], np.int64),
            _starts([len(rows) for rows in named]) if named else np.zeros(0, np.int64),
            np.array([c.within or _EVER for c in uses], np.int64),
        ),
        tuple(singly),
        np.array([literal(*question) for one in alternatives for question in one], np.int64),
        _starts([len(one) for one in alternatives]),
        _starts([len(of) for of in choices]),
        any(c.flag is not None for c in singly),
    )


@per_pack
def priority_arrays(pack: Pack) -> dict[str, PriorityArrays]:
    """Return the priorities of the shipped personas, compiled, by the persona's name."""
    return {name: compiled(pack, c.priorities) for name, c in characters().personas.items()}

"""How likely levers are used and countered, and a view as its reader values threats and deals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.players.persona import affordability
from game.players.persona.assessment import Assessment
from game.players.persona.deal_values import Bargainer, Party
from game.players.persona.lever_values import RoleValues
from game.players.persona.parsed_terms import Contract, Promise, contract
from game.rules.cache import per_pack
from game.rules.cards.index import LeverRow, card_index
from game.rules.deals.breach import other_party
from game.rules.orders import contests
from game.rules.state.deal_terms import ClauseKind, Terms
from game.rules.state.view import View
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
from game.world import exact_sums

F = NDArray[np.float64]
#: How likely a player is, at most, to use a lever that it has promised not to.
FORSWORN: Final = 0.03
#: Fractional bits of what a counter may save, so that its sum is exact in any order.
_BITS: Final = 24


@dataclass(frozen=True, slots=True, eq=False)
class CounterArrays:
    """Which levers counter which: ``counters`` has by lever the rows of those that other roles
    have against it; ``met`` (L, L) is 1 where the row's lever meets the column's, else 0."""

    counters: dict[str, NDArray[np.int64]]
    met: F


@per_pack
def counter_arrays(pack: Pack) -> CounterArrays:
    """Return which levers of the scenario counter which."""
    levers, met_with = list(card_index(pack).levers), contests.counters(pack)
    met = np.array([[float(a in met_with[b]) for b in levers] for a in levers])
    return CounterArrays({b: met[:, j].nonzero()[0] for j, b in enumerate(levers)}, met)


def use_chances(view: View, chances: F, running: Sequence[Contract]) -> F:
    """Return how likely, 0–1, each lever is used this quarter, (L,), with live deals counted in.

    ``chances`` (L,) are those with promises not counted.
    """
    rows = [
        row
        for deal in running
        for p in deal.promises
        if p.kind == "abstain" and p.until >= view.quarter
        for row in p.rows
    ]
    if rows:
        chances = chances.copy()
        chances[rows] = np.minimum(chances[rows], FORSWORN)
    return chances


def expected_losses(likely: F, values: F) -> F:
    """Return the points that a reader may expect to lose by each lever, (L,) or (N, L).

    ``likely`` is how likely, 0–1, each is used, ``values`` the points it is worth to the reader.
    """
    return exact_sums.grid(likely * np.maximum(0.0, -values), _BITS)


def counter_chance(pack: Pack, lever: str, likely: F) -> float:
    """Return how likely, 0–1, the lever is countered where each is so ``likely`` used, (L,)."""
    clear = 1.0
    for chance in likely[counter_arrays(pack).counters[lever]].tolist():
        clear *= 1.0 - min(0.6, 1.5 * chance)
    return 1.0 - clear


class Valuation(Bargainer):
    """Values threats and deals in one view, for its reader and, as it guesses, for the others.

    ``likely`` (L,) is how likely, 0–1, each lever is used this quarter, known to be open or not.
    """

    def __init__(
        self, pack: Pack, view: View, role: Role, assessment: Assessment, thrift: float
    ) -> None:
        words = [o.word for o in view.offices]
        running = affordability.live_contracts(pack, view)
        self.likely = use_chances(view, assessment.chances, running)
        if_open = use_chances(view, assessment.open_chances, running)
        super().__init__(
            pack, role, view.quarter, view.last, assessment, if_open, thrift, words, view.cases
        )

    @property
    def own(self) -> RoleValues:
        """What cards are worth to the reader itself."""
        return self.assessment.lever_values.of_role(self.role)

    def stops(self, counter: LeverRow) -> str:
        """Return the title of the lever whose expected harm the reader's counter would stop first.

        Empty where it would stop none.
        """
        levers = tuple(card_index(self.pack).levers.values())
        values = self.assessment.lever_values.values[ROLES.index(self.role)]
        cost = expected_losses(self.likely, values).tolist()
        met = [
            (loss, -i)
            for i, (loss, t) in enumerate(zip(cost, levers, strict=True))
            if loss > 0 and t.lever.role != self.role and not counter.meets.isdisjoint(t.words)
        ]
        return levers[-max(met)[1]].title(self.quarter) if met else ""

    # -- deals ------------------------------------------------------------------------

    def worth(self, terms: Terms) -> float:
        """Return the points that the deal is worth to the reader."""
        return Party(self, self.role).worth(contract(self.pack, terms))

    def theirs(self, terms: Terms) -> float:
        """Return the points it may be worth to the other party, as the reader sees it."""
        return Party(self, other_party(terms, self.role)).worth(contract(self.pack, terms))

    def reasons(self, terms: Terms) -> list[str]:
        """Return the reasons for the deal's worth to the reader, weightiest first."""
        me = Party(self, self.role)
        found = [(me.points(p), self._why(p, me)) for p in contract(self.pack, terms).promises]
        return [why for _, why in sorted(found, key=lambda f: -abs(f[0])) if why]

    def _why(self, p: Promise, me: Party) -> str:
        """Return what one promise means to a party in words, empty if it names no lever."""
        given, got = _WORDS[p.kind]
        if "{}" not in given:
            return given if p.by == me.role else got
        title = p.levers[0].title(self.quarter) if p.levers else ""
        return (given if p.by == me.role else got).format(title) if title else ""


#: What a promise means to who gives it and to who gets it; {} is the lever that it names.
_WORDS: Final[dict[ClauseKind, tuple[str, str]]] = {
    "pay_clout": ("it costs clout", "it pays clout"),
    "pay_money": ("money changes hands", "money changes hands"),
    "tell": ("a secret is given away", "a secret is learnt"),
    "keep": ("a figure must be kept", "they must keep a figure"),
    "consent": ("{} would go ahead", "{} becomes possible"),
    "do": ("{} must be done", "{} will be done"),
    "decide": ("it is told how to decide", "they decide as it likes"),
    "stay_out": ("it stays out of a case", "they stay out of a case"),
    "abstain": ("{} is given up", "{} is off the table"),
}

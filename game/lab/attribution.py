"""Attribution: how much of a change each office made, exactly, on the game's own luck.

The game is run again once for every set of offices (and the facilitator, who overrode or
injected), with what these did as played and nothing of the others. Of all orders in which they
could have come in, each office's share is its mean difference (Shapley 1953); what happens when
nobody does anything is the drift. Inside an office event answers are told from orders by the same
rule, the two together being its share (Owen 1977). Shares are fractions of the figures' own exact
values, so that drift and shares sum to the change to the last digit.

Held fixed: what the others did, as it was played. What the rules themselves did (a new
Secretary's standing, a coalition's end) is nobody's and is left out of every run alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from math import factorial
from typing import Final, Literal, NamedTuple

import numpy as np

from game.errors import InputError
from game.rules import engine, injects, reruns
from game.rules.cards.index import card_index
from game.rules.counterfactual import COMPARED
from game.rules.election.campaign import Ballot, after_acts, boost_of, house_of, polled
from game.rules.state.figures import figures_of
from game.rules.state.position import FACILITATOR, Board, Doer, Modifier, Position
from game.rules.state.replace import replace
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
from game.world.figure_names import FIGURE_INDEX
from game.world.start import of_endowment

#: The government's seats, split besides the figures where the country has voted.
SEATS: Final = "seats_government"
#: What an office does: it answers events, and it orders, deals and campaigns.
Part = Literal["answers", "orders"]
PARTS: Final[tuple[Part, ...]] = ("answers", "orders")
#: An office's part as a player of the game that is split, or the facilitator.
_Atom = tuple[Doer, Part]
_Coalition = frozenset[_Atom]


class Share(NamedTuple):
    """One office's share of a change, and of that its answers' to events and its orders'."""

    who: Doer
    whole: Fraction
    answers: Fraction
    orders: Fraction


@dataclass(frozen=True, slots=True)
class Split:
    """A figure's change from the game's start: ``start + drift + shares = end``, exactly.

    Seats start as the same night gives them when nobody does anything.
    """

    figure: str
    start: Fraction
    drift: Fraction
    shares: tuple[Share, ...]

    @property
    def end(self) -> Fraction:
        """Return what the figure came to with what all did."""
        return self.start + self.change

    @property
    def change(self) -> Fraction:
        """Return how far it moved."""
        return self.drift + sum((share.whole for share in self.shares), Fraction(0))


@dataclass(frozen=True, slots=True)
class ListSplit:
    """A trust that would be on the failing list in some of the runs and not in others.

    ``row`` is the trust's; ``drift`` is 1 where it is on the list when nobody does anything.
    """

    row: int
    started: bool
    ended: bool
    drift: int
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Dependence:
    """An order or answer that could not have been given without another's doing."""

    role: Role
    on: Doer
    source: str
    quarter: int
    why: Literal["countersigned", "deal", "injected"]


class Attribution:
    """The runs of one game, and the splits that are read off them.

    ``quarter`` is the last whose market they have played, ``who`` the offices and, where there is
    anything of the facilitator's, the facilitator.
    """

    def __init__(self, pack: Pack, position: Position) -> None:
        """Run the game once for every set of offices, all in one batch.

        Raises InputError before the first market quarter.
        """
        board = position.board
        if position.world.quarter < pack.model.first:
            raise InputError("Nothing can be split before the first quarter has been played.")
        self._pack, self._board = pack, board
        self.quarter = position.world.quarter
        done = (*board.past.spent, *board.modifiers)
        brought = {event for event, _ in injects.brought(board)}
        led = bool(brought) or any(m.role == FACILITATOR for m in done)
        self.who: tuple[Doer, ...] = (*ROLES, FACILITATOR) if led else ROLES
        began = frozenset(engine.start(pack, board.seed)[0].board.modifiers)
        needs = [_needs(pack, m, brought, began) for m in done]
        self._row = {c: i for i, c in enumerate(_coalitions(self.who))}
        self._games = [
            tuple(m for m, need in zip(done, needs, strict=True) if need <= there)
            for there in self._row
        ]
        dealt = position.world.endowment
        self._start = of_endowment(pack.model, dealt)
        self._world = reruns.run_many(pack, board.seed, self._games, self.quarter, dealt)
        if board.phase == "ended" and board.ending in ("election", "snap"):
            self._ballots: list[Ballot] | None = self._campaigned()
            gauge = np.concatenate([ballot.gauge for ballot in self._ballots], axis=1)
            self._world = self._world.changed(gauge=gauge)
        else:
            self._ballots = None
        self._figures = figures_of(self._world)

    def _campaigned(self) -> list[Ballot]:
        """Return each run as its polls close: the campaign's acts of its offices are done."""
        ballots = []
        for modifiers, world in zip(self._games, self._world.each(), strict=True):
            board = replace(self._board, modifiers=modifiers)
            gauge, _ = after_acts(self._pack, board, world)
            ballots.append(Ballot(board, world, gauge, (), boost_of(self._pack, self._board)))
        return ballots

    @property
    def voted(self) -> bool:
        """Whether there has been a vote, so that seats can be split."""
        return self._ballots is not None

    def split(self, figure: str) -> Split:
        """Return the split of one of the compared figures, or of ``SEATS``.

        Raises InputError for any other figure, and for seats before a vote.
        """
        if figure == SEATS:
            return self._of(figure, self._seats, self._seats[self._row[frozenset()]])
        if figure not in COMPARED:
            some = ", ".join((*COMPARED, SEATS))
            raise InputError(f"There is no split of '{figure}'; choose one of {some}.")
        row = FIGURE_INDEX[figure]
        began = figures_of(self._start)[row, 0]
        return self._of(figure, self._figures[row].tolist(), float(began))

    def splits(self) -> tuple[Split, ...]:
        """Return the splits of all compared figures, and of seats where there was a vote."""
        figures = (*COMPARED, SEATS) if self.voted else COMPARED
        return tuple(self.split(figure) for figure in figures)

    @cached_property
    def at_risk(self) -> tuple[ListSplit, ...]:
        """The trusts whose place on the failing list, or off it, hangs on what somebody did."""
        now = self._world.at_risk & self._world.open
        began = (self._start.at_risk & self._start.open)[:, 0]
        differ = np.flatnonzero(now.any(axis=1) & ~now.all(axis=1)).tolist()
        whole = self._row[_atoms(self.who)]
        found = []
        for row in differ:
            split = self._of("", now[row].astype(float).tolist(), 0.0)
            found.append(
                ListSplit(
                    row, bool(began[row]), bool(now[row, whole]), int(split.drift), split.shares
                )
            )
        return tuple(sorted(found, key=lambda s: (not s.ended, s.row)))

    @cached_property
    def depends(self) -> tuple[Dependence, ...]:
        """What could not have been done without another: signatures, deals and injects."""
        return tuple(_dependences(self._pack, self._board))

    @cached_property
    def _seats(self) -> list[float]:
        """The government's seats by run, all on the same night."""
        if self._ballots is None:
            raise InputError("The country has not voted, so there are no seats to split.")
        _, night = polled(self._pack, self._ballots)
        return [
            house_of(self._pack, night.winner[:, b])["seats_government"]
            for b in range(len(self._ballots))
        ]

    def _of(self, figure: str, values: Sequence[float], began: float) -> Split:
        whole, unit = _in_units(values)
        of = {there: whole[row] for there, row in self._row.items()}
        shares = tuple(_share(who, self.who, of, unit) for who in self.who)
        first = Fraction(began)
        return Split(figure, first, Fraction(of[frozenset()], unit) - first, shares)


def _in_units(values: Sequence[float]) -> tuple[list[int], int]:
    """Return floats as whole numbers of one unit, exactly, and how many units are 1."""
    ratios = [value.as_integer_ratio() for value in values]
    unit = max(below for _, below in ratios)  # all are powers of two
    return [above * (unit // below) for above, below in ratios], unit


def _share(who: Doer, players: Sequence[Doer], of: Mapping[_Coalition, int], unit: int) -> Share:
    """Return a player's share of what ``of`` gives in units, ``unit`` of which are 1."""
    others = [p for p in players if p != who]
    n = len(players)
    own: dict[Part, int] = dict.fromkeys(PARTS, 0)  # in 2·n! parts of a unit
    for size in range(n):
        weight = factorial(size) * factorial(n - 1 - size)
        for some in combinations(others, size):
            base = _atoms(some)
            without, whole = of[base], of[base | _atoms((who,))]
            alone = {part: of[base | {(who, part)}] for part in PARTS}
            for part, other in zip(PARTS, reversed(PARTS), strict=True):
                own[part] += weight * (alone[part] - without + whole - alone[other])
    answers, orders = (Fraction(own[part], 2 * factorial(n) * unit) for part in PARTS)
    return Share(who, answers + orders, answers, orders)


def _atoms(players: Iterable[Doer]) -> _Coalition:
    return frozenset((who, part) for who in players for part in PARTS)


def _coalitions(players: Sequence[Doer]) -> list[_Coalition]:
    """Return every set of players, and every such set with one part of one more player."""
    sets = [_atoms(some) for n in range(len(players) + 1) for some in combinations(players, n)]
    parts = [
        base | {(who, part)}
        for base in sets
        for who in players
        if (who, PARTS[0]) not in base
        for part in PARTS
    ]
    return [*sets, *parts]


def _needs(
    pack: Pack, m: Modifier, brought: Iterable[str], began: frozenset[Modifier]
) -> _Coalition:
    """Return whose parts a modifier needs; none where it is nobody's, or older than the game."""
    if m.role is None or m in began:
        return frozenset()
    event = m.source.partition("/")[0]
    part: Part = "answers" if event in card_index(pack).events and "/" in m.source else "orders"
    own: _Coalition = frozenset({(m.role, part)})
    if part == "answers" and event in brought:
        return own | {(FACILITATOR, "answers")}
    return own


def _dependences(pack: Pack, board: Board) -> Iterable[Dependence]:
    cards = card_index(pack)
    for role, lever, quarter, outcome in board.past.orders:
        row = cards.levers.get(lever)
        signer = None if row is None else row.signer(quarter)
        if outcome in ("full", "half") and signer is not None:
            yield Dependence(role, signer, lever, quarter, "countersigned")
    for deal in board.deals:
        if deal.state in ("kept", "live", "broken"):
            terms = deal.terms
            yield Dependence(
                terms.offerer, terms.other, f"deal/{deal.number}", deal.quarter, "deal"
            )
    answered: Mapping[tuple[str, int], str] = {(e, q): o for e, o, q in board.past.events}
    for event, quarter in sorted(injects.brought(board)):
        option = answered.get((event, quarter))
        if option is not None and event in cards.events:
            role = cards.events[event].answers
            yield Dependence(role, FACILITATOR, f"{event}/{option}", quarter, "injected")

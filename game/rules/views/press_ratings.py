"""What the papers make of the four offices, while nobody knows the end: a band for each.

Each quarter's papers reckon every office's score so far, by its terms: what Aprils have told to
be banked, and the rest as if the vote were now, from what the public may read, a quarter late:
figures as published, seats by the central projection of the published polls. What the public
can't know (secret agendas, private figures, the years after the vote) is left out, and the rest
is scaled to the whole. Everyone reads the same papers, so a band tells nobody anything that is
hidden.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal, Protocol

import numpy as np

from game.rules import banked_scores, score_terms, scoring
from game.rules.cards.index import card_index
from game.rules.constants import SACKING_POINTS
from game.rules.election.campaign import house_of
from game.rules.knowledge.visibility import known, knows
from game.rules.state.figures import COUNTS
from game.rules.state.position import Board, Position
from game.rules.state.view import Who
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, SPECTATOR, Role
from game.scenario.schema.scenario import ScoreTerm
from game.scenario.score_values import CHANGE, INHERITED, PREFIXES
from game.world.election.swing import UKIP
from game.world.exact_sums import in_order
from game.world.figure_names import FIGURES, PARTIES

Band = Literal["triumph", "success", "survival", "failure"]
#: Least score of each band, best first.
BANDS: Final[tuple[tuple[float, Band], ...]] = (
    (70.0, "triumph"),
    (55.0, "success"),
    (40.0, "survival"),
)
#: The whole of a score.
WHOLE: Final = 100.0
#: Less than this share of a role's points in sight is no ground for a verdict.
_IN_SIGHT: Final = 0.4

Value = Callable[[str], float | None]


def band(score: float) -> Band:
    """Return a score's band.

    >>> band(70), band(69.9), band(40), band(39.9)
    ('triumph', 'success', 'survival', 'failure')
    """
    return next((name for least, name in BANDS if score >= least), "failure")


def reckoned(pack: Pack, position: Position) -> tuple[tuple[Role, Band], ...]:
    """Return each office's band by the papers' reckoning; offices of whom too little is known are
    left out."""
    terms_of = pack.scenario.scoring
    value = reader(pack, position, SPECTATOR)
    banked = _banked(pack, position.board)
    out: list[tuple[Role, Band]] = []
    for role in ROLES:
        score = _score(terms_of.roles.get(role, ()), value, banked.get(role), role, position.board)
        if score is not None:
            out.append((role, band(score.total)))
    return tuple(out)


@dataclass(frozen=True, slots=True)
class ScoreParts:
    """What a score so far is put together from, in points.

    ``terms`` give what they would if the vote were now, ``unknown`` is what terms that can't be
    known yet bring as the others do, ``banked`` by how much the way so far, of which half counts,
    was better than now, and ``sackings`` what they cost.
    """

    terms: float
    unknown: float
    banked: float
    sackings: float

    @property
    def total(self) -> float:
        """The score, not yet held within its bounds."""
        return in_order((self.terms, self.unknown, self.banked, self.sackings))


def score_by(pack: Pack, position: Position, role: Role, value: Value) -> ScoreParts | None:
    """Return an office's score so far by what ``value`` knows, or None where too little of it is
    in sight."""
    terms = pack.scenario.scoring.roles.get(role, ())
    banked = _banked(pack, position.board).get(role)
    return _score(terms, value, banked, role, position.board)


def _score(
    terms: tuple[ScoreTerm, ...],
    value: Value,
    banked: _Banked | None,
    role: Role,
    board: Board,
) -> ScoreParts | None:
    won = _won(terms, value, banked)
    if won is None:
        return None
    sackings = board.office(role).terms_served - 1 if role == "secretary" else 0
    unknown = WHOLE / won.top - 1.0
    return ScoreParts(
        won.now,
        won.now * unknown,
        won.banked * (1.0 + unknown),
        -SACKING_POINTS * sackings,
    )


@dataclass(frozen=True, slots=True)
class _Banked:
    """What all know of a role's way so far: the part won (0–1), and of how many quarters that is,
    as a share of those played; ``on_the_way`` is what the way counts for (``scoring.yaml``)."""

    won: float
    weight: float
    on_the_way: float


def _banked(pack: Pack, board: Board) -> dict[Role, _Banked]:
    """Return what Aprils have told of each role's score."""
    if not board.years_banked or not board.banked_quarters:
        return {}
    first, told = card_index(pack).first, board.years_banked[-1][0]
    quarters = min(board.banked_quarters, told - first + 1)
    points, out = banked_scores.banked_points(board.years_banked), {}
    for role, most in banked_scores.most_a_quarter(pack).items():
        if most:
            won = min(1.0, points[role] / (most * quarters))
            weight = quarters / (board.quarter - first + 1)
            out[role] = _Banked(won, weight, pack.scenario.scoring.on_the_way)
    return out


@dataclass(frozen=True, slots=True)
class _Won:
    """The points won of the terms in sight as things stand, by how many more the way so far makes
    of them, and how many those terms can give."""

    now: float
    banked: float
    top: float


def _won(terms: tuple[ScoreTerm, ...], value: Value, banked: _Banked | None = None) -> _Won | None:
    """Return what is won of the points in sight, or None where too few are.

    Of terms of state a share is the way so far: what is banked, and for the quarters since as now.
    """
    won = {True: 0.0, False: 0.0}  # of state, and not
    top = {True: 0.0, False: 0.0}
    for term in terms:
        known_as = value(term.value)
        if known_as is not None:
            of_state = score_terms.of_state(term.value)
            top[of_state] += term.points
            won[of_state] += score_terms.points(term, known_as)
    if sum(top.values()) <= _IN_SIGHT * in_order(term.points for term in terms):
        return None
    more = 0.0
    if banked is not None:
        way = top[True] * banked.won - won[True]
        more = banked.on_the_way * banked.weight * way
    return _Won(won[True] + won[False], more, top[True] + top[False])


class Knowing(Protocol):
    """What a reader knows of the figures, at some time."""

    def of(self, name: str) -> tuple[float, int, bool] | None:
        """Return a figure's value, the quarter it speaks of, and whether it is exact."""

    def history(self, name: str) -> tuple[tuple[int, float], ...]:
        """Return the figure's values so far as the reader knew them then."""


class Earlier:
    """What a reader knew of the figures before the latest value of each came."""

    def __init__(self, now: Knowing) -> None:
        self._now = now

    def of(self, name: str) -> tuple[float, int, bool] | None:
        """Return the value before the latest; None for a figure that has not moved yet."""
        found = self._now.of(name)
        past = self.history(name)
        return None if found is None or not past else (past[-1][1], past[-1][0], found[2])

    def history(self, name: str) -> tuple[tuple[int, float], ...]:
        """Return the values before the latest."""
        found = self._now.of(name)
        return tuple(h for h in self._now.history(name) if found is not None and h[0] < found[1])


def reader(pack: Pack, position: Position, who: Who, seen: Knowing | None = None) -> Value:
    """Look up what ``who`` may know of any name of ``score_terms.value_names``.

    ``seen`` are the figures as they are known, now if it isn't given.
    """
    board, figures = position.board, seen or known(pack, position, who)
    polls: dict[str, float] | None = None

    def plain(name: str) -> float | None:
        nonlocal polls
        if name in FIGURES:
            return _figure(figures, name)
        if name in COUNTS:
            told = knows(pack, who, name) == "exact"
            return dict(board.past.counts).get(name, 0.0) if told else None
        for prefix in PREFIXES:
            if name.startswith(prefix):
                return _moved(figures, name.removeprefix(prefix), prefix)
        if polls is None:
            polls = polled(pack, board, figures)
        return polls.get(name)

    def value(name: str) -> float | None:
        if name == "national":
            won = _won(pack.scenario.scoring.national, plain)
            return None if won is None else WHOLE * won.now / won.top
        return plain(name)

    return value


def _figure(seen: Knowing, name: str) -> float | None:
    found = seen.of(name)
    return None if found is None else found[0]


def _moved(seen: Knowing, name: str, prefix: str) -> float | None:
    """Return a figure against its first published value; where it will be inherited, as it is."""
    now = _figure(seen, name)
    if now is None or prefix == INHERITED:
        return now
    history = seen.history(name)
    first = history[0][1] if history else now
    if prefix == CHANGE:
        return now - first
    return now / first if first else 1.0


def polled(pack: Pack, board: Board, seen: Knowing) -> dict[str, float]:
    """Return what the published polls would come to, by the names of ``score_terms.RESULTS``."""
    government, electorate = pack.model.government, pack.model.electorate
    names = {
        government.leading: "government_vote_intention",
        government.opposition: "opposition_vote_intention",
        UKIP: "insurgent_vote_intention",
    }
    if government.partner is not None:
        names[government.partner] = "partner_vote_intention"
    shares = electorate.gb.copy()
    polled = {p: _figure(seen, name) for p, name in names.items()}
    told = {p: share / 100.0 for p, share in polled.items() if share is not None}
    if government.leading not in told or government.opposition not in told:
        return {}
    rest = [p for p in range(len(PARTIES)) if p not in told]
    left = max(0.0, 1.0 - in_order(told.values()))
    shares[rest] *= left / max(float(shares[rest].sum()), 1e-9)
    for p, share in told.items():
        shares[p] = share
    winner = np.argmax(electorate.central(shares[:, None])[:, :, 0], axis=0)
    found = {
        **house_of(pack, winner),
        "vote": 100.0 * float(shares[government.leading]),
        "terms_served": float(board.office("secretary").terms_served),
        "repeal_pledge": 0.0,
        "snap": 0.0,
        "collapse": 0.0,
    }
    if scoring.pledged(pack, board):
        found["repeal_pledge"] = -1.0 if found["government_wins"] else 1.0
    marginal = pack.model.country.marginal
    at_risk = _figure(seen, "marginals_at_risk")
    if at_risk is not None and marginal.any():
        found["marginals_safe"] = 1.0 - min(1.0, at_risk / int(marginal.sum()))
    return found

"""One's own score so far, as its office can reckon it: term by term, and what it was before.

The terms are read as the papers read them (``press_ratings``), but by what the office itself
knows: figures that it knows exactly are exact. What it can't know yet has no points.

Figures come twice a quarter: one's own as it has run, with the papers, and the published ones with
the next bulletin. What a score was before is what it was before the latest of the two, so that each
move is told once and starts where the last one ended.

What it is put together from is kept: terms as things stand, what the years so far have banked, and
the steps of its own secret aim. These sum to the score.
"""

from __future__ import annotations

from typing import Final

from game.rules import agendas, endings, score_terms
from game.rules.effects.execution import with_office
from game.rules.knowledge.visibility import known
from game.rules.state.position import Board, Position
from game.rules.state.replace import replace
from game.rules.state.view import OwnScore, OwnTerm, ScorePart, Who
from game.rules.views import press_ratings
from game.rules.views.press_ratings import WHOLE, Earlier, Knowing, Value, reader, score_by
from game.scenario.pack import Pack
from game.scenario.schema.base import SPECTATOR
from game.scenario.schema.scenario import ScoreTerm
from game.world.exact_sums import in_order

#: A part of fewer points is none.
_NIL: Final = 1e-9


class _Before:
    """What an office knew before the figures that came last: its own, else the published ones."""

    def __init__(self, now: Knowing, own_came: bool) -> None:
        self._now, self._earlier, self._own_came = now, Earlier(now), own_came

    def _at(self, name: str) -> Knowing:
        found = self._now.of(name)
        own = found is not None and found[2]
        return self._earlier if own == self._own_came else self._now

    def of(self, name: str) -> tuple[float, int, bool] | None:
        """Return the value before, the quarter it spoke of, and whether it is exact."""
        return self._at(name).of(name)

    def history(self, name: str) -> tuple[tuple[int, float], ...]:
        """Return the values so far as they were known before."""
        return self._at(name).history(name)


def own_score(pack: Pack, position: Position, who: Who) -> OwnScore | None:
    """Return an office's score by what it knows; None for the spectator."""
    if who == SPECTATOR:
        return None
    now = reader(pack, position, who)
    own_came = position.board.phase == "papers"
    before = reader(pack, position, who, _Before(known(pack, position, who), own_came))

    def as_before(name: str) -> float | None:
        """What is known of it for the first time is taken to have been so."""
        found = before(name)
        return now(name) if found is None else found

    terms = tuple(
        OwnTerm(term.name, term.value, term.points, _points(term, now), _points(term, as_before))
        for term in pack.scenario.scoring.roles.get(who, ())
    )
    office, quarter = position.board.office(who), position.board.quarter
    stepped = agendas.points(office)
    just = [q for q in office.steps if own_came and q == quarter]
    stepped_before = agendas.points(replace(office, steps=office.steps[: -len(just) or None]))
    parts = _parts(score_by(pack, position, who, now), stepped)
    earlier = replace(position, board=_board_before(pack, position.board, own_came))
    before_parts = _parts(score_by(pack, earlier, who, as_before), stepped_before)
    return OwnScore(_sum(parts), _sum(before_parts), terms, parts, before_parts)


def _board_before(pack: Pack, board: Board, own_came: bool) -> Board:
    """Return the board as what hangs on no figure stood before.

    With the papers: without the April that they tell and the sacking that they report. Since the
    quarter turned: what is banked has the weight that it had among fewer quarters.
    """
    if not own_came:
        return replace(board, quarter=board.quarter - 1)
    if endings.sacked_in(pack, board):
        office = board.office("secretary")
        board = with_office(board, replace(office, terms_served=office.terms_served - 1))
    told = tuple(year for year in board.years_banked if year[0] != board.quarter)
    return replace(board, years_banked=told)


def _parts(
    found: press_ratings.ScoreParts | None, stepped: float
) -> tuple[tuple[ScorePart, float], ...]:
    """Return the parts of a score by name, with what holds it within its bounds; none where too
    little is known."""
    if found is None:
        return ()
    held = min(WHOLE, max(0.0, min(WHOLE, max(0.0, found.total)) + stepped))
    bounds = held - in_order((found.total, stepped))
    named: tuple[tuple[ScorePart, float], ...] = (
        ("terms", found.terms),
        ("unknown", found.unknown),
        ("banked", found.banked),
        ("sackings", found.sackings),
        ("aim", stepped),
        ("bounds", bounds),
    )
    return tuple((name, points) for name, points in named if name == "terms" or abs(points) > _NIL)


def _sum(parts: tuple[tuple[ScorePart, float], ...]) -> float | None:
    return in_order(points for _, points in parts) if parts else None


def _points(term: ScoreTerm, value: Value) -> float | None:
    found = value(term.value)
    return None if found is None else score_terms.points(term, found)

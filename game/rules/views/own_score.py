"""One's own score so far, as its office can reckon it: term by term, and what it was before.

The terms are read as the papers read them (``press_ratings``), but by what the office itself
knows: figures that it knows exactly are exact. What it can't know yet has no points.

Figures come twice a quarter: one's own as it has run, with the papers, and the published ones with
the next bulletin. What a score was before is what it was before the latest of the two, so that each
move is told once and starts where the last one ended.
"""

from __future__ import annotations

from game.rules import score_terms
from game.rules.knowledge.visibility import known
from game.rules.state.position import Position
from game.rules.state.view import OwnScore, OwnTerm, Who
from game.rules.views.press_ratings import Earlier, Knowing, Value, reader, score_by
from game.scenario.pack import Pack
from game.scenario.schema.base import SPECTATOR
from game.scenario.schema.scenario import ScoreTerm


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
    score = score_by(pack, position, who, now)
    return OwnScore(score, score_by(pack, position, who, as_before), terms)


def _points(term: ScoreTerm, value: Value) -> float | None:
    found = value(term.value)
    return None if found is None else score_terms.points(term, found)

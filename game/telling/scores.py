"""The end card: scores, their parts, agendas, and who was the role of the match."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from game.rules.percentile_ranks import match_winner, percentile_rank
from game.rules.state.facts import AgendaStepped, Fact, Scored
from game.rules.state.view import View
from game.rules.views.press_ratings import band
from game.scenario.schema.base import ROLES, Role
from game.telling.formatting import listed, number
from game.telling.names import Voice

#: What a whole agenda was worth, either way, in games that ended before there were steps.
OLD_AGENDA_POINTS: Final = 8.0
#: A score is clearly good in the best third of its office's games, clearly bad in the worst.
_THIRD: Final = 1 / 3


def par_said(above: float, places: int = 0) -> str:
    """Return how far above or below par a score is, to so many decimals.

    >>> par_said(-0.2), par_said(-0.2, 1), par_said(3.0)
    ('at par', '0.2 below par', '3 above par')
    """
    rounded = round(above, places)
    if not rounded:
        return "at par"
    return f"{number(abs(above), places)} {'above' if rounded > 0 else 'below'} par"


def rank_said(rank: float | None) -> str:
    """Return how rare a score is, of a percentile rank (0–1); nothing of None.

    >>> rank_said(0.834)
    'better than 83 in 100 games of this office'
    >>> rank_said(0.998), rank_said(0.002)
    ('better than 99 in 100 games of this office', 'better than 1 in 100 games of this office')
    """
    if rank is None:
        return ""
    in_100 = min(99, max(1, round(100 * rank)))
    return f"better than {in_100} in 100 games of this office"


def wants(voice: Voice, role: Role) -> list[tuple[str, str]]:
    """Return what a role scores on, as (name, points), the weightiest first."""
    terms = sorted(voice.scenario.scoring.roles[role], key=lambda t: -t.points)
    return [(term.name, number(term.points, 1)) for term in terms]


@dataclass(frozen=True, slots=True)
class ScoreCard:
    """One role's end: score, band, its terms with points, and its secret aim."""

    role: Role
    score: float
    band: str
    terms: tuple[tuple[str, float, str], ...]  # (name, points, national | nhs | local)
    agenda: str
    agenda_met: bool | None
    above_par: float
    stepped: float | None = None  # what its agenda's steps paid; None in a game from before them
    #: The share (0–1) of the role's games that it is better than; None where none were played.
    rank: float | None = None

    @property
    def par_good(self) -> bool | None:
        """Whether it is in the best third of the role's games, or in the worst; None between, and
        where none were played."""
        if self.rank is None or _THIRD <= self.rank <= 1 - _THIRD:
            return None
        return self.rank > _THIRD

    @property
    def agenda_points(self) -> float:
        """What the secret agenda was worth; nought without one."""
        if self.stepped is not None:
            return self.stepped
        if not self.agenda or self.agenda_met is None:
            return 0.0
        return OLD_AGENDA_POINTS if self.agenda_met else -OLD_AGENDA_POINTS

    @property
    def agenda_said(self) -> str:
        """How far the secret agenda came, in words."""
        if self.stepped is None or self.agenda_met:
            return {True: "met", False: "missed", None: "not known"}[self.agenda_met]
        return "in part" if self.stepped else "missed"

    @property
    def clipped(self) -> float:
        """What the ends of the scale, or a collapse, gave or took: the parts sum to the score."""
        return self.score - sum(points for _, points, _ in self.terms) - self.agenda_points

    def lines(self, voice: Voice) -> list[str]:
        """Return the card to be read out."""
        role = voice.title_of(self.role)
        beside = "; ".join(filter(None, (par_said(self.above_par, 1), rank_said(self.rank))))
        said = [f"{role}: {number(self.score, 1)}, {self.band} ({beside})"]
        said += [f"  {number(points, 1):>6}  {name}" for name, points, _ in self.terms]
        if self.agenda:
            met = self.agenda_said
            points = number(self.agenda_points, 1)
            said.append(f"  {points:>6}  Secret agenda “{self.agenda}”: {met}")
        if abs(self.clipped) >= 0.05:
            said.append(f"  {number(self.clipped, 1):>6}  The ends of the scale")
        return said


def cards(voice: Voice, view: View, facts: Iterable[Fact]) -> list[ScoreCard]:
    """Return the score cards of an ended game, in the roles' order; empty before the end."""
    known = tuple(facts)
    kept = {f.role: f for f in known if isinstance(f, Scored)}
    told = [f for f in known if isinstance(f, AgendaStepped)]
    revealed = {role: (agenda, met) for role, agenda, met in view.agendas_revealed}
    scoring = voice.scenario.scoring
    made = []
    for role, score in sorted(view.scores, key=lambda item: ROLES.index(item[0])):
        fact = kept.get(role)
        agenda, met = revealed.get(role, ("", None))
        if fact is not None and fact.agenda:
            agenda, met = fact.agenda, fact.agenda_met
        aims = [agenda] if agenda else []
        if not met:  # its steps may have been reached by a predecessor, who had another aim
            stepped = [f.agenda for f in told if f.role == role]
            aims = list(dict.fromkeys(stepped)) or aims
        made.append(
            ScoreCard(
                role=role,
                score=score,
                band=band(score),
                terms=fact.terms if fact is not None else (),
                agenda=listed(voice.agenda(aim) for aim in aims),
                agenda_met=met,
                above_par=score - scoring.par.get(role, 50.0),
                stepped=fact.agenda_points if fact is not None else None,
                rank=percentile_rank(scoring, role, score) if scoring.played else None,
            )
        )
    return made


def role_of_the_match(voice: Voice, view: View) -> Role | None:
    """Return whose score is the rarest for its office; None if nobody did better than in half of
    its games, before the end, and where the service collapsed: nobody wins that."""
    if view.ending == "collapse":
        return None
    return match_winner(voice.scenario.scoring, dict(view.scores))

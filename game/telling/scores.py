"""The end card: scores, their parts, agendas, and who was the role of the match."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from game.rules.state.facts import Fact, Scored
from game.rules.state.view import View
from game.rules.views.press_ratings import band
from game.scenario.schema.base import ROLES, Role
from game.telling.formatting import number
from game.telling.names import Voice

#: What a whole agenda was worth, either way, in games that ended before there were steps.
OLD_AGENDA_POINTS: Final = 8.0
#: By how much scores usually differ, where a scenario does not say.
USUAL_SPREAD: Final = 10.0


def par_said(above: float, places: int = 0) -> str:
    """Return how far above or below par a score is, to so many decimals.

    >>> par_said(-0.2), par_said(-0.2, 1), par_said(3.0)
    ('at par', '0.2 below par', '3 above par')
    """
    rounded = round(above, places)
    if not rounded:
        return "at par"
    return f"{number(abs(above), places)} {'above' if rounded > 0 else 'below'} par"


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
    spread: float = USUAL_SPREAD  # by how much the role's scores usually differ

    @property
    def par_good(self) -> bool | None:
        """Whether it is clearly above par, or clearly below; None within half the usual spread."""
        if abs(self.above_par) <= self.spread / 2:
            return None
        return self.above_par > 0

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
        par = par_said(self.above_par, 1)
        said = [f"{role}: {number(self.score, 1)}, {self.band} ({par})"]
        said += [f"  {number(points, 1):>6}  {name}" for name, points, _ in self.terms]
        if self.agenda:
            met = self.agenda_said
            points = number(self.agenda_points)
            said.append(f"  {points:>6}  Secret agenda “{self.agenda}”: {met}")
        if abs(self.clipped) >= 0.05:
            said.append(f"  {number(self.clipped, 1):>6}  The ends of the scale")
        return said


def cards(voice: Voice, view: View, facts: Iterable[Fact]) -> list[ScoreCard]:
    """Return the score cards of an ended game, in the roles' order; empty before the end."""
    kept = {f.role: f for f in facts if isinstance(f, Scored)}
    revealed = {role: (agenda, met) for role, agenda, met in view.agendas_revealed}
    made = []
    for role, score in sorted(view.scores, key=lambda item: ROLES.index(item[0])):
        fact = kept.get(role)
        agenda, met = revealed.get(role, ("", None))
        if fact is not None and fact.agenda:
            agenda, met = fact.agenda, fact.agenda_met
        made.append(
            ScoreCard(
                role=role,
                score=score,
                band=band(score),
                terms=fact.terms if fact is not None else (),
                agenda=voice.agenda(agenda) if agenda else "",
                agenda_met=met,
                above_par=score - voice.scenario.scoring.par.get(role, 50.0),
                stepped=fact.agenda_points if fact is not None else None,
                spread=voice.scenario.scoring.spread.get(role, USUAL_SPREAD),
            )
        )
    return made


def role_of_the_match(voice: Voice, made: Iterable[ScoreCard]) -> Role | None:
    """Return who came out furthest above par in units of the role's spread; None if nobody."""
    spread = voice.scenario.scoring.spread

    def distance(card: ScoreCard) -> float:
        return card.above_par / max(spread.get(card.role, USUAL_SPREAD), 1.0)

    best = max(made, key=distance, default=None)
    return best.role if best is not None and best.above_par > 0 else None

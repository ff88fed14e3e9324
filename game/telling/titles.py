"""The title that an office has earned: the first whose conditions the game has met.

Titles are data (``assets/titles.yaml``). A condition bounds a measure of the ended game; the
last title of an office has none, so that everybody earns one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from game import paths
from game.rules.state.case_facts import CaseSettled
from game.rules.state.facts import DealMoved, Fact, FigureTold, OrderRevealed, Sacked, TrustChanged
from game.rules.state.view import View
from game.scenario.error_messages import read_validated
from game.scenario.schema.base import Role
from game.telling.scores import ScoreCard

Measure = Literal[
    "score",  # 0–100
    "above_par",
    "steps",  # of the secret aim, 0–3
    "won",  # 1 if the government held on
    "collapse",  # 1 if the service did
    "national",  # the national result, 0–100
    "seats_insurgent",  # independents over a hospital
    "sackings",
    "orders",  # carried out in full or in part
    "stopped",  # orders of the office that others stopped or that came to nothing
    "stopping",  # orders of others that it stopped or halved
    "closed",  # hospitals that closed by its doing
    "merged",  # taken over by its doing
    "paid",  # cases that it settled with money
    "held",  # cases that it held open
    "kept",  # deals of the office kept to the end
    "broken",  # deals that it broke
    "leaks",  # deals and figures that it leaked
]
_PAYING: Final = ("pay", "loan")


class TitleBound(BaseModel):
    """A measure's bounds: at least, at most."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    measure: Measure
    least: float | None = None
    most: float | None = None

    def holds(self, measures: Mapping[str, float]) -> bool:
        """Return whether the measure lies within the bounds."""
        value = measures[self.measure]
        return (self.least is None or value >= self.least) and (
            self.most is None or value <= self.most
        )


class EarnedTitle(BaseModel):
    """A title, when it is earned, and the sentence that says why, to the player."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str = Field(max_length=40)
    when: tuple[TitleBound, ...] = ()
    said: str = Field(max_length=160)


_ALL = TypeAdapter(dict[Role, Annotated[tuple[EarnedTitle, ...], Field(min_length=1)]])


@lru_cache(maxsize=1)
def titles() -> Mapping[Role, tuple[EarnedTitle, ...]]:
    """Return every title by office. Raises InputError if the file isn't what it should be."""
    return read_validated(_ALL, paths.assets_dir() / "titles.yaml")


def earned(role: Role, measured: Mapping[str, float]) -> EarnedTitle:
    """Return the first title of the office whose conditions hold."""
    listed = titles()[role]
    return next((t for t in listed if all(b.holds(measured) for b in t.when)), listed[-1])


def measures(view: View, card: ScoreCard, facts: Iterable[Fact]) -> dict[str, float]:
    """Return every measure of an office in an ended game, from what everybody knows by then."""
    role, result = card.role, dict(view.result)
    out: dict[str, float] = dict.fromkeys(Measure.__args__, 0.0)  # type: ignore[attr-defined]
    out["score"], out["above_par"] = card.score, card.above_par
    out["steps"] = result.get(f"steps/{role}", 0.0)
    out["won"] = result.get("government_wins", 0.0)
    out["collapse"] = float(view.ending == "collapse")
    out["national"] = result.get("national", 0.0)
    out["seats_insurgent"] = result.get("seats_insurgent", 0.0)
    parties = {d.number: (d.terms.offerer, d.terms.other) for d in view.deals}
    for fact in facts:
        for name in _counted(role, fact, parties):
            out[name] += 1.0
    return out


def _counted(role: Role, fact: Fact, parties: Mapping[int, tuple[Role, ...]]) -> list[Measure]:
    """Return the measures that a fact adds one to."""
    match fact:
        case OrderRevealed() if fact.role == role:
            return ["orders" if fact.outcome in ("full", "half") else "stopped"]
        case OrderRevealed() if any(by == role for by, _ in fact.met_by):
            return ["stopping"] if fact.outcome in ("half", "cancelled") else []
        case TrustChanged(change="closed") if fact.role == role:
            return ["closed"]
        case TrustChanged(change="taken_over") if fact.role == role:
            return ["merged"]
        case CaseSettled() if fact.decider == role and fact.chosen:
            if fact.held:
                return ["held"]
            return ["paid"] if fact.way in _PAYING and fact.move != "blocked" else []
        case DealMoved(move="broken") if fact.by == role:
            return ["broken"]
        case DealMoved(move="kept") if role in parties.get(fact.deal, ()):
            return ["kept"]
        case DealMoved(move="leaked") if fact.by == role:
            return ["leaks"]
        case FigureTold(leaked=True) if fact.by == role:
            return ["leaks"]
        case Sacked() if role == "secretary":
            return ["sackings"]
        case _:
            return []

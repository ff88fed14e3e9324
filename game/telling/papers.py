"""The papers of a quarter: a front page, and the smaller stories under it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, assert_never

from game.rules.banked_scores import banked_points
from game.rules.state import facts as h
from game.rules.state.facts import Fact
from game.rules.state.view import SeenDeal, View
from game.scenario.schema.base import Role
from game.telling import near_ends
from game.telling.cases import story_of
from game.telling.deals import clause
from game.telling.figures import told
from game.telling.formatting import clean, listed, number, plural
from game.telling.log import heard, tell
from game.telling.names import Voice

#: A gauge makes a story when it moves by this many points.
_MOVED: Final = 5.0


@dataclass(frozen=True, slots=True)
class Story:
    """A headline and its sentence; the greater ``weight`` goes nearer the top."""

    weight: float
    headline: str
    sentence: str


@dataclass(frozen=True, slots=True)
class PressStanding:
    """An office in the papers' table: the band of its score so far."""

    role: Role
    office: str
    band: str
    good: bool | None  # whether it would be content; None for scraping by
    banked: int  # points that Aprils have told


STANDINGS: Final = "The score so far"
STANDINGS_NOTE: Final = (
    "The papers' reckoning: what each April has banked, and the rest as if the vote were now, by "
    "published figures and polls. The years after the vote are not in it."
)
_GOOD: Final[dict[str, bool | None]] = {
    "triumph": True,
    "success": True,
    "survival": None,
    "failure": False,
}


def standings(voice: Voice, view: View) -> list[PressStanding]:
    """Return how the papers rate the offices: empty but with the papers."""
    banked = banked_points(view.years_banked)
    return [
        PressStanding(role, voice.title_of(role), band, _GOOD[band], banked.get(role, 0))
        for role, band in view.reckoned
    ]


def standings_said(voice: Voice, view: View) -> str:
    """Return the ratings in a sentence, empty where there are none."""
    rated = standings(voice, view)
    if not rated:
        return ""
    said = "; ".join(f"{s.office} – {s.band}{banked_said(s)}" for s in rated)
    return f"{STANDINGS}: {said}. {STANDINGS_NOTE}"


def banked_said(rated: PressStanding) -> str:
    """Return what an office has banked, in brackets; nothing before the first April."""
    return f" ({plural(rated.banked, 'point')} banked)" if rated.banked else ""


def front_page(
    voice: Voice, view: View, facts: Iterable[Fact], quarter: int, limit: int = 6
) -> list[Story]:
    """Return the quarter's stories that the public may read, the biggest first, never none.

    Who takes over from the next quarter on is in the last papers before it.
    """
    public = [
        f
        for f in heard(facts, "spectator")
        if f.quarter - isinstance(f, h.CommissionersRegrouped) == quarter
    ]
    stories = list(_stories(voice, view, public))
    stories.sort(key=lambda s: (-s.weight, s.headline))
    if not stories:
        stories = [_quiet(voice, view)]
    return stories[:limit]


def _stories(voice: Voice, view: View, facts: Sequence[Fact]) -> Iterable[Story]:
    changed: dict[h.TrustChange, list[h.TrustChanged]] = {}
    for fact in facts:
        match fact:
            case h.Collapsed():
                yield Story(100, "The service collapses", tell(voice, fact))
            case h.ElectionHeld():
                said = "Government holds on" if fact.government_wins else "Government falls"
                yield Story(99, said, tell(voice, fact))
            case h.Sacked():
                out = "reshuffled out" if fact.by == "reshuffle" else "is out"
                yield Story(90, f"{voice.title_of('secretary')} {out}", tell(voice, fact))
            case h.Nearing():
                yield Story(70, near_ends.headline(voice, fact.end), tell(voice, fact))
            case h.ElectionCalled():
                yield Story(88, "Britain goes to the polls", tell(voice, fact))
            case h.DealMoved() if fact.move in ("broken", "leaked"):
                yield _pact(voice, fact, view.deals)
            case h.AgendaStepped():
                yield Story(
                    46, f"{voice.title_of(fact.role)}: a secret aim shows", tell(voice, fact)
                )
            case h.YearBanked():
                yield Story(48, "The year's account is closed", tell(voice, fact))
            case h.OrderRevealed() if fact.outcome == "cancelled":
                lever = voice.lever(fact.lever, fact.quarter)
                yield Story(62, f"{_stopped(voice, fact)} “{lever}”", tell(voice, fact))
            case h.OrderRevealed() if fact.outcome in ("full", "half"):
                try:
                    price = voice.scenario.lever(fact.lever).clout
                except KeyError:
                    price = 1
                lever = voice.lever(fact.lever, fact.quarter)
                printed = voice.printed(fact.lever)
                head = printed[0] if printed else f"{voice.title_of(fact.role)}: {lever}"
                yield Story(30 + 6 * price + 2 * len(fact.met_by), head, _news(voice, fact))
            case h.EventAnswered():
                yield _answer(voice, fact)
            case h.FigureTold() if fact.leaked:
                head = f"Leaked: {voice.figure_inside(fact.figure)}"
                yield Story(58, head, tell(voice, fact))
            case h.CommissionersRegrouped():
                new = voice.scenario.name("commissioners", fact.quarter)
                yield Story(66, f"{number(fact.after)} {new} take over", tell(voice, fact))
            case h.CaseSettled():
                weight = _CASES[fact.move] + 2 * len(fact.stakes)
                yield Story(weight, *story_of(voice, fact))
            case h.TrustChanged():
                changed.setdefault(fact.change, []).append(fact)
            case h.GaugeMoved() if abs(fact.after - fact.before) >= 1000 * _MOVED:
                way = "up" if fact.after > fact.before else "down"
                points = number(abs(fact.after - fact.before) / 1000)
                head = f"{voice.figure(fact.gauge)} {way} {points}"
                yield Story(20 + abs(fact.after - fact.before) / 1000, head, tell(voice, fact))
            case h.DealMoved() | h.OrderRevealed() | h.FigureTold() | h.GaugeMoved():
                pass  # too small for news
            case (
                h.CaseOpened()
                | h.CaseClockMoved()
                | h.CaseEnded()
                | h.PhaseBegan()
                | h.AgendaChosen()
                | h.EventDrawn()
                | h.Sealed()
                | h.MoneyMoved()
                | h.FiguresPublished()
                | h.Scored()
                | h.Projected()
                | h.Concluded()
                | h.EventInjected()
                | h.GaugeOverridden()
            ):
                pass  # no news at all
            case _:
                assert_never(fact)
    for change, facts_of in changed.items():
        news = _HOSPITALS[change]
        if news is not None:
            yield _hospitals(voice, news, facts_of)


def _stopped(voice: Voice, fact: h.OrderRevealed) -> str:
    """Return who stopped an order, with the verb: "Monitor stops", "Monitor and Unions stop"."""
    by = list(dict.fromkeys(role for role, _ in fact.met_by))
    if not by:
        return "The law stops"
    verb = "stop" if len(by) > 1 else voice.verb(by[0], "stops", "stop")
    return f"{listed(voice.title_of(role) for role in by)} {verb}"


def _titled(event: str) -> str:
    """Return an event's title before its answer: with a colon, unless it ends in a mark."""
    return event if event.endswith(("?", "!")) else f"{event}:"


#: Weight of the news of a case, by what came of it.
_CASES: Final[dict[h.CaseMove, float]] = {"done": 70, "blocked": 68, "half": 66}
#: Weight, the headline for one, and for several.
_HospitalNews = tuple[float, str, str]
#: What news a change of trusts makes, None for what makes none.
_HOSPITALS: Final[dict[h.TrustChange, _HospitalNews | None]] = {
    "closed": (80, "{name} closes its doors", "{n} hospitals close"),
    "downgraded": (78, "{name} loses wards", "{n} hospitals lose wards"),
    "administration": (72, "{name} in administration", "{n} hospitals in administration"),
    "quashed": (70, "Court saves {name}", "Court saves {n} hospitals"),
    "taken_over": (60, "{name} is swallowed", "{n} hospitals are swallowed"),
    "bailed_out": (55, "{name} is bailed out", "{n} hospitals are bailed out"),
    "at_risk": (52, "Failing: {name}", "{n} more hospitals on the failing list"),
    "named": (40, "Report on {name} published", "Reports on {n} hospitals published"),
    "recovered": (26, "{name} pulls through", "{n} hospitals pull through"),
    "stayed": None,
    "authorised": None,
    "pledged": None,
    "pledge_broken": (76, "The pledge on {name}, broken", "{n} pledges broken"),
    "books_opened": None,
    "service_lost": (48, "{name} loses a service to a newcomer", "{n} hospitals lose services"),
}


def _hospitals(voice: Voice, news: _HospitalNews, facts: Sequence[h.TrustChanged]) -> Story:
    weight, one, many = news
    names = [voice.trust(f.trust) for f in facts]
    if len(facts) == 1:
        return Story(weight, one.format(name=names[0]), tell(voice, facts[0]))
    more = f" and {plural(len(names) - 5, 'other')}" if len(names) > 5 else ""
    said = ", ".join(names[:5]) + more if more else listed(names)
    return Story(weight + min(len(facts), 8), many.format(n=len(facts)), f"{said}.")


def _news(voice: Voice, fact: h.OrderRevealed) -> str:
    """Return what an order is, as its card has it for the papers, whose, and who was in its way."""
    printed = voice.printed(fact.lever)
    if printed is not None:
        names = listed(voice.trust(trust) for trust in fact.trusts)
        said = f"{printed[1]} ({voice.title_of(fact.role)}{f': {names}' if names else ''}.)"
    else:
        try:
            said = first_sentence(voice.scenario.lever(fact.lever).prose)
        except KeyError:
            return tell(voice, fact)
    if fact.met_by:
        against = listed(dict.fromkeys(voice.office(role) for role, _ in fact.met_by))
        past = "Half of it gets" if fact.outcome == "half" else "It gets"
        return f"{said} {past} past {against}."
    return said


def _answer(voice: Voice, fact: h.EventAnswered) -> Story:
    """Return what was answered to an event: as its card has it for the papers."""
    printed = voice.printed(fact.event, fact.option)
    if printed is not None:
        return Story(50, *printed)
    option = voice.option(fact.event, fact.option)
    return Story(50, f"{_titled(voice.event(fact.event))} “{option}”", tell(voice, fact))


def first_sentence(prose: str) -> str:
    """Return the first sentence of a card's prose.

    >>> first_sentence("One thing. Another.")
    'One thing.'
    """
    found = re.match(r".+?[.!?](?=\s|$)", clean(prose, 400))
    return found[0] if found else clean(prose, 400)


def _pact(voice: Voice, fact: h.DealMoved, deals: Sequence[SeenDeal]) -> Story:
    """Return a broken or leaked deal, quoting what was promised."""
    seen = next((d for d in deals if d.number == fact.deal), None)
    if fact.move == "leaked" or fact.by is None:
        return Story(66, "Secret pact comes to light", tell(voice, fact, deals))
    who = voice.title_of(fact.by)
    breaks = voice.verb(fact.by, "breaks", "break")
    if seen is None:
        return Story(75, f"{who} {breaks} a promise", tell(voice, fact))
    quoted = next(
        (clause(voice, c, subject=False) for c in seen.terms.clauses if c.by == fact.by), ""
    )
    head = f"{who} {breaks} word: “will {quoted}”" if quoted else f"{who} {breaks} word"
    return Story(75, head, tell(voice, fact, deals))


def _quiet(voice: Voice, view: View) -> Story:
    seen = view.figures.get("trusts_at_risk")
    if seen is None:
        return Story(0, "A quiet quarter", "Nothing that the papers would print.")
    said = told(voice, seen)
    return Story(0, f"{said.value} hospitals at risk", f"{said.line}.")

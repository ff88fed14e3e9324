"""News: what of a quarter's facts makes a story, how much it weighs, and how it is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, assert_never

from game.rules.state import facts as h
from game.rules.state.case_facts import CaseClockMoved, CaseEnded, CaseMove, CaseOpened, CaseSettled
from game.rules.state.facts import Fact
from game.rules.state.view import View
from game.scenario.schema.base import ROLES
from game.scenario.schema.newspaper import HospitalNews, OrderNews, StoryNews
from game.telling.cases import story_of
from game.telling.formatting import listed, number, plural, quantity
from game.telling.log import tell
from game.telling.names import Voice, humanised
from game.telling.rulebook import spelled
from game.telling.story import Known, Picture, Story, printed, standing_story

#: A gauge makes a story when it moves by this many points.
_MOVED: Final = 5.0
#: Weight of the news of a case, by what came of it.
_CASES: Final[dict[CaseMove, float]] = {"done": 70, "blocked": 68, "half": 66}
#: What the way out of a case does, and its own story tells.
_OF_CASES: Final = ("closed", "downgraded", "administration", "taken_over", "bailed_out")
#: Weight of the news of hospitals, and what its drawing shows.
_HOSPITALS: Final[dict[HospitalNews, tuple[float, Picture]]] = {
    "closed": (80, "ambulance"),
    "downgraded": (78, "ward"),
    "pledge_broken": (76, "torn"),
    "administration": (72, "town"),
    "quashed": (70, "court"),
    "taken_over": (60, "handshake"),
    "bailed_out": (55, "recovery"),
    "at_risk": (52, "town"),
    "service_lost": (48, "ward"),
    "named": (40, "press"),
    "recovered": (26, "recovery"),
}
#: What news a change of trusts makes, None for what makes none.
_NEWS: Final[dict[h.TrustChange, HospitalNews | None]] = {
    **{news: news for news in _HOSPITALS},
    "stayed": None,
    "authorised": None,
    "pledged": None,
    "books_opened": None,
}
#: Promises that are kept at once: who breaks a deal has broken another.
_AT_ONCE: Final = ("pay_clout", "pay_money", "tell")


def stories_of(voice: Voice, view: View, facts: Sequence[Fact]) -> Iterator[Story]:
    """Yield the stories that public facts of a quarter make, in no order of weight."""
    changed: dict[HospitalNews, list[h.TrustChanged]] = {}
    printed: set[tuple[str, str, int]] = set()
    came_of = {
        f.trust: news
        for f in facts
        if isinstance(f, h.TrustChanged) and (news := _NEWS[f.change]) in _OF_CASES
    }
    for fact in facts:
        match fact:
            case h.Collapsed():
                yield standing_story(voice, 100, "collapsed", "empty_desk", more=tell(voice, fact))
            case h.ElectionHeld():
                which: StoryNews = "holds" if fact.government_wins else "falls"
                yield standing_story(voice, 99, which, "ballot", more=tell(voice, fact))
            case h.Sacked():
                fallen: StoryNews = (
                    "fallen_reshuffle" if fact.by == "reshuffle" else "fallen_standing"
                )
                yield standing_story(voice, 90, fallen, "empty_desk", role="secretary")
            case h.Nearing():
                yield _near(voice, fact)
            case h.ElectionCalled():
                yield standing_story(voice, 88, "called", "ballot", more=tell(voice, fact))
            case h.DealMoved() if fact.move in ("broken", "leaked"):
                yield _pact(voice, view, fact)
            case h.AgendaStepped():
                known: Known = {"office": fact.role, "aim": voice.agenda(fact.agenda)}
                yield standing_story(voice, 46, "secret_aim", "leak", known, role=fact.role)
            case h.YearBanked():
                yield standing_story(voice, 48, "year_banked", "press")  # points are the log's
            case h.OrderRevealed():
                yield _order(voice, fact)
            case h.EventAnswered():
                yield _answer(voice, fact)
            case h.FigureTold() if fact.leaked:
                yield _leak(voice, fact)
            case h.CommissionersRegrouped():
                yield _regrouped(voice, fact)
            case CaseSettled():
                head, stand = story_of(voice, fact, printed)
                what = came_of.get(fact.trust) if fact.move != "blocked" else None
                least = _HOSPITALS[what][0] if what is not None else 0.0
                weight = max(_CASES[fact.move], least) + 2 * len(fact.stakes)
                yield Story(weight, head, stand, ("town",), fact.trust, what, fact.decider)
            case h.TrustChanged():
                news = _NEWS[fact.change]
                if news is not None:
                    changed.setdefault(news, []).append(fact)
            case h.GaugeMoved() if abs(fact.after - fact.before) >= 1000 * _MOVED:
                yield _gauge(voice, fact)
            case h.DealMoved() | h.FigureTold() | h.GaugeMoved():
                pass  # too small for news
            case (
                CaseOpened()
                | CaseClockMoved()
                | CaseEnded()
                | h.PhaseBegan()
                | h.AgendaChosen()
                | h.EventDrawn()
                | h.EventInjected()
                | h.GaugeOverridden()
                | h.Sealed()
                | h.MoneyMoved()
                | h.FiguresPublished()
                | h.Scored()
                | h.Projected()
                | h.Concluded()
            ):
                pass  # no news at all
            case _:
                assert_never(fact)
    decided = {f.trust for f in facts if isinstance(f, CaseSettled) and f.move != "blocked"}
    for news, facts_of in changed.items():
        untold = [f for f in facts_of if not (news in _OF_CASES and f.trust in decided)]
        if untold:
            yield _hospitals(voice, news, untold)


def _hospitals(voice: Voice, news: HospitalNews, facts: Sequence[h.TrustChanged]) -> Story:
    weight, picture = _HOSPITALS[news]
    shows = (picture,)
    paper = voice.scenario.newspaper
    names = [voice.trust(f.trust) for f in facts]
    if paper is None:
        return Story(weight, humanised(news), listed(names), shows)
    text = paper.hospitals[news]
    first = facts[0]
    if len(facts) == 1:
        head, stand = printed(voice, text.one, {"hospital": names[0]}, first.quarter + first.trust)
        cause = _cause(voice, first)
        stand = f"{stand} {cause}".strip()
        return Story(weight, head, stand, shows, first.trust, news, first.role)
    more = f" and {plural(len(names) - 5, 'other')}" if len(names) > 5 else ""
    said = ", ".join(names[:5]) + more if more else listed(names)
    head, stand = printed(voice, text.many, {"n": spelled(len(facts))}, first.quarter)
    weight += min(len(facts), 8)
    return Story(weight, head, f"{said}. {stand}", shows, first.trust, news, first.role)


def _cause(voice: Voice, fact: h.TrustChanged) -> str:
    """Return whose order or answer did it, as a sentence; empty where nobody's did."""
    if fact.role is None or not fact.by or fact.change in ("at_risk", "recovered"):
        return ""
    event, _, option = fact.by.partition("/")
    if option and any(e.id == event for e in voice.scenario.events):
        answer = f"“{voice.option(event, option)}”, an answer of {voice.office(fact.role)}"
        return f"Behind it: {answer} to “{voice.event(event)}”."
    cause = voice.cause(fact.by, fact.quarter)
    return f"Behind it: “{cause}”, by {voice.office(fact.role)}."


def _order(voice: Voice, fact: h.OrderRevealed) -> Story:
    """Return an order as its card has it for the papers, or who was in its way."""
    match fact.outcome:
        case "cancelled":
            return _unfulfilled(voice, fact, "stopped", 62)
        case "fizzled":
            return _unfulfilled(voice, fact, "barred" if fact.met_by else "came_to_nothing", 44)
        case "half":
            return _unfulfilled(voice, fact, "halved", 60)
        case "full":
            pass
        case _:
            assert_never(fact.outcome)
    try:
        price = voice.scenario.lever(fact.lever).clout
    except KeyError:
        price = 1
    weight = 30 + 6 * price + 2 * len(fact.met_by)
    card = voice.printed(fact.lever)
    if card is None:
        head = f"{voice.title_of(fact.role)}: {voice.lever(fact.lever, fact.quarter)}"
        return Story(weight, head, tell(voice, fact), role=fact.role)
    names = listed(voice.trust(trust) for trust in fact.trusts)
    said = f"{card[1]} ({voice.title_of(fact.role)}{f': {names}' if names else ''}.)"
    if fact.met_by:
        against = listed(dict.fromkeys(voice.office(role) for role, _ in fact.met_by))
        said = f"{said} It got past {against}."
    trust = fact.trusts[0] if fact.trusts else None
    shows = (*voice.scenario.lever(fact.lever).tags, "press")
    return Story(weight, card[0], said, shows, trust, None, fact.role)


def _unfulfilled(voice: Voice, fact: h.OrderRevealed, news: OrderNews, weight: float) -> Story:
    by = list(dict.fromkeys(role for role, _ in fact.met_by))
    who = listed(voice.title_of(role) for role in by)
    verb = "stop" if len(by) > 1 else voice.verb(by[0], "stops", "stop") if by else "stops"
    known: Known = {
        "order": voice.lever(fact.lever, fact.quarter),
        "by": who or "The law",
        "stops": verb,
        "owner": fact.role,
    }
    paper = voice.scenario.newspaper
    if paper is None:
        return Story(weight, humanised(news), tell(voice, fact), ("court",), role=fact.role)
    head, stand = printed(voice, paper.orders[news], known, fact.quarter + ROLES.index(fact.role))
    return Story(weight, head, stand, ("court",), role=fact.role)


def _answer(voice: Voice, fact: h.EventAnswered) -> Story:
    """Return what was answered to an event: as its card has it for the papers."""
    card = voice.printed(fact.event, fact.option)
    if card is None:
        event, option = voice.event(fact.event), voice.option(fact.event, fact.option)
        titled = event if event.endswith(("?", "!")) else f"{event}:"
        card = (f"{titled} “{option}”", tell(voice, fact))
    return Story(50, *card, role=fact.role)


def _near(voice: Voice, fact: h.Nearing) -> Story:
    paper = voice.scenario.newspaper
    said = tell(voice, fact)
    if paper is None:
        return Story(70, humanised(fact.end), said, ("empty_desk",))
    head, stand = printed(voice, paper.ends[fact.end], {}, fact.quarter)
    return Story(70, head, f"{stand} {said}", ("empty_desk",))


def _gauge(voice: Voice, fact: h.GaugeMoved) -> Story:
    moved = fact.after - fact.before
    weight = 20 + abs(moved) / 1000
    known: Known = {"points": number(abs(moved) / 1000)}
    texts = voice.scenario.newspaper.gauges.get(fact.gauge) if voice.scenario.newspaper else None
    if texts is None:  # a gauge of an older scenario
        way = "up" if moved > 0 else "down"
        head = f"{voice.figure(fact.gauge)} {way} {known['points']}"
        return Story(weight, head, tell(voice, fact), ("march",))
    head, stand = printed(voice, texts.up if moved > 0 else texts.down, known)
    return Story(weight, head, stand, ("march",))


def _leak(voice: Voice, fact: h.FigureTold) -> Story:
    known: Known = {
        "office": fact.by,
        "figure": voice.figure_inside(fact.figure),
        "value": quantity(fact.value, voice.unit(fact.figure)),
    }
    return standing_story(voice, 58, "leaked_figure", "leak", known, role=fact.by)


def _regrouped(voice: Voice, fact: h.CommissionersRegrouped) -> Story:
    known: Known = {
        "n": number(fact.after),
        "buyers": voice.scenario.name("commissioners", fact.quarter),
    }
    return standing_story(voice, 66, "regrouped", "handshake", known)


def _pact(voice: Voice, view: View, fact: h.DealMoved) -> Story:
    """Return a broken or leaked deal: who it was, and what kind of promise; never its text."""
    seen = next((d for d in view.deals if d.number == fact.deal), None)
    paper = voice.scenario.newspaper
    if seen is None or paper is None:
        return Story(66, "A pact between offices", tell(voice, fact), ("handshake",))
    one, two = seen.terms.offerer, seen.terms.other
    if fact.move == "leaked" or fact.by is None:
        pair: Known = {"office": one, "other": two}
        return standing_story(voice, 66, "leaked_pact", "leak", pair)
    other = two if fact.by == one else one
    kinds = [c.kind for c in seen.terms.clauses if c.by == fact.by]
    kind = next((k for k in kinds if k not in _AT_ONCE), kinds[0] if kinds else "do")
    parties: Known = {"breaker": fact.by, "other": other}
    turn = fact.quarter + ROLES.index(fact.by)
    head, stand = printed(voice, paper.breaches[kind], parties, turn)
    return Story(75, head, stand, ("torn",), role=fact.by)

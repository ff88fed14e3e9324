"""The front page of a quarter: a masthead, the lead, what stands under it, and a voice from a town.

What is printed of a card is on the card, what is printed of a case on its way out, and all else in
``newspaper.yaml``. Everything is in the third person and follows from public facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, assert_never

from game.rules.state import facts as h
from game.rules.state.case_facts import CaseClockMoved, CaseEnded, CaseMove, CaseOpened, CaseSettled
from game.rules.state.facts import Fact
from game.rules.state.view import View
from game.scenario.schema.base import ROLES, SPECTATOR, Role
from game.scenario.schema.newspaper import (
    HospitalNews,
    Occasion,
    OrderNews,
    Printed,
    StoryNews,
    Worded,
)
from game.telling.cases import story_of
from game.telling.figures import told
from game.telling.formatting import clean, listed, number, plural, quantity
from game.telling.log import heard, tell
from game.telling.names import Voice, humanised
from game.telling.rulebook import spelled

#: A gauge makes a story when it moves by this many points.
_MOVED: Final = 5.0
#: Stories under the lead, and in brief.
SECOND: Final = 2
BRIEF: Final = 4

#: What is filled into a text: a word, or an office, which is put as its place asks.
Known = Mapping[str, str | Role]
_OFFICES: Final[Known] = dict(zip(ROLES, ROLES, strict=True))
#: What a story's drawing shows; of an order it is what its lever is tagged with.
Picture = Literal[
    "town",
    "ambulance",
    "march",
    "handshake",
    "torn",
    "leak",
    "ballot",
    "empty_desk",
    "court",
    "recovery",
    "ward",
    "press",
]


@dataclass(frozen=True, slots=True)
class Story:
    """A headline and its sentence; the greater ``weight`` goes nearer the top.

    ``shows`` is what a drawing of it shows, the best first; ``trust`` the row of the hospital that
    it is about and ``occasion`` what happened there, where it is about one; ``role`` the office
    whose act it was.
    """

    weight: float
    headline: str
    sentence: str
    shows: tuple[str, ...] = ("press",)
    trust: int | None = None
    occasion: Occasion | None = None
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class FrontPage:
    """A quarter's front page; ``voice`` is a quotation and ``speaker`` who said it."""

    masthead: str
    when: str
    lead: Story
    second: tuple[Story, ...]
    brief: tuple[Story, ...]
    quotation: str
    speaker: str

    @property
    def stories(self) -> tuple[Story, ...]:
        """All stories, the biggest first."""
        return (self.lead, *self.second, *self.brief)


def edition(voice: Voice, view: View, facts: Iterable[Fact], quarter: int) -> FrontPage:
    """Return the front page of a quarter, as the public reads it; never an empty one."""
    lead, *rest = front_page(voice, view, facts, quarter, 1 + SECOND + BRIEF)
    paper = voice.scenario.newspaper
    masthead = paper.mastheads[quarter % len(paper.mastheads)] if paper else "The Morning Papers"
    said, speaker = _quotation(voice, (lead, *rest), quarter)
    second, brief = tuple(rest[:SECOND]), tuple(rest[SECOND:])
    return FrontPage(masthead, voice.quarter(quarter), lead, second, brief, said, speaker)


def front_page(
    voice: Voice, view: View, facts: Iterable[Fact], quarter: int, limit: int = 6
) -> list[Story]:
    """Return the quarter's stories that the public may read, the biggest first, never none.

    Who takes over from the next quarter on is in the last papers before it.
    """
    public = [
        f
        for f in heard(facts, SPECTATOR)
        if f.quarter - isinstance(f, h.CommissionersRegrouped) == quarter
    ]
    stories = list(_stories(voice, view, public))
    stories.sort(key=lambda s: (-s.weight, s.headline))
    once = {s.headline: s for s in reversed(stories)}  # no page prints a headline twice
    stories = [s for s in stories if once[s.headline] is s] or [_quiet(voice, view)]
    return stories[:limit]


def _stories(voice: Voice, view: View, facts: Sequence[Fact]) -> Iterator[Story]:
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
                yield _told(voice, 100, "collapsed", "empty_desk", more=tell(voice, fact))
            case h.ElectionHeld():
                which: StoryNews = "holds" if fact.government_wins else "falls"
                yield _told(voice, 99, which, "ballot", more=tell(voice, fact))
            case h.Sacked():
                fallen: StoryNews = (
                    "fallen_reshuffle" if fact.by == "reshuffle" else "fallen_standing"
                )
                yield _told(voice, 90, fallen, "empty_desk", role="secretary")
            case h.Nearing():
                yield _near(voice, fact)
            case h.ElectionCalled():
                yield _told(voice, 88, "called", "ballot", more=tell(voice, fact))
            case h.DealMoved() if fact.move in ("broken", "leaked"):
                yield _pact(voice, view, fact)
            case h.AgendaStepped():
                known: Known = {"office": fact.role, "aim": voice.agenda(fact.agenda)}
                yield _told(voice, 46, "secret_aim", "leak", known, role=fact.role)
            case h.YearBanked():
                yield _told(voice, 48, "year_banked", "press")  # points are the log's
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


# ---- texts, and what is filled into them --------------------------------------------------


def _filled(voice: Voice, text: str, known: Known, *, headline: bool) -> str:
    """Return a text with its names in their places: in a headline offices have no article."""
    out = clean(text, 300)
    for key, value in {**_OFFICES, **known}.items():
        said: str = value
        if value in ROLES:
            said = voice.title_of(value) if headline else voice.office(value)
        out = out.replace("{" + key + "}", said)
    out = out[:1].upper() + out[1:]
    return ". ".join(part[:1].upper() + part[1:] for part in out.split(". "))


def printed(voice: Voice, text: Printed, known: Known, turn: int = 0) -> tuple[str, str]:
    """Return a headline and a standfirst with the names that are known in their places.

    ``turn`` says which of its wordings: what happens in another quarter, or to another hospital,
    is told otherwise.
    """
    worded: Worded = text.versions[turn % len(text.versions)]
    return (
        _filled(voice, worded.headline, known, headline=True),
        _filled(voice, worded.standfirst, known, headline=False),
    )


def _told(
    voice: Voice,
    weight: float,
    which: StoryNews,
    shows: Picture,
    known: Known | None = None,
    more: str = "",
    role: Role | None = None,
) -> Story:
    """Return one of the papers' standing stories, with a sentence of what exactly it was."""
    paper = voice.scenario.newspaper
    if paper is None:
        return Story(weight, humanised(which), more, (shows,), role=role)
    head, stand = printed(voice, paper.stories[which], known or {})
    return Story(weight, head, f"{stand} {more}".strip(), (shows,), role=role)


# ---- each kind of story -------------------------------------------------------------------

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
    return _told(voice, 58, "leaked_figure", "leak", known, role=fact.by)


def _regrouped(voice: Voice, fact: h.CommissionersRegrouped) -> Story:
    known: Known = {
        "n": number(fact.after),
        "buyers": voice.scenario.name("commissioners", fact.quarter),
    }
    return _told(voice, 66, "regrouped", "handshake", known)


#: Promises that are kept at once: who breaks a deal has broken another.
_AT_ONCE: Final = ("pay_clout", "pay_money", "tell")


def _pact(voice: Voice, view: View, fact: h.DealMoved) -> Story:
    """Return a broken or leaked deal: who it was, and what kind of promise; never its text."""
    seen = next((d for d in view.deals if d.number == fact.deal), None)
    paper = voice.scenario.newspaper
    if seen is None or paper is None:
        return Story(66, "A pact between offices", tell(voice, fact), ("handshake",))
    one, two = seen.terms.offerer, seen.terms.other
    if fact.move == "leaked" or fact.by is None:
        pair: Known = {"office": one, "other": two}
        return _told(voice, 66, "leaked_pact", "leak", pair)
    other = two if fact.by == one else one
    kinds = [c.kind for c in seen.terms.clauses if c.by == fact.by]
    kind = next((k for k in kinds if k not in _AT_ONCE), kinds[0] if kinds else "do")
    parties: Known = {"breaker": fact.by, "other": other}
    turn = fact.quarter + ROLES.index(fact.by)
    head, stand = printed(voice, paper.breaches[kind], parties, turn)
    return Story(75, head, stand, ("torn",), role=fact.by)


def _quiet(voice: Voice, view: View) -> Story:
    seen = view.figures.get("trusts_at_risk")
    more = f"{told(voice, seen).line}." if seen is not None else ""
    return replace(_told(voice, 0, "quiet", "press", more=more), occasion="quiet")


def _quotation(voice: Voice, stories: Sequence[Story], quarter: int) -> tuple[str, str]:
    """Return what somebody says in the town of the biggest story that has one, and who it is;
    two empty strings where no story has a town (only a quiet page is spoken of as quiet)."""
    paper = voice.scenario.newspaper
    about = next((s for s in stories if s.occasion is not None), None)
    said = paper.quotations.get(about.occasion, ()) if paper and about and about.occasion else ()
    if about is None or not said:
        return "", ""
    quotation = said[quarter % len(said)]
    hospital = voice.trust(about.trust) if about.trust is not None else "the hospital"
    known: Known = {"hospital": hospital}
    by = clean(quotation.by, 120).replace("{hospital}", hospital)
    return _filled(voice, quotation.said, known, headline=False), by

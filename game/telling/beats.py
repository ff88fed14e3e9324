"""The end of a quarter as five beats: event, sheets, market, front page, and what it is to you.

Each is made from facts and views alone, so that every surface can stage it: a desktop, a wall, a
terminal. The first four are public; the fifth is an office's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from game.rules.cards import rules_of_thumb
from game.rules.state.case_facts import CaseSettled
from game.rules.state.facts import (
    DealMoved,
    EventAnswered,
    Fact,
    FigureTold,
    PhaseBegan,
    Sacked,
    TrustChange,
    TrustChanged,
)
from game.rules.state.view import Arrow, SeenDeal, View
from game.scenario.pack import Pack
from game.scenario.schema.base import Role
from game.scenario.schema.cards import Option
from game.telling.for_you import ForYou, for_you
from game.telling.formatting import clean, listed, sentence
from game.telling.front_page import FrontPage, edition
from game.telling.log import tell
from game.telling.names import Voice
from game.telling.reveal import Contest, Revealed, by_role, contests

#: The most arrows that a card or an answer shows.
ARROWS: Final = 4


@dataclass(frozen=True, slots=True)
class OtherAnswer:
    """An answer that was not given, and where it would have pointed."""

    title: str
    arrows: tuple[Arrow, ...]


@dataclass(frozen=True, slots=True)
class EventBeat:
    """An event and its answer: what happened, who answered what, and where that points.

    ``answer_prose`` is what the answer's card says; ``others`` are the answers that were not given.
    """

    event: str
    role: Role
    title: str
    prose: str
    answer: str
    answer_prose: str
    headline: str
    standfirst: str
    others: tuple[OtherAnswer, ...]
    arrows: tuple[Arrow, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """An office's sheet as it is turned over."""

    role: Role
    orders: tuple[Revealed, ...]


#: A step of the second beat: a sheet is turned, a contest fought, a case that fell due settled.
Step = Sheet | Contest | CaseSettled


@dataclass(frozen=True, slots=True)
class SheetsBeat:
    """All sheets in the order of play, then contests, then cases: one step each.

    An order is stamped with what came of it only when ``stamped`` says so.
    """

    steps: tuple[Step, ...]

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets, in the order in which they are turned."""
        return tuple(s for s in self.steps if isinstance(s, Sheet))

    @property
    def contests(self) -> tuple[Contest, ...]:
        """The contests, in the order in which they are fought."""
        return tuple(s for s in self.steps if isinstance(s, Contest))

    @property
    def cases(self) -> tuple[CaseSettled, ...]:
        """The cases that fell due, in the order in which they were settled."""
        return tuple(s for s in self.steps if isinstance(s, CaseSettled))

    def stamped(self, order: Revealed, done: int) -> bool:
        """Return whether what came of an order is in the open after ``done`` steps.

        A contested order waits for its contest, any other for the last sheet.
        """
        for i, step in enumerate(self.steps):
            if isinstance(step, Contest) and _same(step.target, order):
                return done > i
        return done >= len(self.sheets)


def _same(a: Revealed, b: Revealed) -> bool:
    return (a.role, a.lever, a.on) == (b.role, b.lever, b.on)


@dataclass(frozen=True, slots=True)
class MarketMove:
    """A hospital whose state really changed: what, why, and how many are listed after it."""

    row: int
    trust: str  # its id
    name: str
    change: TrustChange
    said: str
    good: bool | None  # None: for better or worse, as one sees it
    count: int


@dataclass(frozen=True, slots=True)
class MarketBeat:
    """What the market did to hospitals, one after another; the count of those that fail."""

    moves: tuple[MarketMove, ...]
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class QuarterBeats:
    """A whole quarter on stage. ``yours`` is None where nobody private looks."""

    quarter: int
    events: tuple[EventBeat, ...]
    sheets: SheetsBeat
    market: MarketBeat
    paper: FrontPage
    yours: ForYou | None


def beats(
    pack: Pack, voice: Voice, view: View, heard: Sequence[Fact], public: View
) -> QuarterBeats:
    """Return the quarter whose papers are out, for the reader of ``view``.

    ``heard`` are the facts that the reader may know; ``public`` is the spectator's view.
    """
    quarter = view.quarter
    return QuarterBeats(
        quarter,
        event_beats(pack, voice, heard, quarter),
        sheets_beat(voice, heard, quarter),
        market_beat(voice, public, heard, quarter),
        edition(voice, public, heard, quarter),
        for_you(voice, view, heard),
    )


# ---- the event ----------------------------------------------------------------------------


def event_beats(
    pack: Pack, voice: Voice, facts: Iterable[Fact], quarter: int
) -> tuple[EventBeat, ...]:
    """Return the events of a quarter with their answers, in order."""
    return tuple(
        event_beat(pack, voice, fact)
        for fact in facts
        if isinstance(fact, EventAnswered) and fact.quarter == quarter
    )


def event_beat(
    pack: Pack,
    voice: Voice,
    fact: EventAnswered,
    foreseen: Mapping[str, tuple[Arrow, ...]] = MappingProxyType({}),
) -> EventBeat:
    """Return one answered event. Where answers point is told by rules of thumb, which all may
    read; of those in ``foreseen``, by "event/option", as their office was shown before it chose.
    """
    printed = voice.printed(fact.event, fact.option)
    headline, standfirst = printed or (voice.option(fact.event, fact.option), tell(voice, fact))
    thumbs = rules_of_thumb.by_source(pack)

    def points_at(option: str) -> tuple[Arrow, ...]:
        source = f"{fact.event}/{option}"
        return (foreseen.get(source) or thumbs.get(source, ()))[:ARROWS]

    prose = answer_prose = ""
    others: list[OtherAnswer] = []
    try:
        card = voice.scenario.event(fact.event)
    except KeyError:  # an event of an older scenario
        options: tuple[Option, ...] = ()
    else:
        prose, options = clean(card.prose, 900), tuple(card.options)
    for option in options:
        if option.id == fact.option:
            answer_prose = clean(option.prose, 400)
        else:
            title = voice.option(fact.event, option.id)
            others.append(OtherAnswer(title, points_at(option.id)))
    return EventBeat(
        fact.event,
        fact.role,
        voice.event(fact.event),
        prose,
        voice.option(fact.event, fact.option),
        answer_prose,
        headline,
        standfirst,
        tuple(others),
        points_at(fact.option),
    )


# ---- the sheets ---------------------------------------------------------------------------


def sheets_beat(voice: Voice, facts: Iterable[Fact], quarter: int) -> SheetsBeat:
    """Return the sheets of a quarter, what met what, and the cases that fell due."""
    known = tuple(facts)
    turned = [Sheet(role, tuple(found)) for role, found in by_role(voice, known, quarter)]
    settled = [f for f in known if isinstance(f, CaseSettled) and f.quarter == quarter]
    return SheetsBeat((*turned, *contests(voice, known, quarter), *settled))


@dataclass(frozen=True, slots=True)
class AtOnce:
    """Something that the sheets brought about at once: about deals or hospitals, in a sentence."""

    about: Literal["deal", "hospital"]
    bad: bool
    said: str


def at_once(
    voice: Voice, facts: Iterable[Fact], quarter: int, deals: Sequence[SeenDeal]
) -> list[AtOnce]:
    """Return what the sheets of a quarter brought about at once, in order.

    What an order did to several hospitals is told in one sentence.
    """
    began = False
    found: dict[object, tuple[Fact, list[str]]] = {}
    for n, fact in enumerate(facts):
        if fact.quarter != quarter:
            continue
        began = began or (isinstance(fact, PhaseBegan) and fact.phase == "reveal")
        if not began or not isinstance(fact, DealMoved | TrustChanged | FigureTold | Sacked):
            continue
        alike: object = n
        if isinstance(fact, TrustChanged):
            alike = (fact.change, fact.by, fact.role)
        first, names = found.setdefault(alike, (fact, []))
        if fact is not first and isinstance(fact, TrustChanged):
            names.append(voice.trust(fact.trust))
    out = []
    for fact, names in found.values():
        said = tell(voice, fact, deals)
        if names:
            said = f"{said} Likewise {listed(names)}."
        broken = isinstance(fact, DealMoved) and fact.move == "broken"
        out.append(AtOnce("deal" if isinstance(fact, DealMoved) else "hospital", broken, said))
    return out


# ---- the market ---------------------------------------------------------------------------

#: Changes that the market's beat shows, in the order in which it does.
SHOWN: Final[tuple[TrustChange, ...]] = (
    "closed",
    "downgraded",
    "taken_over",
    "administration",
    "quashed",
    "bailed_out",
    "service_lost",
    "recovered",
    "authorised",
    "at_risk",
)
#: How each change is taken; None: for better or worse, as one sees it.
_TAKEN: Final[dict[TrustChange, bool | None]] = {
    "closed": None,
    "downgraded": None,
    "taken_over": None,
    "administration": False,
    "quashed": None,
    "stayed": None,
    "bailed_out": None,
    "service_lost": None,
    "recovered": True,
    "authorised": True,
    "at_risk": False,
    "named": None,
    "pledged": None,
    "pledge_broken": False,
    "books_opened": None,
}
#: Changes that take a hospital off the list, if it was on it.
_GONE: Final = ("closed", "taken_over")


def market_beat(voice: Voice, view: View, facts: Iterable[Fact], quarter: int) -> MarketBeat:
    """Return what changed at hospitals in a quarter whose papers are out.

    The count after the last change is the list's own. Of those that closed or were taken over,
    it falls by as many as were listed: those first whose cases were open.
    """
    found = [
        f
        for f in facts
        if isinstance(f, TrustChanged) and f.quarter == quarter and f.change in SHOWN
    ]
    found.sort(key=lambda f: SHOWN.index(f.change))
    seen: set[tuple[int, TrustChange]] = set()
    moves: list[MarketMove] = []
    after = len(view.listed)
    on = len({f.trust for f in found if f.change == "at_risk"})
    off = len({f.trust for f in found if f.change == "recovered"})
    had = view.figures.get("trusts_at_risk")
    past = [v for q, v in had.history if q < quarter] if had is not None else []
    gone = {f.trust for f in found if f.change in _GONE}
    listed_gone = max(0, min(len(gone), round(past[-1]) + on - off - after)) if past else 0
    count = after - on + off + listed_gone
    before = count
    was_case = {c.trust for c in view.cases}
    counted = set(
        sorted(gone, key=lambda row: (_id(voice, row) not in was_case, row))[:listed_gone]
    )
    for fact in found:
        if (fact.trust, fact.change) in seen:
            continue
        seen.add((fact.trust, fact.change))
        if fact.change == "at_risk":
            count += 1
        elif fact.change == "recovered":
            count -= 1
        elif fact.change in _GONE and fact.trust in counted:
            counted.discard(fact.trust)
            count -= 1
        moves.append(
            MarketMove(
                fact.trust,
                _id(voice, fact.trust),
                voice.trust(fact.trust),
                fact.change,
                sentence(tell(voice, fact)),
                _TAKEN[fact.change],
                count,
            )
        )
    return MarketBeat(tuple(moves), before, after)


def _id(voice: Voice, row: int) -> str:
    return voice.ids[row] if 0 <= row < len(voice.ids) else ""

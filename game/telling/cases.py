"""Cases in words: the card of a hospital that falls due, its story, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, assert_never

from game.rules.state.case_facts import CaseClockMoved, CaseEnded, CaseFact, CaseOpened, CaseSettled
from game.rules.state.position import StoryLine
from game.rules.state.view import Arrow, CashWord, SeenCase, SeenWay, View
from game.rules.views.forecast import of_way
from game.scenario.schema.base import ROLES
from game.scenario.schema.cases import CaseSubject, WayOut
from game.scenario.title_case import inside
from game.telling.figures import arrow_said
from game.telling.formatting import clean, listed, money, number, plural, sentence
from game.telling.names import Voice, humanised
from game.world.market.failure import CLINICAL, FINANCIAL, GOVERNANCE

_TESTS: Final = ((CLINICAL, "care"), (GOVERNANCE, "waits and governance"), (FINANCIAL, "money"))
_CASH: Final[dict[CashWord, str]] = {
    "gone": "its cash is gone",
    "months": "its cash lasts for months",
    "about a year": "its cash lasts for about a year",
    "more than a year": "its cash lasts for more than a year",
}


@dataclass(frozen=True, slots=True)
class WayText:
    """A way out in words: its name, price, what it does, who gains and who loses, forecasts."""

    way: str
    title: str
    price: str
    does: str
    gains: tuple[str, ...]
    loses: tuple[str, ...]
    forecast: tuple[str, ...]
    reasons: tuple[str, ...]
    may_choose: bool


@dataclass(frozen=True, slots=True)
class CaseText:
    """A case's card in words."""

    number: int
    hospital: str
    town: str
    where: str  # seat, and that it is marginal
    fails: str
    cash: str
    decides: str
    clock: str
    default: str
    ways: tuple[WayText, ...]
    story: tuple[str, ...]


def way_inside(voice: Voice, way: str) -> str:
    """Return what a way out is called within a sentence."""
    return inside(voice.way(way))


def hospital(view: View, case: SeenCase) -> str:
    """Return the name of the case's hospital."""
    try:
        return clean(view.trusts.name[view.trusts.id.index(case.trust)], 80)
    except ValueError:
        return "a trust"


def case_card(
    voice: Voice,
    view: View,
    case: SeenCase,
    seats: tuple[str, ...] = (),
    forecast: Mapping[str, tuple[Arrow, ...]] = MappingProxyType({}),
) -> CaseText:
    """Return a case's card in words; ``seats`` are the constituencies' names.

    Of a way out that ``forecast`` has not looked ahead, the arrows are by rules of thumb.
    """
    seat = clean(seats[case.seat], 60) if 0 <= case.seat < len(seats) else ""
    where = f"in the seat of {seat}{', a government marginal' * case.marginal}" if seat else ""
    return CaseText(
        number=case.number,
        hospital=hospital(view, case),
        town=clean(case.town, 60),
        where=where,
        fails=_fails(voice, case),
        cash=_cash(case),
        decides=_decides(voice, view, case),
        clock=clock_said(voice, view, case),
        default=_default(voice, case),
        ways=tuple(
            _way(voice, way, forecast.get(of_way(case.number, way.way), way.arrows))
            for way in case.ways
        ),
        story=tuple(told(voice, line) for line in case.story),
    )


def _fails(voice: Voice, case: SeenCase) -> str:
    if case.about != "failing":
        return matter_asks(voice, case.about)
    tests = [name for bit, name in _TESTS if case.tests & bit]
    failed = f"fails on {listed(tests)}" if tests else "passes its tests for now"
    return f"{failed}; on the list since {voice.quarter(case.since)}"


def matter_asks(voice: Voice, about: CaseSubject) -> str:
    """Return what is asked of who rules on a matter, to follow the hospital's name."""
    found = next((m.asks for m in voice.scenario.cases.matters if m.id == about), "")
    return clean(found, 160) or "is to be ruled on"


def _cash(case: SeenCase) -> str:
    """Return how long the hospital's cash lasts, nothing where the case isn't about its failing."""
    if case.about != "failing":
        return ""
    if case.cash_quarters is None:
        return f"by its published accounts {_CASH[case.cash]}"
    if case.cash_quarters <= 0:
        return _CASH["gone"]
    return f"its cash lasts {number(case.cash_quarters, 1)} quarters"


def _decides(voice: Voice, view: View, case: SeenCase) -> str:
    if view.who == case.decider:
        return "you decide"
    return f"{voice.office(case.decider)} {voice.verb(case.decider, 'decides', 'decide')}"


def clock_said(voice: Voice, view: View, case: SeenCase) -> str:
    """Return when a case falls due, as the end of a sentence."""
    if case.state == "ended":
        return outcome_said(voice, case)
    left = case.due - view.quarter
    if left <= 0:
        return "due with this quarter's sheets"
    when = "next quarter" if left == 1 else f"in {plural(left, 'quarter')}"
    return f"due {when}, {voice.quarter(case.due)}"


def outcome_said(voice: Voice, case: SeenCase) -> str:
    """Return how a case stands or ended, as the end of a sentence."""
    way = "" if case.way is None else way_inside(voice, case.way)
    match case.outcome:
        case "":
            return "still open"
        case "done":
            return f"ended: {way}"
        case "half":
            return f"ended by half: {way}"
        case "recovered":
            return "ended: it came off the list"
        case "overtaken":
            return "ended: something else was decided"
        case _:
            assert_never(case.outcome)


def _default(voice: Voice, case: SeenCase) -> str:
    return f"if nobody decides: {way_inside(voice, case.default)}" if case.default else ""


def _way(voice: Voice, way: SeenWay, arrows: tuple[Arrow, ...]) -> WayText:
    try:
        card: WayOut | None = voice.scenario.cases.way(way.way)
    except KeyError:
        card = None
    gains = {} if card is None else card.gains
    loses = {} if card is None else card.loses
    return WayText(
        way=way.way,
        title=voice.way(way.way),
        price=money(way.purse_m) if way.purse_m else "no money",
        does="" if card is None else clean(card.does, 400),
        gains=tuple(f"{voice.title_of(r)}: {clean(gains[r], 160)}" for r in ROLES if r in gains),
        loses=tuple(f"{voice.title_of(r)}: {clean(loses[r], 160)}" for r in ROLES if r in loses),
        forecast=tuple(arrow_said(voice, arrow) for arrow in arrows),
        reasons=way.reasons,
        may_choose=way.may_choose,
    )


def told(voice: Voice, line: StoryLine) -> str:
    """Return one line of a case's story as a sentence with its quarter."""
    when = voice.quarter(line.quarter)
    who = "nobody decided" if line.role is None else voice.office(line.role)
    match line.what:
        case "opened":
            said = "it became a case"
        case "order" | "clock":
            lever = voice.cause(line.by, line.quarter)
            by = "" if line.role is None else f" of {voice.office(line.role)}"
            said = f"“{lever}”{by} {'moved its clock' if line.what == 'clock' else 'named it'}"
        case "done":
            said = f"{who}: {way_inside(voice, line.by)}"
        case "half":
            said = f"{who}: {way_inside(voice, line.by)}, by half"
        case "blocked":
            said = f"{who}: {way_inside(voice, line.by)}, blocked"
        case "ended":
            said = _ENDED.get(line.by, humanised(line.by).lower())
        case _:
            assert_never(line.what)
    return sentence(f"{when}: {said}")


_ENDED: Final[dict[str, str]] = {
    "recovered": "it came off the list",
    "closed": "it closed",
    "downgraded": "a service was moved away",
    "taken_over": "it was taken over",
    "administration": "an administrator was appointed",
}


def tell_case(voice: Voice, fact: CaseFact) -> str:
    """Return a fact of a case as one sentence."""
    name = voice.trust(fact.trust)
    match fact:
        case CaseOpened():
            decides = voice.verb(fact.decider, "decides", "decide")
            if fact.about != "failing":
                return sentence(
                    f"{name} {matter_asks(voice, fact.about)}: {voice.office(fact.decider)} "
                    f"{decides} by {voice.quarter(fact.due)}"
                )
            return sentence(
                f"{name} becomes a case: {voice.office(fact.decider)} {decides} by "
                f"{voice.quarter(fact.due)}"
            )
        case CaseClockMoved():
            way = "back" if fact.quarters > 0 else "on"
            by = voice.cause(fact.by, fact.quarter)
            if not fact.quarters:
                return sentence(f"“{by}” leaves the clock of {name} where it is")
            return sentence(
                f"“{by}” puts the clock of {name} {way}: it is due in {voice.quarter(fact.due)}"
            )
        case CaseSettled():
            return sentence(_settled(voice, fact, name))
        case CaseEnded():
            return sentence(f"The case of {name} ends: {_ENDED[fact.how]}")
        case _:
            assert_never(fact)


def _settled(voice: Voice, fact: CaseSettled, name: str) -> str:
    if fact.order:
        lever = voice.cause(fact.order, fact.quarter)
        return f"“{lever}” of {voice.office(fact.decider)} settles the case of {name}"
    way = f"“{voice.way(fact.way)}”"
    if fact.chosen:
        who = (
            f"{voice.office(fact.decider, start=True)} {voice.verb(fact.decider, 'takes', 'take')}"
        )
        what = f"{who} {way} for {name}"
    else:
        what = f"Nobody decides about {name}, and {way} comes of itself"
    stakes = listed(
        f"{voice.office(role)} {clout} {side}"
        for role, on, side, clout in fact.stakes
        if on == fact.way
    )
    met = f" ({stakes})" if stakes else ""
    match fact.move:
        case "done":
            came = "it is done"
        case "half":
            came = "it is done by half"
        case "blocked":
            came = f"it is blocked: {clean(fact.why, 100)}" if fact.why else "it is blocked"
        case _:
            assert_never(fact.move)
    strength = f", {fact.behind or 'nothing'} behind and {fact.against or 'nothing'} against"
    waits = "; the case waits" if fact.held and fact.move == "blocked" else ""
    return f"{what}{strength}{met}: {came}{waits}"


def met_nothing(voice: Voice, fact: CaseSettled) -> str:
    """Return the stakes that met nothing, since another way out was taken or an order settled the
    case, as a sentence; empty if there are none."""
    missed = listed(
        f"{voice.office(role)} {clout} {side} “{voice.way(way)}”"
        for role, way, side, clout in fact.stakes
        if way != fact.way or fact.order
    )
    why = "though an order settled it" if fact.order else "on what was not taken"
    return sentence(f"Staked {why}, so that half returns: {missed}") if missed else ""


def story_of(
    voice: Voice, fact: CaseSettled, printed: set[tuple[str, str, int]] | None = None
) -> tuple[str, str]:
    """Return headline and standfirst of a case's outcome, in the third person.

    ``printed`` are the versions that stand on a page already, as way, move and number: another is
    taken while there is one, and put among them.
    """
    try:
        way = voice.scenario.cases.way(fact.way)
    except KeyError:
        return voice.way(fact.way), tell_case(voice, fact)
    step = way.done if fact.move == "done" or way.half is None else way.half
    told = way.blocked if fact.move == "blocked" else step.told
    n = len(told.versions)
    turns = [(fact.way, fact.move, (fact.case + i) % n) for i in range(n)]
    turn = next((t for t in turns if printed is None or t not in printed), turns[0])
    if printed is not None:
        printed.add(turn)
    words = told.versions[turn[2]]
    known = {
        "hospital": voice.trust(fact.trust),
        "office": voice.office(fact.decider),
    }
    head, stand = (_filled(text, known) for text in (words.headline, words.standfirst))
    return head[:1].upper() + head[1:], stand[:1].upper() + stand[1:]


def _filled(text: str, known: dict[str, str]) -> str:
    """Return a text with the case's own names in their places.

    Only these are filled in: whatever else stands in braces is left as it is.
    """
    out = clean(text, 260)
    for key, value in known.items():
        out = out.replace("{" + key + "}", value)
    return ". ".join(part[:1].upper() + part[1:] for part in out.split(". "))

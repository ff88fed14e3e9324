"""Facts in sentences: the log, the reveal, and what the papers are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, Literal, assert_never

from game.rules.cases import ways_out
from game.rules.knowledge.disclosure import hears
from game.rules.state import facts as h
from game.rules.state.case_facts import CaseClockMoved, CaseEnded, CaseOpened, CaseSettled
from game.rules.state.facts import Fact
from game.rules.state.position import Outcome
from game.rules.state.view import SeenDeal, View, Who
from game.rules.views.press_ratings import band
from game.scenario.schema.contracts import SERVICE_LOST
from game.scenario.schema.effects import TrustKnobSetting
from game.telling import acts, near_ends
from game.telling.agendas import step_title
from game.telling.cases import tell_case
from game.telling.deals import contract
from game.telling.formatting import clean, listed, number, quantity, sentence
from game.telling.names import PARTIES, Voice, humanised
from game.telling.rulebook import filled
from game.telling.why import signed

OUTCOMES: Final[dict[Outcome, str]] = {
    "full": "takes full effect",
    "half": "takes half effect",
    "cancelled": "is cancelled",
    "fizzled": "comes to nothing",
}
_TRUST: Final[dict[h.TrustChange, str]] = {
    "at_risk": "{trust} is listed as failing",
    "recovered": "{trust} comes off the failing list",
    "named": "What is wrong at {trust} is published",
    "administration": "{trust} goes into administration",
    "quashed": "The court stops the administration of {trust}",
    "stayed": "The administration of {trust} waits for a review",
    "closed": "{trust} closes",
    "downgraded": (
        "The administrator's plan for {trust} is carried out: up to a quarter of its capacity"
        " goes, and its debt"
    ),
    "taken_over": "{trust} is taken over",
    "authorised": "{trust} becomes a foundation trust",
    "pledged": "A pledge protects {trust} from closing",
    "pledge_broken": "No 10 is held to its word: it had pledged {trust}",
    "bailed_out": "{trust} is bailed out",
    "books_opened": "The books of {trust} are opened",
    "service_lost": "A newcomer takes a service over from {trust}",
}
_SERVICE_MOVED: Final = "A service of {trust} moves to its neighbours, and its costs with it"
_MOVES: Final[dict[h.DealMove, str]] = {
    "offered": "is offered",
    "accepted": "is struck",
    "declined": "is declined",
    "withdrawn": "is withdrawn",
    "lapsed": "lapses unanswered",
    "kept": "is kept",
    "returned": "runs out with its signature unused: what was paid for it goes back",
    "broken": "is broken",
    "void": "is void: it binds nobody now",
    "leaked": "is leaked to the papers",
}
#: What stopped an order, in a reason: a title, which stands in quotation marks in a sentence.
_BY: Final = re.compile(r"^(was (?:barred|stopped) by) (.+)$")
_QUOTED: Final = r"\1 “\2”"
#: What one office alone does to a deal, said of one and of many.
_OneSided = Literal["declined", "withdrawn", "broken"]
_DONE_BY: Final[dict[_OneSided, tuple[str, str]]] = {
    "declined": ("declines", "decline"),
    "withdrawn": ("withdraws", "withdraw"),
    "broken": ("breaks", "break"),
}
#: Lines of service, as a sentence ends with them.
LINE_WORDS: Final = {
    "elective": "planned operations",
    "long_term": "care of long-term conditions",
    "mental_health": "mental health care",
}
#: Facts that are for "why?", the ledger and the end card, not for the log.
_QUIET: Final = (h.MoneyMoved, h.GaugeMoved, h.Sealed)


def heard(facts: Iterable[Fact], who: Who) -> list[Fact]:
    """Return the facts that the reader may know."""
    return [f for f in facts if hears(f, who)]


def tell(
    voice: Voice, fact: Fact, deals: Sequence[SeenDeal] = (), *, terms_known: bool = False
) -> str:
    """Return a fact as one sentence; ``deals`` are those the reader may know of.

    ``terms_known`` leaves out a deal's terms, where they have just been read.
    """
    match fact:
        case h.PhaseBegan():
            said = sentence(f"{voice.quarter(fact.quarter)}: {voice.phase(fact.phase)}")
            opens = acts.opening(voice, fact.quarter) if fact.phase == "bulletin" else ""
            return f"{said} {acts.title(voice, fact.quarter)}. {opens}" if opens else said
        case h.AgendaChosen():
            keeps = voice.verb(fact.role, "keeps", "keep")
            who = voice.office(fact.role, start=True)
            return sentence(f"{who} {keeps} the agenda “{voice.agenda(fact.agenda)}”")
        case h.AgendaStepped():
            who, reached = voice.office(fact.role, start=True), voice.verb(fact.role, "has", "have")
            said = step_title(voice, fact.agenda, fact.step)
            return sentence(f"{who} {reached} kept to {said}")
        case h.EventDrawn():
            answers = voice.verb(fact.answers, "answers", "answer")
            who = voice.office(fact.answers)
            return sentence(f"“{voice.event(fact.event)}” comes up: {who} {answers} in the open")
        case h.EventAnswered():
            who, option = voice.office(fact.role, start=True), voice.option(fact.event, fact.option)
            answers = voice.verb(fact.role, "answers", "answer")
            said = sentence(f"{who} {answers} “{option}” to “{voice.event(fact.event)}”")
            printed = voice.printed(fact.event, fact.option)
            return said if printed is None else f"{said} {printed[1]}"
        case h.Sealed():
            return sentence(_sealed(voice, fact))
        case h.OrderRevealed():
            return sentence(_order(voice, fact))
        case h.DealMoved():
            return sentence(_deal(voice, fact, deals, terms_known))
        case h.FigureTold():
            value = quantity(fact.value, voice.unit(fact.figure))
            figure = voice.figure_inside(fact.figure)
            who = voice.office(fact.by, start=True)
            if fact.leaked:
                leaks = voice.verb(fact.by, "leaks", "leak")
                return sentence(f"{who} {leaks} {figure}, certified: {value}")
            shows = voice.verb(fact.by, "shows", "show")
            return sentence(f"{who} {shows} {figure} in private, certified: {value}")
        case h.GaugeMoved():
            before, after = number(fact.before / 1000, 1), number(fact.after / 1000, 1)
            moved = signed(fact.after - fact.before)
            return f"{voice.figure(fact.gauge)}: {before} to {after} ({moved})."
        case h.TrustChanged():
            return sentence(_trust(voice, fact))
        case CaseOpened() | CaseClockMoved() | CaseSettled() | CaseEnded():
            return tell_case(voice, fact)
        case h.MoneyMoved():
            source, target = humanised(fact.source), humanised(fact.target).lower()
            return sentence(f"{source} to {target}: {quantity(fact.amount_k / 1000, 'money_m')}")
        case h.FiguresPublished():
            return sentence(f"The figures of {voice.quarter(fact.of_quarter)} are published")
        case h.Sacked():
            how = "in a reshuffle" if fact.by == "reshuffle" else "when all standing is gone"
            times = {1: "", 2: ", the second to go", 3: ", the third to go"}.get(
                fact.times, f", number {fact.times} to go"
            )
            who = voice.office("secretary", start=True)
            return sentence(f"{who} falls {how}{times}; a successor takes the seat")
        case h.Nearing():
            return sentence(near_ends.fact_said(voice, fact))
        case h.ElectionCalled():
            return sentence(f"An election is called for next quarter{filled(_CALLED[fact.by])}")
        case h.ElectionHeld():
            return sentence(_election(fact))
        case h.Collapsed():
            shares = listed(
                f"{voice.office(role)} {number(100 * share)}%"
                for role, share in sorted(fact.shares, key=lambda s: -s[1])
            )
            return sentence(f"The service has collapsed. The blame: {shares}")
        case h.Projected():
            return sentence(_projected(fact))
        case h.Concluded():
            title, prose = voice.outcome(fact.outcome)
            return f"{sentence(title)} {prose}".strip()
        case h.YearBanked():
            return sentence(f"The year's account is closed. Banked: {banked(voice, fact)}")
        case h.CommissionersRegrouped():
            old = voice.scenario.name("commissioners", fact.quarter - 1)
            new = voice.scenario.name("commissioners", fact.quarter)
            return sentence(
                f"From now on {number(fact.after)} {new} buy where {number(fact.before)} {old} "
                "did: what each had in hand, owed or was bound to spend passes on by the people "
                "who live in its districts"
            )
        case h.EventInjected():
            when = _INJECTED[fact.when]
            return sentence(f"The facilitator lets “{voice.event(fact.event)}” come up {when}")
        case h.GaugeOverridden():
            what, to = voice.figure_inside(fact.gauge), number(fact.to / 1000, 1)
            return sentence(f"The facilitator sets {what} to {to}: {clean(fact.reason)}")
        case h.Scored():
            who = voice.office(fact.role, start=True)
            scores = voice.verb(fact.role, "scores", "score")
            return sentence(f"{who} {scores} {number(fact.score, 1)} – {band(fact.score)}")
        case _:
            assert_never(fact)


_INJECTED: Final = {
    "now": "at once",
    "next": "next quarter",
    "condition": "as soon as its condition holds",
}
_CALLED: Final[dict[h.ElectionCaller, str]] = {
    "number10": " by the Prime Minister's office",
    "coalition": ", because the coalition has come apart",
    "sackings": ", after {sackings_max} sackings",
}


def log_lines(voice: Voice, view: View, facts: Iterable[Fact]) -> list[str]:
    """Return the reader's log: every sentence worth reading again, oldest first.

    A deal's terms stand in it once, where they are first told.
    """
    read: set[int] = set()
    return [
        tell(voice, fact, view.deals, terms_known=told_before(fact, read))
        for fact in heard(facts, view.who)
        if not isinstance(fact, _QUIET)
    ]


def told_before(fact: Fact, read: set[int]) -> bool:
    """Tell whether a deal's terms have been read, and note in ``read`` that now they have.

    A leak is news of the terms themselves, and repeats them.
    """
    if not isinstance(fact, h.DealMoved) or fact.move == "leaked":
        return False
    known = fact.deal in read
    read.add(fact.deal)
    return known


def reveal_lines(
    voice: Voice,
    facts: Iterable[Fact],
    deals: Sequence[SeenDeal],
    read: set[int] | None = None,
) -> list[str]:
    """Return who did what: the orders first, then what followed from them at once.

    ``read`` holds the deals whose terms have been read, and is added to.
    """
    known = set[int]() if read is None else read
    shown = [f for f in facts if not isinstance(f, (*_QUIET, h.PhaseBegan))]
    orders = [f for f in shown if isinstance(f, h.OrderRevealed)]
    rest = [f for f in shown if not isinstance(f, h.OrderRevealed)]
    return [
        tell(voice, fact, deals, terms_known=told_before(fact, known)) for fact in [*orders, *rest]
    ]


def _sealed(voice: Voice, fact: h.Sealed) -> str:
    who = voice.office(fact.role, start=True)
    if fact.withdrawn:
        return f"{who} {voice.verb(fact.role, 'takes', 'take')} the sheet back"
    return f"{who} {voice.verb(fact.role, 'has', 'have')} sealed"


def _order(voice: Voice, fact: h.OrderRevealed) -> str:
    who, lever = voice.office(fact.role, start=True), voice.lever(fact.lever, fact.quarter)
    on = listed(voice.trust(t) for t in fact.trusts[:3])
    if len(fact.trusts) > 3:
        on += f" and {len(fact.trusts) - 3} more"
    about = f" – {on}" if on else f" – {voice.office(fact.to_role)}" if fact.to_role else ""
    bid = f" with {number(fact.bid)} extra clout" if fact.bid else ""
    met = ""
    if fact.met_by:
        counters = listed(
            f"{voice.office(role)} with “{voice.lever(lever_met, fact.quarter)}”"
            for role, lever_met in fact.met_by
        )
        met = f", met by {counters}"
    orders = voice.verb(fact.role, "orders", "order")
    said = f"{who} {orders} “{lever}”{about}{bid}{met}"
    if fact.outcome == "full":  # what nothing stood against needs no more words
        return f"{said}, and it takes full effect all the same" if met else said
    why = "" if met else _because(clean(fact.why, 300).rstrip("."), lever)  # met says who
    return f"{said}; it {OUTCOMES[fact.outcome]}{why}"


def _because(why: str, lever: str) -> str:
    """Return a reason after what came of an order, without naming the order again."""
    if why.startswith(f"{lever} "):
        return f", since it {_BY.sub(_QUOTED, why.removeprefix(f'{lever} '))}"
    return f": {why}" if why else ""


def _deal(voice: Voice, fact: h.DealMoved, deals: Sequence[SeenDeal], terms_known: bool) -> str:
    """Say what became of a deal: who did it, and its terms where they are not known.

    The journal's number of a deal says nothing to a reader: it is known by its parties, and by its
    quarter once that is past.
    """
    seen = next((d for d in deals if d.number == fact.deal), None)
    by = f" by {voice.office(fact.by)}" if fact.by and fact.move != "accepted" else ""
    if seen is None:
        return f"A deal {_MOVES[fact.move]}{by}"
    a, b = seen.terms.offerer, seen.terms.other
    plain = fact.move in ("kept", "returned", "void") or terms_known
    terms = "" if plain else f": {contract(voice, seen.terms, leaked=seen.leaked)}"
    if fact.move == "offered":
        offers = voice.verb(a, "offers", "offer")
        return f"{voice.office(a, start=True)} {offers} {voice.office(b)} a deal{terms}"
    move = fact.move
    deal = "a deal" if seen.quarter == fact.quarter else f"a deal of {voice.quarter(seen.quarter)}"
    if fact.by is not None and (move == "declined" or move == "withdrawn" or move == "broken"):
        does = voice.verb(fact.by, *_DONE_BY[move])
        other = voice.office(b if fact.by == a else a)
        return f"{voice.office(fact.by, start=True)} {does} {deal} with {other}{terms}"
    between = f" between {voice.office(a)} and {voice.office(b)}" if plain else ""
    return f"A{deal[1:]}{between} {_MOVES[fact.move]}{by}{terms}"


def _trust(voice: Voice, fact: h.TrustChanged) -> str:
    told = _TRUST[fact.change]
    if fact.change == "downgraded" and _moves_a_service(voice, fact.by):
        told = _SERVICE_MOVED
    said = told.format(trust=voice.trust(fact.trust))
    if fact.change == "service_lost":
        return f"{said}: {LINE_WORDS.get(fact.by.removeprefix(SERVICE_LOST), 'one of its lines')}"
    if fact.role is not None and fact.change not in ("at_risk", "recovered", "stayed"):
        lever = voice.cause(fact.by, fact.quarter) if fact.by else ""
        by = f"by {voice.office(fact.role)}"
        return f"{said} (“{lever}” {by})" if lever else f"{said}, {by}"
    return said


def _moves_a_service(voice: Voice, by: str) -> bool:
    """Return whether a way out did it at once, and no administrator's plan in the end."""
    way = ways_out.way_of(by)
    known = {w.id: w for w in voice.scenario.cases.ways}
    if way is None or way not in known:
        return False
    steps = [step for step in (known[way].done, known[way].half) if step is not None]
    return any(
        isinstance(e, TrustKnobSetting) and e.knob == "downgrade" for s in steps for e in s.effects
    )


def banked(voice: Voice, fact: h.YearBanked) -> str:
    """Return what a financial year banked for each office: "No 10 6 of 9 points, ..."."""
    most = dict(fact.most)
    return listed(
        f"{voice.office(role)} {won} of {number(most[role])} points" for role, won in fact.parts
    )


def _projected(fact: h.Projected) -> str:
    """Say what the regime comes to, so that trusts before, gone and left add up."""
    failures, left = round(fact.failures[-1]), round(fact.trusts[-1])
    said = (
        f"The regime as it is left, run on for {len(fact.years)} years: {failures} trusts fail,"
        f" where the assumed rate makes {number(fact.assumed[-1])}"
    )
    at_risk = f"{number(fact.at_risk[-1])} of them at risk"
    if fact.began is None:
        return f"{said}; {left} are left, {at_risk}"
    first, concentration = round(fact.began[0]), fact.began[1]
    gone = first - left
    on = failures - gone
    stay = f"; {on} of those that fail carry on under an administrator's plan" if on > 0 else ""
    return (
        f"{said}. Of {first} trusts at the vote {gone} are gone and {left} are left, {at_risk}"
        f"{stay}. {_herd(fact)}. Concentration of planned care goes from"
        f" {number(concentration, 2)} to {number(fact.hhi[-1], 2)}, where 1 is one owner everywhere"
        f": {_choice(concentration, fact.hhi[-1])}"
    )


def _herd(fact: h.Projected) -> str:
    """Say whether culling the worst left something better: failures of each half of the years."""
    half = len(fact.years) // 2
    early = round(fact.failures[half - 1]) if half else 0
    late = round(fact.failures[-1]) - early
    said = f"In the first half of those years {early} fail and in the second {late}"
    if late < early:
        return f"{said}: taking out the worst leaves fewer to fail"
    return f"{said}: taking out the worst has not made the rest better"


def _choice(before: float, after: float) -> str:
    """Say what a concentration means to a patient: 1 ÷ it is how many equal owners there are."""
    owners = number(1.0 / max(before, 0.01), 1)
    then = number(1.0 / max(after, 0.01), 1)
    if owners == then:
        return f"a patient chooses, as before, between what amounts to {owners} equal owners"
    return f"a patient who chose between what amounts to {owners} equal owners has {then}"


def _election(fact: h.ElectionHeld) -> str:
    seats = sorted(fact.seats, key=lambda s: -s[1])
    said = listed(f"{PARTIES.get(party, humanised(party))} {n}" for party, n in seats if n)
    result = "The government holds on" if fact.government_wins else "The government falls"
    return f"{result}. Seats: {said}"

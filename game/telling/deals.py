"""Deals in sentences: each promise, the whole contract, and what breaking it would cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, assert_never

from game.rules import constants
from game.rules.deals.breach import bond_at, breach_cost, mutual, other_party
from game.rules.state import deal_terms
from game.rules.state.deal_terms import AnyClause, Terms
from game.rules.state.facts import DealMove, DealMoved
from game.rules.state.position import DealState
from game.rules.state.view import SeenDeal, View, Who
from game.scenario.schema.base import Role
from game.telling.formatting import listed, money, number, plural, quantity
from game.telling.names import Voice
from game.telling.rulebook import amount, filled, grown, hundredths
from game.world import quarter_calendar


@dataclass(frozen=True, slots=True)
class Side:
    """One party's side of a contract: its promises, each a phrase, and its bond."""

    role: Role
    gives: tuple[str, ...]
    bond: str


def sides(
    voice: Voice, view: View, terms: Terms, seen: SeenDeal | None = None
) -> tuple[Side, Side]:
    """Return both sides of the contract, the offerer's first; ``seen`` is it as a deal."""

    def side(role: Role) -> Side:
        gives = (clause(voice, c, subject=False) for c in terms.clauses if c.by == role)
        return Side(
            role,
            tuple(given[:1].upper() + given[1:] for given in gives),
            bond_said(view, terms, role, seen),
        )

    return side(terms.offerer), side(terms.other)


def word_of(view: View, role: Role) -> float:
    """Return an office's Word, which everyone knows."""
    return next(o.word for o in view.offices if o.role == role)


def _held(seen: SeenDeal | None, role: Role) -> int | None:
    """Return the role's bond in the deal, in hundredths of clout; None if it doesn't run."""
    if seen is None or seen.state != "live":
        return None
    return round(100 * dict(seen.bonds).get(role, 0.0))


def bond_said(view: View, terms: Terms, role: Role, seen: SeenDeal | None = None) -> str:
    """Return what the party puts up, or has put up: "bond of 1 clout", and why if by its Word."""
    word = round(100 * word_of(view, role))
    held = _held(seen, role)
    if held is not None:
        return f"bond of {hundredths(held)} clout" if held else "no bond"
    bond, plain = bond_at(word, terms.bond), 100 * terms.bond
    if not terms.bond:
        return "no bond"
    if not bond:
        return "no bond: its Word is enough"
    spent = ": its Word is spent, so bonds " + grown(bond / plain) if bond > plain else ""
    return f"bond of {hundredths(bond)} clout{spent}"


def breaking(
    voice: Voice, view: View, terms: Terms, role: Role, seen: SeenDeal | None = None
) -> tuple[str, ...]:
    """Return what breaking the contract would cost the role, item by item; empty if it can't.

    ``seen`` is the deal, if the contract is one already: the bond is then what was put up.
    """
    word = round(100 * word_of(view, role))
    final = view.last if view.called is None else view.called
    cost = breach_cost(terms, role, word, view.quarter, final, _held(seen, role))
    if cost is None:
        return ()
    costs = []
    if cost.bond:
        other = voice.office(other_party(terms, role))
        costs.append(f"your bond of {hundredths(cost.bond)} clout goes to {other}")
    before, after = hundredths(cost.word), hundredths(cost.word_after)
    if cost.word:
        costs.append(
            f"{amount((cost.word - cost.word_after) / 100, 'Word')} goes ({before} becomes {after})"
        )
    costs.append(f"the front page brings {amount(cost.heat, 'media heat')}")
    if cost.late != "never":
        when = (
            ", so near the end" if cost.late == "surely" else filled(" if it is in the last {late}")
        )
        costs.append(f"{plural(cost.points, 'point')} of your score go{when}")
    return tuple(costs)


def price_of_breaking(
    voice: Voice, view: View, terms: Terms, role: Role, seen: SeenDeal | None = None
) -> str:
    """Return what breaking the contract would cost the role, as one sentence."""
    costs = breaking(voice, view, terms, role, seen)
    return f"If you break it: {listed(costs)}." if costs else UNBREAKABLE


#: Said to a party that promises nothing which takes keeping.
UNBREAKABLE: Final = "You can't break this one: what you give is given at once."


def keeping(terms: Terms) -> str:
    """Return what keeping it brings: bonds back, and more where it is rewarded."""
    if mutual(terms):
        each = filled("bonds come back, {kept_clout} and {kept_word} each")
        if any(c.kind == "abstain" for c in terms.clauses):
            return f"{each}, for a promise not to do something only if it was tempted"
        if any(c.kind == "keep" for c in terms.clauses):
            return f"{each}, for a figure only if it came near the number"
        return each
    return "bonds come back, and nothing more: a gift earns no Word"


def word_said(word: float) -> str:
    """Return a Word in words.

    >>> word_said(4.5), word_said(3), word_said(0)
    ('trusted: no bond asked', 'as good as most', 'worthless: bonds double')
    """
    if word >= constants.TRUSTED / 100:
        return "trusted: no bond asked"
    if word >= constants.WORD_START / 100:
        return "as good as most"
    if word > 0:
        return "doubted"
    return filled("worthless: bonds {bonds_grow}")


def counted(n: int) -> str:
    """Return how many offers wait, in words.

    >>> counted(0), counted(1), counted(2)
    ('No offer waits for you', '1 offer waits for your answer', '2 offers wait for your answer')
    """
    if not n:
        return "No offer waits for you"
    return f"{plural(n, 'offer')} {'waits' if n == 1 else 'wait'} for your answer"


STATES: Final[dict[DealState, str]] = {
    "offered": "on offer",
    "live": "in force",
    "kept": "kept",
    "broken": "broken",
    "declined": "declined",
    "withdrawn": "withdrawn",
    "lapsed": "lapsed",
    "void": "void",
}


def clause(voice: Voice, item: AnyClause, *, subject: bool = True) -> str:
    """Return one promise: "the Unions will not use strike orders until the end of Q2 2014/15"."""
    until = quarter_calendar.parse(item.until)
    by = voice.quarter(until)
    who = f"{voice.office(item.by)} will " if subject else ""
    match item:
        case deal_terms.Do():
            return f"{who}use {_thing(voice, item, until, one=True)} by {by}"
        case deal_terms.Abstain():
            return f"{who}not use {_thing(voice, item, until)} until the end of {by}"
        case deal_terms.Keep():
            figure, unit = voice.figure_inside(item.figure), voice.unit(item.figure)
            bounds = []
            if item.above is not None:
                bounds.append(f"above {quantity(item.above, unit)}")
            if item.below is not None:
                bounds.append(f"below {quantity(item.below, unit)}")
            return f"{who}keep {figure} {' and '.join(bounds)} at the end of {by}"
        case deal_terms.PayClout():
            return f"{who}hand over {number(item.clout)} clout at once"
        case deal_terms.PayMoney():
            what = "training and childcare for staff" if item.to == "staff" else "commissioners"
            return f"{who}pay {money(item.money_m)} of the purse to {what}"
        case deal_terms.Consent():
            return f"{who}countersign “{voice.lever(item.lever, until)}” until the end of {by}"
        case deal_terms.Decide():
            hospital = voice.hospital(item.trust)
            return f"{who}take “{voice.way(item.way)}” for {hospital}, if it falls due by {by}"
        case deal_terms.StayOut():
            return f"{who}stake nothing on {voice.hospital(item.trust)} until the end of {by}"
        case deal_terms.Tell():
            return f"{who}show {voice.figure_inside(item.figure)} as it truly is, at once"
        case _:
            assert_never(item)


def contract(voice: Voice, terms: Terms, *, leaked: bool = False) -> str:
    """Return the whole contract as a sentence, with its bond and whether it is (still) secret."""
    parts = []
    for role in (terms.offerer, terms.other):
        own = [clause(voice, c, subject=False) for c in terms.clauses if c.by == role]
        if own:
            parts.append(f"{voice.office(role)} will {' and '.join(own)}")
    bond = f"a bond of {number(terms.bond)} clout each" if terms.bond else "no bond"
    kind = "leaked" if leaked else "secret" if terms.secret else "public"
    body = "; ".join(parts)
    return f"{body[0].upper()}{body[1:]} ({kind}, {bond})."


def deal(voice: Voice, seen: SeenDeal) -> str:
    """Return a deal with its quarter and how it stands."""
    state = STATES[seen.state]
    if seen.broken_by is not None:
        state += f" by {voice.office(seen.broken_by)}"
    when, terms = voice.quarter(seen.quarter), contract(voice, seen.terms, leaked=seen.leaked)
    return f"Deal of {when}, {state}: {terms}"


def _done_to(move: DealMove) -> tuple[str, str] | None:
    """Return what an office does to a deal by a move, as a notice says it: of one, of several.

    ``{other}`` is the other party and ``{offer}`` its offer. None: the move is nobody's doing.
    """
    match move:
        case "offered":
            return "offers {other} a deal", "offer {other} a deal"
        case "accepted":
            return "accepts {offer}", "accept {offer}"
        case "declined":
            return "declines {offer}", "decline {offer}"
        case "withdrawn":
            return "withdraws an offer to {other}", "withdraw an offer to {other}"
        case "broken":
            return "breaks a deal with {other}", "break a deal with {other}"
        case "kept" | "lapsed" | "leaked" | "returned" | "void":
            return None
        case _:
            assert_never(move)


def notice(voice: Voice, fact: DealMoved, deals: Sequence[SeenDeal], reader: Who) -> str:
    """Return what an office has just done with a deal, spoken to the reader: "No 10 declines your
    offer."; empty where it was nobody's doing or the reader can't know the deal.
    """
    seen = next((d for d in deals if d.number == fact.deal), None)
    done = _done_to(fact.move)
    if seen is None or fact.by is None or done is None:
        return ""
    a, b = seen.terms.offerer, seen.terms.other
    other = b if fact.by == a else a
    yours = other == reader
    name = voice.office(other)
    does = voice.verb(fact.by, *done).format(
        other="you" if yours else name, offer="your offer" if yours else f"the offer of {name}"
    )
    return f"{voice.office(fact.by, start=True)} {does}."


def promises(voice: Voice, terms: Terms, role: Role) -> list[str]:
    """Return what the role itself promises, one line a promise."""
    return [clause(voice, c, subject=False) for c in terms.clauses if c.by == role]


def promised(voice: Voice, terms: Terms, role: Role) -> str:
    """Return what the role promises, to follow "promised"; empty where it promises nothing."""
    return listed(
        f"not to {x.removeprefix('not ')}" if x.startswith("not ") else f"to {x}"
        for x in promises(voice, terms, role)
    )


def _thing(
    voice: Voice, item: deal_terms.Do | deal_terms.Abstain, until: int, *, one: bool = False
) -> str:
    if item.lever is not None:
        return f"“{voice.lever(item.lever, until)}”"
    if item.tag is not None:
        name = voice.tag(item.tag)
        return f"one of the {name}" if one else name
    return "any order" if not one else "an order"

"""Suggest deals: up to three a quarter from a role to each other role, of different kinds, and
besides these one for every countersignature that either could use.

Candidates follow from the cards and from what lies open now (``suggestion_basis``), and nothing is
suggested twice while nothing has changed. The fittest of different kinds are suggested. Only public
facts and what the offerer knows are read, and no luck, so that a suggestion reveals nothing.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Final, Literal, NamedTuple, assert_never

from game.rules.cache import Memo
from game.rules.cards.index import card_index
from game.rules.constants import LIVE_DEALS, YEARLY
from game.rules.deals import case_offers
from game.rules.deals.breach import bond_at
from game.rules.deals.levers_used import levers_used
from game.rules.deals.suggestion_basis import STAFF, Basis, basis_of
from game.rules.knowledge import purse
from game.rules.state import deal_terms
from game.rules.state.deal_terms import AnyClause, Terms
from game.rules.state.position import Board, Deal, Position
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
from game.world import quarter_calendar

#: Suggestions to one other role in a quarter.
A_PAIR: Final = 3
#: And besides these so many about cases.
CASE_OFFERS: Final = 2
#: £m that suggestions have the Secretary put to staff.
TO_STAFF_M: Final = 60
#: The bond of each suggestion, in clout.
BOND: Final = 1
#: The most clout that a suggestion has its offerer pay.
_MOST_CLOUT: Final = 1
CONSENT: Final = "consent"
#: Kinds of deals that are suggested as secret.
_SECRET: Final = frozenset({"news", CONSENT})

#: A promise before it is made into a clause: (kind, by, until, what).
_Kind = Literal["do", "abstain", "clout", "staff", "consent", "tell"]
_Spec = tuple[_Kind, Role, str, str]
#: One possible offer: how well it fits (negative: the best is first), its kind, the promises.
_Candidate = tuple[float, str, tuple[_Spec, ...]]

#: What is promised by whom, without dates: (kind, by, what).
Key = frozenset[tuple[str, Role, str]]


class Suggestion(NamedTuple):
    """A suggested deal: its kind, the clout that the offerer would pay, the terms, and what these
    promise."""

    kind: str
    clout: int
    terms: Terms
    key: Key


def offers(pack: Pack, position: Position, role: Role) -> tuple[Terms, ...]:
    """Return the offers that the role may make as they stand, up to three to each other role
    and besides them those for countersignatures, and some about cases.

    Each would pass ``talks.check`` if it were offered now, alone.
    """
    board = position.board
    if board.quarter > card_index(pack).last:
        return ()
    own = board.office(role)
    payable = min(_MOST_CLOUT, (own.clout - bond_at(own.word, BOND)) // 100)
    left = purse.purse_left_k(pack, position, role) if role in STAFF else None
    money = left is not None and left >= TO_STAFF_M * 1000
    used = levers_used(pack, position, role)
    about = case_offers.offers(pack, position, role)
    found: list[Terms] = []
    # no deal with anybody else bears on what is offered: it may be secret
    for other, before in _deals_with(board, role).items():
        live = [d for d in before if d.state == "live"]
        if len(live) < LIVE_DEALS:
            basis = basis_of(pack, board, used, live, role, other, money=money)
            stale = _stale(board, before)
            found += _fittest(basis, payable, stale)
            cases = about[other]
            if stale:
                cases = (t for t in cases if key_of(t) not in stale)
            found += islice(cases, CASE_OFFERS)
    return tuple(found)


def _deals_with(board: Board, role: Role) -> dict[Role, list[Deal]]:
    """Return by each other role what the two have offered each other so far."""
    found: dict[Role, list[Deal]] = {other: [] for other in ROLES if other != role}
    for deal in board.deals:
        offerer, other = deal.terms.offerer, deal.terms.other
        if role == offerer:
            found[other].append(deal)
        elif role == other:
            found[offerer].append(deal)
    return found


def _fittest(basis: Basis, payable: int, stale: Container[Key]) -> list[Terms]:
    """Return the fittest of each kind that the role can pay and that are not stale."""
    found: list[Terms] = []
    taken: set[str] = set()
    for kind, clout, terms, key in suggestions(basis):
        if kind in taken or (len(taken) == A_PAIR and kind != CONSENT):
            continue
        if clout <= payable and key not in stale:
            found.append(terms)
            if kind != CONSENT:
                taken.add(kind)
    return found


def key_of(terms: Terms) -> Key:
    """Return what terms promise, by whom, whatever their dates, bond and secrecy."""
    return _KEYS.of(terms, _key_of)


_KEYS: Final[Memo[Key]] = Memo(4096)


def _key_of(terms: Terms) -> Key:
    return frozenset((c.kind, c.by, _what(c)) for c in terms.clauses)


def _what(c: AnyClause) -> str:
    match c:
        case deal_terms.Do() | deal_terms.Abstain():
            return c.lever or c.tag or ""
        case deal_terms.Keep() | deal_terms.Tell():
            return c.figure
        case deal_terms.PayClout():
            return str(c.clout)
        case deal_terms.PayMoney():
            return c.to
        case deal_terms.Consent():
            return c.lever
        case deal_terms.Decide():
            return f"{c.case}/{c.way}"
        case deal_terms.StayOut():
            return str(c.case)
        case _:
            assert_never(c)


def _stale(board: Board, before: Sequence[Deal]) -> set[Key]:
    """Return what two roles have had between them, and nothing has changed since.

    What runs or is on the table is; what ended or came to nothing is for a year, unless one of its
    levers was used since, or one of the two broke a deal with the other.
    """
    found: set[Key] = set()
    for deal in before:
        key, now = key_of(deal.terms), board.quarter
        if deal.state not in ("offered", "live"):
            since = max(
                [deal.quarter, *(quarter_calendar.parse(c.until) for c in deal.terms.clauses)]
            )
            if deal.state in ("declined", "withdrawn", "lapsed"):
                since = deal.quarter
            levers = {what for kind, _, what in key if kind in ("do", "abstain", "consent")}
            used = any(
                q >= deal.quarter and lever in levers for _, lever, q, _ in board.past.orders
            )
            broken = any(d.broken_in is not None and d.broken_in >= deal.quarter for d in before)
            if now > since + YEARLY or used or broken:
                continue
        found.add(key)
    return found


# -- the suggestions -------------------------------------------------------------------


@lru_cache(maxsize=4096)
def suggestions(basis: Basis) -> tuple[Suggestion, ...]:
    """Return all suggestions that the basis allows, fittest first."""
    role, other = basis.role, basis.other
    found = []
    for _, kind, promises in sorted(_candidates(basis)):
        clout = sum(int(what) for paid, by, _, what in promises if paid == "clout" and by == role)
        terms = _terms(role, other, promises, kind in _SECRET)
        found.append(Suggestion(kind, clout, terms, key_of(terms)))
    return tuple(found)


def _candidates(basis: Basis) -> Iterator[_Candidate]:
    """Yield every deal that the role could sensibly offer the other, unordered."""
    role, other, now, soon = basis.role, basis.other, basis.now, basis.soon
    mine, theirs = basis.mine, basis.theirs
    promise: _Spec
    for i, my in enumerate(mine):
        for j, their in enumerate(theirs):
            yield (
                -(4.0 - i - j + 0.2 * basis.rested[j]),
                "truce" if i == j == 0 else "other truce",
                (("abstain", role, soon, my), ("abstain", other, soon, their)),
            )
    if theirs:
        promise = ("abstain", other, soon, theirs[0])
        yield -1.5, "ransom", (("clout", role, now, "1"), promise)
    if mine:
        promise = ("abstain", role, soon, mine[0])
        yield -1.4, "threat", (promise, ("clout", other, now, "1"))
        if basis.favour is not None:
            yield -2.0, "favour", (promise, ("do", other, soon, basis.favour))
    strikes = mine if role == "unions" else theirs
    if basis.money and strikes:
        # No strike, against something for staff; either may offer it.
        pay: _Spec = ("staff", "secretary", now, str(TO_STAFF_M))
        promise = ("abstain", "unions", soon, strikes[0])
        yield -3.5, "money", ((pay, promise) if role == "secretary" else (promise, pay))
    for asker, signer, lever in basis.signatures:
        # Whoever asks gives up what the signer fears most from it, or pays in clout.
        feared = mine if asker == role else theirs
        given_up = next((f for f in feared if f != lever), None)
        if given_up is not None or asker == role:
            price: _Spec = ("clout", asker, now, "1")
            if given_up is not None:
                price = ("abstain", asker, soon, given_up)
            yield -3.0, CONSENT, (("consent", signer, now, lever), price)
    if basis.gift is not None and basis.wish is not None:  # one private figure for another
        yield -2.2, "news", (("tell", role, now, basis.gift), ("tell", other, now, basis.wish))


@lru_cache(maxsize=4096)
def _terms(offerer: Role, other: Role, promises: tuple[_Spec, ...], secret: bool) -> Terms:
    clauses = tuple([_clause(*promise) for promise in promises])
    return Terms(offerer=offerer, other=other, clauses=clauses, bond=BOND, secret=secret)


@lru_cache(maxsize=4096)
def _clause(kind: _Kind, by: Role, until: str, what: str) -> AnyClause:
    match kind:
        case "do":
            return deal_terms.Do(by=by, until=until, lever=what)
        case "abstain":
            return deal_terms.Abstain(by=by, until=until, lever=what)
        case "clout":
            return deal_terms.PayClout(by=by, until=until, clout=int(what))
        case "staff":
            return deal_terms.PayMoney(by=by, until=until, money_m=int(what), to="staff")
        case "consent":
            return deal_terms.Consent(by=by, until=until, lever=what)
        case "tell":
            return deal_terms.Tell(by=by, until=until, figure=what)
        case _:
            assert_never(kind)

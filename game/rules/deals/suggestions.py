"""Ready-written offers: three a quarter from a role to each other role, fitting the state,
and besides these one for every countersignature that either could use.

Nobody writes them: they follow from the cards. Who annoys or counters whom, whose consent
an order needs, what is known to one and hidden from the other, and what could be used now
make candidates of several kinds; the fittest of different kinds are offered. Only public
facts and what the offerer knows are read, and there is no luck, so an offer tells nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, assert_never

from game.rules.cache import MANY, Memo, per_pack
from game.rules.cards.index import card_index
from game.rules.constants import LIVE_DEALS
from game.rules.deals.breach import bond_at
from game.rules.deals.openings import Between, Openings, openings
from game.rules.knowledge import purse, visibility
from game.rules.state.deal_terms import (
    Abstain,
    AnyClause,
    Consent,
    Do,
    Keep,
    PayClout,
    PayMoney,
    Tell,
    Terms,
)
from game.rules.state.position import Board, Deal, Position
from game.scenario.schema.base import ROLES, Role
from game.world import quarter_calendar

if TYPE_CHECKING:
    from game.rules.state.deal_terms import Terms
    from game.scenario.pack import Pack


#: Ready-written offers to one other role in a quarter.
A_PAIR: Final = 3
#: £m that the Secretary's ready-written offers put to staff.
TO_STAFF_M: Final = 60
#: The clout that each ready-written offer binds both parties with.
BOND: Final = 1
#: The most clout that a ready-written offer has its offerer pay.
_MOST: Final = 1
_STAFF: Final = frozenset({"secretary", "unions"})


#: A promise before it is made into a clause: (kind, by, until, what).
_SpecKind = Literal["do", "abstain", "clout", "staff", "consent", "tell"]
_Spec = tuple[_SpecKind, Role, str, str]
#: Kinds of offers that are made in secret.
CONSENT: Final = "consent"
_SECRET: Final = frozenset({"news", CONSENT})


class _Facts(NamedTuple):
    """All that offers from one role to another are made of, as far as both may know it."""

    between: Between
    money: bool  # the purse holds what staff would be paid
    gift: str | None  # private figures that could be shown
    wish: str | None


class _Ready(NamedTuple):
    """A ready-written offer: its kind, its promises, and the clout among them that the offerer
    would pay."""

    kind: str
    promises: tuple[_Spec, ...]
    clout: int
    terms: Terms


#: One possible offer: how well it fits (negative: the best is first), its kind, the promises.
_Candidate = tuple[float, str, tuple[_Spec, ...]]


@lru_cache(maxsize=4096)
def _clause(spec: _Spec) -> AnyClause:
    kind, by, until, what = spec
    match kind:
        case "do":
            return Do(by=by, until=until, lever=what)
        case "abstain":
            return Abstain(by=by, until=until, lever=what)
        case "clout":
            return PayClout(by=by, until=until, clout=int(what))
        case "staff":
            return PayMoney(by=by, until=until, money_m=int(what), to="staff")
        case "consent":
            return Consent(by=by, until=until, lever=what)
        case "tell":
            return Tell(by=by, until=until, figure=what)
        case _:
            assert_never(kind)


def _spec(c: AnyClause) -> _Spec | None:
    """Return the promise that ``_clause`` makes into just this clause, None if there is none."""
    match c:
        case Do() | Abstain():
            plain = c.lever is not None and c.tag is None
            return (c.kind, c.by, c.until, c.lever or "") if plain else None
        case PayClout():
            return "clout", c.by, c.until, str(c.clout)
        case PayMoney():
            return ("staff", c.by, c.until, str(c.money_m)) if c.to == "staff" else None
        case Consent():
            return "consent", c.by, c.until, c.lever
        case Tell():
            return "tell", c.by, c.until, c.figure
        case Keep():
            return None  # no figure is ever offered ready-written
        case _:
            assert_never(c)


@lru_cache(maxsize=4096)
def _terms(offerer: Role, other: Role, promises: tuple[_Spec, ...], secret: bool) -> Terms:
    clauses = tuple(_clause(spec) for spec in promises)
    return Terms(offerer=offerer, other=other, clauses=clauses, bond=BOND, secret=secret)


def offers(pack: Pack, position: Position, role: Role) -> tuple[Terms, ...]:
    """The offers that the role may make as they stand, up to three to each other role.

    Each would pass ``talks.check`` if it were offered now, alone. The same object as
    before while nothing has changed that they depend on.
    """
    board = position.board
    if board.quarter > card_index(pack).last:
        return ()
    own, open_now = board.office(role), openings(pack, board)
    bound = _BOUND.of(board.deals, _bound).get(role, ()) if board.deals else ()
    most = max(-1, min(_MOST, (own.clout - bond_at(own.word, BOND)) // 100))
    money = role in _STAFF and _holds(pack, position, role)
    key = (role, most, money, id(board.told), *map(id, bound))
    hit = open_now.offers.get(key)
    if hit is None:
        if len(open_now.offers) >= MANY:
            open_now.offers.clear()
        made = _to_all(pack, board, open_now, role, bound, most, money)
        hit = open_now.offers[key] = (board.told, bound), made  # these keep their ids
    return hit[1]


def _to_all(
    pack: Pack,
    board: Board,
    open_now: Openings,
    role: Role,
    bound: tuple[Deal, ...],
    most: int,
    money: bool,
) -> tuple[Terms, ...]:
    made: list[Terms] = []
    news = _news(pack, board).get
    for other in _OTHERS[role]:
        deals: tuple[Deal, ...] = ()
        if bound:
            deals = tuple([d for d in bound if other in (d.terms.offerer, d.terms.other)])
        between = open_now.between(role, other)
        told = money and other in _STAFF, news((role, other)), news((other, role))
        key = (most, *told, *[(id(d.terms), d.state) for d in deals]) if deals else (most, *told)
        hit = between.offers.get(key)
        if hit is None:
            if len(between.offers) >= MANY:
                between.offers.clear()
            terms = tuple([d.terms for d in deals])  # which keeps their ids
            hit = terms, _made(_Facts(between, *told), most, deals, board.quarter)
            between.offers[key] = hit
        made += hit[1]
    return tuple(made)


_OTHERS: Final = {role: tuple(other for other in ROLES if other != role) for role in ROLES}
_BOUND: Memo[dict[Role, tuple[Deal, ...]]] = Memo(MANY)


def _bound(deals: tuple[Deal, ...]) -> dict[Role, tuple[Deal, ...]]:
    """By party: the deals that are on offer or run. No other deal bears on its offers."""
    found: dict[Role, tuple[Deal, ...]] = {}
    for d in deals:
        if d.state == "offered" or d.state == "live":
            for role in (d.terms.offerer, d.terms.other):
                found[role] = (*found.get(role, ()), d)
    return found


def _holds(pack: Pack, position: Position, role: Role) -> bool:
    """Whether the purse holds what staff would be paid, as far as the role knows."""
    left = purse.purse_left_k(pack, position, role)
    return left is not None and left >= TO_STAFF_M * 1000


def _made(facts: _Facts, most: int, deals: tuple[Deal, ...], quarter: int) -> tuple[Terms, ...]:
    if sum(d.state == "live" for d in deals) >= LIVE_DEALS:
        return ()
    bound = [(_PROMISES.of(d.terms, _bind), d.state == "live") for d in deals]
    given = {
        (signer, lever)
        for (_, consents), live in bound
        for signer, lever, until in consents
        if live and until >= quarter
    }
    if given:
        left = tuple([s for s in facts.between.signatures if s[1:] not in given])
        facts = facts._replace(between=replace(facts.between, signatures=left, offers={}))
    return _picked(facts, most, [promised for (promised, _), _ in bound])


#: A deal's promises, None for those that no ready-written offer makes.
_Promised = tuple[_Spec | None, ...]
#: The same, and the countersignatures that a deal gives: signer, lever, last quarter.
_PROMISES: Memo[tuple[_Promised, tuple[tuple[Role, str, int], ...]]] = Memo(MANY)


def _bind(terms: Terms) -> tuple[_Promised, tuple[tuple[Role, str, int], ...]]:
    return tuple([_spec(c) for c in terms.clauses]), tuple(
        [
            (c.by, c.lever, quarter_calendar.parse(c.until))
            for c in terms.clauses
            if c.kind == "consent"
        ]
    )


def _picked(facts: _Facts, most: int, running: list[_Promised]) -> tuple[Terms, ...]:
    """The fittest of different kinds, of those that the role can pay and that don't run yet."""
    made: list[Terms] = []
    taken: set[str] = set()
    for ready in _ready(facts):
        kind = ready.kind
        if kind in taken or (len(taken) == A_PAIR and kind != CONSENT):
            continue
        if ready.clout > most or ready.promises in running:
            continue
        made.append(ready.terms)
        if kind != CONSENT:
            taken.add(kind)
    return tuple(made)


def _ready(facts: _Facts) -> tuple[_Ready, ...]:
    """The offers that the facts make, fittest first."""
    return tuple(
        _Ready(
            kind,
            promises,
            sum(int(what) for what_kind, by, _, what in promises
                if what_kind == "clout" and by == facts.between.role),
            _terms(facts.between.role, facts.between.other, promises, kind in _SECRET),
        )
        for _, kind, promises in sorted(_candidates(facts))
    )  # fmt: skip


def _candidates(facts: _Facts) -> Iterator[_Candidate]:
    """Everything that the role could sensibly offer the other."""
    between = facts.between
    role, other, now, soon = between.role, between.other, between.now, between.soon
    mine, theirs = between.mine, between.theirs
    for i, my in enumerate(mine):
        for j, their in enumerate(theirs):
            yield (
                -(4.0 - i - j + 0.2 * facts.between.rested[j]),
                "truce" if i == j == 0 else "other truce",
                (("abstain", role, soon, my), ("abstain", other, soon, their)),
            )
    if theirs:
        promise: _Spec = ("abstain", other, soon, theirs[0])
        yield -1.5, "ransom", (("clout", role, now, "1"), promise)
    if mine:
        promise = ("abstain", role, soon, mine[0])
        yield -1.4, "threat", (promise, ("clout", other, now, "1"))
        if facts.between.favour is not None:
            yield -2.0, "favour", (promise, ("do", other, soon, facts.between.favour))
    if facts.money:
        # No strike against something for staff, from either side of the table.
        strikes = mine if role == "unions" else theirs
        if strikes:
            pay: _Spec = ("staff", "secretary", now, str(TO_STAFF_M))
            peace: _Spec = ("abstain", "unions", soon, strikes[0])
            yield -3.5, "money", ((pay, peace) if role == "secretary" else (peace, pay))
    yield from _signatures(facts)
    if facts.gift is not None and facts.wish is not None:  # one private figure for another
        yield -2.2, "news", (("tell", role, now, facts.gift), ("tell", other, now, facts.wish))


def _signatures(facts: _Facts) -> Iterator[_Candidate]:
    """Countersignatures: the other's for an order of the role's, or its own for the other's.

    Whoever asks gives up what the signer fears most from it, or pays in clout.
    """
    between = facts.between
    for asker, signer, lever in between.signatures:
        feared = between.mine if asker == between.role else between.theirs
        consent: _Spec = ("consent", signer, between.now, lever)
        price: _Spec = ("clout", asker, between.now, "1")
        given_up = next((f for f in feared if f != lever), None)
        if given_up is not None:
            price = ("abstain", asker, between.soon, given_up)
        if given_up is not None or asker == between.role:
            yield -3.0, CONSENT, (consent, price)


@per_pack
def _secrets(pack: Pack) -> dict[tuple[Role, Role], tuple[str, ...]]:
    """By (knower, reader): private figures of the one that the other doesn't know exactly."""
    return {
        (by, to): tuple(
            figure
            for figure in visibility.readers(pack).leakable[by]
            if visibility.knows(pack, to, figure) != "exact"
        )
        for by in ROLES
        for to in ROLES
    }


@per_pack
def _first_secrets(pack: Pack) -> dict[tuple[Role, Role], str]:
    return {pair: secrets[0] for pair, secrets in _secrets(pack).items() if secrets}


def _news(pack: Pack, board: Board) -> dict[tuple[Role, Role], str]:
    """By (knower, reader): a private figure of the one's that it has not shown the other this
    quarter.

    Reads only what both of them know: who else told the reader is no business of theirs.
    """
    told = [t for t in board.told if t.quarter == board.quarter] if board.told else []
    if not told:
        return _first_secrets(pack)
    found: dict[tuple[Role, Role], str] = {}
    for (by, to), secrets in _secrets(pack).items():
        shown = {t.figure for t in told if t.by == by and t.to in (None, to)}
        left = [figure for figure in secrets if figure not in shown]
        if left:
            found[by, to] = left[0]
    return found

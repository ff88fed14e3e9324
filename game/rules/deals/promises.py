"""Deals judged: what was kept, what was broken, what came out.

``Do`` and ``Abstain`` are judged by what was revealed (an order that fizzled was not used),
``Keep`` by the published figure of its quarter, so that every party can foresee the verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, assert_never

from game.rules import constants
from game.rules.constants import CLOUT_CAP, WORD_CAP
from game.rules.deals.breach import after_breach, mutual, other_party
from game.rules.deals.temptation import earns
from game.rules.knowledge import publication
from game.rules.state.base_fact import Seen
from game.rules.state.case_facts import CaseSettled
from game.rules.state.counts import bump
from game.rules.state.deal_terms import (
    Abstain,
    Consent,
    Decide,
    Do,
    Keep,
    PayClout,
    PayMoney,
    StayOut,
    Tell,
)
from game.rules.state.facts import DealMove, DealMoved, Fact
from game.rules.state.position import Board, Deal, Modifier, Office, Position, Published
from game.rules.state.replace import replace
from game.scenario.pack import Pack
from game.scenario.schema.base import ROLES, Role
from game.world import quarter_calendar
from game.world.random_streams import Luck

Verdict = Literal["open", "kept", "broken"]


def audience(deal: Deal) -> Seen:
    """Who knows of a deal: its parties while it is secret, else all."""
    if deal.terms.secret and not deal.leaked:
        return (deal.terms.offerer, deal.terms.other)
    return None


#: How deals end without anybody's breaking them.
End = Literal["kept", "declined", "withdrawn", "lapsed", "void"]
#: The four offices of a board, in the order of ROLES.
Offices = tuple[Office, Office, Office, Office]


def given(offices: Offices, role: Role, *, clout: int = 0, word: int = 0) -> Offices:
    """The offices with a role's clout and Word changed (hundredths), within their caps."""
    i = ROLES.index(role)
    o, changed = offices[i], list(offices)
    clout = min(max(CLOUT_CAP, o.clout), o.clout + clout)
    if word:
        changed[i] = replace(o, clout=clout, word=max(0, min(WORD_CAP, o.word + word)))
    else:
        changed[i] = replace(o, clout=clout)
    first, second, third, fourth = changed
    return first, second, third, fourth


def give(board: Board, role: Role, *, clout: int = 0, word: int = 0) -> Board:
    """The board with a role's clout and Word changed (hundredths), within their caps."""
    return replace(board, offices=given(board.offices, role, clout=clout, word=word))


def among(deals: tuple[Deal, ...], deal: Deal) -> tuple[Deal, ...]:
    """The deals with the one of that number replaced."""
    return tuple([deal if d.number == deal.number else d for d in deals])


def closed(board: Board, deal: Deal, state: End) -> Board:
    """The board with a deal come to an end, every bond given back to who put it up."""
    offices = board.offices
    for role, bond in deal.bonds:
        offices = given(offices, role, clout=bond)
    over = replace(deal, state=state, bonds=())
    return replace(board, offices=offices, deals=among(board.deals, over))


def _uses(pack: Pack, board: Board, clause: Do | Abstain, first: int, last: int) -> bool:
    """Whether the promise's lever, or one with its tag, was used in the quarters."""
    for role, lever, quarter, outcome in board.past.orders:
        if role != clause.by or not first <= quarter <= last or outcome == "fizzled":
            continue
        if lever == clause.lever or (
            clause.tag is not None and clause.tag in pack.scenario.lever(lever).tags
        ):
            return True
    return False


def _verdict(pack: Pack, board: Board, deal: Deal, at: int, figures: dict[str, float]) -> Verdict:
    """The deal as it stands at the end of quarter ``at``; ``broken`` comes from ``_breakers``."""
    for clause in deal.terms.clauses:
        until = quarter_calendar.parse(clause.until)
        if until <= at:
            continue
        match clause:
            case Do():
                if not _uses(pack, board, clause, deal.quarter, at):
                    return "open"
            case Abstain() | Keep() | Consent() | Decide() | StayOut():
                return "open"
            case PayClout() | PayMoney() | Tell():
                pass  # done when the deal was struck
            case _:
                assert_never(clause)
    return "broken" if _breakers(pack, board, deal, at, figures) else "kept"


def _breakers(
    pack: Pack,
    board: Board,
    deal: Deal,
    at: int,
    figures: dict[str, float] | None,
    settled: Sequence[CaseSettled] = (),
) -> tuple[Role, ...]:
    """The parties that have broken the deal. ``figures`` None: the quarter has not ended.

    ``settled`` are the cases that have just been settled.
    """
    found: list[Role] = []
    for clause in deal.terms.clauses:
        until = quarter_calendar.parse(clause.until)
        due = figures if until == at else None
        match clause:
            case Abstain():
                broken = _uses(pack, board, clause, deal.quarter, min(at, until))
            case Do():
                broken = due is not None and not _uses(pack, board, clause, deal.quarter, until)
            case Keep():
                broken = due is not None and _missed(clause, due)
            case Decide() | StayOut():
                broken = any(_against_case(clause, fact) for fact in settled)
            case PayClout() | PayMoney() | Consent() | Tell():
                broken = False
            case _:
                assert_never(clause)
        if broken and clause.by not in found:
            found.append(clause.by)
    return tuple(found)


def _against_case(clause: Decide | StayOut, fact: CaseSettled) -> bool:
    """Return whether what came of a case breaks a promise about it.

    A decider that chose otherwise, or nothing, breaks its word; not one that was blocked.
    """
    if fact.case != clause.case:
        return False
    if isinstance(clause, Decide):
        return fact.decider == clause.by and (not fact.chosen or fact.way != clause.way)
    return any(role == clause.by for role, *_ in fact.stakes)


def _missed(clause: Keep, figures: dict[str, float]) -> bool:
    """Return whether the published figure lies outside what was promised."""
    number = figures.get(clause.figure)
    return number is not None and not (
        (clause.above is None or number > clause.above)
        and (clause.below is None or number < clause.below)
    )


def _break(board: Board, deal: Deal, breakers: Iterable[Role], first: int) -> Board:
    """A deal broken: bonds to the victims, Word lost, and it makes the papers.

    ``first`` is the quarter in which the papers' heat is felt. Where both broke it, each
    one's bond goes to the other.
    """
    breakers = tuple(breakers)
    for role, bond in deal.bonds:
        to = other_party(deal.terms, role) if role in breakers else role
        board = give(board, to, clout=bond)
    for role in breakers:
        word = board.office(role).word
        board = give(board, role, word=after_breach(word) - word)
    shock = Modifier(f"deal/{deal.number}", breakers[0], constants.BREACH, first, first)
    done = replace(
        deal, state="broken", bonds=(), leaked=True, broken_by=breakers[0], broken_in=board.quarter
    )
    return replace(
        board,
        deals=among(board.deals, done),
        modifiers=(*board.modifiers, shock),
        past=bump(board.past, [("deals_broken", 1)]),
    )


def after_reveal(
    pack: Pack, position: Position, revealed: Iterable[Fact] = ()
) -> tuple[Position, tuple[Fact, ...]]:
    """Judges promises to abstain, and those about cases, by what has just been revealed."""
    board = position.board
    told: list[Fact] = []
    # a case that is held over twice is told twice: what was chosen comes first
    first: dict[int, CaseSettled] = {}
    for fact in revealed:
        if isinstance(fact, CaseSettled):
            first.setdefault(fact.case, fact)
    settled = tuple(first.values())
    for deal in board.deals:
        if deal.state != "live":
            continue
        breakers = _breakers(pack, board, deal, board.quarter, None, settled)
        if not breakers and settled:
            board = _put_to_test(board, deal, settled)
        if breakers:
            board = _break(board, deal, breakers, board.quarter)
            told += [
                DealMoved(quarter=board.quarter, deal=deal.number, move="broken", by=role)
                for role in breakers
            ]
    if board is position.board:
        return position, ()
    return Position(board, position.world), tuple(told)


def _put_to_test(board: Board, deal: Deal, settled: Sequence[CaseSettled]) -> Board:
    """Return the board with the deal's promises marked that a settled case has put to the test."""
    found = {
        i
        for i, c in enumerate(deal.terms.clauses)
        if isinstance(c, Decide | StayOut) and any(fact.case == c.case for fact in settled)
    }
    if found <= set(deal.tempted):
        return board
    tested = replace(deal, tempted=tuple(sorted({*deal.tempted, *found})))
    return replace(board, deals=among(board.deals, tested))


def after_quarter(
    pack: Pack, before: Position, after: Position
) -> tuple[Position, tuple[Fact, ...]]:
    """Judges what falls due at the quarter's end; secret deals may come out.

    ``before`` is the position that went into the market quarter, ``after`` the one that came
    out, its figures published. A role is rewarded for at most one kept deal a quarter, and
    only for deals in which both gave something and something took keeping: promises that
    cost nothing would otherwise be minted into clout; a promise not to do something costs nothing
    unless it was tempted (``temptation``). A signature that was bought and not used goes unpaid:
    the clout given for it returns, and nobody is rewarded. Word is what all think of a role, so
    that it rises by deals alone that all know of.
    """
    board, at = after.board, before.board.quarter
    if not any(d.state == "live" for d in board.deals):
        return after, ()
    figures = dict(_published(pack, after, at).values)
    told: list[Fact] = []
    rewarded: set[Role] = set()
    praised: set[Role] = set()
    for deal in board.deals:
        if deal.state != "live":
            continue
        breakers = _breakers(pack, board, deal, at, figures)
        if breakers:
            board = _break(board, deal, breakers, at + 1)
            told += [
                DealMoved(quarter=at, deal=deal.number, move="broken", by=role) for role in breakers
            ]
        elif _verdict(pack, board, deal, at, figures) == "kept":
            board = closed(board, deal, "kept")
            move: DealMove = "kept"
            unused = _unused(board, deal)
            if unused:
                board, move = _returned(board, deal, unused), "returned"
            elif mutual(deal.terms):
                earners = [r for r in (deal.terms.offerer, deal.terms.other) if earns(deal, r)]
                for role in earners:
                    clout = 0 if role in rewarded else constants.KEPT_CLOUT
                    word = 0 if role in praised or audience(deal) else constants.KEPT_WORD
                    board = give(board, role, clout=clout, word=word)
                rewarded.update(earners)
                if audience(deal) is None:
                    praised.update(earners)
            told.append(DealMoved(quarter=at, seen_by=audience(deal), deal=deal.number, move=move))
    board, leaks = _come_out(board, at)
    if not told and not leaks:
        return after, ()
    return replace(after, board=board), (*told, *leaks)


def _unused(board: Board, deal: Deal) -> list[Consent]:
    """Return the consents of a deal whose order was not given in its time."""
    found = []
    for clause in deal.terms.clauses:
        if isinstance(clause, Consent):
            asker, until = other_party(deal.terms, clause.by), quarter_calendar.parse(clause.until)
            if not any(
                role == asker
                and lever == clause.lever
                and deal.quarter <= quarter <= until
                and outcome != "fizzled"
                for role, lever, quarter, outcome in board.past.orders
            ):
                found.append(clause)
    return found


def _returned(board: Board, deal: Deal, unused: list[Consent]) -> Board:
    """Return the board with the clout that was paid for consents given back, as far as there is."""
    for signer in {clause.by: None for clause in unused}:
        asker = other_party(deal.terms, signer)
        price = 100 * sum(
            c.clout for c in deal.terms.clauses if isinstance(c, PayClout) and c.by == asker
        )
        price = min(price, board.office(signer).clout)
        board = give(give(board, signer, clout=-price), asker, clout=price)
    return board


def _published(pack: Pack, after: Position, at: int) -> Published:
    """The published figures of the quarter that has just ended."""
    for p in reversed(after.board.published):
        if p.quarter == at:
            return p
    return publication.publish(pack, after.board, after.world)


def _come_out(board: Board, at: int) -> tuple[Board, tuple[Fact, ...]]:
    """Secret deals that leak this quarter."""
    secret = [d for d in board.deals if d.state == "live" and d.terms.secret and not d.leaked]
    if not secret:
        return board, ()
    luck = Luck([board.seed])
    told: list[Fact] = []
    for deal in secret:  # a deal's luck is its own: what others agree on doesn't move it
        if luck.uniform(at, f"deal_leaks/{deal.number}", 1)[0, 0] < constants.SECRET_OUT:
            deals = among(board.deals, replace(deal, leaked=True))
            board = replace(board, deals=deals)
            told.append(DealMoved(quarter=at, deal=deal.number, move="leaked"))
    return board, tuple(told)


def void_secret(board: Board, role: Role) -> tuple[Board, tuple[Fact, ...]]:
    """A fallen minister's secret deals, offered or live, are void; bonds go back."""
    told: list[Fact] = []
    for deal in board.deals:
        if (
            deal.state in ("offered", "live")
            and deal.terms.secret
            and role in (deal.terms.offerer, deal.terms.other)
        ):
            board = closed(board, deal, "void")
            told.append(
                DealMoved(
                    quarter=board.quarter, seen_by=audience(deal), deal=deal.number, move="void"
                )
            )
    return board, tuple(told)

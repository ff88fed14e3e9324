"""Talks: offers, replies and leaks – what is lawful, and what they do at once.

Clout that a deal needs (the bond and clout promised) is put aside when a role commits
itself: by the offerer when it offers, by the other when it accepts. So nobody learns from
a refusal how much the other has. Offers lapse when the orders begin.

``deals.promises`` judges deals later; its functions are reached from here too.
"""

from __future__ import annotations

from typing import Literal, assert_never

from game.errors import IllegalCommandError
from game.rules import constants
from game.rules.cards.index import card_index
from game.rules.constants import BOND_MAX, LIVE_DEALS, OPEN_OFFERS, TRUSTED
from game.rules.deals.breach import bond_at, stake_at
from game.rules.deals.case_offers import case_ways
from game.rules.deals.deal_numbers import next_number
from game.rules.deals.promises import (
    after_quarter,
    after_reveal,
    among,
    audience,
    closed,
    given,
    void_secret,
)
from game.rules.deals.temptation import marked
from game.rules.deals.thresholds import check_threshold
from game.rules.knowledge.visibility import knows
from game.rules.phase_table import PHASE_TABLE
from game.rules.state import deal_terms
from game.rules.state.commands import Leak, OfferDeal, ReplyDeal
from game.rules.state.counts import bump
from game.rules.state.deal_terms import AnyClause, Terms
from game.rules.state.facts import DealMove, DealMoved, Fact, FigureTold
from game.rules.state.figures import COUNTS, value
from game.rules.state.position import Board, Deal, Modifier, Position, ToldFigure
from game.rules.state.replace import replace
from game.scenario.pack import Pack
from game.scenario.schema.base import SPECTATOR, Role
from game.world import quarter_calendar

__all__ = [
    "after_quarter",
    "after_reveal",
    "after_talks",
    "apply",
    "bond_of",
    "check",
    "consents",
    "void_secret",
]

TalkCommand = OfferDeal | ReplyDeal | Leak


def bond_of(board: Board, role: Role, terms: Terms) -> int:
    """The bond that a role puts up for the terms, in hundredths of clout, by its Word."""
    return bond_at(board.office(role).word, terms.bond)


def stake_of(board: Board, role: Role, terms: Terms) -> int:
    """Return all the clout a role needs to enter the terms: its bond and the clout it promises."""
    return stake_at(board.office(role).word, terms, role)


def consents(board: Board, role: Role, lever: str) -> bool:
    """Whether ``role`` has countersigned the lever in a deal that is live now."""
    for deal in board.deals:
        if deal.state == "live":
            for c in deal.terms.clauses:
                if (
                    c.kind == "consent"
                    and c.by == role
                    and c.lever == lever
                    and quarter_calendar.parse(c.until) >= board.quarter
                ):
                    return True
    return False


def check(pack: Pack, position: Position, command: TalkCommand) -> None:
    """Raise IllegalCommandError, with the reason, if the talk is not lawful now.

    The reason tells the sender nothing of others' clout, agendas or sealed orders.
    """
    board = position.board
    if not PHASE_TABLE[board.phase].talks:
        raise IllegalCommandError("Deals and leaks belong to the bulletin and the talks.")
    match command:
        case OfferDeal():
            _check_offer(pack, position, command)
        case ReplyDeal():
            _check_reply(pack, position, command)
        case Leak():
            _check_leak(pack, board, command)
        case _:
            assert_never(command)


def _check_offer(pack: Pack, position: Position, command: OfferDeal) -> None:
    board, terms = position.board, command.terms
    if command.role != terms.offerer:
        raise IllegalCommandError("A role offers deals in its own name only.")
    if sum(d.state == "offered" and d.terms.offerer == command.role for d in board.deals) >= (
        OPEN_OFFERS
    ):
        raise IllegalCommandError(f"No more than {OPEN_OFFERS} of your offers can be open at once.")
    if any(d.state == "offered" and d.terms == terms for d in board.deals):
        raise IllegalCommandError("This very offer is open already.")
    _check_room(board, terms)
    parties = (terms.offerer, terms.other)
    if terms.bond == 0 and any(board.office(p).word < TRUSTED for p in parties):
        raise IllegalCommandError(
            f"A deal needs a bond of 1 to {BOND_MAX} clout unless both parties' Word is "
            f"{TRUSTED / 100:g} or more."
        )
    for clause in terms.clauses:
        _check_clause(pack, position, terms, clause)
    _check_secret(terms)
    _check_stake(board, command.role, terms)
    _check_purse(position, terms, command.role)


def _check_secret(terms: Terms) -> None:
    """Refuse a secret that could not be kept: everybody reads what is left in the purse."""
    if terms.secret and any(isinstance(c, deal_terms.PayMoney) for c in terms.clauses):
        raise IllegalCommandError(
            "The purse is paid from in the open: a deal that promises money can't be secret."
        )


def _check_room(board: Board, terms: Terms) -> None:
    pair = {terms.offerer, terms.other}
    # A secret live deal is known to both its parties, so counting it gives nothing away.
    live = sum(d.state == "live" and {d.terms.offerer, d.terms.other} == pair for d in board.deals)
    if live >= LIVE_DEALS:
        raise IllegalCommandError(
            f"Two roles can have {LIVE_DEALS} deals running, and these two have."
        )


def _check_stake(board: Board, role: Role, terms: Terms) -> None:
    need, have = stake_of(board, role, terms), board.office(role).clout
    if need > have:
        raise IllegalCommandError(
            f"This takes {need / 100:g} clout of you and you have {have / 100:g}."
        )


def _check_purse(position: Position, terms: Terms, role: Role) -> None:
    money = sum(c.money_m for c in terms.clauses if isinstance(c, deal_terms.PayMoney))
    left = int(position.world.purse_k[0]) - position.board.committed_k
    if money and money * 1000 > left and (role == "secretary" or role == terms.other):
        raise IllegalCommandError(f"The purse does not hold the £{money}m that this promises.")


def _check_clause(pack: Pack, position: Position, terms: Terms, clause: AnyClause) -> None:
    board = position.board
    until, last = quarter_calendar.parse(clause.until), card_index(pack).last
    if not board.quarter <= until <= last:
        raise IllegalCommandError(
            f"A promise runs to a quarter between now and {quarter_calendar.financial(last)}, "
            f"not to {quarter_calendar.financial(until)}."
        )
    other = terms.other if clause.by == terms.offerer else terms.offerer
    match clause:
        case deal_terms.Do() | deal_terms.Abstain():
            _check_lever(pack, position, clause)
        case deal_terms.Keep():
            check_threshold(pack, position, clause)
        case deal_terms.PayMoney():
            if clause.by != "secretary":
                raise IllegalCommandError("Only the Health Secretary has a purse to promise from.")
        case deal_terms.Consent():
            lever = card_index(pack).levers.get(clause.lever)
            if lever is None or lever.role != other or lever.signer(board.quarter) != clause.by:
                raise IllegalCommandError("That order does not need this countersignature.")
        case deal_terms.Tell():
            if clause.figure in COUNTS or knows(pack, clause.by, clause.figure) != "exact":
                raise IllegalCommandError("A role can show only a figure that it knows exactly.")
            if knows(pack, other, clause.figure) == "exact":
                raise IllegalCommandError("The other party knows that figure already.")
        case deal_terms.Decide() | deal_terms.StayOut():
            _check_case(pack, position, clause)
        case deal_terms.PayClout():
            pass  # ``_check_stake`` asks for the clout
        case _:
            assert_never(clause)


def _check_case(
    pack: Pack, position: Position, clause: deal_terms.Decide | deal_terms.StayOut
) -> None:
    case = next((c for c in position.board.cases if c.number == clause.case), None)
    if case is None or case.state != "open":
        raise IllegalCommandError("There is no open case of that number.")
    if clause.trust != pack.model.place.trust_id[case.trust]:
        raise IllegalCommandError("That case is of another hospital.")
    if isinstance(clause, deal_terms.StayOut):
        if case.decider == clause.by:
            raise IllegalCommandError("Who decides a case can't stay out of it.")
    elif case.decider != clause.by:
        raise IllegalCommandError("Only who decides a case can promise a way out of it.")
    elif clause.way not in case_ways(pack, position, case):
        raise IllegalCommandError("The regime of the time has no such way out of that case.")


def _check_lever(
    pack: Pack, position: Position, clause: deal_terms.Do | deal_terms.Abstain
) -> None:
    if (clause.lever is None) == (clause.tag is None):
        raise IllegalCommandError("A promise names one lever or one kind of lever.")
    own = [t for t in card_index(pack).of_role[clause.by] if not t.campaign]
    named = [t for t in own if t.id == clause.lever or clause.tag in t.lever.tags]
    if not named:
        raise IllegalCommandError("A role can promise only what is its own to do.")
    if isinstance(clause, deal_terms.Do):
        first, last = position.board.quarter, quarter_calendar.parse(clause.until)
        if not any(t.first <= last and first <= t.last for t in named):
            raise IllegalCommandError("The law of the time gives no chance to do that by then.")


def _check_reply(pack: Pack, position: Position, command: ReplyDeal) -> None:
    board = position.board
    deal = next((d for d in board.deals if d.number == command.deal), None)
    parties = () if deal is None else (deal.terms.offerer, deal.terms.other)
    if deal is None or deal.state != "offered" or command.role not in parties:
        raise IllegalCommandError(f"There is no open offer {command.deal} to you or by you.")
    if command.reply == "withdraw":
        if command.role != deal.terms.offerer:
            raise IllegalCommandError("Only who made an offer can withdraw it.")
        return
    if command.role != deal.terms.other:
        raise IllegalCommandError("Only the other party can accept or decline an offer.")
    if command.reply == "accept":
        _check_room(board, deal.terms)
        _check_stake(board, command.role, deal.terms)
        _check_purse(position, deal.terms, command.role)


def _check_leak(pack: Pack, board: Board, command: Leak) -> None:
    if command.figure in COUNTS or knows(pack, command.role, command.figure) != "exact":
        raise IllegalCommandError("A role can leak only a figure that it alone knows exactly.")
    if knows(pack, SPECTATOR, command.figure) == "exact":
        raise IllegalCommandError("Everyone knows that figure already.")
    leaked = sum(
        t.by == command.role and t.to is None and t.quarter == board.quarter for t in board.told
    )
    if leaked >= constants.LEAKS_A_QUARTER:
        raise IllegalCommandError(
            f"The press prints no more leaks from one source than {constants.LEAKS_A_QUARTER} a "
            "quarter."
        )


def apply(position: Position, command: TalkCommand) -> tuple[Position, tuple[Fact, ...]]:
    """The position after an offer, reply or leak that has been checked, and what happened."""
    match command:
        case OfferDeal():
            return _offer(position, command)
        case ReplyDeal():
            return _reply(position, command)
        case Leak():
            return _leak(position, command)
        case _:
            assert_never(command)


def _moved(board: Board, deal: Deal, move: DealMove, by: Role | None) -> DealMoved:
    return DealMoved(
        quarter=board.quarter, seen_by=audience(deal), deal=deal.number, move=move, by=by
    )


def _offer(position: Position, command: OfferDeal) -> tuple[Position, tuple[Fact, ...]]:
    board, role = position.board, command.role
    stake = stake_of(board, role, command.terms)
    number = next_number(board, command.terms)
    deal = Deal(number, command.terms, "offered", board.quarter, ((role, stake),))
    offices = given(board.offices, role, clout=-stake)
    board = replace(board, offices=offices, deals=(*board.deals, deal))
    return Position(board, position.world), (_moved(board, deal, "offered", role),)


def _reply(position: Position, command: ReplyDeal) -> tuple[Position, tuple[Fact, ...]]:
    board, role = position.board, command.role
    deal = next(d for d in board.deals if d.number == command.deal)
    end: Literal["withdrawn", "declined"]
    match command.reply:
        case "accept":
            return _strike(position, deal)
        case "withdraw":
            end = "withdrawn"
        case "decline":
            end = "declined"
        case _:
            assert_never(command.reply)
    board = closed(board, deal, end)
    return Position(board, position.world), (_moved(board, deal, end, role),)


def _strike(position: Position, deal: Deal) -> tuple[Position, tuple[Fact, ...]]:
    """Both are bound: bonds are held, and what is paid or shown at once is."""
    board, terms = position.board, deal.terms
    offerer, other = terms.offerer, terms.other
    bonds = tuple((role, bond_of(board, role, terms)) for role in (offerer, other))
    # The offerer's stake was put aside when it offered; its Word can't have moved since.
    offices = given(board.offices, other, clout=-stake_of(board, other, terms))
    live, shown = replace(deal, state="live", bonds=bonds), list(board.told)
    happened: list[Fact] = [_moved(board, live, "accepted", other)]
    for clause in terms.clauses:
        to = other if clause.by == offerer else offerer
        match clause:
            case deal_terms.PayClout():
                offices = given(offices, to, clout=100 * clause.clout)
            case deal_terms.PayMoney():
                board = _pay(board, live, clause)
            case deal_terms.Tell():
                number = value(board, position.world, clause.figure)
                told = ToldFigure(
                    clause.by, to, clause.figure, number, position.world.quarter, board.quarter
                )
                shown.append(told)
                happened.append(
                    FigureTold(
                        quarter=board.quarter,
                        seen_by=(clause.by, to),
                        by=clause.by,
                        figure=clause.figure,
                        value=number,
                        leaked=False,
                    )
                )
            case (
                deal_terms.Do()
                | deal_terms.Abstain()
                | deal_terms.Keep()
                | deal_terms.Consent()
                | deal_terms.Decide()
                | deal_terms.StayOut()
            ):
                pass  # kept, broken or asked for later
            case _:
                assert_never(clause)
    board = replace(
        board,
        offices=offices,
        deals=among(board.deals, live),
        told=tuple(shown) if len(shown) > len(board.told) else board.told,
        past=bump(board.past, [("deals_made", 1)]),
    )
    return Position(board, position.world), tuple(happened)


def _pay(board: Board, deal: Deal, clause: deal_terms.PayMoney) -> Board:
    """The purse pays: staff (programmes, and morale) or commissioners (by head)."""
    from game.rules.effects.modifiers import GRANT, PROGRAMME

    source, now, amount = f"deal/{deal.number}", board.quarter, clause.money_m * 1000
    where = PROGRAMME if clause.to == "staff" else GRANT
    made = [Modifier(source, clause.by, where, now, now, amount_k=amount)]
    if clause.to == "staff":
        factor = 1000 * amount // constants.STAFF_FULL_K
        made.append(Modifier(source, clause.by, constants.STAFF, now, now, factor=factor))
    return replace(
        board, modifiers=(*board.modifiers, *made), committed_k=board.committed_k + amount
    )


def _leak(position: Position, command: Leak) -> tuple[Position, tuple[Fact, ...]]:
    board, world = position.board, position.world
    number = value(board, world, command.figure)
    told = ToldFigure(command.role, None, command.figure, number, world.quarter, board.quarter)
    heat = Modifier(constants.LEAK_SOURCE, command.role, 0, board.quarter, board.quarter)
    board = replace(board, told=(*board.told, told), modifiers=(*board.modifiers, heat))
    return Position(board, position.world), (
        FigureTold(
            quarter=board.quarter, by=command.role, figure=command.figure, value=number, leaked=True
        ),
    )


def after_talks(pack: Pack, position: Position) -> tuple[Position, tuple[Fact, ...]]:
    """Open offers lapse when the orders begin; what was put aside goes back.

    What live deals forswear is looked at now, before anybody orders: is it a temptation?
    """
    board = marked(pack, position)
    told: list[Fact] = []
    for deal in board.deals:
        if deal.state == "offered":
            board = closed(board, deal, "lapsed")
            told.append(_moved(board, deal, "lapsed", None))
    if board is position.board:
        return position, ()
    return Position(board, position.world), tuple(told)

"""A role's order sheet in text: the menu, targets, bids, and the seal."""

from __future__ import annotations

import re
from typing import Final

from game.errors import InputError
from game.match import Match
from game.match.seats import learners
from game.players.search.advice import Adviser
from game.rules.constants import BID_MAX, ORDERS_A_SHEET
from game.rules.state.commands import CaseLine, Order, Seal, Stake
from game.rules.state.menu import LegalOrder
from game.rules.state.view import View
from game.rules.views.forecast import Forecast, forecast
from game.scenario import numerals
from game.scenario.schema.base import SPECTATOR, Role
from game.telling import Voice, advice
from game.telling.cards import CardText, card
from game.telling.formatting import listed, number, refusal
from game.telling.hand import ranked_targets
from game.telling.names import humanised, summons_said
from game.telling.rulebook import filled
from game.telling.typography import sought
from game.terminal import case_sheet
from game.terminal.lookup import trust_line
from game.terminal.prompts import Console
from game.workshop.kept_clock import kept_advice
from game.workshop.sheets import read_sheet

_PICK = re.compile(r"(\d{1,3}|[snmu]\d{1,3})(?:\s*\+\s*(\d))?")
#: The beginning of a line typed from a sheet of paper.
_CODED = re.compile(r"([snmu]\d{1,3}|c\d{1,3})\b.*")
_LEAVE: Final = "leave the sheet as it is"


def fill(match: Match, console: Console, role: Role) -> None:
    """Take one role's sheet from the menu to the seal."""
    sheet: list[Order] = []
    decided: list[CaseLine] = []
    staked: list[Stake] = []
    view = match.view(role)
    voice = Voice.of(match.pack.scenario, view)
    arrows = forecast(match.pack, view)
    show_menu(console, voice, view, arrows)
    seats = match.pack.model.country.seat_name
    case_sheet.show_due(console, voice, view, seats)
    cases = ", case 1 for a case that is due" if case_sheet.due(view) else ""
    coach = " coach for advice on your sheet," if kept_advice(match.journal.entries) else ""
    while True:
        said = _sheet_said(voice, view, sheet) + case_sheet.said(voice, view, decided, staked)
        answer = console.ask(
            f"{said} Type a number or a code to order, 3+1 to bid a clout on it, "
            f"show 3 for its card{cases}, drop, closed,{coach} or seal."
        ).lower()
        word, _, rest = answer.partition(" ")
        if word == "seal":
            if _sealed(match, console, role, sheet, decided, staked):
                return
        elif word == "drop":
            sheet.clear()
            decided.clear()
            staked.clear()
        elif word == "menu":
            show_menu(console, voice, view, arrows)
        elif word == "coach" and coach:
            drafted = Seal(
                role=role, orders=tuple(sheet), lines=tuple(decided), stakes=tuple(staked)
            )
            _advise(match, console, view, drafted)
        elif word == "closed":
            for number_on_card, order in enumerate(view.menu, 1):
                if order.reasons:
                    console.say(_closed_said(voice, view, number_on_card, order))
        elif word == "cases":
            case_sheet.show_all(console, voice, view, seats)
        elif word == "case" and (case := case_sheet.named(view, rest)) is not None:
            case_sheet.decide(console, voice, view, case, seats, decided, staked, arrows)
        elif word in ("show", "card") and (place := _place(voice, view, rest)):
            order = view.menu[place - 1]
            show_card(console, card(voice, order, view.quarter, arrows[order.lever]))
        elif (pick := _PICK.fullmatch(answer)) and (place := _place(voice, view, pick[1])):
            chosen = view.menu[place - 1]
            if chosen.reasons:
                console.say(_closed_said(voice, view, place, chosen))
            elif int(pick[2] or 0) > BID_MAX:
                console.say(filled("A bid is at most {bid_max} clout."))
            else:
                add(console, voice, view, sheet, chosen, int(pick[2] or 0))
        elif _CODED.fullmatch(answer):
            typed = read_sheet(voice, view, answer)
            if typed.seal is None:
                console.say(*typed.faults)
            else:
                sheet[:], decided[:] = typed.seal.orders, typed.seal.lines
                staked[:] = typed.seal.stakes
        elif answer:
            console.say(f"“{answer}” is not on the menu.")


def _advise(match: Match, console: Console, view: View, sheet: Seal) -> None:
    """Say what the coach makes of a sheet, from what its office knows."""
    try:
        adviser = Adviser(match.pack, view, sheet, learners=learners(match.seats))
    except InputError as refused:
        console.say(refusal(refused))
        return
    console.heading("The coach on your sheet")
    console.say(adviser.level.sentence.strip())
    console.flush()
    found = adviser.work()
    if found is None:
        console.say("The coach came to nothing within its budget.")
        return
    console.say(*advice.lines(Voice.of(match.pack.scenario, view), view, found))


def show_menu(console: Console, voice: Voice, view: View, arrows: Forecast) -> None:
    """Show what may be ordered now, and how many levers may not.

    A number is the card's own for the whole game: what is closed keeps its own.
    """
    closed = sum(1 for order in view.menu if order.reasons)
    own = next((o for o in view.offices if o.role == view.who), None)
    have = number(own.clout, 1) if own is not None and own.clout is not None else "?"
    console.heading(f"Your levers – you have {have} clout")
    if view.summons is not None and view.who != SPECTATOR:
        console.say(summons_said(voice, view.summons, view.who))
    for index, order in enumerate(view.menu, 1):
        if order.reasons:
            continue
        shown = card(voice, order, view.quarter, arrows[order.lever])
        asks = f"; {shown.asks}" if shown.asks else ""
        effects = f" {listed(shown.spoken[:3])}." if shown.spoken else ""
        console.say(f"{index}. {shown.code} {shown.title} ({shown.price}{asks}).{effects}")
    if closed:
        console.say(f"{closed} more can't be ordered now; type closed to see why.")


def show_card(console: Console, shown: CardText) -> None:
    """Show a lever's whole card."""
    console.say(f"{shown.code} {shown.title} ({shown.price}). {shown.prose}")
    for line in (shown.asks, shown.counters):
        if line:
            console.say(f"It {line}.")
    console.say(*(f"Forecast: {line}." for line in shown.spoken))
    if shown.sources:
        console.say(f"Source: {'; '.join(shown.sources)}.")


def _closed_said(voice: Voice, view: View, number_on_card: int, order: LegalOrder) -> str:
    shown = card(voice, order, view.quarter)
    return f"{number_on_card}. {shown.code} {shown.title}: {' '.join(shown.reasons)}"


def _place(voice: Voice, view: View, text: str) -> int:
    """Return the place on the menu, from 1, of a number or a code on paper; 0 for neither."""
    if _number(text, len(view.menu)):
        return int(text)
    codes = [voice.code(order.lever).lower() for order in view.menu]
    return codes.index(text) + 1 if text in codes else 0


def _number(text: str, top: int) -> bool:
    number = numerals.whole(text)
    return number is not None and 1 <= number <= top


def _sheet_said(voice: Voice, view: View, sheet: list[Order]) -> str:
    if not sheet:
        return "Your sheet is empty."
    said = (
        f"“{voice.lever(o.lever, view.quarter)}”" + (f" with a bid of {o.bid}" if o.bid else "")
        for o in sheet
    )
    return f"On your sheet: {listed(said)}."


def add(
    console: Console, voice: Voice, view: View, sheet: list[Order], legal: LegalOrder, bid: int
) -> None:
    """Ask what the order is about and put it on the sheet, in place of one of the same lever.

    The sheet stays as it is where it is full, and for whoever leaves a question.
    """
    others = [o for o in sheet if o.lever != legal.lever]
    if len(others) == ORDERS_A_SHEET:
        console.say(filled("Your sheet is full: {orders}. Type drop to begin again."))
        return
    order = Order(lever=legal.lever, bid=bid)
    if legal.trusts:
        chosen = _choose_trusts(console, voice, view, legal)
        if not chosen:
            return
        order = order.model_copy(update={"trusts": chosen})
    if legal.roles:
        index = console.choose(
            "Which office?", [voice.title_of(r) for r in legal.roles], none=_LEAVE
        )
        if index is None:
            return
        order = order.model_copy(update={"to_role": legal.roles[index]})
    if legal.tags:
        index = console.choose("Which kind?", [humanised(t) for t in legal.tags], none=_LEAVE)
        if index is None:
            return
        order = order.model_copy(update={"tag": legal.tags[index]})
    sheet[:] = [*others, order]


def _choose_trusts(
    console: Console, voice: Voice, view: View, legal: LegalOrder
) -> tuple[str, ...]:
    """Ask for up to n trusts of those that the order may name; return their ids."""
    rows = {trust: row for row, trust in enumerate(view.trusts.id)}
    shown = list(ranked_targets(voice, view, legal)[:30])
    console.numbered(trust_line(view, rows[trust]) for trust in shown)
    if len(legal.trusts) > len(shown):
        console.say(f"And {len(legal.trusts) - len(shown)} more, by part of their name.")
    top = max(1, legal.n)
    while True:
        answer = console.ask(
            f"Which, up to {top}? Type numbers or parts of names with commas between, or Enter "
            "for none."
        )
        if not answer:
            return ()
        chosen: list[str] = []
        for part in (sought(p) for p in answer.split(",")):
            if _number(part, len(shown)):
                chosen.append(shown[int(part) - 1])
            else:
                fit = [
                    t for t in legal.trusts if part and part in sought(view.trusts.name[rows[t]])
                ]
                chosen += fit[:1]
        chosen = list(dict.fromkeys(chosen))
        if 1 <= len(chosen) <= top:
            return tuple(chosen)
        console.say("That names none of them." if not chosen else f"At most {top}, please.")


def _sealed(
    match: Match,
    console: Console,
    role: Role,
    sheet: list[Order],
    decided: list[CaseLine],
    staked: list[Stake],
) -> bool:
    try:
        match.submit(
            Seal(role=role, orders=tuple(sheet), lines=tuple(decided), stakes=tuple(staked))
        )
    except InputError as wrong:
        console.say(refusal(wrong))
        return False
    return True

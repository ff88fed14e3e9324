"""Cases in text: the docket, a case's card, the decider's line and the others' stakes."""

from __future__ import annotations

from typing import Literal

from game.rules.constants import STAKE_MAX
from game.rules.state.commands import CaseLine, Stake
from game.rules.state.view import SeenCase, View
from game.rules.views.forecast import Forecast
from game.scenario import numerals
from game.telling import Voice
from game.telling.cases import case_card, hospital, way_inside
from game.telling.formatting import listed, sentence
from game.terminal.prompts import Console

Seats = tuple[str, ...]


def due(view: View) -> tuple[SeenCase, ...]:
    """Return the cases that are settled with this quarter's sheets."""
    return tuple(case for case in view.cases if case.falls_due)


def named(view: View, text: str) -> SeenCase | None:
    """Return the due case of that number, None if there is none."""
    number = numerals.whole(text)
    return next((case for case in due(view) if case.number == number), None)


def show_due(console: Console, voice: Voice, view: View, seats: Seats) -> None:
    """Show in a line each what is due, and how many cases wait."""
    now = due(view)
    if now:
        console.heading("Due with this quarter's sheets")
    for case in now:
        card = case_card(voice, view, case, seats)
        parts = [card.fails, card.cash, card.decides, card.default]
        told = "; ".join(part for part in parts if part)
        console.say(sentence(f"Case {case.number}: {card.hospital} {told}"))
    waiting = [c for c in view.cases if c.state == "open" and not c.falls_due]
    if waiting:
        said = listed(hospital(view, case) for case in waiting)
        console.say(sentence(f"Still to come: {said}; type cases to see them"))


def show_all(console: Console, voice: Voice, view: View, seats: Seats) -> None:
    """Show every open case's card, and what became of the others."""
    for case in view.cases:
        card = case_card(voice, view, case, seats)
        console.say(sentence(f"Case {case.number}: {card.hospital}, {card.clock}"))
        if case.state == "open":
            parts = [card.where, card.fails, card.cash, card.decides, card.default]
            console.say(sentence("; ".join(part for part in parts if part)), *card.story)


def said(voice: Voice, view: View, decided: list[CaseLine], staked: list[Stake]) -> str:
    """Return what the sheet holds about cases, as more sentences."""
    parts = [
        f"case {x.case}: {way_inside(voice, x.way)}"
        + (f" with {x.backing} behind it" if x.backing else "")
        for x in decided
    ]
    parts += [
        f"case {x.case}: {x.clout} clout {x.side} “{way_inside(voice, x.way)}”" for x in staked
    ]
    return f" {sentence('; '.join(parts))}" if parts else ""


def decide(
    console: Console,
    voice: Voice,
    view: View,
    case: SeenCase,
    seats: Seats,
    decided: list[CaseLine],
    staked: list[Stake],
    arrows: Forecast,
) -> None:
    """Take the reader's line for a case that it decides, or its stake on one that it doesn't."""
    mine = case.decider == view.who
    card = case_card(voice, view, case, seats, arrows)
    shown = [way for way in card.ways if way.may_choose or not mine]
    for way in shown:
        if mine and way.reasons:
            console.say(sentence(f"Not open: {way.title}"), *way.reasons)
    open_ = [way for way in shown if not (mine and way.reasons)]
    offered = [
        f"{way.title} ({way.price}). {way.does} Gains: {'; '.join(way.gains) or 'nobody'}. "
        f"Loses: {'; '.join(way.loses) or 'nobody'}. "
        f"Forecast: {', '.join(way.forecast) or 'nothing that shows'}."
        for way in open_
    ]
    question = "Which way out?" if mine else "Stake on which way out?"
    index = console.choose(question, offered, none="leave it")
    if index is None:
        decided[:] = [x for x in decided if x.case != case.number]
        staked[:] = [x for x in staked if x.case != case.number]
        return
    way_id = open_[index].way
    if mine:
        backing = _clout(console, "How much clout behind it", least=0)
        decided[:] = [x for x in decided if x.case != case.number]
        decided.append(CaseLine(case=case.number, way=way_id, backing=backing))
        return
    against = console.choose("For or against it?", ["for", "against"], none="stake as before")
    if against is None:
        return
    clout = _clout(console, "How much clout", least=1)
    side: Literal["for", "against"] = "against" if against == 1 else "for"
    staked[:] = [x for x in staked if x.case != case.number]
    staked.append(Stake(case=case.number, way=way_id, side=side, clout=clout))


def _clout(console: Console, question: str, *, least: int) -> int:
    """Ask for clout between ``least`` and the most that may be staked; Enter is the least."""
    while True:
        answer = console.ask(f"{question}, {least} to {STAKE_MAX}? Enter for {least}.")
        if not answer:
            return least
        number = numerals.whole(answer)
        if number is not None and least <= number <= STAKE_MAX:
            return number
        console.say(f"Type a number from {least} to {STAKE_MAX}, please.")

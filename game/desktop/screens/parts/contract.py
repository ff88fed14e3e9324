"""A contract on paper: what each party promises, its bond, secrecy, and the price of breaking."""

from __future__ import annotations

from game.desktop import art
from game.desktop.kit.buttons import Button
from game.desktop.kit.layout import Flow, Panel
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.meters import Chip
from game.desktop.kit.node import Node
from game.desktop.kit.pictures import Portrait
from game.desktop.kit.words import Icon, Note, Rich, Text, esc
from game.desktop.match_session import Session
from game.desktop.screens.screen import ScreenContext
from game.rules.state.deal_terms import Terms
from game.rules.state.view import SeenDeal, View
from game.scenario.schema.base import Role
from game.telling.deals import STATES, UNBREAKABLE, Side, breaking, keeping, sides, word_of
from game.telling.formatting import listed, sentence
from game.telling.pitch import spoken, together, worth

#: An office whose Word is below this looks strained when it speaks.
_DOUBTED = 1.0

#: How a deal's state is shown: the chip's fill.
_FILLS = {"live": "primary", "kept": "good", "broken": "danger", "offered": "warn"}


def contract(
    session: Session,
    c: ScreenContext,
    view: View,
    terms: Terms,
    *buttons: Button,
    title: str = "",
    deal: SeenDeal | None = None,
    price: bool = True,
    key: str = "",
) -> Node:
    """Return the paper. Read by a party, its own side comes first and the price is its own."""
    voice = session.voice
    first, second = sides(voice, view, terms, deal)
    me: Role | None = None
    if view.who in (terms.offerer, terms.other):
        me = view.who
        if second.role == me:
            first, second = second, first
    other = second.role
    said = title or _between(session, first.role, other, me)
    open_offer = deal is None or deal.state == "offered"
    speaker = terms.offerer
    mood: art.Mood = "strained" if word_of(view, speaker) < _DOUBTED else "calm"
    line_of_chips = Flow(
        Text(said, weight="semibold"),
        Chip(voice.quarter(deal.quarter)) if deal and deal.quarter < view.quarter else None,
        _state(session, deal) if deal else None,
        Chip(_known(terms, deal)),
        gap=8,
        lead=3,
    )
    words = Column(
        line_of_chips,
        Text(spoken(voice, terms, me), size="lead", weight="serif_italic") if open_offer else None,
        _worth(session, view, terms) if me and open_offer else None,
        Note(together(voice, view, me, other)) if me else None,
        gap=5,
        grow=1,
    )
    face = Portrait(speaker, mood, size=64, label=voice.title_of(speaker))
    head = Row(face, words, gap=14, align="start")
    both = (
        _side(session, first, "You promise" if first.role == me else ""),
        _side(session, second, ""),
    )
    body: Node = Row(*both, gap=18) if c.ems > 58 else Column(*both)
    foot = _price(session, view, terms, me, deal) if price and me else None
    line = Flow(*buttons, align="end") if buttons else None
    if line is not None and foot is not None and c.ems > 58:
        foot.basis = 0
        foot, line = Row(foot, line, gap=18, align="end"), None
    return Panel(
        Column(head, body, foot, line, gap=9), fill="paper", accent=other, pad=(18, 12), key=key
    )


def _worth(session: Session, view: View, terms: Terms) -> Node | None:
    """Return what an offer is worth to the reader, in a line; None where nothing can be said."""
    found = worth(session.voice, view, terms, session.thumb)
    if not found:
        return None
    marks = (f"[good]▲[/] {esc(s)}" if gain else f"[bad]▼[/] {esc(s)}" for s, gain in found)
    parts = (Rich(mark, size="small") for mark in marks)
    return Flow(Note("To you:"), *parts, gap=12, lead=2)


def _between(session: Session, a: Role, b: Role, me: Role | None) -> str:
    voice = session.voice
    if me:
        return f"Between you and {voice.office(b)}"
    return f"Between {voice.office(a)} and {voice.office(b)}"


def _known(terms: Terms, deal: SeenDeal | None) -> str:
    """Return whether others may read it."""
    if deal is not None and deal.leaked:
        return "[icon megaphone] leaked"
    return "[icon lock] secret" if terms.secret else "[icon public] public"


def _state(session: Session, deal: SeenDeal) -> Node:
    said = STATES[deal.state]
    if deal.broken_by is not None:
        said += f" by {session.voice.office(deal.broken_by)}"
    return Chip(esc(said), fill=_FILLS.get(deal.state, ""))


def _side(session: Session, side: Side, lead: str) -> Node:
    voice = session.voice
    verb = voice.verb(side.role, "promises", "promise")
    head = lead or f"{voice.office(side.role, start=True)} {verb}"
    gives: list[Node] = [
        Row(
            Icon("check", size=15, colour="soft"),
            Text(sentence(g), grow=1),
            gap=7,
            align="start",
        )
        for g in side.gives
    ] or [Text("Nothing in return.", colour="soft")]
    return Column(
        Rich(f"[{side.role}]{esc(head)}[/]", size="small"),
        *gives,
        Note(sentence(side.bond)),
        gap=3,
        share=1,
    )


def _price(session: Session, view: View, terms: Terms, me: Role, deal: SeenDeal | None) -> Node:
    costs = listed(breaking(session.voice, view, terms, me, deal))
    return Column(
        Rich(f"[bad]If you break it:[/] {esc(costs)}.", size="small")
        if costs
        else Note(UNBREAKABLE),
        Rich(f"[good]If kept:[/] {esc(keeping(terms))}.", size="small"),
        gap=2,
        grow=1,
    )


def empty(icon: str, head: str, words: str) -> Node:
    """Say why a list has nothing on it, and what would put something there."""
    return Panel(
        Level(
            Icon(icon, size=30, colour="soft"),
            Column(Text(head, weight="semibold"), Note(words), gap=2, grow=1),
            gap=14,
        ),
        pad=(18, 16),
    )

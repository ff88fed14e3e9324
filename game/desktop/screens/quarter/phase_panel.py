"""The matter in hand: what the phase is about – the bulletin, an event, the talks."""

from __future__ import annotations

from functools import partial

from game.desktop.kit.buttons import Button
from game.desktop.kit.cards import Card
from game.desktop.kit.layout import Grid, Panel, Spacer
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.meters import Chip
from game.desktop.kit.node import Node
from game.desktop.kit.pictures import Portrait
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.words import Heading, Note, Rich, RoleMark, Text, esc
from game.desktop.match_session import Session
from game.desktop.screens.boards.cases import open_cases, words
from game.desktop.screens.parts.arrow_lines import ArrowLines
from game.desktop.screens.screen import ScreenContext
from game.desktop.theme import Size
from game.match.seats import HUMAN
from game.rules.state.commands import AnswerEvent, OfferDeal, ReplyDeal
from game.rules.state.deal_terms import Terms
from game.rules.state.view import PendingEvent, SeenDeal
from game.telling import acts, near_ends
from game.telling import cards as card_texts
from game.telling import deals as deal_words
from game.telling.agendas import own_steps
from game.telling.front_page import front_page
from game.telling.names import private_papers, summons_said


def bulletin(c: ScreenContext, s: Session) -> Node:
    """Return the front page of last quarter, and what only this office knows."""
    voice, view = s.voice, s.view
    scenario = voice.scenario
    if view.quarter == view.first:
        lead = Panel(
            Column(
                Text("THE BRIEFING PAPER", size="tiny", weight="bold", colour="soft"),
                Text(scenario.headline, size="title", weight="bold"),
                Text(scenario.tagline),
                gap=5,
            ),
            fill="paper",
            grow=1,
        )
        stories: list[Node] = [lead]
    else:
        page = front_page(voice, view, s.heard(), view.quarter - 1, limit=4)
        stories = [
            Panel(
                Column(
                    Text(
                        "FRONT PAGE" if not i else "ALSO IN THE PAPERS",
                        size="tiny",
                        weight="bold",
                        colour="soft",
                    ),
                    Text(story.headline, size="lead" if i else "title", weight="bold"),
                    Text(story.sentence, size="small"),
                    gap=4,
                ),
                fill="paper",
                pad=12,
                grow=1,
            )
            for i, story in enumerate(page)
        ]
    opens = acts.opening(voice, view.quarter)
    if opens:
        act = Panel(
            Column(
                Text(acts.title(voice, view.quarter), size="title", weight="bold"),
                Text(opens),
                gap=5,
            ),
            fill="paper",
            pad=12,
            grow=1,
        )
        stories = [act, *stories]
    box = _red_box(c, s)
    return Scroll(Grid(*([box] if box else []), *stories, min_column=250, gap=10), key="bulletin")


def _red_box(c: ScreenContext, s: Session) -> Node | None:
    role = s.role
    if role is None:
        return None
    voice, view = s.voice, s.view
    lines: list[str] = []
    if view.agenda:
        lines.append(f"[icon target] Secret aim: [b]{esc(voice.agenda(view.agenda))}[/]")
        lines += [esc(step) for step in own_steps(voice, view)]
    lines += [f"[bad][icon at-risk] {esc(near)}[/]" for near in near_ends.lines(voice, view)]
    if view.summons:
        summoned = esc(summons_said(voice, view.summons, role))
        token = "warn" if role == "secretary" else "ink"
        lines.append(f"[{token}][icon at-risk] {summoned}[/]")
    for case in open_cases(s)[:3]:
        text = words(s, case)
        token = "warn" if case.falls_due and case.decider == role else "ink"
        lines.append(
            f"[{token}][icon clock][/] [b]{esc(text.hospital)}[/]: {esc(text.decides)}, "
            f"{esc(text.clock)}."
        )
    for lever, why in list(s.suggestions(c).items())[:3]:
        name = voice.lever(lever, view.quarter)
        lines.append(f"[icon info] Consider [b]{esc(name)}[/]: {esc(why)}")
    said = {
        "full": "took full effect",
        "half": "took half effect",
        "cancelled": "was cancelled",
        "fizzled": "fizzled",
    }
    for order in view.orders:
        if order.role == role and order.quarter == view.quarter - 1:
            name = voice.lever(order.lever, order.quarter)
            icon = "check" if order.outcome in ("full", "half") else "close"
            lines.append(f"[icon {icon}] {esc(name)} {said[order.outcome]}.")
    live = [d for d in view.deals if d.state == "live" and role in (d.terms.offerer, d.terms.other)]
    for deal in live:
        mine = "; ".join(deal_words.promises(voice, deal.terms, role))
        lines.append(f"[icon deal] You promised to {esc(mine)}." if mine else "[icon deal] A deal.")
    name = private_papers(role)
    return Panel(
        Column(
            Level(RoleMark(role, size=24), Heading(name, size="lead")),
            *(Rich(x, size="small") for x in lines),
            gap=6,
        ),
        fill="raised",
        accent=role,
        grow=1,
        pad=(16, 12),
        key="red-box",
    )


def event(c: ScreenContext, s: Session, *, roomy: bool = False) -> Node:
    """Return the event in hand and its answers; anyone may read it.

    ``roomy``: it need not share its place with the boards.
    """
    pending = s.view.events
    if not pending:
        return Panel(Text("A quiet quarter: nothing has to be answered.", colour="soft"), grow=1)
    return _one_event(c, s, pending[0], "body" if roomy else "small")


def _one_event(c: ScreenContext, s: Session, item: PendingEvent, size: Size) -> Node:
    voice = s.voice
    spec = voice.scenario.event(item.event)
    mine = s.match.seats[item.answers] == HUMAN and s.role in (None, item.answers)
    roomy = size == "body" and c.lines > 36
    told = Text(spec.prose, size="lead" if roomy else size, weight="serif" if roomy else "regular")
    face = Portrait(item.answers, size=112) if roomy and c.ems > 66 else None
    told.grow = 1
    paper = Panel(
        Column(
            Level(
                Heading(spec.title, grow=1),
                RoleMark(item.answers, size=24),
                Note(
                    f"{voice.office(item.answers, start=True)} "
                    f"{voice.verb(item.answers, 'answers', 'answer')}",
                    weight="semibold",
                ),
            ),
            Row(face, told, gap=14, align="start"),
            gap=5,
        ),
        fill="paper",
        pad=(14, 8),
    )
    cards = []
    forecast = s.forecast if s.forecast.ready else {}
    for i, said in enumerate(card_texts.options(voice, item, forecast)):
        closed = said.reasons
        command = AnswerEvent(role=item.answers, event=item.event, option=said.option)
        thumb = s.thumb(f"{item.event}/{said.option}")  # known at once: it says how much room
        cards.append(
            Card(
                said.title,
                Text(said.title, weight="semibold"),
                Text(said.prose, size=size),
                ArrowLines(
                    voice,
                    said.arrows or thumb,
                    s.role,
                    ready=s.forecast.ready,
                    lines=2 if len(thumb) > 1 else 1,
                ),
                *(Rich(f"[bad][icon lock] {esc(r)}[/]", size="small") for r in closed),
                on_press=partial(_answer, c, s, command) if mine and not closed else None,
                accent=item.answers,
                barred=bool(closed),
                hotkey=str(i + 1) if mine and not closed else "",
                enabled=mine and not closed,
                key=f"answer-{said.option}",
                gap=4,
            )
        )
    answers = Grid(*cards, min_column=200, gap=8, key="answers")
    return Scroll(Column(paper, answers, pad=3), key="event-answers")


def _answer(c: ScreenContext, s: Session, command: AnswerEvent) -> None:
    if s.submit(c, command):
        c.sound("card")
        c.routes.play(s)


def talks(c: ScreenContext, s: Session) -> Node:
    """Return offers made to you, deals in force, and offers ready to be made."""
    voice, view, role = s.voice, s.view, s.role
    waiting = [d for d in view.deals if d.state == "offered"]
    live = [d for d in view.deals if d.state == "live"]
    cards: list[Node] = [_offer_card(c, s, d) for d in [*waiting, *live]]
    if role is not None:
        cards += [
            Card(
                deal_words.contract(voice, terms),
                Level(
                    RoleMark(terms.other, size=22),
                    Text(f"Offer {voice.office(terms.other)}", weight="semibold", grow=1),
                ),
                Text(deal_words.contract(voice, terms), size="small"),
                Spacer(),
                Rich("[icon deal] [b]Make this offer[/]", size="small"),
                on_press=partial(_ask_offer, c, s, terms),
                accent=terms.other,
                key=f"offer-{i}",
            )
            for i, terms in enumerate(deal_words.fitting(view))
        ]
    if not cards:
        return Panel(
            Text(
                "No deal is on the table. Talk: it costs nothing and binds nobody.", colour="soft"
            ),
            grow=1,
        )
    return Scroll(Grid(*cards, min_column=240, gap=10), key="talks")


def _ask_offer(c: ScreenContext, s: Session, terms: Terms) -> None:
    """Ask first: the cards change their places when a deal is struck or refused."""
    c.confirm(
        f"Make {s.voice.office(terms.other)} this offer?",
        esc(deal_words.contract(s.voice, terms)),
        "Offer it",
        partial(_offer, c, s, terms),
    )


def _offer(c: ScreenContext, s: Session, terms: Terms) -> None:
    assert s.role is not None
    if s.submit(c, OfferDeal(role=s.role, terms=terms)):
        c.toast("The offer is made.", "deal")


def _offer_card(c: ScreenContext, s: Session, deal: SeenDeal) -> Node:
    voice, role, terms = s.voice, s.role, deal.terms
    to_me = role is not None and role == terms.other and deal.state == "offered"
    mine = role is not None and role == terms.offerer and deal.state == "offered"
    coach = (
        Note(deal_words.price_of_breaking(voice, s.view, terms, role, deal))
        if c.settings.coach and role in (terms.offerer, terms.other) and role is not None
        else None
    )

    def reply(word: str) -> None:
        assert role is not None
        s.submit(c, ReplyDeal(role=role, deal=deal.number, reply=word))  # type: ignore[arg-type]

    return Panel(
        Column(
            Level(
                RoleMark(terms.offerer, size=22),
                RoleMark(terms.other, size=22),
                Text(
                    "Offered to you" if to_me else "Your offer" if mine else "A deal",
                    weight="semibold",
                    grow=1,
                ),
                Chip(
                    "in force" if deal.state == "live" else "offered",
                    fill="good" if deal.state == "live" else "warn",
                ),
                gap=6,
            ),
            Text(deal_words.contract(voice, terms, leaked=deal.leaked), size="small"),
            coach,
            Row(
                Button(
                    "Accept",
                    partial(reply, "accept"),
                    kind="primary",
                    size="small",
                    key=f"accept-{deal.number}",
                ),
                Button(
                    "Decline", partial(reply, "decline"), size="small", key=f"decline-{deal.number}"
                ),
            )
            if to_me
            else None,
            Button(
                "Withdraw it",
                partial(reply, "withdraw"),
                size="small",
                key=f"withdraw-{deal.number}",
            )
            if mine
            else None,
            gap=6,
        ),
        fill="paper",
        pad=12,
        key=f"deal-{deal.number}",
    )

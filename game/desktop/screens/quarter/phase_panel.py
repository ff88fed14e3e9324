"""The matter in hand: what the phase is about – the bulletin, an event, the talks."""

from __future__ import annotations

from functools import partial
from typing import Final

from game.desktop.kit.cards import Card
from game.desktop.kit.layout import Grid, Panel, Rule
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.node import Node
from game.desktop.kit.pictures import Portrait, Vignette
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.words import Heading, Note, Rich, RoleMark, Text, esc
from game.desktop.match_session import Session
from game.desktop.screens.boards.cases import open_cases, words
from game.desktop.screens.parts.arrow_lines import ArrowLines
from game.desktop.screens.parts.contract import contract
from game.desktop.screens.parts.event_picture import shown_by
from game.desktop.screens.screen import ScreenContext
from game.desktop.theme import Size
from game.match.seats import HUMAN
from game.rules.state.commands import AnswerEvent
from game.rules.state.view import PendingEvent
from game.scenario.schema.base import ROLES
from game.scenario.schema.scenario import Scenario
from game.telling import acts, near_ends
from game.telling import cards as card_texts
from game.telling import deals as deal_words
from game.telling.agendas import own_steps
from game.telling.for_you import change_said, for_you, points_said, succession
from game.telling.front_page import front_page
from game.telling.names import private_papers, summons_said
from game.telling.office_briefs import ABOUT

#: The least and the most letters of what sets a scenario's scene in the first bulletin.
_SCENE: Final = 80, 320


def bulletin(c: ScreenContext, s: Session) -> Node:
    """Return what only this office knows, what was published made of its score, and the papers."""
    voice, view = s.voice, s.view
    opens = acts.opening(voice, view.quarter)
    act = _paper("", acts.title(voice, view.quarter), opens) if opens else None
    first = view.quarter == view.first
    scenario = voice.scenario
    lead = _paper("THE BRIEFING PAPER", scenario.headline, scene(scenario)) if first else None
    rest = _table(s) if first else _last_papers(s)
    news = Column(act, lead or _published(s), rest, gap=10)
    box = _red_box(c, s)
    return Scroll(Grid(*([box] if box else []), news, min_column=250, gap=10), key="bulletin")


def scene(scenario: Scenario) -> str:
    """Return the first sentences of a scenario's background; its tagline where they are too long.

    The tagline says what the headline says, and was read in the menu.
    """
    said = ""
    for part in " ".join(scenario.background.split()).split(". "):
        said = f"{said} {part.removesuffix('.')}.".strip()
        if len(said) >= _SCENE[0]:
            break
    return said if _SCENE[0] <= len(said) <= _SCENE[1] else scenario.tagline


def _table(s: Session) -> Node:
    """Return who else sits at the table, and what each wants."""
    others = [role for role in ROLES if role != s.role]
    rows = [
        Row(
            RoleMark(role, size=26),
            Column(
                Text(s.voice.title_of(role), weight="semibold"),
                Text(ABOUT[role][1], size="small", colour="soft"),
                gap=1,
                grow=1,
            ),
            gap=10,
            align="start",
        )
        for role in others
    ]
    head = Heading("Around the table", size="lead")
    return Panel(Column(head, *rows, gap=9), fill="raised", pad=(16, 12), key="table")


def _paper(kicker: str, headline: str, *said: str) -> Node:
    """Return a sheet of paper: what it is, its headline, what it says."""
    return Panel(
        Column(
            Text(kicker, size="tiny", weight="bold", colour="soft") if kicker else None,
            Text(headline, size="title", weight="serif_bold", role="heading"),
            *(Text(text, weight="serif") for text in said),
            gap=5,
        ),
        fill="paper",
        pad=(16, 12),
    )


def _published(s: Session) -> Node | None:
    """Return what the bulletin made of the reader's score, term by term; None for the public."""
    own = for_you(s.voice, s.view, s.heard())
    if own is None or own.score is None or own.before is None:
        return None
    by = round(own.score - own.before, 1)
    colour = "good" if by > 0 else "bad" if by < 0 else "soft"
    rows: list[Node] = [
        Column(
            Level(
                Text(name, size="small", grow=1),
                Text(
                    change_said(moved),
                    size="small",
                    weight="semibold",
                    colour="good" if moved > 0 else "bad",
                    wrap=False,
                ),
                gap=8,
            ),
            Note(why) if why else None,
            gap=1,
        )
        for name, moved, why in own.move
    ]
    return Panel(
        Column(
            Level(
                Heading("Published: your score", size="lead", grow=1),
                Text(points_said(own.score), size="lead", weight="bold", wrap=False),
                Text(change_said(by), weight="semibold", colour=colour, wrap=False),
                gap=10,
            ),
            *(rows or [Note("Nothing that was published moved it.")]),
            gap=5,
        ),
        fill="raised",
        pad=(16, 12),
        key="published",
    )


def _last_papers(s: Session) -> Node:
    """Return last quarter's front page in short: the lead, and what stood under it."""
    lead, *others = front_page(s.voice, s.view, s.heard(), s.view.quarter - 1, limit=4)
    under = [Text(story.headline, size="small", weight="semibold") for story in others]
    return Panel(
        Column(
            Text("LAST QUARTER'S FRONT PAGE", size="tiny", weight="bold", colour="soft"),
            Text(lead.headline, size="title", weight="serif_bold", role="heading"),
            Text(lead.sentence, size="small", weight="serif"),
            *([Rule(), *under] if under else []),
            gap=5,
        ),
        fill="paper",
        pad=(16, 12),
    )


#: So many cases the papers of an office list, and whatever is its own to decide now.
_CASES: Final = 3


def _red_box(c: ScreenContext, s: Session) -> Node | None:
    role = s.role
    if role is None:
        return None
    voice, view = s.voice, s.view
    lines: list[str] = []
    news = succession(voice, view, s.heard())
    if news:
        lines.append(f"[warn][icon at-risk] {esc(news)}[/]")
    if view.agenda:
        lines.append(f"[icon target] Secret aim: [b]{esc(voice.agenda(view.agenda))}[/]")
        lines += [esc(step) for step in own_steps(voice, view)]
    lines += [f"[bad][icon at-risk] {esc(near)}[/]" for near in near_ends.lines(voice, view)]
    if view.summons:
        summoned = esc(summons_said(voice, view.summons, role))
        token = "warn" if role == "secretary" else "ink"
        lines.append(f"[{token}][icon at-risk] {summoned}[/]")
    for i, case in enumerate(open_cases(s)):
        if i >= _CASES and not (case.falls_due and case.decider == role):
            continue
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
        mine = deal_words.promised(voice, deal.terms, role)
        lines.append(f"[icon deal] You promised {esc(mine)}." if mine else "[icon deal] A deal.")
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
    drawing = None
    if size == "body":  # it fills whatever the words leave
        shows = shown_by(x for o in spec.options for x in s.thumb(f"{item.event}/{o.id}"))
        drawing = Vignette(shows, width=620, most=1, least=96, grow=1)
    paper = Panel(
        Column(
            Level(
                Text(
                    spec.title,
                    size="head" if size == "body" else "title",
                    weight="serif_bold",
                    role="heading",
                    grow=1,
                ),
                RoleMark(item.answers, size=24),
                Note(
                    f"{voice.office(item.answers, start=True)} "
                    f"{voice.verb(item.answers, 'answers', 'answer')}",
                    weight="semibold",
                ),
            ),
            Row(face, told, gap=14, align="start"),
            drawing,
            gap=5,
        ),
        fill="paper",
        pad=(14, 8),
        grow=1,
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
    s.foresee(command.event)
    if s.submit(c, command):
        c.sound("card")
        c.routes.play(s)


def talks(c: ScreenContext, s: Session) -> Node:
    """Return what anybody may read of the talks: offers on the table and deals in force."""
    view = s.view
    seen = [d for state in ("offered", "live") for d in view.deals if d.state == state]
    if not seen:
        return Panel(
            Text(
                "No deal is on the table. Talk: it costs nothing and binds nobody.", colour="soft"
            ),
            grow=1,
        )
    papers = (contract(s, c, view, d.terms, deal=d, key=f"deal-{d.number}") for d in seen)
    return Scroll(Column(*papers, gap=10), key="talks")

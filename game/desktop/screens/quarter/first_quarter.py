"""The first quarter for a newcomer: one hospital, one offer, one order – then the full desk.

A person alone at the screen who asked to be guided meets one thing at a time and seals a first
sensible order in a minute or so. Every step can be left for the whole desk, which nothing
here hides from: the same commands are given as there.
"""

from __future__ import annotations

from functools import partial

from game.desktop import art
from game.desktop.kit.buttons import Button
from game.desktop.kit.cards import Card
from game.desktop.kit.layout import Grid, Panel, Spacer
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.node import Node
from game.desktop.kit.pictures import CardArt, Portrait, RoomGround
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.words import Heading, Note, Rich, Text, esc
from game.desktop.match_session import Session
from game.desktop.screens.boards.cases import open_cases, words
from game.desktop.screens.parts.arrow_lines import ArrowLines
from game.desktop.screens.quarter import phase_panel
from game.desktop.screens.quarter.ai_turns import AiTurns
from game.desktop.screens.quarter.lever_card import price_markup
from game.desktop.screens.quarter.pause_menu import menu_button
from game.desktop.screens.screen import ScreenContext
from game.rules.phase_table import PHASE_TABLE
from game.rules.state.commands import Order, ReplyDeal, Seal
from game.rules.state.view import LegalOrder, SeenCase, SeenDeal
from game.scenario.schema.base import Role
from game.telling import deals as deal_words
from game.telling.formatting import inside, listed, plural

#: The steps as they are numbered, by phase.
STEPS = {"bulletin": 1, "event": 2, "talks": 3, "orders": 4}
#: At most so many orders to choose from.
_ORDERS = 3


def guided(session: Session) -> bool:
    """Return whether the guided first quarter is due: asked for, one person, still the first."""
    view = session.view
    dashboard = PHASE_TABLE[view.phase].screen == "dashboard"
    first = view.quarter == view.first
    return session.guided and len(session.humans) == 1 and dashboard and first


def proposed(legal: LegalOrder) -> Order:
    """Return a lever as an order with what it proposes: its first targets, no bid."""
    return Order(
        lever=legal.lever,
        trusts=tuple(legal.trusts[: legal.n]),
        to_role=legal.roles[0] if legal.roles else None,
        tag=legal.tags[0] if legal.tags else None,
    )


class FirstQuarter(AiTurns):
    """One thing at a time, in the office's own room."""

    title = "Your first quarter"

    def __init__(self, session: Session) -> None:
        self.session = session
        self.role: Role = session.humans[0]
        self.chosen = ""

    @property
    def eager(self) -> bool:
        """Only while there is nothing but to read: an Enter too many must not accept a deal."""
        return self.session.view.phase == "bulletin"

    @property
    def room(self) -> Role | None:
        """The office's own."""
        return self.role

    def build(self, c: ScreenContext) -> Node:
        """Build the step that the phase asks for."""
        s = self.session
        self.wake()
        head, said, matter, on = self._step(c)
        step = STEPS.get(s.view.phase, 0)
        return RoomGround(
            self.role,
            Column(
                Level(
                    Heading("Your first quarter", size="head"),
                    Text(f"{s.voice.quarter(s.view.quarter)} · step {step} of 4", colour="soft"),
                    Spacer(),
                    Button(
                        "The whole desk",
                        partial(self._whole, c),
                        icon="list",
                        kind="quiet",
                        hotkey="w",
                        tip="Leave the guide: every figure, lever and deal.",
                        key="whole-desk",
                    ),
                    menu_button(c, s, hotkey="escape"),
                    gap=12,
                ),
                Panel(
                    Row(
                        Portrait(self.role, "calm", 76),
                        Column(
                            Text(head, size="title", weight="serif_bold", role="heading"),
                            Text(said),
                            gap=4,
                            grow=1,
                        ),
                        gap=16,
                        align="start",
                    ),
                    fill="paper",
                    accent=self.role,
                    pad=(18, 12),
                ),
                Scroll(Column(matter), key="matter"),
                Row(Spacer(), on) if on is not None else None,
                gap=12,
                pad=(28, 18),
            ),
        )

    # ---- the steps --------------------------------------------------------------------

    def _step(self, c: ScreenContext) -> tuple[str, str, Node, Node | None]:
        """Return a step's heading, what it says, the matter, and the way on."""
        s = self.session
        on = Button(
            "Go on",
            partial(c.routes.advance, s),
            kind="primary",
            size="lead",
            hotkey="ctrl+return",
            show_key=True,
            icon="arrow-right",
            key="advance",
        )
        match s.view.phase:
            case "event":
                return (
                    "Something happened",
                    (
                        "An office answers in the open, whoever it is. If it is you, press the "
                        "answer that you can live with: the arrows say what it should move."
                    ),
                    phase_panel.event(c, s, roomy=True),
                    None,
                )
            case "talks":
                return (
                    "One offer",
                    (
                        "Talk binds nobody; a written deal does, and breaking one costs your "
                        "word. Accept what you mean to keep, or go on without."
                    ),
                    self._offers(c),
                    on,
                )
            case "orders":
                return (
                    "One order",
                    (
                        "Choose one. It is sealed: nobody sees it before all are turned over. "
                        "Next quarter you may give two, and the whole hand is yours."
                    ),
                    self._orders(c),
                    self._seal(c),
                )
            case _:
                return (
                    "One hospital",
                    (
                        "Hospitals on the failing list fall due, one by one. When the clock runs "
                        "out the office named decides, and the others stake clout for or against."
                    ),
                    self._hospital(c),
                    on,
                )

    def _hospital(self, c: ScreenContext) -> Node:
        case = self._case()
        failing = plural(len(self.session.view.listed), "hospital")
        if case is None:
            return Panel(
                Row(
                    CardArt("town", width=320),
                    Text(
                        f"{failing} on the list of those that fail. None has fallen due yet.",
                        size="lead",
                        grow=1,
                    ),
                    gap=18,
                    align="start",
                ),
                fill="paper",
                pad=18,
            )
        told = words(self.session, case)
        mine = case.decider == self.role
        card = Column(
            Text(told.hospital, size="head", weight="serif_bold"),
            Rich(f"[icon clock] [b]{esc(told.clock)}[/]: {esc(told.decides)}"),
            Text(" ".join(filter(None, (told.fails, told.cash)))),
            Text(
                "It is yours to decide."
                if mine
                else "It is not yours; you may stake clout for a way out or against one.",
                colour="soft",
            ),
            Note(f"Ways out: {listed(inside(w.title) for w in told.ways)}.") if told.ways else None,
            Note(f"One of {failing} on the list. The others wait under Cases."),
            gap=8,
            grow=1,
        )
        picture = CardArt("town", width=360 if c.ems > 58 else 200)
        return Panel(Row(picture, card, gap=20, align="start"), fill="paper", pad=18)

    def _case(self) -> SeenCase | None:
        """Return the case to show: one's own that falls due first, else the first of any."""
        found = open_cases(self.session)
        return next((x for x in found if x.decider == self.role), found[0] if found else None)

    def _offers(self, c: ScreenContext) -> Node:
        s = self.session
        mine = [d for d in s.view.deals if d.state == "offered" and d.terms.other == self.role]
        if not mine:
            return Panel(
                Text("Nobody has offered you anything yet. Deals can wait until next quarter."),
                fill="paper",
                pad=18,
            )
        deal = mine[0]
        voice = s.voice
        return Panel(
            Row(
                Portrait(deal.terms.offerer, "calm", 120),
                Column(
                    Text(
                        f"{voice.office(deal.terms.offerer, start=True)} "
                        f"{voice.verb(deal.terms.offerer, 'offers', 'offer')} you this",
                        weight="serif_bold",
                        size="lead",
                    ),
                    Text(deal_words.contract(voice, deal.terms, leaked=deal.leaked)),
                    Note(deal_words.price_of_breaking(voice, s.view, deal.terms, self.role, deal)),
                    Row(
                        Button(
                            "Accept",
                            partial(self._reply, c, deal, "accept"),
                            kind="primary",
                            key=f"accept-{deal.number}",
                        ),
                        Button(
                            "Decline",
                            partial(self._reply, c, deal, "decline"),
                            key=f"decline-{deal.number}",
                        ),
                        gap=10,
                    ),
                    gap=8,
                    grow=1,
                ),
                gap=18,
                align="start",
            ),
            fill="paper",
            accent=deal.terms.offerer,
            pad=18,
        )

    def _reply(self, c: ScreenContext, deal: SeenDeal, word: str) -> None:
        self.session.submit(
            c,
            ReplyDeal(role=self.role, deal=deal.number, reply=word),  # type: ignore[arg-type]
        )

    # ---- the order --------------------------------------------------------------------

    def choices(self) -> list[tuple[LegalOrder, str]]:
        """Return the orders to choose from, each with why: those suggested that are lawful, then
        the first others that are open. None works against the office's own secret aim."""
        s = self.session
        open_now = {o.lever: o for o in s.view.menu if not o.reasons and not s.against_aim(o.lever)}
        out = [
            (open_now[x.lever], x.why)
            for x in s.voice.scenario.suggested
            if x.role == self.role and x.lever in open_now
        ]
        known = {o.lever for o, _ in out}
        out += [(o, "") for o in open_now.values() if o.lever not in known]
        return out[:_ORDERS]

    def _orders(self, c: ScreenContext) -> Node:
        s = self.session
        cards = [self._order_card(c, legal, why) for legal, why in self.choices()]
        due = [x for x in s.view.cases if x.falls_due and x.decider == self.role]
        note = None
        if due:
            note = Note(
                f"{words(s, due[0]).hospital} falls due now and takes its usual way out, "
                "unless you decide it on the whole desk."
            )
        return Column(Grid(*cards, min_column=300, gap=12), note, gap=10)

    def _order_card(self, c: ScreenContext, legal: LegalOrder, why: str) -> Node:
        s = self.session
        voice, quarter = s.voice, s.view.quarter
        lever = voice.scenario.lever(legal.lever)
        title = voice.lever(legal.lever, quarter)
        named = [s.view.trusts.name[s.view.trusts.id.index(t)] for t in legal.trusts[: legal.n]]
        arrows = s.forecast[legal.lever] if s.forecast.ready else ()
        return Card(
            title,
            CardArt(art.kind_of(lever.tags), most=96),
            Level(
                Text(title, weight="serif_bold", size="lead", grow=1),
                Rich(price_markup(legal.clout, legal.purse_m), size="small", wrap=False),
            ),
            Text(why or lever.prose, size="small"),
            Note("On " + ", ".join(named)) if named else None,
            ArrowLines(voice, arrows, self.role, ready=s.forecast.ready, lines=2),
            on_press=partial(setattr, self, "chosen", legal.lever),
            chosen=legal.lever == self.chosen,
            accent=self.role,
            key=f"first-{legal.lever}",
        )

    def _seal(self, c: ScreenContext) -> Node:
        return Button(
            "Seal this order",
            partial(self._give, c),
            kind="seal",
            icon="seal",
            size="lead",
            hotkey="ctrl+return",
            show_key=True,
            enabled=bool(self.chosen),
            key="seal",
        )

    def _give(self, c: ScreenContext) -> None:
        legal = next((o for o, _ in self.choices() if o.lever == self.chosen), None)
        if legal is None:
            return
        if self.session.submit(c, Seal(role=self.role, orders=(proposed(legal),))):
            c.sound("seal")
            c.routes.play(self.session)

    def _whole(self, c: ScreenContext) -> None:
        self.session.guided = False
        c.routes.play(self.session)

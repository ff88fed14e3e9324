"""The first quarter for a newcomer: one hospital, one offer, one order – then the full desk.

A person alone at the screen who asked to be guided meets one thing at a time and seals a first
sensible order in a minute or so. Every step can be left for the whole desk, which nothing
here hides from: the same commands are given as there.
"""

from __future__ import annotations

from functools import partial

from game.desktop.kit.buttons import Button
from game.desktop.kit.layout import Panel, Spacer
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.node import Node
from game.desktop.kit.pictures import CardArt, Portrait, RoomGround
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.words import Heading, Note, Rich, Text, esc
from game.desktop.match_session import Session
from game.desktop.screens.boards.cases import open_cases, words
from game.desktop.screens.parts.contract import contract
from game.desktop.screens.parts.thinking_sign import ThinkingSign
from game.desktop.screens.quarter import phase_panel
from game.desktop.screens.quarter.ai_turns import AiTurns
from game.desktop.screens.quarter.first_order import FirstOrder
from game.desktop.screens.quarter.pause_menu import menu_button
from game.desktop.screens.screen import ScreenContext
from game.rules.phase_table import PHASE_TABLE
from game.rules.state.commands import ReplyDeal
from game.rules.state.view import SeenCase, SeenDeal
from game.scenario.schema.base import Role
from game.scenario.title_case import inside
from game.telling.formatting import listed, plural, sentence

#: The steps as they are numbered, by phase.
STEPS = {"bulletin": 1, "event": 2, "talks": 3, "orders": 4}


def guided(session: Session) -> bool:
    """Return whether the guided first quarter is due: asked for, one person, still the first."""
    view = session.view
    dashboard = PHASE_TABLE[view.phase].screen == "dashboard"
    first = view.quarter == view.first
    return session.guided and len(session.humans) == 1 and dashboard and first


class FirstQuarter(AiTurns):
    """One thing at a time, in the office's own room."""

    title = "Your first quarter"

    def __init__(self, session: Session) -> None:
        self.session = session
        self.role: Role = session.humans[0]
        self.order = FirstOrder(session, self.role)
        self.sign: ThinkingSign = ThinkingSign(session)

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
                    self.sign.build(c, justify="end"),
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
                Level(
                    self.order.means() if s.view.phase == "orders" else None, Spacer(), on, gap=14
                )
                if on is not None
                else None,
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
            case "talks" if not self._offered():
                return (
                    "Talks",
                    (
                        "Talk binds nobody; a written deal does, and breaking one costs your "
                        "word. From next quarter on you may make offers of your own."
                    ),
                    self._offers(c),
                    on,
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
                    self.order.build(c),
                    self.order.seal(c),
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
            Text(" ".join(sentence(x) for x in (told.fails, told.cash, told.where) if x)),
            Text(
                "You take one of its ways out on your sheet, "
                + ("when you give your order." if case.falls_due else "once it falls due.")
                if mine
                else "It is not yours; you may stake clout for a way out or against one.",
                colour="soft",
            ),
            Note(f"Ways out: {listed((inside(w.title) for w in told.ways), 'or')}.")
            if told.ways
            else None,
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

    def _offered(self) -> list[SeenDeal]:
        """Return the offers to this office that wait for an answer."""
        deals = self.session.view.deals
        return [d for d in deals if d.state == "offered" and d.terms.other == self.role]

    def _offers(self, c: ScreenContext) -> Node:
        s = self.session
        mine = self._offered()
        if not mine:
            heard = any(self.role in (d.terms.offerer, d.terms.other) for d in s.view.deals)
            said = "That was all." if heard else "Nobody has offered you anything."
            return Panel(Text(f"{said} Deals can wait until next quarter."), fill="paper", pad=18)
        deal = mine[0]
        voice, offerer = s.voice, deal.terms.offerer
        return contract(
            s,
            c,
            s.view,
            deal.terms,
            Button(
                "Decline",
                partial(self._reply, c, deal, "decline"),
                key=f"decline-{deal.number}",
            ),
            Button(
                "Accept",
                partial(self._reply, c, deal, "accept"),
                kind="primary",
                icon="deal",
                key=f"accept-{deal.number}",
            ),
            deal=deal,
            title=f"{voice.office(offerer, start=True)} "
            f"{voice.verb(offerer, 'offers', 'offer')} you this",
        )

    def _reply(self, c: ScreenContext, deal: SeenDeal, word: str) -> None:
        self.session.submit(
            c,
            ReplyDeal(role=self.role, deal=deal.number, reply=word),  # type: ignore[arg-type]
        )

    def _whole(self, c: ScreenContext) -> None:
        self.session.guided = False
        c.routes.play(self.session)

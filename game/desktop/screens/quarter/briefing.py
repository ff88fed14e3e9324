"""The briefing: a letter to the office, what it is scored on, and the secret aim that one keeps."""

from __future__ import annotations

from functools import partial

from game.desktop.kit.buttons import Button
from game.desktop.kit.cards import Card
from game.desktop.kit.layout import Panel, Spacer
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.node import Node
from game.desktop.kit.pictures import Portrait, RoomGround
from game.desktop.kit.popups import Dialog
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.words import Heading, Icon, Note, Rich, Text
from game.desktop.match_session import Session
from game.desktop.screens.parts.role_card import role_card
from game.desktop.screens.parts.seat_pin import ask_seat_pin
from game.desktop.screens.screen import Screen, ScreenContext
from game.rules.state.commands import ChooseAgenda
from game.scenario.schema.base import Role
from game.telling.agendas import steps_said
from game.telling.names import CLOUT
from game.telling.office_briefs import ABOUT
from game.telling.rulebook import filled


class Briefing(Screen):
    """Shown once to each person before the first quarter."""

    title = "Briefing"
    private = True

    def __init__(self, session: Session, role: Role) -> None:
        self.session, self.role = session, role
        self.chosen = ""
        session.look(role)

    def enter(self, c: ScreenContext) -> None:
        """Let the office's few notes be heard, if ambience is on."""
        if c.settings.ambience:
            c.sound(f"motif-{self.role}")

    @property
    def room(self) -> Role | None:
        """The office's own."""
        return self.role

    def build(self, c: ScreenContext) -> Node:
        """Build the letter at the left and the two aims at the right, in the office's room."""
        s = self.session
        voice = s.voice
        wide = c.ems > 58
        letter, aims = self._letter(c, wide=wide), self._aims(c)
        body: Node
        if wide:
            letter.grow, letter.basis = 1, 0
            aims.grow, aims.basis = 1, 0
            body = Scroll(Row(letter, aims, gap=20, align="start"), key="desk")
        else:
            body = Scroll(Column(letter, aims, gap=16), key="desk")
        return RoomGround(
            self.role,
            Column(
                Level(
                    Heading(voice.scenario.title, size="head"),
                    Text(
                        f"{voice.quarter(s.view.first)} to {voice.quarter(s.view.last)}",
                        colour="soft",
                    ),
                    gap=14,
                ),
                body,
                Row(
                    Button("Leave", lambda: c.routes.leave(s), kind="quiet", icon="back"),
                    Spacer(),
                    Button(
                        "Take office",
                        lambda: self._begin(c),
                        kind="primary",
                        size="lead",
                        enabled=bool(self.chosen),
                        hotkey="ctrl+return",
                        show_key=True,
                        key="take-office",
                        tip="" if self.chosen else "Keep one of the two aims first.",
                    ),
                ),
                gap=14,
                pad=(28, 20),
            ),
        )

    def _letter(self, c: ScreenContext, *, wide: bool) -> Node:
        """Return the letter that lies on the desk; facts and sources are one press away."""
        s = self.session
        scenario, voice = s.match.pack.scenario, s.voice
        said = scenario.letters.get(self.role, "")
        _, about = ABOUT[self.role]
        words: list[Node] = [Text(said, size="lead", weight="serif")] if said else []
        if not said:
            words = [Text(scenario.headline, size="title", weight="serif_bold"), Text(about)]
        beside = words if wide else []  # of the portrait, where there is room
        head = Column(
            Note("On your desk"),
            Text(
                f"You are {voice.office(self.role)}",
                size="head",
                weight="serif_bold",
                role="heading",
            ),
            *beside,
            gap=4,
            grow=1,
        )
        portrait = Portrait(self.role, "calm", 168 if wide else 96)
        return Panel(
            Column(
                Row(portrait, head, gap=18, align="start"),
                *([] if wide else words),
                Rich(
                    f"You pay in [?clout]clout[/], your {CLOUT[self.role]}: "
                    + filled("{clout_start} to begin with, {clout_income} more a quarter."),
                    size="small",
                ),
                role_card(voice, self.role),
                Row(
                    Button(
                        "History and sources",
                        partial(self._history, c),
                        icon="book",
                        kind="quiet",
                        hotkey="h",
                        key="history",
                    ),
                    Button(
                        "Change the PIN" if s.pins.has(self.role) else "Set a PIN",
                        partial(ask_seat_pin, c, s, self.role),
                        icon="lock",
                        kind="quiet",
                        tip="Asked for each time the curtain is lifted to your seat.",
                        key="set-pin",
                    )
                    if s.hot_seat
                    else None,
                ),
                gap=12,
            ),
            fill="paper",
            accent=self.role,
            pad=22,
        )

    def _aims(self, c: ScreenContext) -> Node:
        """Return the aims to choose from: keys begin at the first, and then at taking office, so
        that Enter chooses and Enter again begins."""
        s = self.session
        scenario = s.match.pack.scenario
        cards = [
            Card(
                agenda.title,
                Level(
                    Icon("check" if agenda.id == self.chosen else "target", size=20),
                    Heading(agenda.title, size="lead", grow=1),
                ),
                Text(agenda.prose),
                *(
                    Text(said, size="small", colour="soft")
                    for said in steps_said(s.voice, s.view, agenda.id)
                ),
                on_press=partial(self._choose, c, agenda.id),
                chosen=agenda.id == self.chosen,
                first=not self.chosen and n == 0,
                accent=self.role,
                key=f"aim-{agenda.id}",
            )
            for n, agenda in enumerate(map(scenario.agenda, s.view.agendas_dealt))
        ]
        return Column(
            Panel(
                Text(
                    filled(
                        "Keep one secret aim: {step_points} points for its {agenda_steps} steps"
                    ),
                    weight="semibold",
                    size="lead",
                ),
                pad=(16, 10),
            ),
            *cards,
            gap=10,
        )

    def _choose(self, c: ScreenContext, agenda: str) -> None:
        self.chosen = agenda
        c.set_focus("take-office")

    def _history(self, c: ScreenContext) -> None:
        """Show what had happened, what really followed, and where that is from."""
        scenario = self.session.match.pack.scenario
        c.open(
            lambda: Dialog(
                scenario.title,
                Column(
                    Text(scenario.headline, size="title", weight="serif_bold"),
                    *(
                        Text(part.strip(), weight="serif")
                        for part in scenario.background.split("\n")
                        if part.strip()
                    ),
                    Note("From: " + "; ".join(scenario.sources)) if scenario.sources else None,
                    gap=10,
                ),
                on_close=c.close,
                icon="book",
                width=720,
            ),
            key="history",
        )

    def _begin(self, c: ScreenContext) -> None:
        if self.session.submit(c, ChooseAgenda(role=self.role, agenda=self.chosen)):
            c.routes.play(self.session)

    def on_focus_loss(self, c: ScreenContext) -> None:
        """Drop the curtain when several people share the screen."""
        if self.session.hot_seat:
            c.routes.play(self.session)

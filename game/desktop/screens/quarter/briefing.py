"""The briefing: what your office wants and holds, and the secret aim that you keep."""

from __future__ import annotations

from functools import partial

from game.desktop.kit.buttons import Button
from game.desktop.kit.cards import Card
from game.desktop.kit.layout import Panel, Spacer
from game.desktop.kit.lines import Column, Level, Row
from game.desktop.kit.node import Node
from game.desktop.kit.popups import Ground
from game.desktop.kit.scroll import Scroll
from game.desktop.kit.words import Heading, Icon, Note, Rich, RoleMark, Text, esc
from game.desktop.match_session import Session
from game.desktop.screens.menus.new_game import ABOUT
from game.desktop.screens.parts.role_card import role_card
from game.desktop.screens.screen import Screen, ScreenContext
from game.rules.state.commands import ChooseAgenda
from game.scenario.schema.base import Role
from game.telling.agendas import steps_said
from game.telling.names import CLOUT
from game.telling.rulebook import filled


class Briefing(Screen):
    """Shown once to each person before the first quarter."""

    title = "Briefing"
    private = True

    def __init__(self, session: Session, role: Role) -> None:
        self.session, self.role = session, role
        self.chosen = ""
        session.look(role)

    def build(self, c: ScreenContext) -> Node:
        """Build the scenario at the left, the two aims as cards at the right."""
        s = self.session
        scenario, voice = s.match.pack.scenario, s.voice
        wide = c.ems > 58
        story = Panel(
            Scroll(
                Column(
                    Text(scenario.headline, size="head", weight="semibold"),
                    Text(scenario.background),
                    gap=10,
                ),
                key="story",
            ),
            fill="paper",
            grow=1,
            basis=0 if wide else None,
            pad=20,
        )
        aims = [
            Card(
                agenda.title,
                Level(Icon("target", size=20), Heading(agenda.title, size="lead", grow=1)),
                Text(agenda.prose),
                *(
                    Text(said, size="small", colour="soft")
                    for said in steps_said(s.voice, s.view, agenda.id)
                ),
                on_press=partial(setattr, self, "chosen", agenda.id),
                chosen=agenda.id == self.chosen,
                accent=self.role,
                key=f"aim-{agenda.id}",
            )
            for agenda in (scenario.agenda(a) for a in s.view.agendas_dealt)
        ]
        name, about = ABOUT[self.role]
        side = Column(
            Row(
                RoleMark(self.role, size=44, label=name),
                Column(
                    Heading(f"You are {voice.office(self.role)}", size="title"),
                    Note(about),
                    grow=1,
                    gap=2,
                ),
                gap=12,
                align="start",
            ),
            Rich(
                f"You pay in [b]{CLOUT[self.role]}[/]: "
                + filled("{clout_start} to begin with, {clout_income} more a quarter."),
                size="small",
            ),
            role_card(voice, self.role),
            Spacer(4),
            Text(
                filled("Keep one secret aim: {step_points} points for its {agenda_steps} steps"),
                weight="semibold",
                size="lead",
            ),
            *aims,
            self._first_levers(),
            gap=10,
            grow=1,
            basis=0 if wide else None,
        )
        return Ground(
            Column(
                Level(
                    Heading(scenario.title, size="head"),
                    Text(
                        f"{voice.quarter(s.view.first)} to {voice.quarter(s.view.last)}",
                        colour="soft",
                    ),
                    gap=14,
                ),
                Row(story, Scroll(side, share=1, key="side"), gap=20, grow=1)
                if wide
                else Scroll(Column(side, story, gap=16), key="both"),
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
                        key="take-office",
                    ),
                ),
                gap=14,
                pad=(28, 20),
            )
        )

    def _first_levers(self) -> Node | None:
        """Return what a newcomer might do first, and why."""
        s = self.session
        voice, quarter = s.voice, s.view.quarter
        picks = [x for x in voice.scenario.suggested if x.role == self.role][:3]
        if not picks:
            return None
        return Panel(
            Column(
                Text("Levers to consider first", weight="semibold"),
                *(
                    Rich(
                        f"[icon arrow-right] [b]{esc(voice.lever(x.lever, quarter))}:[/] "
                        f"[soft]{esc(x.why)}[/]",
                        size="small",
                    )
                    for x in picks
                ),
                gap=6,
            )
        )

    def _begin(self, c: ScreenContext) -> None:
        if self.session.submit(c, ChooseAgenda(role=self.role, agenda=self.chosen)):
            c.routes.play(self.session)

    def on_focus_loss(self, c: ScreenContext) -> None:
        """Drop the curtain when several people share the screen."""
        if self.session.hot_seat:
            c.routes.play(self.session)
